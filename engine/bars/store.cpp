#include "engine/bars/store.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/bars/append.hpp"
#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/names.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {
namespace {

namespace fs = std::filesystem;
constexpr char const* marker_name = "/basicbot.store";
constexpr char const* dirty_name = "/.writing";  // exists while files and index may differ
constexpr int lock_wait_ms = 60'000;

bool exists(std::string const& path) {
    std::error_code error;
    return fs::exists(path, error);
}

void make_folder(std::string const& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) {
        errno = error.value();
        fail_system(path, "make the folder");
    }
}

// What a writer that was killed left behind. Only under the lock: nobody else is writing then.
void remove_temporaries(std::string const& folder) {
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(folder, error))
        if (entry.path().filename().string().starts_with(".tmp-")) fs::remove(entry.path(), error);
}

}  // namespace

Store Store::open(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (!exists(path))
        fail_data("no_store", path, "", "the bar store does not exist", "",
                  "import bars into it first, or mend the path");
    if (!exists(path + marker_name))
        fail_data("not_a_store", path, "", "is not a bar store", "a folder made by import or synth",
                  "mend the path");
    Store store(path);
    bool const unreadable = !read_index(path);
    if (unreadable || exists(path + dirty_name)) store.mend(unreadable);
    return store;
}

Store Store::create(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (exists(path + marker_name)) return open(path);
    make_folder(path);
    FolderLock const lock(path + "/.lock", lock_wait_ms);
    if (exists(path + marker_name)) return open(path);
    for (auto const& entry : fs::directory_iterator(path)) {
        auto const name = entry.path().filename().string();
        // What a create() that was cut off may have left.
        if (name == ".lock" || name == "index.json" || name.starts_with(".tmp-")) continue;
        fail_data("folder_not_empty", path, name, "the folder holds other files and is not a bar store", "",
                  "choose a new or empty folder");
    }
    write_index(path, {});
    write_file_atomically(path + marker_name, "{\"format\": \"basicbot bar store\", \"version\": 1}\n");
    return Store(path);
}

void Store::mend(bool unreadable) {
    try {
        // A marker whose lock is held belongs to a writer at work: the index is right up to its last step.
        FolderLock const lock(path_ + "/.lock", unreadable ? lock_wait_ms : 0);
        if (!read_index(path_))
            rebuild("the index was missing or damaged");
        else if (exists(path_ + dirty_name))
            rebuild("a write was cut off");
    } catch (Error const& error) {
        if (error.parts().code == "store_busy" && !unreadable) return;
        rebuilt_ = scan_store(path_).entries;  // read-only folder: this object lists from memory
        notices_.push_back(path_ +
                           ": the index is missing or stale and cannot be rewritten; listed the bar files");
    }
}

std::vector<StoreEntry> Store::rebuild(std::string const& why) {
    ScanResult const scan = scan_store(path_);
    notices_.push_back(path_ + ": " + why + "; rebuilt the index from " +
                       std::to_string(scan.entries.size()) + " bar files");
    notices_.insert(notices_.end(), scan.problems.begin(), scan.problems.end());
    write_index(path_, scan.entries);
    remove_temporaries(path_);
    for (StoreEntry const& entry : scan.entries)
        remove_temporaries(path_ + "/" + fs::path(entry.file).parent_path().string());
    fs::remove(path_ + dirty_name);
    return scan.entries;
}

std::string Store::file_of(std::string_view symbol, std::string_view timeframe) const {
    timeframe_ns(timeframe);
    return folder_name(symbol) + "/" + std::string(timeframe) + ".h5";
}

std::vector<StoreEntry> Store::list() const {
    if (rebuilt_) return *rebuilt_;
    if (auto entries = read_index(path_)) return *std::move(entries);
    return scan_store(path_).entries;
}

bool Store::contains(std::string_view symbol, std::string_view timeframe) const {
    return exists(path_ + "/" + file_of(symbol, timeframe));
}

Series Store::load(std::string_view symbol, std::string_view timeframe, Verify verify) const {
    std::string const file = file_of(symbol, timeframe);
    if (!exists(path_ + "/" + file)) {
        std::set<std::string> symbols, timeframes;
        for (StoreEntry const& entry : list()) {
            symbols.insert(entry.symbol);
            if (entry.symbol == symbol) timeframes.insert(entry.timeframe);
        }
        std::string all;
        for (auto const& name : timeframes.empty() ? symbols : timeframes) {
            if (all.size() > 200) {
                all += ", ...";
                break;
            }
            all += (all.empty() ? "" : ", ") + name;
        }
        if (!timeframes.empty())
            fail_data("unknown_timeframe", path_, std::string(timeframe),
                      "the store has no bars of this length for " + std::string(symbol), all);
        std::vector<std::string> const known(symbols.begin(), symbols.end());
        fail_data("unknown_symbol", path_, std::string(symbol), "the store does not hold this symbol",
                  all.empty() ? "the store is empty" : all, did_you_mean(symbol, known));
    }
    Series series = open_bar_file(path_ + "/" + file, verify);
    if (series.symbol != symbol || series.timeframe != timeframe)
        fail_data("wrong_file", path_ + "/" + file, series.symbol + " " + series.timeframe,
                  "the bar file holds another series than its name says", "", "import the bars again");
    return series;
}

StoreEntry Store::write(BarColumns bars, SeriesAttributes attributes, std::string_view symbol,
                        std::string_view timeframe, WriteMode mode) {
    std::string const file = file_of(symbol, timeframe), full = path_ + "/" + file;
    std::string const where = std::string(symbol) + " " + std::string(timeframe);
    if (attributes.bar_ns != timeframe_ns(timeframe))
        fail_data("bad_bars", where, std::to_string(attributes.bar_ns),
                  "the bar length does not fit the timeframe");
    for (auto const* text : {&attributes.timezone, &attributes.stamp, &attributes.currency,
                             &attributes.source, &attributes.input_hash, &attributes.adjustments})
        if (text->find('\0') != std::string::npos)
            fail_data("bad_bars", where, "", "an attribute holds a zero byte");
    if (attributes.stamp != "open" && attributes.stamp != "close")
        fail_data("bad_bars", where, attributes.stamp, "the stamp convention is not known", "open, close");
    validate(bars, where);
    unify_nan(bars);

    FolderLock const lock(path_ + "/.lock", lock_wait_ms);
    bool const present = exists(full);
    if (present && mode == WriteMode::create)
        fail_data("series_exists", path_, where, "the store holds this series already", "",
                  "add the new bars with --append, or replace the old ones with --replace");
    if (present && mode == WriteMode::append) {
        bars = join_bars(load(symbol, timeframe), bars, attributes);
        validate(bars, where);
    }
    auto entries = exists(path_ + dirty_name) ? rebuild("a write was cut off") : list();
    make_folder(path_ + "/" + folder_name(symbol));
    remove_temporaries(path_ + "/" + folder_name(symbol));
    write_file_atomically(path_ + dirty_name, where + "\n");
    BarFileFacts facts;
    try {
        facts = write_bar_file(full, bars, attributes, std::string(symbol), std::string(timeframe));
    } catch (...) {
        // The old file, if any, still stands, and so does the index.
        std::error_code ignored;
        fs::remove(path_ + dirty_name, ignored);
        if (!present) fs::remove(path_ + "/" + folder_name(symbol), ignored);  // only where it is empty
        throw;
    }
    StoreEntry entry{std::string(symbol),
                     std::string(timeframe),
                     file,
                     bars.size(),
                     facts.bytes,
                     bars.time.front(),
                     bars.close_time.back(),
                     attributes.timezone,
                     attributes.currency,
                     attributes.source,
                     attributes.adjustments,
                     facts.data_hash};
    std::erase_if(entries, [&](StoreEntry const& e) { return e.file == file; });
    entries.push_back(entry);
    write_index(path_, entries);
    fs::remove(path_ + dirty_name);
    rebuilt_.reset();
    return entry;
}

}  // namespace basicbot
