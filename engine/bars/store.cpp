#include "engine/bars/store.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/names.hpp"
#include "engine/bars/store_files.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace fs = std::filesystem;
using namespace store_files;

Store Store::open(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (!exists(path))
        fail_data("no_store", path, "", "the bar store does not exist", "",
                  "import bars into it first, or mend the path");
    if (!exists(path + marker_name))
        fail_data("not_a_store", path, "", "is not a bar store", "a folder made by import or synth",
                  "mend the path");
    Store store(path);
    bool const unreadable = !index_is_sound(path);
    if (unreadable || exists(path + dirty_name)) store.mend(unreadable);
    return store;
}

Store Store::create(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (exists(path + marker_name)) return open(path);
    make_lasting_folder(path);
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
        if (!index_is_sound(path_))
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
    remove_mark(path_);
    return scan.entries;
}

std::string Store::file_of(std::string_view symbol, std::string_view timeframe) const {
    nominal_ns(timeframe);
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

}  // namespace basicbot
