#include <array>
#include <vector>

#include "engine/bars/bar_file.hpp"
#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/hdf5_table.hpp"
#include "engine/bars/image.hpp"
#include "engine/bars/layout.hpp"

namespace basicbot {
namespace {

void write_actions(hid_t file, char const* name, std::span<std::int64_t const> time,
                   std::span<double const> value, std::string const& path) {
    Hdf5Handle how(H5Pcreate(H5P_GROUP_CREATE), H5Pclose, path, "create group properties");
    hdf5_check(H5Pset_obj_track_times(how.get(), false), path, "switch off object times");
    Hdf5Handle group(H5Gcreate2(file, name, H5P_DEFAULT, how.get(), H5P_DEFAULT), H5Gclose, path,
                     "create a group");
    write_table(group.get(), "time", H5T_STD_I64LE, {time.size()}, time.data(), path);
    write_table(group.get(), "value", H5T_IEEE_F64LE, {value.size()}, value.data(), path);
}

void write_attributes(hid_t file, Series const& s, std::string const& path) {
    SeriesAttributes const& a = s.attributes;
    hdf5_write_attribute(file, "format", std::string("basicbot bars"), path);
    hdf5_write_attribute(file, "version", bar_file_version, path);
    hdf5_write_attribute(file, "symbol", s.symbol, path);
    hdf5_write_attribute(file, "timeframe", s.timeframe, path);
    hdf5_write_attribute(file, "timezone", a.timezone, path);
    hdf5_write_attribute(file, "stamp", a.stamp, path);
    hdf5_write_attribute(file, "bar_ns", a.bar_ns, path);
    hdf5_write_attribute(file, "bars_per_year", a.bars_per_year, path);
    hdf5_write_attribute(file, "currency", a.currency, path);
    hdf5_write_attribute(file, "source", a.source, path);
    hdf5_write_attribute(file, "input_hash", a.input_hash, path);
    hdf5_write_attribute(file, "adjustments", a.adjustments, path);
    hdf5_write_attribute(file, "data_hash", s.data_hash, path);
}

using Offsets = std::array<std::uint64_t, column_count>;

// HDF5 aligns what is as large as a column or larger. With fewer bars that would be its metadata, too, piece
// by piece: 2.4 MB for a file of three bars. Their columns are placed when the metadata stands.
constexpr std::size_t few_bars = 128;

std::uint64_t offset_of(Hdf5Handle const& column, std::string const& path) {
    haddr_t const address = H5Dget_offset(column.get());
    if (address == HADDR_UNDEF) hdf5_fail(path, "allocate a column");
    return address;
}

Offsets create_columns(hid_t file, std::size_t bars, std::string const& path) {
    Offsets offset{};
    for (std::size_t c = 0; c < column_count; ++c) {
        Hdf5Handle column = create_dataset(file, column_names[c], c < 2 ? H5T_STD_I64LE : H5T_IEEE_F64LE,
                                           {bars}, true, path, bars < few_bars);
        hdf5_write_attribute(column.get(), "units",
                             std::string(c < 2   ? "nanoseconds since 1970-01-01T00:00:00Z"
                                         : c < 6 ? "price"
                                                 : "units"),
                             path);
        if (bars >= few_bars) offset[c] = offset_of(column, path);
    }
    return offset;
}

Offsets place_columns(std::string const& temp, Series const& s, std::string const& path) {
    Hdf5Handle access = hdf5_file_access(path, column_alignment);
    hdf5_check(H5Pset_alignment(access.get(), 1, column_alignment), path, "set the alignment");
    hdf5_check(H5Pset_small_data_block_size(access.get(), 0), path, "set the alignment");
    Hdf5Handle file(H5Fopen(temp.c_str(), H5F_ACC_RDWR, access.get()), H5Fclose, path, "open the file");
    Offsets offset{};
    for (std::size_t c = 0; c < column_count; ++c) {
        Hdf5Handle column(H5Dopen2(file.get(), column_names[c], H5P_DEFAULT), H5Dclose, path,
                          "open a column");
        hid_t const type = c < 2 ? H5T_STD_I64LE : H5T_IEEE_F64LE;
        hdf5_check(H5Dwrite(column.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, column_bytes(s, c).data()),
                   path, "write a column");
        offset[c] = offset_of(column, path);
    }
    file.close(path, "close the file");
    return offset;
}

// Everything but the values of the columns. The values go past HDF5: no second copy, and no lost write hides
// in HDF5's buffers when the disk is full.
Offsets write_skeleton(std::string const& temp, Series const& s, BlockHashes const& hashes,
                       std::string const& path) {
    Hdf5Session session;
    Hdf5Handle access = hdf5_file_access(path, column_alignment);
    // From the size of a column on, so that HDF5 aligns the columns and packs what is smaller.
    if (s.size() >= few_bars)
        hdf5_check(H5Pset_alignment(access.get(), 8 * s.size(), column_alignment), path, "set the alignment");
    hdf5_check(H5Pset_small_data_block_size(access.get(), 0), path, "set the alignment");
    Hdf5Handle how(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path, "create file properties");
    hdf5_check(H5Pset_userblock(how.get(), user_block_bytes), path, "set the user block");
    hdf5_check(H5Pset_obj_track_times(how.get(), false), path, "switch off object times");
    Hdf5Handle file(H5Fcreate(temp.c_str(), H5F_ACC_TRUNC, how.get(), access.get()), H5Fclose, path,
                    "create the file");
    write_attributes(file.get(), s, path);
    std::vector<std::uint64_t> flat;
    for (auto const& column : hashes) flat.insert(flat.end(), column.begin(), column.end());
    write_table(file.get(), "block_hashes", H5T_STD_U64LE, {column_count, blocks_of(s.size())}, flat.data(),
                path);
    write_actions(file.get(), "splits", s.split_time, s.split_factor, path);
    write_actions(file.get(), "dividends", s.dividend_time, s.dividend_cash, path);
    Offsets const offset = create_columns(file.get(), s.size(), path);
    file.close(path, "close the file");
    return s.size() < few_bars ? place_columns(temp, s, path) : offset;
}

}  // namespace

BarFileFacts write_bar_file(std::string const& path, BarColumns const& bars,
                            SeriesAttributes const& attributes, std::string const& symbol,
                            std::string const& timeframe) {
    Series s;
    s.symbol = symbol, s.timeframe = timeframe, s.attributes = attributes;
    s.time = bars.time, s.close_time = bars.close_time;
    s.open = bars.open, s.high = bars.high, s.low = bars.low, s.close = bars.close, s.volume = bars.volume;
    s.split_time = bars.split_time, s.split_factor = bars.split_factor;
    s.dividend_time = bars.dividend_time, s.dividend_cash = bars.dividend_cash;
    BlockHashes const hashes = hash_blocks(s);
    s.data_hash = data_hash(s, hashes);

    TempFile temp(path);
    temp.reserve(user_block_bytes + (column_count + 8) * column_alignment + column_count * 8 * s.size());
    auto const offset = write_skeleton(temp.path(), s, hashes, path);
    for (std::size_t c = 0; c < column_count; ++c) {
        auto const values = column_bytes(s, c);
        temp.write_at(values.data(), values.size(), offset[c]);
    }
    std::string const image = make_image(s, hashes);
    temp.write_at(image.data(), image.size(), image_offset);
    MappedFile const written(temp.path());
    BarFileHeader const header =
        make_header({written.data(), written.size()}, s.size(), offset, image.size());
    temp.write_at(&header, sizeof header, 0);
    temp.commit();
    return {header.file_bytes, s.data_hash};
}

}  // namespace basicbot
