#include "engine/bars/image.hpp"

#include <cstring>

namespace basicbot {
namespace {

// Walks the members once for writing and once for reading, so that the two cannot differ.
template <class Archive>
void visit(Archive& at, Series& s, BarFileTables& tables, BlockHashes& hashes) {
    SeriesAttributes& a = s.attributes;
    for (std::string* text : {&s.symbol, &s.timeframe, &a.timezone, &a.stamp, &a.currency, &a.source,
                              &a.input_hash, &a.adjustments, &s.data_hash})
        at.list(*text);
    at.number(a.bar_ns);
    at.number(a.bars_per_year);
    at.list(tables.split_time), at.list(tables.split_factor);
    at.list(tables.dividend_time), at.list(tables.dividend_cash);
    for (auto& column : hashes) at.list(column);
}

struct Writer {
    std::string bytes;
    template <class T>
    void number(T const& value) {
        bytes.append(reinterpret_cast<char const*>(&value), sizeof value);
    }
    template <class List>
    void list(List const& values) {
        number(std::uint64_t{values.size()});
        bytes.append(reinterpret_cast<char const*>(values.data()), values.size() * sizeof values[0]);
    }
};

struct Reader {
    std::string_view rest;
    bool sound = true;
    template <class T>
    void number(T& value) {
        if (rest.size() < sizeof value) return fail();
        std::memcpy(&value, rest.data(), sizeof value);
        rest.remove_prefix(sizeof value);
    }
    template <class List>
    void list(List& values) {
        std::uint64_t count = 0;
        number(count);
        if (count > rest.size() / sizeof values[0]) return fail();
        values.resize(count);
        if (count > 0) std::memcpy(values.data(), rest.data(), count * sizeof values[0]);
        rest.remove_prefix(count * sizeof values[0]);
    }
    void fail() { sound = false, rest = {}; }
};

template <class T>
std::vector<T> owned(std::span<T const> values) {
    return {values.begin(), values.end()};
}

}  // namespace

std::string make_image(Series const& series, BlockHashes const& hashes) {
    Series s = series;
    BarFileTables tables{owned(s.split_time), owned(s.dividend_time), owned(s.split_factor),
                         owned(s.dividend_cash)};
    BlockHashes copy = hashes;
    Writer writer;
    visit(writer, s, tables, copy);
    return writer.bytes.size() <= most_image_bytes ? std::move(writer.bytes) : std::string();
}

bool read_image(std::string_view image, std::uint64_t bars, Series& s, BarFileTables& tables,
                BlockHashes& hashes) {
    Reader reader{image};
    visit(reader, s, tables, hashes);
    for (auto const& column : hashes) reader.sound = reader.sound && column.size() == blocks_of(bars);
    reader.sound = reader.sound && tables.split_time.size() == tables.split_factor.size() &&
                   tables.dividend_time.size() == tables.dividend_cash.size();
    s.split_time = tables.split_time, s.split_factor = tables.split_factor;
    s.dividend_time = tables.dividend_time, s.dividend_cash = tables.dividend_cash;
    return reader.sound && reader.rest.empty();
}

}  // namespace basicbot
