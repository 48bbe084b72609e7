#include "engine/bars/layout.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "engine/bars/data_error.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {
namespace {

constexpr std::array<char, 16> magic_text = {'b', 'a', 's', 'i', 'c', 'b', 'o', 't',
                                             ' ', 'b', 'a', 'r', 's', ' ', '2', '\n'};

struct Hasher {
    ByteHasher hasher;
    void bytes(void const* data, std::size_t size) { hasher.add(data, size); }
    void number(std::uint64_t value) { bytes(&value, sizeof value); }
    void text(std::string const& t) {
        number(t.size());
        bytes(t.data(), t.size());
    }
    template <class T>
    void table(std::span<T const> values) {
        number(values.size());
        bytes(values.data(), values.size_bytes());
    }
    XXH128_hash_t digest() const { return hasher.digest(); }
};

XXH128_hash_t hash_outside_columns(std::span<unsigned char const> bytes, std::uint64_t bars,
                                   std::array<std::uint64_t, column_count> offset) {
    std::sort(offset.begin(), offset.end());
    Hasher hasher;
    std::uint64_t cursor = sizeof(BarFileHeader);
    for (std::uint64_t const start : offset) {
        hasher.bytes(bytes.data() + cursor, start - cursor);
        cursor = start + 8 * bars;
    }
    hasher.bytes(bytes.data() + cursor, bytes.size() - cursor);
    return hasher.digest();
}

std::uint64_t hash_of_block(std::span<unsigned char const> column, std::size_t block) {
    std::size_t const start = block * hash_block_bytes;
    return XXH3_64bits(&column[start], std::min<std::size_t>(hash_block_bytes, column.size() - start));
}

bool extents_fit(BarFileHeader const& h) {
    if (h.image_bytes > most_image_bytes) return false;
    std::uint64_t const limit = h.file_bytes / 8;  // keeps 8 * bars from overflowing
    if (h.bars == 0 || h.bars > limit) return false;
    auto offset = h.offset;
    std::sort(offset.begin(), offset.end());
    std::uint64_t end = user_block_bytes;
    for (std::uint64_t const start : offset) {
        if (start < end || start % column_alignment != 0 || start > h.file_bytes) return false;
        if (8 * h.bars > h.file_bytes - start) return false;
        end = start + 8 * h.bars;
    }
    return true;
}

}  // namespace

std::uint64_t blocks_of(std::uint64_t bars) { return (8 * bars + hash_block_bytes - 1) / hash_block_bytes; }

std::span<unsigned char const> column_bytes(Series const& s, std::size_t c) {
    void const* const start[column_count] = {s.time.data(),  s.close_time.data(), s.open.data(),
                                             s.high.data(),  s.low.data(),        s.close.data(),
                                             s.volume.data()};
    return {static_cast<unsigned char const*>(start[c]), 8 * s.size()};
}

BlockHashes hash_blocks(Series const& series) {
    BlockHashes hashes;
    for (std::size_t c = 0; c < column_count; ++c)
        for (std::size_t b = 0; b < blocks_of(series.size()); ++b)
            hashes[c].push_back(hash_of_block(column_bytes(series, c), b));
    return hashes;
}

void check_blocks(Series const& series, BlockHashes const& expected, std::string const& path) {
    for (std::size_t c = 0; c < column_count; ++c) {
        for (std::size_t b = 0; b < blocks_of(series.size()); ++b) {
            if (hash_of_block(column_bytes(series, c), b) == expected[c][b]) continue;
            std::size_t const first = b * hash_block_bytes / 8;
            fail_data("damaged_file", path, "",
                      std::string("column ") + column_names[c] + " is damaged in bars " +
                          std::to_string(first) + " to " +
                          std::to_string(std::min(series.size(), first + hash_block_bytes / 8) - 1),
                      "", "import the bars again or restore the file");
        }
    }
}

std::string data_hash(Series const& s, BlockHashes const& hashes) {
    SeriesAttributes const& a = s.attributes;
    Hasher hasher;
    hasher.number(bar_file_version);
    for (auto const* text : {&s.symbol, &s.timeframe, &a.timezone, &a.stamp, &a.currency, &a.source,
                             &a.input_hash, &a.adjustments})
        hasher.text(*text);
    hasher.number(static_cast<std::uint64_t>(a.bar_ns));
    hasher.number(std::bit_cast<std::uint64_t>(a.bars_per_year));
    hasher.number(s.size());
    hasher.table(s.split_time), hasher.table(s.split_factor);
    hasher.table(s.dividend_time), hasher.table(s.dividend_cash);
    for (auto const& column : hashes) hasher.table(std::span<std::uint64_t const>(column));
    return hex(hasher.digest());
}

BarFileHeader make_header(std::span<unsigned char const> bytes, std::uint64_t bars,
                          std::array<std::uint64_t, column_count> const& offset, std::uint64_t image_bytes) {
    BarFileHeader header{};
    header.magic = magic_text;
    header.file_bytes = bytes.size();
    header.bars = bars;
    header.offset = offset;
    if (!extents_fit(header)) fail_data("bad_layout", "", "", "HDF5 did not place the columns as asked");
    auto const hash = hash_outside_columns(bytes, bars, offset);
    header.metadata_hash = {hash.low64, hash.high64};
    header.image_bytes = image_bytes;
    header.image_hash = XXH3_64bits(&bytes[image_offset], image_bytes);
    header.header_hash = XXH3_64bits(&header, offsetof(BarFileHeader, header_hash));
    return header;
}

BarFileHeader check_header(std::span<unsigned char const> bytes, std::string const& path) {
    BarFileHeader header{};
    char const* const mend = "import the bars again or restore the file";
    if (bytes.size() < sizeof header)
        fail_data("truncated_file", path, "", "the bar file is truncated", "", mend);
    std::memcpy(&header, bytes.data(), sizeof header);
    if (header.magic != magic_text)
        fail_data("not_a_bar_file", path, "",
                  "is not a bar file of this version, or its first bytes are damaged", "", mend);
    if (header.header_hash != XXH3_64bits(&header, offsetof(BarFileHeader, header_hash)))
        fail_data("damaged_file", path, "", "the header of the bar file is damaged", "", mend);
    if (header.file_bytes != bytes.size())
        fail_data("truncated_file", path, std::to_string(bytes.size()) + " bytes",
                  "the bar file does not have the size it was written with",
                  std::to_string(header.file_bytes), mend);
    if (!extents_fit(header))
        fail_data("damaged_file", path, "", "a column lies outside the bar file", "", mend);
    if (header.image_hash != XXH3_64bits(&bytes[image_offset], header.image_bytes))
        fail_data("damaged_file", path, "", "the image of the bar file is damaged", "", mend);
    return header;
}

void check_metadata(std::span<unsigned char const> bytes, BarFileHeader const& header,
                    std::string const& path) {
    auto const hash = hash_outside_columns(bytes, header.bars, header.offset);
    if (header.metadata_hash != std::array<std::uint64_t, 2>{hash.low64, hash.high64})
        fail_data("damaged_file", path, "", "the metadata of the bar file are damaged", "",
                  "import the bars again or restore the file");
}

}  // namespace basicbot
