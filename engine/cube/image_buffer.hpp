#pragma once
// Memory that libhdf5's core driver builds a file in: the file itself, mapped, where it is large.

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace basicbot {

// libhdf5 itself would write to the disk in an order of its own, and on a full disk fails inside its cache
// and crashes at close (measured with 1.10.8). So it writes to memory that is a mapping of the file: blocks
// on the disk are allocated before they are touched (a mapping of a hole would end the process where the disk
// is full), and pages that are done with can be dropped from memory. (H5Fget_file_image is no way out either:
// for files of format V110 its copy is marked as open for writing and cannot be opened again.) A small file
// is built in plain memory and written at once: the faults of a file's pages cost a millisecond a MiB.
class ImageBuffer {
  public:
    // An empty file that is there. `name` is what errors call it.
    ImageBuffer(std::string const& file, std::string name);
    ~ImageBuffer();
    ImageBuffer(ImageBuffer const&) = delete;
    ImageBuffer& operator=(ImageBuffer const&) = delete;

    // Takes so much of the disk. Error(data) where it has no room.
    void reserve(std::uint64_t bytes);
    // Makes the file opened with `access` live here. The buffer outlives the file.
    void attach(hid_t access);
    // Lets go of the pages in memory; what they hold is in the file.
    void drop_pages();
    // Cuts the file to the end that its superblock states, once libhdf5 has closed it, and adds the seal
    // line.
    void finish();
    // Error(data) with the system's reason where growing has failed; libhdf5 only knows that it did.
    void check() const;

  private:
    static void* allocate(std::size_t size, H5FD_file_image_op_t, void* self);
    static void* reallocate(void*, std::size_t size, H5FD_file_image_op_t, void* self);
    static void* copy(void* to, void const* from, std::size_t size, H5FD_file_image_op_t, void*);
    static herr_t release(void*, H5FD_file_image_op_t, void*) { return 0; }
    static void* share(void* self) { return self; }
    static herr_t unshare(void*) { return 0; }

    bool grow(std::uint64_t bytes);
    void* in_memory(std::uint64_t bytes);
    void* in_file(std::uint64_t bytes);

    std::string name_;
    int descriptor_ = -1;
    unsigned char* data_ = nullptr;
    std::uint64_t capacity_ = 0;
    bool of_file_ = false;  // data_ is a mapping of the file
    int error_ = 0;
};

}  // namespace basicbot
