#pragma once
// A bar store: a folder with one HDF5 file per (symbol, timeframe), an index, a marker and the writers' lock.
//   <store>/basicbot.store   marker       <store>/index.json   what is inside
//   <store>/<SYMBOL>/<timeframe>.h5       <store>/.lock        held while writing
//   <store>/<SYMBOL>/extra/<name>.h5      series beside the bars, see extra_series.hpp

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/bars/bar_file.hpp"
#include "engine/bars/columns.hpp"
#include "engine/bars/index.hpp"
#include "engine/bars/series.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

enum class WriteMode {
    create,   // refuse where the series exists
    replace,  // the new bars take the place of all old ones
    append    // the new bars follow the old ones; bars that overlap must be equal bit for bit
};

struct NewSeries {
    std::string symbol, timeframe;
    BarColumns bars;
    SeriesAttributes attributes;
};

struct WriteResult {
    StoreEntry entry;
    std::uint64_t bars_before = 0;  // of the series, 0 where it is new
    std::optional<Error> refusal;   // set = nothing was written, and `entry` is empty
};

struct FileVerdict {
    std::string file, symbol, timeframe;
    std::uint64_t bars = 0, bytes = 0;  // no bars in an extra series
    std::string problem;                // empty = sound
};

struct VerifyReport {
    std::vector<FileVerdict> files;     // one per bar file, sorted by path, then one per extra series
    std::vector<std::string> problems;  // of the store itself: index against files
    std::uint64_t bars = 0, bytes = 0;  // of the sound files
    bool ok() const;
};

// Readers need no lock and no right to write. One Store may be used from one thread at a time; several
// Stores, in several processes, may read and write the same folder.
class Store {
  public:
    // Error(data) where the folder is missing or is no store. A lost or stale index is rebuilt; see
    // notices().
    static Store open(std::string path);
    // Makes the folder (and its parents) where needed; a folder that already is a store is opened, one that
    // holds other files is refused.
    static Store create(std::string path);

    std::string const& path() const { return path_; }
    // What open() had to mend, one line each, for the caller to show.
    std::vector<std::string> const& notices() const { return notices_; }

    // Ordered by symbol, then bar length; reads the index alone.
    std::vector<StoreEntry> list() const;
    bool contains(std::string_view symbol, std::string_view timeframe) const;
    // Error(data, "unknown_symbol" or "unknown_timeframe") names what is near; Error(data) for a damaged
    // file.
    Series load(std::string_view symbol, std::string_view timeframe, Verify verify = Verify::blocks) const;
    // Validates, writes the file, updates the index, all or nothing. bar_ns of the attributes must be that of
    // the timeframe, 0 of derived bars. append needs attributes equal to the stored ones (source and
    // input_hash may differ: the source stays, input_hash becomes the hash of both).
    StoreEntry write(BarColumns bars, SeriesAttributes attributes, std::string_view symbol,
                     std::string_view timeframe, WriteMode mode);
    // Several series under one lock and with one writing of the index. What is refused of one of them does
    // not stop the others; a disk that fails does, and the index then lists what was written before.
    std::vector<WriteResult> write_all(std::vector<NewSeries> series, WriteMode mode);
    // Reads everything.
    VerifyReport verify() const;

  private:
    explicit Store(std::string path) : path_(std::move(path)) {}
    std::string file_of(std::string_view symbol, std::string_view timeframe) const;
    std::uint64_t prepare(NewSeries& fresh, WriteMode mode) const;
    StoreEntry put(NewSeries const& fresh) const;
    std::exception_ptr put_all(std::vector<NewSeries> const& series, std::vector<WriteResult>& results) const;
    void mend(bool unreadable);
    std::vector<StoreEntry> rebuild(std::string const& why);  // under the lock

    std::string path_;
    std::vector<std::string> notices_;
    std::optional<std::vector<StoreEntry>> rebuilt_;  // the list where the folder cannot be written to
};

}  // namespace basicbot
