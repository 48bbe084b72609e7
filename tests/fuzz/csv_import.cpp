// A CSV file as somebody may have it: the first byte chooses among the importer's options, the rest is the
// file, read as bars and as trades.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ingest/csv_import.hpp"
#include "engine/ingest/trades.hpp"
#include "tests/fuzz/targets.hpp"

namespace basicbot {

namespace {

CsvImportOptions options_of(unsigned choice) {
    CsvImportOptions options;
    static constexpr char const* zones[] = {"UTC", "America/New_York"};
    static constexpr OnBad bad[] = {OnBad::reject, OnBad::drop, OnBad::keep};
    options.timezone = zones[choice & 1];
    options.stamp = choice & 2 ? "close" : "open";
    options.timeframe = choice & 4 ? "1d" : "1h";
    options.on_bad = bad[choice / 8 % 3];
    options.dst = choice & 128 ? DstChoice::earliest : DstChoice::refuse;
    if (choice / 24 % 3 == 1) options.format = "binance";
    return options;
}

// Nothing where the file was refused.
std::optional<CsvFile> imported(std::string const& path, CsvImportOptions options, CsvRead how) {
    options.read = how;
    try {
        return import_csv_file(path, options);
    } catch (Error const& error) {
        fuzz::check_refusal(error, ErrorKind::data);
        return std::nullopt;
    }
}

template <class Value>
bool same_bits(std::vector<Value> const& a, std::vector<Value> const& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(Value)) == 0);
}

bool same_bars(BarColumns const& a, BarColumns const& b) {
    return same_bits(a.time, b.time) && same_bits(a.close_time, b.close_time) && same_bits(a.open, b.open) &&
           same_bits(a.high, b.high) && same_bits(a.low, b.low) && same_bits(a.close, b.close) &&
           same_bits(a.volume, b.volume);
}

void check_bars(BarColumns const& bars) {
    fuzz::promise(!bars.time.empty(), "a series without bars");
    for (std::size_t t = 0; t < bars.time.size(); ++t) {
        fuzz::promise(t == 0 || bars.time[t - 1] < bars.time[t], "bars out of order");
        fuzz::promise(bars.time[t] < bars.close_time[t], "a bar that ends before it begins");
        for (double const price : {bars.open[t], bars.high[t], bars.low[t], bars.close[t]})
            fuzz::promise(std::isfinite(price), "a price that is none");
    }
}

// Whatever they are, what is derived of them has no time before that of its source.
void check_trades(std::string const& path, std::string const& timezone) {
    Deriver bricks(parse_derived("renko:1"), "trades"), sums(parse_derived("volume:2.5"), "trades");
    std::int64_t last = INT64_MIN;
    try {
        read_trades({{path}, timezone, {}}, [&](SourceBar const& trade) {
            fuzz::promise(last <= trade.time && trade.time < trade.known_at, "trades out of order");
            fuzz::promise(std::isfinite(trade.close) && !(trade.volume < 0), "a trade that is none");
            last = trade.time;
            bricks.push(trade), sums.push(trade);
            for (Deriver const* made : {&bricks, &sums})
                fuzz::promise(
                    made->made().left_over > 0 || made->made().bars.close_time.back() == trade.known_at,
                    "a bar that is not known when it is complete");
        });
    } catch (Error const& error) {
        fuzz::check_refusal(error, ErrorKind::data);
    }
}

}  // namespace

void fuzz_csv_import(std::string_view bytes) {
    if (bytes.empty()) return;
    CsvImportOptions const options = options_of(static_cast<unsigned char>(bytes[0]));
    fuzz::MemoryFile const file(bytes.substr(1));
    check_trades(file.path(), options.timezone);
    auto const quick = imported(file.path(), options, CsvRead::quick_where_plain);
    auto const careful = imported(file.path(), options, CsvRead::carefully);
    fuzz::promise(quick.has_value() == careful.has_value(), "the two readers disagree about the file");
    if (!quick) return;
    fuzz::promise(quick->series.size() == careful->series.size(),
                  "the two readers disagree about the series");
    for (std::size_t i = 0; i < quick->series.size(); ++i) {
        fuzz::promise(same_bars(quick->series[i].bars, careful->series[i].bars),
                      "the two readers read other bars");
        check_bars(quick->series[i].bars);
    }
}

}  // namespace basicbot
