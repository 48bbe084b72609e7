#pragma once
// What the program shows to people: aligned tables, numbers with sensible digits, and output that survives a
// closed pipe. Documents carry full precision; only what is shown is rounded.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

// Gives descriptors 0, 1 and 2 a place where the caller closed them, so that no data file is opened under
// their number; writing to such a stdout still fails. Ignores SIGPIPE and SIGXFSZ: a closed pipe and a file
// size limit are error codes, no end.
void prepare_descriptors();

// False where nobody reads any more (closed pipe): not an error. Error(data) where the text cannot be
// written.
bool write_stdout(std::string_view text);
// Never fails: there is nobody left to tell.
void write_stderr(std::string_view text);

// True where the descriptor is a terminal that wants colour (NO_COLOR unset or empty, TERM is not "dumb").
bool wants_colour(int descriptor);

// A table with a header line; numbers (columns where every cell looks like one) are aligned to the right.
class TextTable {
  public:
    explicit TextTable(std::vector<std::string> header) : rows_{std::move(header)} {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    bool empty() const { return rows_.size() < 2; }
    std::string text(std::string_view indent = "") const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

// Four significant digits, whole numbers in full, "-" for NaN, infinities and null.
std::string number_shown(double value);
std::string number_shown(nlohmann::json const& value);
// The same for a metric: fractions as percent where people read them so (returns, drawdowns, rates).
std::string metric_shown(std::string_view metric, nlohmann::json const& value);
std::string bytes_shown(std::uint64_t bytes);  // "1.5 MB"
// "2004-08-19" out of "2004-08-19T04:00:00Z"; the time of day stays where `daily` is false.
std::string time_shown(std::string const& utc, bool daily);
// Control characters as '?', so that data never steers a terminal.
std::string plain(std::string_view text);
// "fast 20, slow 100" of an object of numbers.
std::string members_shown(nlohmann::json const& object);

}  // namespace basicbot
