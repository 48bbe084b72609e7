#pragma once
// Series beside the bars of a symbol: a feature, a sentiment, an economic figure, a benchmark. A value is
// about one time and known at another, and only what was known by a bar's close may be seen on that bar
// (A22).
//   <store>/<SYMBOL>/extra/<name>.h5    HDF5 behind a user block with a hash of all the rest

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace basicbot {

struct ExtraSeries {
    std::string symbol, name;
    std::string source;      // where it came from, free text
    std::string input_hash;  // of the imported bytes
    // One row a value, ascending by known_at, then time; a later row of one time is a revision of it. ns UTC.
    std::vector<std::int64_t> time, known_at;
    std::vector<double> value;  // NaN = known to be missing

    std::size_t size() const { return time.size(); }
};

// Error(data, "bad_extra") naming the first row unless: there is one; known_at never falls, and the time not
// within one known_at; no value is known before its time; no row stands twice; no value is infinite.
void validate(ExtraSeries const& extra);

// Written whole or not at all, in the place of an older one. The name is made of letters, digits and _, and
// no digit comes first, as in the strategy language.
void write_extra(std::string const& store, ExtraSeries const& extra);
// Error(data): "unknown_extra" with the nearest name, "damaged_file".
ExtraSeries load_extra(std::string const& store, std::string const& symbol, std::string const& name);
// Of one symbol, by name.
std::vector<std::string> extra_names(std::string const& store, std::string const& symbol);
// Paths of all files of extra series, relative to the store, sorted.
std::vector<std::string> extra_files(std::string const& store);
// Error(data, "damaged_file") where the file is not as it was written.
ExtraSeries open_extra_file(std::string const& path);

// What each bar may see at its close: of the rows known by then the one about the latest time, in its last
// revision; NaN where nothing is known yet.
std::vector<double> as_of(ExtraSeries const& extra, std::span<std::int64_t const> close_time);

}  // namespace basicbot
