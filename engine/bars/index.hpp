#pragma once
// The store's index: one small file that says what the store holds, so that listing a thousand symbols opens
// one file. It is a copy of what the bar files say of themselves; a lost or stale index is rebuilt from them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace basicbot {

struct StoreEntry {
    std::string symbol, timeframe;
    std::string file;  // relative to the store
    std::uint64_t bars = 0, bytes = 0;
    std::int64_t first = 0, last = 0;  // open time of the first bar, close time of the last, ns UTC
    std::string timezone, currency, source, adjustments;
    std::string data_hash;
};

// Ordered by symbol, then bar length; derived bars come last.
void sort_entries(std::vector<StoreEntry>& entries);

// False where the index is missing or is not exactly what write_index() wrote (it carries its own hash). Does
// not parse it, so that opening a store costs the same however many symbols it has.
bool index_is_sound(std::string const& store);
// Empty where it is not sound.
std::optional<std::vector<StoreEntry>> read_index(std::string const& store);
void write_index(std::string const& store, std::vector<StoreEntry> entries);

struct ScanResult {
    std::vector<StoreEntry> entries;
    std::vector<std::string> problems;  // one line per bar file that could not be opened
};

// Opens every bar file of the store (metadata only) and gathers the entries.
ScanResult scan_store(std::string const& store);

// Relative paths of all bar files in the store, sorted.
std::vector<std::string> bar_files(std::string const& store);

}  // namespace basicbot
