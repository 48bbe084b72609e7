#include "engine/cube/image_buffer.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "engine/bars/data_error.hpp"
#include "engine/cube/seal.hpp"
#include "engine/observe/hdf5_handle.hpp"

namespace basicbot {

namespace {

constexpr std::size_t growth = 64 << 10;  // bytes by which libhdf5 lets the file grow
constexpr std::uint64_t most_in_memory = 4 << 20;
constexpr std::uint64_t sealed_at_once = 16 << 20;
constexpr std::size_t end_address_at = 28;  // in the superblock, versions 2 and 3, with 8-byte addresses

// Sets errno where it fails.
bool write_all(int descriptor, void const* data, std::uint64_t size, std::uint64_t at) {
    auto const* from = static_cast<unsigned char const*>(data);
    while (size > 0) {
        ssize_t const written = ::pwrite(descriptor, from, size, static_cast<off_t>(at));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        from += written;
        at += static_cast<std::uint64_t>(written);
        size -= static_cast<std::uint64_t>(written);
    }
    return true;
}

}  // namespace

ImageBuffer::ImageBuffer(std::string const& file, std::string name) : name_(std::move(name)) {
    descriptor_ = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor_ < 0) fail_system(name_, "open the file");
}

ImageBuffer::~ImageBuffer() {
    if (data_ != nullptr) ::munmap(data_, capacity_);
    if (descriptor_ >= 0) ::close(descriptor_);
}

// New pages are zero, so that bytes libhdf5 leaves unwritten are the same in every run.
bool ImageBuffer::grow(std::uint64_t bytes) {
    if (bytes <= capacity_) return true;
    std::uint64_t const wanted = (std::max(bytes, capacity_ + capacity_ / 2) + growth - 1) / growth * growth;
    void* const at = wanted <= most_in_memory ? in_memory(wanted) : in_file(wanted);
    if (at == MAP_FAILED) {
        error_ = errno;
        return false;
    }
    data_ = static_cast<unsigned char*>(at);
    capacity_ = wanted;
    return true;
}

void* ImageBuffer::in_memory(std::uint64_t bytes) {
    if (data_ != nullptr) return ::mremap(data_, capacity_, bytes, MREMAP_MAYMOVE);
    return ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void* ImageBuffer::in_file(std::uint64_t bytes) {
    if (int const full = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(bytes)); full != 0) {
        errno = full;
        return MAP_FAILED;
    }
    if (of_file_) return ::mremap(data_, capacity_, bytes, MREMAP_MAYMOVE);
    if (!write_all(descriptor_, data_, capacity_, 0)) return MAP_FAILED;
    void* const at = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0);
    if (at == MAP_FAILED) return at;
    if (data_ != nullptr) ::munmap(data_, capacity_);
    of_file_ = true;
    return at;
}

void ImageBuffer::reserve(std::uint64_t bytes) {
    grow(bytes);
    check();
}

void ImageBuffer::check() const {
    if (error_ == 0) return;
    errno = error_;
    fail_system(name_, "write the file");
}

void ImageBuffer::attach(hid_t access) {
    hdf5_check(H5Pset_fapl_core(access, growth, false), name_, "keep the cube in memory");
    H5FD_file_image_callbacks_t callbacks{allocate, copy, reallocate, release, share, unshare, this};
    hdf5_check(H5Pset_file_image_callbacks(access, &callbacks), name_, "keep the cube in memory");
}

void ImageBuffer::drop_pages() {
    if (of_file_) ::madvise(data_, capacity_, MADV_DONTNEED);
}

void ImageBuffer::finish() {
    std::uint64_t end = 0;
    if (capacity_ >= end_address_at + sizeof end) std::memcpy(&end, data_ + end_address_at, sizeof end);
    if (end == 0 || end > capacity_) hdf5_fail(name_, "build the cube");
    SealHasher hasher;
    for (std::uint64_t at = 0; at < end; at += sealed_at_once) {
        hasher.add(data_ + at, static_cast<std::size_t>(std::min(sealed_at_once, end - at)));
        if (end > sealed_at_once) drop_pages();
    }
    std::string const seal = hasher.line();
    bool const placed = of_file_ ? ::ftruncate(descriptor_, static_cast<off_t>(end)) == 0
                                 : write_all(descriptor_, data_, end, 0);
    if (!placed || !write_all(descriptor_, seal.data(), seal.size(), end))
        fail_system(name_, "write the file");
}

void* ImageBuffer::reallocate(void*, std::size_t size, H5FD_file_image_op_t, void* self) {
    auto& buffer = *static_cast<ImageBuffer*>(self);
    return buffer.grow(size) ? buffer.data_ : nullptr;  // libhdf5 reports the failed growth
}

void* ImageBuffer::allocate(std::size_t size, H5FD_file_image_op_t operation, void* self) {
    return reallocate(nullptr, size, operation, self);
}

void* ImageBuffer::copy(void* to, void const* from, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::memcpy(to, from, size);
}

}  // namespace basicbot
