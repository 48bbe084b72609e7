#include "engine/cube/image_buffer.hpp"

#include <cstdint>
#include <cstring>
#include <exception>

#include "engine/observe/hdf5_handle.hpp"

namespace basicbot {

namespace {

constexpr std::size_t growth = 1 << 20;     // bytes by which the file grows
constexpr std::size_t end_address_at = 28;  // in the superblock, versions 2 and 3, with 8-byte addresses

}  // namespace

void ImageBuffer::attach(hid_t access, std::string const& path) {
    hdf5_check(H5Pset_fapl_core(access, growth, false), path, "keep the cube in memory");
    H5FD_file_image_callbacks_t callbacks{allocate, copy, reallocate, release, share, unshare, this};
    hdf5_check(H5Pset_file_image_callbacks(access, &callbacks), path, "keep the cube in memory");
}

std::vector<std::byte> ImageBuffer::take(std::string const& path) {
    std::uint64_t end = 0;
    if (bytes_.size() >= end_address_at + sizeof end)
        std::memcpy(&end, bytes_.data() + end_address_at, sizeof end);
    if (end == 0 || end > bytes_.size()) hdf5_fail(path, "build the cube in memory");
    bytes_.resize(static_cast<std::size_t>(end));
    return std::move(bytes_);
}

// New memory is zero, so that bytes libhdf5 leaves unwritten are the same in every run.
void* ImageBuffer::reallocate(void*, std::size_t size, H5FD_file_image_op_t, void* self) {
    auto& bytes = static_cast<ImageBuffer*>(self)->bytes_;
    try {
        bytes.resize(size);
    } catch (std::exception const&) {
        return nullptr;  // libhdf5 reports the failed growth
    }
    return bytes.data();
}

void* ImageBuffer::allocate(std::size_t size, H5FD_file_image_op_t operation, void* self) {
    return reallocate(nullptr, size, operation, self);
}

void* ImageBuffer::copy(void* to, void const* from, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::memcpy(to, from, size);
}

}  // namespace basicbot
