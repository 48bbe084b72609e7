#include "engine/bars/series.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/bars/layout.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {

int clock_number(std::string_view name) {
    auto const at = std::find(clock_names.begin(), clock_names.end(), name);
    return at == clock_names.end() ? -1 : static_cast<int>(at - clock_names.begin());
}

SeriesColumn SeriesColumn::of(std::string name, std::vector<double> values) {
    auto const kept = std::make_shared<std::vector<double> const>(std::move(values));
    std::string const text = name + "\n" + hash_hex(kept->data(), kept->size() * sizeof(double));
    return {std::move(name), *kept, hash_hex(text.data(), text.size()), kept};
}

std::string Series::identity() const {
    if (extra.empty()) return data_hash;
    std::string text = data_hash;
    for (SeriesColumn const& column : extra) text += "\n" + column.name + " " + column.hash;
    return hash_hex(text.data(), text.size());
}

std::int64_t first_known(std::span<SeriesColumn const> columns) {
    std::ptrdiff_t first = 0;
    for (SeriesColumn const& column : columns)
        first = std::max(first, std::find_if(column.values.begin(), column.values.end(), [](double x) {
                                    return x == x;
                                }) - column.values.begin());
    return first;
}

Series Series::slice(std::size_t begin, std::size_t end) const {
    Series part = *this;
    auto const cut = [&](auto& column) { column = column.subspan(begin, end - begin); };
    cut(part.time);
    cut(part.close_time);
    for (auto* const column : {&part.open, &part.high, &part.low, &part.close, &part.volume}) cut(*column);
    for (SeriesColumn& column : part.extra) cut(column.values);
    part.split_time = part.dividend_time = {};
    part.split_factor = part.dividend_cash = {};
    part.data_hash.clear();
    return part;
}

}  // namespace basicbot
