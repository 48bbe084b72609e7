// Studies that read longer bars: by hand, cut short, on both backends, and against the same as extra series.

#include <cmath>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/backend/choose.hpp"
#include "engine/bars/columns.hpp"
#include "engine/ingest/clock_series.hpp"
#include "engine/ingest/resample.hpp"
#include "engine/plan/expressions.hpp"
#include "engine/plan/longer_bars.hpp"
#include "engine/runner/plan_columns.hpp"
#include "tests/support/tolerance.hpp"
#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

// Hours of about four months, with a series beside them that changes now and then.
Series synthetic_hours() {
    SynthOptions options;
    options.bars = 3000;
    options.seed = 11;
    options.timeframe = "1h";
    SynthBars made = make_synthetic(options);
    Series series = make_series(std::move(made.bars), made.attributes, "HOURS", "1h");
    std::vector<double> mood;
    for (std::size_t t = 0; t < series.size(); ++t)
        mood.push_back(t < 30 ? std::nan("") : static_cast<double>(t / 7 % 5));
    series.extra = {SeriesColumn::of("mood", std::move(mood))};
    return series;
}

using Column = std::vector<double>;

// The outputs of some expressions over the bars; `clocks` as the plan wants them.
std::vector<Column> values_of(std::vector<std::string> const& texts, Series series, Backend& backend) {
    std::vector<Expression> expressions;
    for (std::string const& text : texts) expressions.push_back(parse_series(text, {"mood"}));
    LoweredSeries const made = lower_series(expressions);
    for (std::size_t i = 1; i < made.plan.extra.size(); ++i)
        series.extra.push_back(clock_column(series, made.plan.extra[i]));
    auto const set = plan_columns(made.plan, series, backend);
    std::vector<Column> all;
    for (SeriesColumns const& one : made.series)
        for (std::int32_t column : one.columns) {
            all.emplace_back(series.size());
            set->read(column, all.back().data());
        }
    return all;
}

void expect_same(Column const& got, Column const& want, std::string const& what) {
    ASSERT_EQ(got.size(), want.size()) << what;
    for (std::size_t t = 0; t < got.size(); ++t)
        ASSERT_TRUE(same_bits(got[t], want[t]) || (got[t] != got[t] && want[t] != want[t]))
            << what << ", bar " << t << ": " << got[t] << ", not " << want[t];
}

// Bar by bar the last longer bar that was known, found by looking at all of them.
Column by_hand(std::string const& text, std::string const& timeframe, Series const& bars) {
    Resampled made = resample(bars, {timeframe, "", false});
    Series longer = make_series(std::move(made.bars), made.attributes, "HOURS", timeframe);
    Column mood(longer.size(), std::nan(""));
    for (std::size_t k = 0; k < longer.size(); ++k)
        for (std::size_t t = 0; t < bars.size(); ++t)
            if (bars.close_time[t] <= longer.close_time[k]) mood[k] = bars.extra[0].values[t];
    longer.extra = {SeriesColumn::of("mood", mood)};
    auto const backend = make_cpu_backend(1, "plain");
    Column const over = values_of({text}, longer, *backend).at(0);
    Column seen(bars.size(), std::nan(""));
    for (std::size_t t = 0; t < bars.size(); ++t)
        for (std::size_t k = 0; k < longer.size(); ++k)
            if (longer.close_time[k] <= bars.close_time[t]) seen[t] = over[k];
    return seen;
}

constexpr std::pair<char const*, char const*> cases[] = {
    {"close", "1d"},          {"volume", "4h"},  {"ema(close, 5)", "1d"}, {"sma(high - low, 3)", "4h"},
    {"high[1]", "1w"},        {"hour", "4h"},    {"mood", "1d"},          {"sma(mood, 4)", "8h"},
    {"session_vwap()", "4h"}, {"weekday", "1d"}, {"rsi(hl2, 7)", "2h"},   {"bars_since(close > open)", "1d"},
};

TEST(LongerStudy, a_bar_sees_the_last_longer_bar_that_was_closed_by_its_own_close) {
    Series const bars = synthetic_hours();
    std::vector<std::string> texts;
    for (auto const& [text, timeframe] : cases) texts.push_back("(" + std::string(text) + ")@" + timeframe);
    for (char const* device : {"cpu", "emulator"}) {
        auto const backend = choose_backend({device, 2, ""}).backend;
        std::vector<Column> const got = values_of(texts, bars, *backend);
        for (std::size_t i = 0; i < texts.size(); ++i)
            expect_same(got[i], by_hand(cases[i].first, cases[i].second, bars), texts[i] + " on " + device);
    }
}

TEST(LongerStudy, what_comes_later_changes_nothing_before) {
    Series const bars = synthetic_hours();
    auto const backend = make_cpu_backend(1, "plain");
    std::vector<std::string> texts;
    for (auto const& [text, timeframe] : cases) texts.push_back("(" + std::string(text) + ")@" + timeframe);
    std::vector<Column> const whole = values_of(texts, bars, *backend);
    for (std::size_t cut = 37; cut < bars.size(); cut += 13) {
        std::vector<Column> const part = values_of(texts, bars.slice(0, cut), *backend);
        for (std::size_t i = 0; i < texts.size(); ++i)
            expect_same(part[i],
                        Column(whole[i].begin(), whole[i].begin() + static_cast<std::ptrdiff_t>(cut)),
                        texts[i] + " cut at " + std::to_string(cut));
    }
}

class HourStudies {
  public:
    HourStudies() {
        Store store = Store::open(runs_.folder().file("bars"));
        Series const bars = synthetic_hours();
        store.write(columns_of(bars), bars.attributes, "HOURS", "1h", WriteMode::create);
    }

    Study study(std::string const& rule, std::string const& rest, std::string const& study_rest = "",
                std::string const& series = "") const {
        return runs_.study("[study]\nname = \"longer\"\n" + study_rest +
                           "[data]\nstore = \"bars\"\nsymbols = [\"HOURS\"]\ntimeframe = \"1h\"\n" + series +
                           "[strategy]\nlong_entry = \"" + rule + "\"\nlong_exit = \"not (" + rule +
                           ")\"\n[execution]\nfee_bps = 5\nslippage_bps = 2\nside = \"long\"\n" + rest);
    }
    json run(Study const& study, std::string const& device, std::vector<Series> const& bars = {}) const {
        RunOptions options;
        options.backend = {device, 2, ""};
        options.bars = bars;
        return run_study(study, options, {});
    }

  private:
    SampleRuns runs_;
};

TEST(LongerStudy, it_is_the_same_as_an_extra_series_of_these_values) {
    HourStudies const studies;
    Series bars = synthetic_hours();
    auto const backend = make_cpu_backend(1, "plain");
    bars.extra = {SeriesColumn::of("mean", values_of({"sma(close, 5)@1d"}, bars, *backend).at(0))};
    for (std::string const rest : {"", "[exits]\nstop_loss = 0.02\n"}) {
        json const want =
            studies.run(studies.study("close > mean", rest, "", "series = [\"mean\"]\n"), "cpu", {bars});
        EXPECT_GT(want.at("best").at(0).at("metrics").at("trades").get<double>(), 20);
        for (char const* device : {"cpu", "emulator"}) {
            json const got = studies.run(studies.study("close > sma(close, 5)@1d", rest), device);
            EXPECT_EQ(got.at("best"), want.at("best")) << device;
            EXPECT_EQ(got.at("plan").at("symbols"), want.at("plan").at("symbols")) << device;
        }
    }
}

TEST(LongerStudy, every_cell_waits_for_its_own_longer_bars) {
    HourStudies const studies;
    Series const bars = synthetic_hours();
    std::string const params = "[params]\nn = {sweep = [3, 10]}\n";
    SweepPlan const plan = make_sweep_plan(studies.study("close > sma(close, n)@1d", params));
    Series plain = bars;
    plain.extra.clear();
    auto const first_with = [&](std::size_t days) {  // the first bar by whose close so many days have ended
        Resampled const made = resample(plain, {"1d", "", false});
        std::int64_t t = 0;
        while (bars.close_time[static_cast<std::size_t>(t)] < made.bars.close_time[days - 1]) ++t;
        return t;
    };
    EXPECT_EQ(warmups(plan, plain), (std::vector<std::int64_t>{first_with(3), first_with(10)}));
    json const own =
        studies.run(studies.study("close > sma(close, n)@1d", params, "common_start = false\n"), "cpu");
    EXPECT_EQ(own.at("plan").at("warmup_bars"), first_with(10));
    json const alone = studies.run(studies.study("close > sma(close, n)@1d", "[params]\nn = 3\n"), "cpu");
    bool found = false;
    for (json const& best : own.at("best"))
        if (best.at("params").at("n") == 3) {
            EXPECT_EQ(best.at("metrics"), alone.at("best").at(0).at("metrics"));
            found = true;
        }
    EXPECT_TRUE(found) << own.at("best").dump();
}

TEST(LongerStudy, folds_and_parts_have_one_cube_on_both_backends) {
    HourStudies const studies;
    std::string const rest =
        "[params]\nn = {from = 2, to = 9, step = 1}\n[walkforward]\ntrain = 800\ntest = 200\n";
    Study const study =
        studies.study("ema(close, n)@4h > sma(close, 3)@1d", rest, "kind = \"walkforward\"\n");
    json const want = studies.run(study, "cpu").at("cube").at("content_hash");
    EXPECT_EQ(studies.run(study, "emulator").at("cube").at("content_hash"), want);
}

TEST(LongerStudy, a_timeframe_that_the_bars_do_not_make_up_is_refused_in_its_place) {
    HourStudies const studies;
    for (std::string const timeframe : {"30m", "1h", "90m", "5h"}) {
        try {
            make_sweep_plan(studies.study("close > close@" + timeframe, ""));
            ADD_FAILURE() << timeframe;
        } catch (SourceError const& error) {
            EXPECT_EQ(error.parts().code, "timeframe_suffix");
            EXPECT_EQ(error.parts().path, "strategy.long_entry:1:14");
            EXPECT_EQ(error.parts().value, "@" + timeframe);
        }
    }
}

}  // namespace
}  // namespace basicbot
