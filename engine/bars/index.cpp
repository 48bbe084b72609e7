#include "engine/bars/index.hpp"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <tuple>

#include "engine/bars/bar_file.hpp"
#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/layout.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json to_json(StoreEntry const& e) {
    return {{"symbol", e.symbol},
            {"timeframe", e.timeframe},
            {"file", e.file},
            {"bars", e.bars},
            {"bytes", e.bytes},
            {"first", e.first},
            {"last", e.last},
            {"timezone", e.timezone},
            {"currency", e.currency},
            {"source", e.source},
            {"adjustments", e.adjustments},
            {"data_hash", e.data_hash}};
}

StoreEntry from_json(Json const& j) {
    StoreEntry e;
    e.symbol = j.at("symbol"), e.timeframe = j.at("timeframe"), e.file = j.at("file");
    e.bars = j.at("bars"), e.bytes = j.at("bytes"), e.first = j.at("first"), e.last = j.at("last");
    e.timezone = j.at("timezone"), e.currency = j.at("currency"), e.source = j.at("source");
    e.adjustments = j.at("adjustments"), e.data_hash = j.at("data_hash");
    return e;
}

// Text of attributes may hold bytes that are not UTF-8; the index shows them as replacement characters.
std::string dump(Json const& j) { return j.dump(1, ' ', false, Json::error_handler_t::replace); }

// Of the text from the entries to the end of the file, as it lies: the hash itself stands before them.
std::string hash_of_entries(std::string_view text) {
    text.remove_prefix(std::min(text.find("\"entries\""), text.size()));
    return hash_hex(text.data(), text.size());
}

bool carries_its_hash(std::string_view text) {
    return text.substr(0, text.find("\"entries\"")).find('"' + hash_of_entries(text) + '"') !=
           std::string_view::npos;
}

}  // namespace

void sort_entries(std::vector<StoreEntry>& entries) {
    auto const key = [](StoreEntry const& e) {
        std::int64_t const length = nominal_ns(e.timeframe);  // derived bars come last
        return std::make_tuple(std::string_view(e.symbol), length == 0, length,
                               std::string_view(e.timeframe));
    };
    std::sort(entries.begin(), entries.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
}

bool index_is_sound(std::string const& store) {
    try {
        return carries_its_hash(MappedFile(store + "/index.json").text());
    } catch (Error const&) {
        return false;
    }
}

std::optional<std::vector<StoreEntry>> read_index(std::string const& store) {
    try {
        MappedFile const file(store + "/index.json");
        if (!carries_its_hash(file.text())) return std::nullopt;
        std::vector<StoreEntry> entries;
        Json const document = Json::parse(file.text());
        for (Json const& entry : document.at("entries")) entries.push_back(from_json(entry));
        sort_entries(entries);
        return entries;
    } catch (Error const&) {
        return std::nullopt;
    } catch (Json::exception const&) {
        return std::nullopt;
    }
}

void write_index(std::string const& store, std::vector<StoreEntry> entries) {
    sort_entries(entries);
    Json list = Json::array();
    for (StoreEntry const& entry : entries) list.push_back(to_json(entry));
    Json document = {
        {"format", "basicbot bar store"}, {"version", 1}, {"hash", ""}, {"entries", std::move(list)}};
    document["hash"] = hash_of_entries(dump(document) + "\n");
    write_file_atomically(store + "/index.json", dump(document) + "\n");
}

std::vector<std::string> bar_files(std::string const& store) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto const& symbol : fs::directory_iterator(store, error)) {
        if (!symbol.is_directory(error)) continue;
        for (auto const& file : fs::directory_iterator(symbol.path(), error)) {
            auto const name = file.path().filename().string();
            if (name.ends_with(".h5") && !name.starts_with("."))
                files.push_back(symbol.path().filename().string() + "/" + name);
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

ScanResult scan_store(std::string const& store) {
    ScanResult result;
    for (std::string const& file : bar_files(store)) {
        try {
            Series const s = open_bar_file(store + "/" + file, Verify::none);
            result.entries.push_back({s.symbol, s.timeframe, file, s.size(),
                                      fs::file_size(store + "/" + file), s.time.front(), s.close_time.back(),
                                      s.attributes.timezone, s.attributes.currency, s.attributes.source,
                                      s.attributes.adjustments, s.data_hash});
        } catch (Error const& error) {
            result.problems.push_back(error.what());
        }
    }
    sort_entries(result.entries);
    return result;
}

}  // namespace basicbot
