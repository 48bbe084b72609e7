#pragma once
// HDF5 handles that close themselves, and HDF5 failures as Error(data). Used by the bar store and the cube.

#include <hdf5.h>

#include <cstdint>
#include <mutex>
#include <string>
#include <utility>

namespace basicbot {

// Every piece of code that calls HDF5 holds one of these. It silences HDF5's own printing for this thread and
// restores it, and takes the process-wide lock where the library was built without thread safety (the
// library's state is process-wide, so the lock has to be). Sessions nest.
class Hdf5Session {
  public:
    Hdf5Session();
    ~Hdf5Session();
    Hdf5Session(Hdf5Session const&) = delete;
    Hdf5Session& operator=(Hdf5Session const&) = delete;

  private:
    std::unique_lock<std::recursive_mutex> lock_;
    H5E_auto2_t function_ = nullptr;
    void* data_ = nullptr;
};

// Leaves out libhdf5's work at the end of the process, which walks freed objects where closing a file has
// failed. For a program whose files are all closed by then, before it first calls HDF5; not for a library,
// whose process may have files of its own.
void hdf5_leave_out_end();

// Throws Error(data, "hdf5_failed") with the innermost message of HDF5's error stack.
[[noreturn]] void hdf5_fail(std::string const& path, std::string const& what);

// Passes `id` through, or fails where it is negative (herr_t, htri_t and hid_t are all negative on failure).
template <class Id>
Id hdf5_check(Id id, std::string const& path, char const* what) {
    if (id < 0) hdf5_fail(path, what);
    return id;
}

// Owns one HDF5 identifier of any kind: the reference is dropped at destruction (errors there are lost, so a
// writer calls close() where a failure matters).
class Hdf5Handle {
  public:
    using Closer = herr_t (*)(hid_t);
    Hdf5Handle() = default;
    Hdf5Handle(hid_t id, Closer closer, std::string const& path, char const* what)
        : id_(hdf5_check(id, path, what)), closer_(closer) {}
    Hdf5Handle(Hdf5Handle&& other) noexcept
        : id_(std::exchange(other.id_, H5I_INVALID_HID)), closer_(other.closer_) {}
    Hdf5Handle& operator=(Hdf5Handle&& other) noexcept {
        std::swap(id_, other.id_);
        std::swap(closer_, other.closer_);
        return *this;
    }
    ~Hdf5Handle() {
        if (id_ >= 0) closer_(id_);
    }
    hid_t get() const { return id_; }
    void close(std::string const& path, char const* what) {
        hid_t const id = std::exchange(id_, H5I_INVALID_HID);
        if (id >= 0) hdf5_check(closer_(id), path, what);
    }

  private:
    hid_t id_ = H5I_INVALID_HID;
    Closer closer_ = nullptr;
};

// File access: format bounds V110, strong close (no identifier outlives its file), no flock by HDF5 (files
// under a final name are never written to). `meta_block` > 0 gathers the metadata in blocks of that many
// bytes.
Hdf5Handle hdf5_file_access(std::string const& path, hsize_t meta_block = 0);

// Scalar attributes on `location`. Strings are variable-length UTF-8. Readers fail where the attribute is
// missing or of another kind.
void hdf5_write_attribute(hid_t location, char const* name, std::string const& text, std::string const& path);
void hdf5_write_attribute(hid_t location, char const* name, std::int64_t value, std::string const& path);
void hdf5_write_attribute(hid_t location, char const* name, double value, std::string const& path);
std::string hdf5_read_string(hid_t location, char const* name, std::string const& path);
std::int64_t hdf5_read_int64(hid_t location, char const* name, std::string const& path);
double hdf5_read_double(hid_t location, char const* name, std::string const& path);

}  // namespace basicbot
