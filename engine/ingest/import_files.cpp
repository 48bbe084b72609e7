#include "engine/ingest/import_files.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "engine/bars/append.hpp"
#include "engine/bars/data_error.hpp"
#include "engine/bars/layout.hpp"
#include "engine/ingest/quotes.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {
namespace {

// What is held in memory before it is written: 16 million bars are 0.9 GB.
constexpr std::size_t most_bars_held = 16'000'000;

using Key = std::pair<std::string, std::string>;  // symbol, timeframe

// The pieces of a series as one. They may come in any order and overlap where they are equal.
NewSeries joined(std::vector<NewSeries> pieces, SeriesHoles& holes) {
    std::sort(pieces.begin(), pieces.end(), [](NewSeries const& a, NewSeries const& b) {
        return a.bars.time.front() < b.bars.time.front();
    });
    NewSeries whole = std::move(pieces.front());
    std::string const where = whole.symbol + " " + whole.timeframe;
    std::string hashes = whole.attributes.input_hash;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        SeriesAttributes other = pieces[i].attributes;
        hashes += other.input_hash;
        other.input_hash = whole.attributes.input_hash, other.source = whole.attributes.source;
        if (!(other == whole.attributes))
            fail_data("attributes_differ", where, pieces[i].attributes.source,
                      "the files of the series are not of one kind: they have " +
                          attributes_difference(whole.attributes, other),
                      "", "import them one by one, or as series of different names");
        holes.note(whole.bars.close_time.back(), pieces[i].bars.time.front(), other.bar_ns);
        append_bars(whole.bars, pieces[i].bars, where);
    }
    if (pieces.size() > 1) whole.attributes.input_hash = hash_hex(hashes.data(), hashes.size());
    return whole;
}

class Import {
  public:
    explicit Import(ImportRequest const& request) : request_(request) {}

    ImportResult run() {
        if (!request_.ask_file.empty() && (request_.files.size() > 1 || !request_.options.side.empty()))
            fail(ErrorKind::usage,
                 ErrorParts{"bad_option", "--ask", request_.ask_file,
                            request_.files.size() > 1 ? "goes with one file of bids" : "goes without --side",
                            "", ""});
        for (std::string const& file : request_.files) {
            try {
                read(file);
            } catch (Error const& error) {
                refuse(file, error);
            }
            if (bars_held_ > most_bars_held) write();
        }
        write();
        std::sort(result_.series.begin(), result_.series.end(), [](auto const& a, auto const& b) {
            return std::tie(a.entry.symbol, a.entry.timeframe) < std::tie(b.entry.symbol, b.entry.timeframe);
        });
        return std::move(result_);
    }

  private:
    // Thrown where nothing else was to be imported, else kept beside what was.
    void refuse(std::string const& what, Error const& error) {
        bool const alone = request_.files.size() == 1 && holes_.size() <= 1;
        if (alone || error.kind() != ErrorKind::data) throw error;
        result_.refused.push_back({what, error});
    }

    void read(std::string const& path) {
        bool const mid = request_.options.side == "mid" || !request_.ask_file.empty();
        CsvFile file = mid ? import_quotes(path, request_.ask_file, request_.options)
                           : import_csv_file(path, request_.options);
        if (!request_.symbol.empty()) keep_the_named(file);
        for (CsvSeries& series : file.series) {
            std::string const symbol = !request_.symbol.empty() ? request_.symbol
                                       : !series.symbol.empty() ? series.symbol
                                                                : symbol_in_name(path, file.report.format);
            bars_held_ += series.bars.size();
            holes_.try_emplace({symbol, file.timeframe});
            held_[{symbol, file.timeframe}].push_back(
                {symbol, file.timeframe, std::move(series.bars), file.attributes});
        }
        result_.reports.push_back(std::move(file.report));
    }

    // Of a file of several symbols, the one that is asked for.
    void keep_the_named(CsvFile& file) const {
        if (file.series.size() == 1) return;
        std::string names;
        for (CsvSeries const& s : file.series)
            if (names.size() < 200) names += (names.empty() ? "" : ", ") + s.symbol;
        std::erase_if(file.series, [&](CsvSeries const& s) { return s.symbol != request_.symbol; });
        if (file.series.empty())
            fail_data("unknown_symbol", file.report.file, request_.symbol,
                      "the file holds several symbols and not this one", names,
                      "leave --symbol out to import all of them");
        file.report.bars = file.series.front().bars.size();
    }

    // A series that an earlier writing of this import began is gone on with.
    void write() {
        std::vector<NewSeries> begun, others;
        for (auto& [key, pieces] : held_) {
            try {
                (written_.contains(key) ? begun : others).push_back(joined(std::move(pieces), holes_[key]));
                written_.insert(key);
            } catch (Error const& error) {
                refuse(key.first + " " + key.second, error);
            }
        }
        held_.clear();
        bars_held_ = 0;
        write(std::move(others), request_.mode);
        write(std::move(begun), WriteMode::append);
    }

    void write(std::vector<NewSeries> series, WriteMode mode) {
        if (series.empty()) return;
        if (!store_) store_ = Store::create(request_.store);
        std::vector<std::string> names;
        for (NewSeries const& s : series) names.push_back(s.symbol + " " + s.timeframe);
        if (mode == WriteMode::append)
            for (NewSeries const& s : series) note_hole_behind(s);
        auto results = store_->write_all(std::move(series), mode);
        for (std::size_t i = 0; i < results.size(); ++i) {
            WriteResult& r = results[i];
            if (r.refusal) {
                refuse(names[i], *r.refusal);
                continue;
            }
            auto const same = std::find_if(result_.series.begin(), result_.series.end(),
                                           [&](auto const& s) { return s.entry.file == r.entry.file; });
            std::uint64_t const added = r.entry.bars - r.bars_before;
            SeriesHoles const& holes = holes_[{r.entry.symbol, r.entry.timeframe}];
            if (mode == WriteMode::append && same != result_.series.end())
                *same = {std::move(r.entry), same->new_bars + added, holes};
            else
                result_.series.push_back({std::move(r.entry), added, holes});
        }
    }

    // Between the last stored bar and the first that follows it.
    void note_hole_behind(NewSeries const& fresh) {
        if (!store_->contains(fresh.symbol, fresh.timeframe)) return;
        Series const stored = store_->load(fresh.symbol, fresh.timeframe, Verify::none);
        auto const& time = fresh.bars.time;
        auto const next = std::upper_bound(time.begin(), time.end(), stored.time.back());
        if (next != time.end() && time.front() > stored.time.back())
            holes_[{fresh.symbol, fresh.timeframe}].note(stored.close_time.back(), *next,
                                                         fresh.attributes.bar_ns);
    }

    ImportRequest const& request_;
    ImportResult result_;
    std::map<Key, SeriesHoles> holes_;  // of every series that was read
    std::map<Key, std::vector<NewSeries>> held_;
    std::size_t bars_held_ = 0;
    std::set<Key> written_;
    std::optional<Store> store_;
};

}  // namespace

void SeriesHoles::note(std::int64_t closed, std::int64_t next_open, std::int64_t bar_ns) {
    if (next_open - closed <= allowed_gap(bar_ns)) return;
    if (count++ == 0) first_after_ns = closed;
    longest_ns = std::max(longest_ns, next_open - closed);
}

ImportResult import_files(ImportRequest const& request) { return Import(request).run(); }

std::string symbol_in_name(std::string const& file, std::string const& format) {
    std::string const name = std::filesystem::path(file).filename().string();
    std::string symbol = name.substr(0, name.find_first_of(format == "binance" ? "-." : "."));
    bool const day = symbol.size() >= 8 && symbol.find_first_not_of("0123456789") >= 8;
    if (symbol.empty() || day)
        fail_data("no_symbol", file, symbol, "the name of the file does not say the symbol", "",
                  "name it with --symbol");
    return symbol;
}

}  // namespace basicbot
