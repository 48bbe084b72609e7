// The files of extra series. They are small and read whole, so one hash covers everything; it is checked
// before libhdf5 parses anything.

#include <xxhash.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <limits>

#include "engine/bars/data_error.hpp"
#include "engine/bars/extra_series.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/hdf5_table.hpp"
#include "engine/bars/names.hpp"
#include "engine/bars/series.hpp"
#include "engine/bars/store_files.hpp"

namespace basicbot {
namespace {

constexpr std::uint64_t block_bytes = 512;  // HDF5's smallest user block
constexpr std::array<char, 24> extra_magic = {'b', 'a', 's', 'i', 'c', 'b', 'o', 't', ' ',
                                              'e', 'x', 't', 'r', 'a', ' ', '1', '\n'};

struct ExtraHeader {
    std::array<char, 24> magic;
    std::uint64_t file_bytes;
    std::uint64_t hash_low, hash_high;  // xxh3-128 of all bytes from the end of this header on
};

ExtraHeader header_of(std::string_view bytes) {
    XXH128_hash_t const hash =
        XXH3_128bits(bytes.data() + sizeof(ExtraHeader), bytes.size() - sizeof(ExtraHeader));
    return {extra_magic, bytes.size(), hash.low64, hash.high64};
}

void check_name(std::string const& name) {
    bool sound = !name.empty() && name.size() <= 64 && !(name[0] >= '0' && name[0] <= '9');
    for (char c : name)
        sound =
            sound && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    if (!sound)
        fail(ErrorKind::usage, ErrorParts{"bad_name", "NAME", name, "is no name of an extra series",
                                          "letters, digits and _, not a digit first, 64 at most", ""});
    if (clock_number(name) >= 0)
        fail(ErrorKind::usage,
             ErrorParts{"taken_name", "NAME", name, "is what the clock of the bars is read as", "",
                        "choose another name"});
}

void write_hdf5(std::string const& temp, ExtraSeries const& e, std::string const& path) {
    Hdf5Session session;
    Hdf5Handle access = hdf5_file_access(path);
    Hdf5Handle how(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path, "create file properties");
    hdf5_check(H5Pset_userblock(how.get(), block_bytes), path, "set the user block");
    hdf5_check(H5Pset_obj_track_times(how.get(), false), path, "switch off object times");
    Hdf5Handle file(H5Fcreate(temp.c_str(), H5F_ACC_TRUNC, how.get(), access.get()), H5Fclose, path,
                    "create the file");
    hdf5_write_attribute(file.get(), "format", std::string("basicbot extra series"), path);
    hdf5_write_attribute(file.get(), "symbol", e.symbol, path);
    hdf5_write_attribute(file.get(), "name", e.name, path);
    hdf5_write_attribute(file.get(), "source", e.source, path);
    hdf5_write_attribute(file.get(), "input_hash", e.input_hash, path);
    write_table(file.get(), "time", H5T_STD_I64LE, {e.size()}, e.time.data(), path);
    write_table(file.get(), "known_at", H5T_STD_I64LE, {e.size()}, e.known_at.data(), path);
    write_table(file.get(), "value", H5T_IEEE_F64LE, {e.size()}, e.value.data(), path);
    file.close(path, "close the file");
}

}  // namespace

void write_extra(std::string const& store, ExtraSeries const& given) {
    check_name(given.name);
    validate(given);
    ExtraSeries extra = given;
    for (double& v : extra.value)
        if (std::isnan(v)) v = std::numeric_limits<double>::quiet_NaN();  // one bit pattern
    FolderLock const lock(store + "/.lock", store_files::lock_wait_ms);
    std::string const symbol_folder = store + "/" + folder_name(extra.symbol),
                      folder = symbol_folder + "/extra";
    store_files::make_folder(folder);
    store_files::remove_temporaries(folder);
    std::string const path = folder + "/" + extra.name + ".h5";
    TempFile temp(path);
    temp.reserve(64 * 1024 + 24 * extra.size());
    write_hdf5(temp.path(), extra, path);
    ExtraHeader const header = header_of(MappedFile(temp.path()).text());
    temp.write_at(&header, sizeof header, 0);
    temp.commit();
}

ExtraSeries open_extra_file(std::string const& path) {
    auto const damaged = [&](std::string const& what) {
        fail_data("damaged_file", path, "", what, "", "import the series again or restore the file");
    };
    for (int attempt = 0; attempt < 10; ++attempt) {
        MappedFile const mapped(path);
        ExtraHeader header{};
        if (mapped.size() < block_bytes) damaged("the file is truncated");
        std::memcpy(&header, mapped.data(), sizeof header);
        if (header.magic != extra_magic) damaged("is not an extra series, or its first bytes are damaged");
        if (header.file_bytes != mapped.size())
            damaged("the file does not have the size it was written with");
        ExtraHeader const found = header_of(mapped.text());
        if (found.hash_low != header.hash_low || found.hash_high != header.hash_high)
            damaged("the file is damaged");
        Hdf5Session session;
        Hdf5Handle access = hdf5_file_access(path);
        Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose, path, "open the file");
        void* descriptor = nullptr;
        hdf5_check(H5Fget_vfd_handle(file.get(), H5P_DEFAULT, &descriptor), path, "open the file");
        if (!mapped.same_file(*static_cast<int*>(descriptor))) continue;
        ExtraSeries e;
        e.symbol = hdf5_read_string(file.get(), "symbol", path);
        e.name = hdf5_read_string(file.get(), "name", path);
        e.source = hdf5_read_string(file.get(), "source", path);
        e.input_hash = hdf5_read_string(file.get(), "input_hash", path);
        e.time = read_table<std::int64_t>(file.get(), "time", H5T_NATIVE_INT64, path);
        e.known_at = read_table<std::int64_t>(file.get(), "known_at", H5T_NATIVE_INT64, path);
        e.value = read_table<double>(file.get(), "value", H5T_NATIVE_DOUBLE, path);
        return e;
    }
    damaged("the file keeps being replaced while it is opened");
    return {};
}

}  // namespace basicbot
