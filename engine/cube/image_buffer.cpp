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
constexpr std::uint64_t sealed_at_once = 16 << 20;
constexpr std::size_t end_address_at = 28;  // in the superblock, versions 2 and 3, with 8-byte addresses

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
    error_ = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(wanted));
    if (error_ != 0) return false;
    void* const at = data_ == nullptr
                         ? ::mmap(nullptr, wanted, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor_, 0)
                         : ::mremap(data_, capacity_, wanted, MREMAP_MAYMOVE);
    if (at == MAP_FAILED) {
        error_ = errno;
        return false;
    }
    data_ = static_cast<unsigned char*>(at);
    capacity_ = wanted;
    return true;
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
    if (data_ != nullptr) ::madvise(data_, capacity_, MADV_DONTNEED);
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
    if (::ftruncate(descriptor_, static_cast<off_t>(end)) != 0 ||
        ::pwrite(descriptor_, seal.data(), seal.size(), static_cast<off_t>(end)) !=
            static_cast<ssize_t>(seal.size()))
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
