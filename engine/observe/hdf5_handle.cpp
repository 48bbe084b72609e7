#include "engine/observe/hdf5_handle.hpp"

#include <cstddef>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "engine/observe/error.hpp"

namespace basicbot {
namespace {

constexpr std::size_t room_bytes = 4 << 20;

// libhdf5 1.10 ends the process where memory runs out inside it. It is entered only where there is some.
void check_room() {
    void* const room = std::malloc(room_bytes);
    if (room == nullptr) throw std::bad_alloc();
    std::free(room);
}

// "file read failed: time = ..., error message = 'Input/output error', ..." -> "file read failed:
// Input/output error".
std::string short_cause(std::string cause) {
    constexpr std::string_view before = "error message = '";
    std::size_t const time = cause.find(": time ="), message = cause.find(before);
    if (message == std::string::npos) return cause;
    std::size_t const from = message + before.size(), to = cause.find('\'', from);
    std::string const reason = cause.substr(from, to == std::string::npos ? to : to - from);
    return cause.substr(0, time != std::string::npos ? time : cause.find(',')) + ": " + reason;
}

std::recursive_mutex& library_lock() {
    static std::recursive_mutex lock;
    return lock;
}

bool library_is_threadsafe() {
    static bool const safe = [] {
        hbool_t flag = false;
        return H5is_library_threadsafe(&flag) >= 0 && flag;
    }();
    return safe;
}

herr_t keep_innermost(unsigned, H5E_error2_t const* error, void* out) {
    // H5E_WALK_UPWARD starts at the innermost frame; the first description is the cause.
    auto& text = *static_cast<std::string*>(out);
    if (text.empty() && error->desc != nullptr) text = error->desc;
    return 0;
}

Hdf5Handle utf8_string_type(std::string const& path) {
    Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose, path, "create a string type");
    hdf5_check(H5Tset_size(type.get(), H5T_VARIABLE), path, "create a string type");
    hdf5_check(H5Tset_cset(type.get(), H5T_CSET_UTF8), path, "create a string type");
    return type;
}

void write_scalar(hid_t location, char const* name, hid_t type, void const* value, std::string const& path) {
    Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose, path, "create a scalar space");
    Hdf5Handle attribute(H5Acreate2(location, name, type, space.get(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose,
                         path, "create an attribute");
    hdf5_check(H5Awrite(attribute.get(), type, value), path, "write an attribute");
}

Hdf5Handle open_scalar(hid_t location, char const* name, H5T_class_t kind, std::string const& path) {
    Hdf5Handle attribute(H5Aopen(location, name, H5P_DEFAULT), H5Aclose, path, "open an attribute");
    Hdf5Handle space(H5Aget_space(attribute.get()), H5Sclose, path, "read an attribute");
    Hdf5Handle type(H5Aget_type(attribute.get()), H5Tclose, path, "read an attribute");
    bool const variable = kind != H5T_STRING || H5Tis_variable_str(type.get()) > 0;
    if (H5Sget_simple_extent_npoints(space.get()) != 1 || H5Tget_class(type.get()) != kind || !variable) {
        fail(ErrorKind::data, {.code = "bad_attribute",
                               .path = path,
                               .value = name,
                               .problem = "the attribute is not of the expected kind",
                               .allowed = "",
                               .suggestion = ""});
    }
    return attribute;
}

}  // namespace

Hdf5Session::Hdf5Session() : lock_(library_lock(), std::defer_lock) {
    check_room();
    if (!library_is_threadsafe()) lock_.lock();
    H5Eget_auto2(H5E_DEFAULT, &function_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Hdf5Session::~Hdf5Session() { H5Eset_auto2(H5E_DEFAULT, function_, data_); }

void hdf5_leave_out_end() { static_cast<void>(H5dont_atexit()); }

void hdf5_fail(std::string const& path, std::string const& what) {
    std::string cause;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keep_innermost, &cause);
    H5Eclear2(H5E_DEFAULT);
    cause = short_cause(std::move(cause));
    fail(ErrorKind::data, {.code = "hdf5_failed",
                           .path = path,
                           .value = "",
                           .problem = "HDF5 could not " + what + (cause.empty() ? "" : ": " + cause),
                           .allowed = "",
                           .suggestion = ""});
}

Hdf5Handle hdf5_file_access(std::string const& path, hsize_t meta_block) {
    Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, path, "create file access properties");
    hid_t const id = access.get();
    hdf5_check(H5Pset_libver_bounds(id, H5F_LIBVER_V110, H5F_LIBVER_V110), path, "set the format version");
    hdf5_check(H5Pset_fclose_degree(id, H5F_CLOSE_STRONG), path, "set the close degree");
    hdf5_check(H5Pset_file_locking(id, false, true), path, "switch off file locking");
    if (meta_block > 0) hdf5_check(H5Pset_meta_block_size(id, meta_block), path, "set the metadata block");
    return access;
}

void hdf5_write_attribute(hid_t location, char const* name, std::string const& text,
                          std::string const& path) {
    char const* const pointer = text.c_str();
    write_scalar(location, name, utf8_string_type(path).get(), &pointer, path);
}

void hdf5_write_attribute(hid_t location, char const* name, std::int64_t value, std::string const& path) {
    write_scalar(location, name, H5T_STD_I64LE, &value, path);
}

void hdf5_write_attribute(hid_t location, char const* name, double value, std::string const& path) {
    write_scalar(location, name, H5T_IEEE_F64LE, &value, path);
}

std::string hdf5_read_string(hid_t location, char const* name, std::string const& path) {
    Hdf5Handle attribute = open_scalar(location, name, H5T_STRING, path);
    char* pointer = nullptr;
    hdf5_check(H5Aread(attribute.get(), utf8_string_type(path).get(), &pointer), path, "read an attribute");
    std::string text = pointer == nullptr ? "" : pointer;
    if (pointer != nullptr) H5free_memory(pointer);
    return text;
}

std::int64_t hdf5_read_int64(hid_t location, char const* name, std::string const& path) {
    Hdf5Handle attribute = open_scalar(location, name, H5T_INTEGER, path);
    std::int64_t value = 0;
    hdf5_check(H5Aread(attribute.get(), H5T_NATIVE_INT64, &value), path, "read an attribute");
    return value;
}

double hdf5_read_double(hid_t location, char const* name, std::string const& path) {
    Hdf5Handle attribute = open_scalar(location, name, H5T_FLOAT, path);
    double value = 0;
    hdf5_check(H5Aread(attribute.get(), H5T_NATIVE_DOUBLE, &value), path, "read an attribute");
    return value;
}

}  // namespace basicbot
