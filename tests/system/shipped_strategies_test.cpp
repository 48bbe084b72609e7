// The shipped strategies by the slow ledger, on real days and, what needs a session, synthetic hours: each
// trades, and no two of them are the same strategy under two names.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/backend/choose.hpp"
#include "engine/ingest/clock_series.hpp"
#include "engine/ingest/csv_import.hpp"
#include "engine/ingest/synth.hpp"
#include "engine/plan/longer_bars.hpp"
#include "engine/runner/plan_columns.hpp"
#include "engine/strategy/shipped.hpp"
#include "tests/engine/plan/plan_fixture.hpp"
#include "tests/oracles/ledger.hpp"
#include "tests/support/places.hpp"

namespace basicbot {
namespace {

Series nasdaq_days() {
    CsvImportOptions options;
    options.timezone = "America/New_York";
    options.stamp = "open";
    options.timeframe = "1d";
    options.session_close = "16:00";
    CsvImport made = import_csv(source_dir() + "/datasets/nasdaq_1d.csv", options);
    return make_series(std::move(made.bars), made.attributes, "NASDAQ", "1d");
}

Series synthetic(std::uint64_t bars, std::string const& timeframe) {
    SynthOptions options;
    options.bars = bars;
    options.seed = 7;
    options.timeframe = timeframe;
    SynthBars made = make_synthetic(options);
    return make_series(std::move(made.bars), made.attributes, "SYNTH", timeframe);
}

bool needs_hours(std::string const& strategy) { return strategy == "opening_range"; }

oracle_bars plain_bars(Series const& s) {
    auto const values = [](std::span<double const> x) { return std::vector<double>(x.begin(), x.end()); };
    return {values(s.open), values(s.high), values(s.low), values(s.close), values(s.volume)};
}

// The strategy with its defaults at 5 basis points a trade.
oracle_ledger ledger_on(Series series, std::string const& name, char const* side) {
    Strategy const strategy = open_strategy(name);
    Lowered const plan = lower(strategy, make_grid(strategy, {}, ""), side);
    for (std::string const& extra : plan.extra) series.extra.push_back(clock_column(series, extra));
    auto const backend = choose_backend({"cpu", 1, "", nullptr}).backend;
    std::int32_t const count = plan.column_count();
    auto const set = plan_columns(plan, series, *backend);
    std::vector<std::vector<double>> columns(static_cast<std::size_t>(count),
                                             std::vector<double>(series.size()));
    for (std::int32_t c = 0; c < count; ++c) set->read(c, columns[static_cast<std::size_t>(c)].data());
    auto const signals = run_gates(plan, 0, columns);
    return run_ledger(plain_bars(series), {signals[0], signals[1], signals[2], signals[3]},
                      {.fee = 0.0005, .slippage = 0, .stop = 0},
                      {plan.warmup(given_begins(plan, series))[0], static_cast<std::int64_t>(series.size())},
                      {});
}

// Long and short, or, where a short ruins the account, which says nothing from then on, long alone.
oracle_ledger ledger_of(Series const& series, std::string const& name) {
    oracle_ledger const both = ledger_on(series, name, "both");
    return both.ruin_bar < 0 ? both : ledger_on(series, name, "long");
}

std::vector<std::string> shipped_names() {
    std::vector<std::string> names;
    for (ShippedStrategy const& s : shipped_strategies()) names.emplace_back(s.name);
    return names;
}

// Bar returns of the last `bars` bars.
std::vector<double> last_returns(oracle_ledger const& ledger, std::size_t bars) {
    std::vector<double> returns;
    for (std::size_t t = ledger.equity.size() - bars; t < ledger.equity.size(); ++t)
        returns.push_back(ledger.equity[t - 1] > 0 ? ledger.equity[t] / ledger.equity[t - 1] - 1 : 0);
    return returns;
}

double correlation(std::vector<double> const& a, std::vector<double> const& b) {
    auto const n = static_cast<double>(a.size());
    double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
    for (std::size_t t = 0; t < a.size(); ++t) ma += a[t] / n, mb += b[t] / n;
    for (std::size_t t = 0; t < a.size(); ++t) {
        ab += (a[t] - ma) * (b[t] - mb);
        aa += (a[t] - ma) * (a[t] - ma);
        bb += (b[t] - mb) * (b[t] - mb);
    }
    return ab / std::sqrt(aa * bb);
}

TEST(ShippedStrategies, each_trades_at_least_twenty_times) {
    ASSERT_GE(shipped_names().size(), 30u);
    Series const days = nasdaq_days(), more_days = synthetic(10000, "1d"), hours = synthetic(5000, "1h");
    for (std::string const& name : shipped_names()) {
        std::size_t trades = 0;
        for (Series const* series : {&days, &more_days, &hours})
            if (needs_hours(name) == (series == &hours))
                trades = std::max(trades, ledger_of(*series, name).trades.size());
        EXPECT_GE(trades, 20u) << name;
    }
}

// Sessions of seven hours, from nine o'clock on.
Series day_sessions() {
    Series const hours = synthetic(10000, "1h");
    SeriesColumn const hour = clock_column(hours, "hour");
    BarColumns bars;
    for (std::size_t t = 0; t < hours.size(); ++t)
        if (hour.values[t] >= 9 && hour.values[t] < 16)
            bars.push_back(hours.time[t], hours.close_time[t], hours.open[t], hours.high[t], hours.low[t],
                           hours.close[t], hours.volume[t]);
    return make_series(std::move(bars), hours.attributes, "SESSIONS", "1h");
}

TEST(ShippedStrategies, an_opening_range_is_not_held_overnight) {
    Series const sessions = day_sessions();
    SeriesColumn const day = clock_column(sessions, "session");
    oracle_ledger const ledger = ledger_of(sessions, "opening_range");
    EXPECT_GE(ledger.trades.size(), 100u);
    for (oracle_trade const& trade : ledger.trades)
        EXPECT_EQ(day.values[static_cast<std::size_t>(trade.entry_bar)],
                  day.values[static_cast<std::size_t>(trade.exit_bar)]);
}

// Over bars at which all are warm.
TEST(ShippedStrategies, no_two_earn_the_same) {
    Series const days = nasdaq_days();
    std::size_t const bars = 4000;
    std::map<std::string, std::vector<double>> returns;
    for (std::string const& name : shipped_names())
        if (!needs_hours(name)) returns[name] = last_returns(ledger_of(days, name), bars);
    double highest = -1;
    for (auto a = returns.begin(); a != returns.end(); ++a)
        for (auto b = std::next(a); b != returns.end(); ++b) {
            double const both = correlation(a->second, b->second);
            EXPECT_LT(both, 0.99) << a->first << " " << b->first;
            highest = std::max(highest, both);
        }
    EXPECT_GT(highest, 0.3) << "some follow the same trends: the measure sees it";
}

}  // namespace
}  // namespace basicbot
