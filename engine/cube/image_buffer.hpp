#pragma once
// Memory that libhdf5's core driver builds a file in, and that stays ours when the file is closed.

#include <hdf5.h>

#include <cstddef>
#include <string>
#include <vector>

namespace basicbot {

// H5Fget_file_image is no way out: for files of format V110 its copy is marked as open for writing and cannot
// be opened again (measured with 1.10.8), and it is one copy more. So the driver allocates through these
// callbacks and the bytes are taken after the file was closed.
class ImageBuffer {
  public:
    ImageBuffer() = default;
    ImageBuffer(ImageBuffer const&) = delete;
    ImageBuffer& operator=(ImageBuffer const&) = delete;

    // Makes the file opened with `access` live here. The buffer outlives the file.
    void attach(hid_t access, std::string const& path);

    // The bytes of the closed file, up to the end that its superblock states.
    std::vector<std::byte> take(std::string const& path);

  private:
    static void* allocate(std::size_t size, H5FD_file_image_op_t, void* self);
    static void* reallocate(void*, std::size_t size, H5FD_file_image_op_t, void* self);
    static void* copy(void* to, void const* from, std::size_t size, H5FD_file_image_op_t, void*);
    static herr_t release(void*, H5FD_file_image_op_t, void*) { return 0; }
    static void* share(void* self) { return self; }
    static herr_t unshare(void*) { return 0; }

    std::vector<std::byte> bytes_;
};

}  // namespace basicbot
