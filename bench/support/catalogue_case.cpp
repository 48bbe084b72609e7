#include "bench/support/catalogue_case.hpp"

#include "bench/support/bits.hpp"
#include "bench/support/keep_memory.hpp"
#include "bench/support/market.hpp"
#include "engine/backend/choose.hpp"
#include "engine/runner/evaluate.hpp"

namespace basicbot {

namespace {

constexpr std::int64_t standard_bars =
    5000;  // twenty years of days; sixteen sets of columns stay in a 32 MiB cache

struct Kind {
    char const* name;
    char const* expression;  // # stands for the windows
};

constexpr Kind kinds[] = {
    {"SMA", "sma(close, #)"},
    {"EMA", "ema(close, #)"},
    {"WMA", "wma(close, #)"},
    {"DEMA", "dema(close, #)"},
    {"TEMA", "tema(close, #)"},
    {"RSI", "rsi(close, #)"},
    {"MACD", "macd(close, #, 60, 9)"},
    {"BBANDS", "bbands(close, #, 2, 2)"},
    {"STDDEV", "stddev(close, #, 1)"},
    {"ATR", "atr(#)"},
    {"ADX", "adx(#)"},
    {"CCI", "cci(#)"},
    {"STOCH", "stoch(#, 3, 0, 3, 0)"},
    {"MAX", "highest(close, #)"},
    {"MIN", "lowest(close, #)"},
    {"WILLR", "willr(#)"},
    {"OBV", "obv()"},
    {"MFI", "mfi(#)"},
    {"ROC", "roc(close, #)"},
    {"LINEARREG", "linearreg(close, #)"},
};

std::string windows_text(int sets) {
    return sets == 1 ? "14" : "{5.." + std::to_string(5 + 3 * (sets - 1)) + "..3}";
}

}  // namespace

CatalogueCase::CatalogueCase(int sets, BenchOptions const& options)
    : sets_(sets),
      backend_(choose_backend({options.device, options.threads, options.simd, options.times}).backend) {
    keep_memory();
    std::int64_t const bars = options.bars > 0 ? options.bars : standard_bars;
    for (int i = 0; i < sets; ++i)
        series_.push_back(synthetic_series(bars, options.seed + static_cast<std::uint64_t>(i)));
    for (Kind const& kind : kinds) {
        std::string text = kind.expression;
        std::size_t const at = text.find('#');
        if (at != std::string::npos) text.replace(at, 1, windows_text(sets));
        items_.push_back({kind.name, lower_series({parse_series(text)}), at == std::string::npos});
    }
    run();  // page faults would otherwise be most of the first time
}

// The columns of an indicator go to `use` and are dropped, one set after the other, as the peer drops its
// own.
template <class Use>
void CatalogueCase::compute(Item const& item, Use use) {
    auto const tasks = item.made.plan.tasks();
    for (std::size_t s = 0; s < (item.by_series ? series_.size() : 1); ++s)
        use(*backend_->columns(bars_of(series_[s]), {}, tasks, item.made.column_count()));
}

std::map<std::string, Lap> CatalogueCase::run() {
    std::map<std::string, Lap> laps;
    for (int pass = 0; pass < passes; ++pass)
        for (Item const& item : items_) {
            Lap& lap = laps[item.name];
            lap = lap + timed([&] { compute(item, [](ColumnSet const&) {}); });
        }
    return laps;
}

std::vector<double> CatalogueCase::values(Item const& item) {
    std::size_t const bars = series_[0].size();
    std::vector<double> all;
    compute(item, [&](ColumnSet const& set) {
        for (std::int32_t column : item.made.series[0].columns) {
            all.resize(all.size() + bars);
            set.read(column, all.data() + all.size() - bars);
        }
    });
    return all;
}

void CatalogueCase::write(RawFiles& files, nlohmann::json& header) {
    if (!files.wanted()) return;
    auto const bars = static_cast<std::int64_t>(series_[0].size()), sets = std::int64_t{sets_};
    auto const together = [&](char const* name, auto field) {
        std::vector<double> all;
        for (Series const& one : series_) all.insert(all.end(), (one.*field).begin(), (one.*field).end());
        files.write(name, all, {sets, bars});
    };
    together("high", &Series::high);
    together("low", &Series::low);
    together("close", &Series::close);
    together("volume", &Series::volume);
    header["windows"] = nlohmann::json::array();
    for (int i = 0; i < sets_; ++i) header["windows"].push_back(sets_ == 1 ? 14 : 5 + 3 * i);
    header["names"] = nlohmann::json::array();
    for (Item const& item : items_) {
        header["names"].push_back(item.name);
        std::vector<double> const all = values(item);
        files.write(item.name, all, {sets, static_cast<std::int64_t>(all.size()) / bars / sets, bars});
    }
}

nlohmann::json CatalogueCase::facts() const {
    return {{"device", backend_->name()},
            {"bars", series_[0].size()},
            {"sets", sets_},
            {"unit", "bar of the 20 indicators"},
            {"passes", passes},
            {"units", static_cast<double>(passes) * static_cast<double>(sets_) *
                          static_cast<double>(series_[0].size())},
            {"timed", "all columns of each indicator, one after the other; each is dropped before the next"},
            {"apart", "nothing"}};
}

std::string CatalogueCase::checksum() {
    std::string bits;
    for (Item const& item : items_) {
        std::vector<double> const all = values(item);
        bits = bits_of(std::span(all), bits);
    }
    return bits;
}

}  // namespace basicbot
