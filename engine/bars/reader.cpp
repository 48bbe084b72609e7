#include <memory>
#include <vector>

#include "engine/bars/bar_file.hpp"
#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/hdf5_table.hpp"
#include "engine/bars/image.hpp"
#include "engine/bars/layout.hpp"

namespace basicbot {
namespace {

// What a series keeps alive: the mapping, and the tables that are too small to be mapped.
struct Owner {
    MappedFile file;
    BarFileTables tables = {};
};

[[noreturn]] void damaged(std::string const& path, std::string const& what) {
    fail_data("damaged_file", path, "", what, "", "import the bars again or restore the file");
}

// The header's extents are used only after HDF5 has said the same.
void check_column(hid_t file, std::size_t c, BarFileHeader const& header, std::string const& path) {
    Hdf5Handle column(H5Dopen2(file, column_names[c], H5P_DEFAULT), H5Dclose, path, "open a column");
    Hdf5Handle type(H5Dget_type(column.get()), H5Tclose, path, "read a type");
    bool const typed = H5Tequal(type.get(), c < 2 ? H5T_STD_I64LE : H5T_IEEE_F64LE) > 0;
    if (!typed || shape_of(column.get(), path) != std::vector<hsize_t>{header.bars} ||
        H5Dget_offset(column.get()) != header.offset[c])
        damaged(path, std::string("column ") + column_names[c] + " is not where the header says");
}

void read_attributes(hid_t file, Series& s, std::string const& path) {
    if (hdf5_read_int64(file, "version", path) != bar_file_version) damaged(path, "the version is unknown");
    SeriesAttributes& a = s.attributes;
    s.symbol = hdf5_read_string(file, "symbol", path);
    s.timeframe = hdf5_read_string(file, "timeframe", path);
    a.timezone = hdf5_read_string(file, "timezone", path);
    a.stamp = hdf5_read_string(file, "stamp", path);
    a.bar_ns = hdf5_read_int64(file, "bar_ns", path);
    a.bars_per_year = hdf5_read_double(file, "bars_per_year", path);
    a.currency = hdf5_read_string(file, "currency", path);
    a.source = hdf5_read_string(file, "source", path);
    a.input_hash = hdf5_read_string(file, "input_hash", path);
    a.adjustments = hdf5_read_string(file, "adjustments", path);
    s.data_hash = hdf5_read_string(file, "data_hash", path);
}

void map_columns(Series& s, MappedFile const& file, BarFileHeader const& header) {
    auto const times = [&](std::size_t c) {
        return std::span(reinterpret_cast<std::int64_t const*>(file.data() + header.offset[c]), header.bars);
    };
    auto const values = [&](std::size_t c) {
        return std::span(reinterpret_cast<double const*>(file.data() + header.offset[c]), header.bars);
    };
    s.time = times(0), s.close_time = times(1);
    s.open = values(2), s.high = values(3), s.low = values(4), s.close = values(5), s.volume = values(6);
}

BarFileTables read_actions(hid_t file, std::string const& path) {
    return {read_table<std::int64_t>(file, "splits/time", H5T_NATIVE_INT64, path),
            read_table<std::int64_t>(file, "dividends/time", H5T_NATIVE_INT64, path),
            read_table<double>(file, "splits/value", H5T_NATIVE_DOUBLE, path),
            read_table<double>(file, "dividends/value", H5T_NATIVE_DOUBLE, path)};
}

BlockHashes read_hashes(hid_t file, std::uint64_t bars, std::string const& path) {
    auto const flat = read_table<std::uint64_t>(file, "block_hashes", H5T_NATIVE_UINT64, path);
    std::size_t const blocks = blocks_of(bars);
    if (flat.size() != column_count * blocks) damaged(path, "the table of block hashes has the wrong size");
    BlockHashes hashes;
    for (std::size_t c = 0; c < column_count; ++c)
        hashes[c].assign(flat.begin() + static_cast<std::ptrdiff_t>(c * blocks),
                         flat.begin() + static_cast<std::ptrdiff_t>((c + 1) * blocks));
    return hashes;
}

// All of the series but its columns, as HDF5 says it. False where another file has taken the path since it
// was mapped.
bool read_by_hdf5(MappedFile const& mapped, BarFileHeader const& header, Series& s, BarFileTables& tables,
                  BlockHashes& hashes) {
    std::string const& path = mapped.path();
    Hdf5Session session;
    Hdf5Handle access = hdf5_file_access(path);
    Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()), H5Fclose, path, "open the file");
    void* descriptor = nullptr;
    hdf5_check(H5Fget_vfd_handle(file.get(), H5P_DEFAULT, &descriptor), path, "open the file");
    if (!mapped.same_file(*static_cast<int*>(descriptor))) return false;
    for (std::size_t c = 0; c < column_count; ++c) check_column(file.get(), c, header, path);
    read_attributes(file.get(), s, path);
    hashes = read_hashes(file.get(), header.bars, path);
    tables = read_actions(file.get(), path);
    s.split_time = tables.split_time, s.split_factor = tables.split_factor;
    s.dividend_time = tables.dividend_time, s.dividend_cash = tables.dividend_cash;
    return true;
}

// Empty where another file has taken the path meanwhile.
std::shared_ptr<Owner> read_metadata(std::string const& path, Verify verify, Series& s, BlockHashes& hashes) {
    std::shared_ptr<Owner> owner(new Owner{MappedFile(path)});
    MappedFile const& mapped = owner->file;
    std::span const bytes(mapped.data(), mapped.size());
    BarFileHeader const header = check_header(bytes, path);
    std::string_view const image = mapped.text().substr(image_offset, header.image_bytes);
    if (verify != Verify::none || image.empty()) check_metadata(bytes, header, path);
    if (!image.empty() && !read_image(image, header.bars, s, owner->tables, hashes))
        damaged(path, "the image of the bar file cannot be read");
    if (image.empty() && !read_by_hdf5(mapped, header, s, owner->tables, hashes)) return nullptr;
    if (verify == Verify::all && !image.empty()) {
        Series second;
        BarFileTables tables;
        BlockHashes second_hashes;
        if (!read_by_hdf5(mapped, header, second, tables, second_hashes)) return nullptr;
        if (make_image(second, second_hashes) != image)
            damaged(path, "HDF5's metadata are not those of the image");
    }
    map_columns(s, mapped, header);
    return owner;
}

}  // namespace

Series open_bar_file(std::string const& path, Verify verify) {
    Series s;
    BlockHashes hashes;
    std::shared_ptr<Owner> owner;
    for (int attempt = 0; attempt < 10 && owner == nullptr; ++attempt)
        owner = read_metadata(path, verify, s, hashes);
    if (owner == nullptr) damaged(path, "the bar file keeps being replaced while it is opened");
    if (data_hash(s, hashes) != s.data_hash)
        damaged(path, "the hash of the bars does not fit their block hashes");
    if (verify != Verify::none) check_blocks(s, hashes, path);
    s.owner = owner;
    return s;
}

}  // namespace basicbot
