// Writing into a store: checks first, then the bar files, then the index.

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "engine/bars/append.hpp"
#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/names.hpp"
#include "engine/bars/store.hpp"
#include "engine/bars/store_files.hpp"
#include "engine/bars/timeframe.hpp"

namespace basicbot {

namespace fs = std::filesystem;
using namespace store_files;

namespace {

std::string name_of(NewSeries const& s) { return s.symbol + " " + s.timeframe; }

void check(NewSeries const& s) {
    SeriesAttributes const& a = s.attributes;
    if (a.bar_ns != nominal_ns(s.timeframe))
        fail_data("bad_bars", name_of(s), std::to_string(a.bar_ns),
                  "the bar length does not fit the timeframe");
    for (auto const* text : {&a.timezone, &a.stamp, &a.currency, &a.source, &a.input_hash, &a.adjustments})
        if (text->find('\0') != std::string::npos)
            fail_data("bad_bars", name_of(s), "", "an attribute holds a zero byte");
    if (a.stamp != "open" && a.stamp != "close")
        fail_data("bad_bars", name_of(s), a.stamp, "the stamp convention is not known", "open, close");
    validate(s.bars, name_of(s));
}

}  // namespace

StoreEntry Store::write(BarColumns bars, SeriesAttributes attributes, std::string_view symbol,
                        std::string_view timeframe, WriteMode mode) {
    std::vector<NewSeries> one;
    one.push_back({std::string(symbol), std::string(timeframe), std::move(bars), std::move(attributes)});
    WriteResult result = std::move(write_all(std::move(one), mode).front());
    if (result.refusal) throw *std::move(result.refusal);
    return std::move(result.entry);
}

// Makes `fresh` the whole that will stand in the file; returns how many bars stand there now.
std::uint64_t Store::prepare(NewSeries& fresh, WriteMode mode) const {
    std::string const file = file_of(fresh.symbol, fresh.timeframe);
    check(fresh);
    unify_nan(fresh.bars);
    if (!exists(path_ + "/" + file)) return 0;
    if (mode == WriteMode::create)
        fail_data("series_exists", path_, name_of(fresh), "the store holds this series already", "",
                  "add the new bars with --append, or replace the old ones with --replace");
    if (mode == WriteMode::replace) return 0;
    Series const stored = load(fresh.symbol, fresh.timeframe, Verify::blocks);
    fresh.bars = join_bars(stored, fresh.bars, fresh.attributes);
    validate(fresh.bars, name_of(fresh));
    return stored.size();
}

StoreEntry Store::put(NewSeries const& s) const {
    std::string const file = file_of(s.symbol, s.timeframe), full = path_ + "/" + file,
                      folder = path_ + "/" + folder_name(s.symbol);
    bool const present = exists(full);
    make_folder(folder);
    BarFileFacts facts;
    try {
        facts = write_bar_file(full, s.bars, s.attributes, s.symbol, s.timeframe);
    } catch (...) {
        std::error_code ignored;
        if (!present) fs::remove(folder, ignored);  // only where it is empty
        throw;
    }
    SeriesAttributes const& a = s.attributes;
    return {s.symbol,
            s.timeframe,
            file,
            s.bars.size(),
            facts.bytes,
            s.bars.time.front(),
            s.bars.close_time.back(),
            a.timezone,
            a.currency,
            a.source,
            a.adjustments,
            facts.data_hash};
}

// Most of the time goes into waiting for the disk, so several files are under way at once. Returns the first
// failure; what was begun before it is ended.
std::exception_ptr Store::put_all(std::vector<NewSeries> const& series,
                                  std::vector<WriteResult>& results) const {
    constexpr std::size_t most_writers = 8;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (!results[i].refusal) remove_temporaries(path_ + "/" + folder_name(series[i].symbol));
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::vector<std::exception_ptr> failures(std::min(most_writers, series.size()));
    auto const work = [&](std::exception_ptr& failure) {
        for (std::size_t i = next++; i < series.size() && !failed; i = next++) {
            if (results[i].refusal) continue;
            try {
                results[i].entry = put(series[i]);
            } catch (...) {
                failure = std::current_exception();  // the old file, if any, still stands
                failed = true;
            }
        }
    };
    {
        std::vector<std::jthread> writers;
        for (std::size_t k = 1; k < failures.size(); ++k) writers.emplace_back([&, k] { work(failures[k]); });
        work(failures[0]);
    }
    for (std::exception_ptr const& failure : failures)
        if (failure != nullptr) return failure;
    return nullptr;
}

std::vector<WriteResult> Store::write_all(std::vector<NewSeries> series, WriteMode mode) {
    FolderLock const lock(path_ + "/.lock", lock_wait_ms);
    std::vector<WriteResult> results(series.size());
    std::set<std::string> files;
    std::string names;
    for (std::size_t i = 0; i < series.size(); ++i) {
        try {
            results[i].bars_before = prepare(series[i], mode);
            std::string const file = file_of(series[i].symbol, series[i].timeframe);
            if (!files.insert(file).second)
                fail_data("series_twice", path_, name_of(series[i]), "the series is given twice");
            names += name_of(series[i]) + "\n";
        } catch (Error const& error) {
            results[i].refusal = error;
        }
    }
    if (names.empty()) return results;
    remove_temporaries(path_);
    auto entries = exists(path_ + dirty_name) ? rebuild("a write was cut off") : list();
    write_file_atomically(path_ + dirty_name, names);
    std::exception_ptr const failure = put_all(series, results);
    std::set<std::string> written;
    for (WriteResult const& r : results)
        if (!r.entry.file.empty()) written.insert(r.entry.file);
    try {
        std::erase_if(entries, [&](StoreEntry const& e) { return written.contains(e.file); });
        for (WriteResult const& r : results)
            if (written.contains(r.entry.file)) entries.push_back(r.entry);
        if (!written.empty()) write_index(path_, std::move(entries));
    } catch (...) {
        // The mark stays, so the next to open the store rebuilds the index.
        if (failure == nullptr) throw;
        std::rethrow_exception(failure);
    }
    remove_mark(path_);
    if (failure != nullptr) std::rethrow_exception(failure);
    rebuilt_.reset();
    return results;
}

}  // namespace basicbot
