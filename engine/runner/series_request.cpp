#include "engine/runner/series_request.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/bars/series.hpp"
#include "engine/config/derived_bars.hpp"
#include "engine/ingest/clock_series.hpp"
#include "engine/runner/command_store.hpp"

namespace basicbot {

namespace {

[[noreturn]] void refuse_request(char const* code, char const* path, std::string value, std::string problem,
                                 std::string suggestion, std::string allowed = "") {
    fail(ErrorKind::usage, {.code = code,
                            .path = path,
                            .value = std::move(value),
                            .problem = std::move(problem),
                            .allowed = std::move(allowed),
                            .suggestion = std::move(suggestion)});
}

// "fast = sma(close, 5)" has a name, "sma(close, n = 5)" and "close == open" have none.
std::pair<std::string, std::string> name_and_text(std::string const& written) {
    static constexpr char const* letters = "abcdefghijklmnopqrstuvwxyz0123456789_ ";
    std::size_t const equals = written.find('=');
    std::string const left = written.substr(0, equals);
    bool const named = equals != std::string::npos && written.substr(equals, 2) != "==" &&
                       left.find_first_not_of(letters) == std::string::npos;
    if (!named) return {"", written};
    std::size_t const first = left.find_first_not_of(' '), last = left.find_last_not_of(' ');
    std::string name = first == std::string::npos ? "" : left.substr(first, last - first + 1);
    if (name.empty() || name.find(' ') != std::string::npos || (name[0] >= '0' && name[0] <= '9') ||
        name == "time" || name == "close_time")
        refuse_request("bad_name", "EXPRESSION", written, "a variable cannot have this name",
                       "write e.g. fast = sma(close, 5)",
                       "lower-case letters, digits and _, not time or close_time");
    std::size_t const text = written.find_first_not_of(' ', equals + 1);
    return {std::move(name), text == std::string::npos ? "" : written.substr(text)};
}

}  // namespace

NamedExpressions named_expressions(SeriesRequest const& r) {
    NamedExpressions result;
    std::set<std::string> given;
    for (std::string const& name : r.series)
        if (clock_number(name) >= 0)
            refuse_request("taken_name", "--series", name, "is read from the clock of the bars",
                           "store the series under another name; the clock's need not be named");
    for (std::string const& written : r.expressions) {
        auto [name, text] = name_and_text(written);
        if (!name.empty() && !given.insert(name).second)
            refuse_request("bad_name", "EXPRESSION", written, "two expressions have this name",
                           "give each its own");
        result.list.push_back(parse_series(text, r.series));
        result.names.push_back(std::move(name));
    }
    return result;
}

std::vector<StoreEntry> wanted_entries(Store const& store, SeriesRequest const& r) {
    std::vector<StoreEntry> list;
    for (std::string const& symbol : r.symbols) {
        std::vector<StoreEntry> const found =
            entries_of(store, {r.store, symbol == "*" ? "" : symbol, r.timeframe});
        for (StoreEntry const& e : found) {
            auto const of_this = [&](StoreEntry const& other) { return other.symbol == e.symbol; };
            bool const twice = std::any_of(list.begin(), list.end(), of_this);
            // Derived bars, which stand behind the others, are meant where they are asked for or alone.
            bool const derived = r.timeframe.empty() && read_derived_name(e.timeframe);
            if (derived && twice &&
                !read_derived_name(std::find_if(list.begin(), list.end(), of_this)->timeframe))
                continue;
            if (twice && r.timeframe.empty())
                refuse_request("which_timeframe", "--timeframe", e.symbol,
                               "the symbol has bars of several lengths, or is named twice",
                               "say which with --timeframe");
            if (!twice) list.push_back(e);
        }
    }
    return list;
}

Series load_wanted(Store const& store, StoreEntry const& entry, SeriesRequest const& r,
                   std::vector<std::string> const& extra) {
    Series loaded = store.load(entry.symbol, entry.timeframe);
    for (std::string const& name : extra) loaded.extra.push_back(extra_column(r.store, loaded, name));
    return loaded;
}

}  // namespace basicbot
