#include "engine/ingest/csv_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/csv_table.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {
namespace {

using Fields = std::vector<std::string_view>;

// The first two lines, cut at commas; the second may be empty.
struct Head {
    CsvLine first_line, second_line;
    Fields first, second;
};

Head head_of(std::string_view text) {
    Head head;
    CsvLines lines(text);
    if (lines.next(head.first_line)) split_fields(head.first_line.text, ',', head.first);
    if (lines.next(head.second_line)) split_fields(head.second_line.text, ',', head.second);
    return head;
}

bool names_are(Fields const& fields, std::initializer_list<char const*> names) {
    return std::equal(fields.begin(), fields.end(), names.begin(), names.end(),
                      [](std::string_view field, char const* name) { return plain_name(field) == name; });
}

std::optional<std::int64_t> instant(std::string_view text) {
    Stamp stamp;
    bool const count = text.size() >= 13 && text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!count || parse_stamp(text, EpochUnit::by_magnitude, stamp) != nullptr) return std::nullopt;
    return stamp.utc_ns();
}

// github.com/binance/binance-public-data: twelve columns, older files without a header; open times in UTC,
// milliseconds, and for spot from 2025-01-01 on microseconds. The seventh column is the bar's last instant.
std::optional<CsvFormat> binance(Head const& head) {
    Fields const& row =
        head.first.size() == 12 && plain_name(head.first[0]) == "open time" ? head.second : head.first;
    if (row.size() != 12) return std::nullopt;
    auto const open = instant(row[0]), close = instant(row[6]);
    if (!open || !close || *close <= *open) return std::nullopt;
    std::int64_t const unit = row[6].size() >= 16 ? 1'000 : 1'000'000;
    CsvFormat format{"binance", {}, "UTC", "open"};
    if (&row == &head.first)
        format.columns = {"open time",  "open",         "high",  "low",        "close",     "volume",
                          "close time", "quote volume", "count", "buy volume", "buy quote", "ignore"};
    format.bar_ns = *close + unit - *open;
    return format;
}

// Prices of Yahoo's files are adjusted for splits, those of "adj close" for dividends too. Since 2024 the
// Python package yfinance writes three lines of header: Price, Ticker and Date.
std::optional<CsvFormat> yahoo(Head const& head) {
    bool const page = names_are(head.first, {"date", "open", "high", "low", "close", "adj close", "volume"});
    bool const package = names_are(
        head.first, {"date", "open", "high", "low", "close", "volume", "dividends", "stock splits"});
    bool const three_lines = three_line_header(head.first, head.second);
    if (!page && !package && !three_lines) return std::nullopt;
    CsvFormat format{"yahoo", {}, "", "open"};
    format.adjustments = page ? "adjusted for splits" : "as yfinance adjusted it";
    return format;
}

// Bulk files: <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,... with PER = D, W or minutes.
std::optional<CsvFormat> stooq(Head const& head) {
    if (head.first.size() < 4 || plain_name(head.first[0]) != "ticker" || plain_name(head.first[1]) != "per")
        return std::nullopt;
    CsvFormat format{"stooq", {}, "", ""};
    if (head.second.size() < 2) return format;
    std::string_view const period = head.second[1];
    std::int64_t minutes = 0;
    auto const [end, error] = std::from_chars(period.data(), period.data() + period.size(), minutes);
    if (period == "D" || period == "W") {
        format.bar_ns = (period == "D" ? 1 : 7) * day_ns;
        format.stamp = "open";  // dates: the word makes no difference
    } else if (error == std::errc{} && end == period.data() + period.size() && minutes > 0 &&
               minutes < 10'000) {
        format.bar_ns = minutes * minute_ns;
    }
    return format;
}

// The day that a LEAN file of one day carries in its name: 20131007_trade.zip,
// 20131007_aapl_minute_trade.csv.
std::optional<std::int64_t> day_in(std::string const& source) {
    std::string const name = source.substr(source.find_last_of("/:") + 1);
    Stamp stamp;
    if (name.size() < 9 || name[8] != '_' ||
        parse_stamp(std::string_view(name).substr(0, 8), EpochUnit::by_magnitude, stamp) != nullptr)
        return std::nullopt;
    return stamp.day;
}

// QuantConnect/Lean, Data/equity/readme.md: no header, times on the exchange's clock, bars stamped with their
// begin, prices of stocks in units of 0.0001; quotes have four prices and a size for the bid, then for the
// ask.
CsvFormat lean(Head const& head, std::string const& source) {
    CsvFormat format{"lean", {}, "America/New_York", "open"};
    format.price_divisor = 10'000;
    std::string const where = source + ":" + std::to_string(head.first_line.number) + ":1";
    if (head.first.size() == 5 || head.first.size() == 6)
        format.columns = {"time", "open", "high", "low", "close", "volume"};
    else if (head.first.size() == 11)
        format.columns = {"time",     "bid open", "bid high", "bid low",   "bid close", "bid size",
                          "ask open", "ask high", "ask low",  "ask close", "ask size"};
    else
        fail_data(
            "not_this_format", where, std::string(head.first_line.text.substr(0, 80)),
            "has " + std::to_string(head.first.size()) + " fields, but lines of LEAN bars have 5, 6 or 11",
            "", "leave --format out, or name the format that the file has");
    format.columns.resize(head.first.size());
    std::string_view const time = head.first[0];
    if (time.size() > 8 || time.find_first_not_of("0123456789") != std::string_view::npos) return format;
    format.day = day_in(source);
    if (!format.day)
        fail_data("no_day", where, std::string(time),
                  "times are milliseconds of a day, and the name of the file does not say which", "",
                  "keep the name that LEAN gave the file, as in 20131007_trade.zip");
    return format;
}

}  // namespace

std::vector<std::string> csv_format_names() { return {"auto", "csv", "yahoo", "binance", "stooq", "lean"}; }

CsvFormat csv_format(std::string const& wanted, std::string_view text, std::string const& source) {
    Head const head = head_of(text);
    if (wanted == "csv") return {};
    if (wanted == "lean") return lean(head, source);
    struct Known {
        char const* name;
        std::optional<CsvFormat> (*recognise)(Head const&);
    };
    for (Known const known : {Known{"binance", binance}, Known{"yahoo", yahoo}, Known{"stooq", stooq}}) {
        if (wanted != "auto" && wanted != known.name) continue;
        if (auto format = known.recognise(head)) return *std::move(format);
        // Stooq's daily files look like anybody's: date,open,high,low,close,volume.
        if (wanted == "stooq" && (names_are(head.first, {"date", "open", "high", "low", "close", "volume"}) ||
                                  names_are(head.first, {"date", "open", "high", "low", "close"})))
            return {"stooq", {}, "", "open"};
        if (wanted == known.name)
            fail_data("not_this_format", source + ":" + std::to_string(head.first_line.number) + ":1",
                      std::string(head.first_line.text.substr(0, 80)), "is not the format " + wanted, "",
                      "leave --format out, or use --format csv and name the columns");
    }
    if (wanted == "auto") return {};
    std::string allowed;
    for (std::string const& name : csv_format_names()) allowed += (allowed.empty() ? "" : ", ") + name;
    fail(ErrorKind::usage, ErrorParts{"bad_option", "--format", wanted, "is not a known format", allowed,
                                      did_you_mean(wanted, csv_format_names())});
}

}  // namespace basicbot
