// Rules that read series beside the bars: those of the store, those handed over in memory, and those that a
// stage has learnt.

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/bars/extra_series.hpp"
#include "engine/observe/error.hpp"
#include "engine/plan/fitted_stage.hpp"
#include "engine/runner/sweep_cube.hpp"
#include "tests/support/random.hpp"
#include "tests/system/sample_runs.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

std::string study_text(std::string const& series, std::string const& rules, std::string const& rest = "") {
    return "[study]\nname = \"beside\"\n[data]\nstore = \"bars\"\nsymbols = [\"WAVES\"]\ntimeframe = "
           "\"1d\"\n" +
           series + "[strategy]\n" + rules + "[execution]\nfee_bps = 5\nslippage_bps = 2\nside = \"long\"\n" +
           rest;
}

json run_with(Study const& study, std::vector<Series> const& bars, std::string const& device = "cpu") {
    RunOptions options;
    options.backend = {device, 2, ""};
    options.bars = bars;
    return run_study(study, options, {});
}

// sma(close, 10) of the bars, from elsewhere than the study.
SeriesColumn mean_of_closes(Series const& series, std::string const& name) {
    std::vector<double> values(series.size(), std::numeric_limits<double>::quiet_NaN());
    SampleRuns const runs;
    SweepPlan const plan =
        make_sweep_plan(runs.study(study_text("", "long_entry = \"close > sma(close, 10)\"\n")));
    auto const backend = make_cpu_backend(1, "plain");
    plan_columns(plan.lowered, series, *backend)->read(first_computed_column, values.data());
    return SeriesColumn::of(name, values);
}

TEST(ExtraSeriesStudy, a_series_that_is_handed_over_is_read_like_a_column) {
    SampleRuns const runs;
    Series series = runs.load("WAVES");
    series.extra = {SeriesColumn::of("other", std::vector<double>(series.size(), 1.0)),
                    mean_of_closes(series, "mean")};
    struct {
        std::string by_name, in_full, rest;
    } const pairs[] = {
        {"close > mean", "close > sma(close, 10)", ""},
        {"close > mean", "close > sma(close, 10)", "[exits]\nstop_loss = 0.05\n"},
        {"cross_above(close, mean)", "cross_above(close, sma(close, 10))", ""},
        {"ema(mean, 5) > close", "ema(sma(close, 10), 5) > close", ""},
        {"rsi(mean, 3) > 40 and mean[2] < mean",
         "rsi(sma(close, 10), 3) > 40 and sma(close, 10)[2] < sma(close, 10)", ""},
    };
    for (auto const& pair : pairs) {
        auto const rules = [](std::string const& entry) {
            return "long_entry = \"" + entry + "\"\nlong_exit = \"not (" + entry + ")\"\n";
        };
        json const want = run_with(runs.study(study_text("", rules(pair.in_full), pair.rest)), {series});
        for (std::string const device : {"cpu", "emulator"}) {
            json const got =
                run_with(runs.study(study_text("series = [\"mean\"]\n", rules(pair.by_name), pair.rest)),
                         {series}, device);
            EXPECT_EQ(got.at("best"), want.at("best")) << pair.by_name << " on " << device;
            EXPECT_EQ(got.at("plan").at("symbols"), want.at("plan").at("symbols")) << pair.by_name;
            EXPECT_GT(got.at("best").at(0).at("metrics").at("trades").get<double>(), 5) << pair.by_name;
        }
    }
}

TEST(ExtraSeriesStudy, a_series_of_the_store_is_seen_as_known_at_each_close) {
    SampleRuns const runs;
    Series const series = runs.load("WAVES");
    std::size_t const cut = 800;
    auto const with = [&](double later) {
        ExtraSeries mood{"WAVES", "mood", "test", "", {}, {}, {}};
        TestRandom random(4);
        for (std::size_t t = 0; t < series.size(); t += 3) {
            mood.time.push_back(series.time[t]);
            mood.known_at.push_back(series.close_time[t]);
            double const value = random.uniform(-1, 1);
            mood.value.push_back(t < cut ? value : later * value);
        }
        write_extra(runs.folder().file("bars"), mood);
        Study study = runs.study(
            study_text("series = [\"mood\"]\n", "long_entry = \"mood > 0\"\nlong_exit = \"mood < 0\"\n"));
        study.data.to = series.time[cut];
        json const document = run_with(study, {});
        study.data.to.reset();
        json const whole = run_with(study, {});
        return std::tuple(document.at("best"), document.at("cube").at("content_hash").get<std::string>(),
                          whole.at("best"));
    };
    auto const [best, hash, whole] = with(1);
    auto const [best_later, hash_later, whole_later] = with(-1);
    EXPECT_EQ(best, best_later);  // what is known later changes nothing before
    EXPECT_NE(whole, whole_later);
    EXPECT_NE(hash, hash_later);  // another series is other data
    EXPECT_GT(best.at(0).at("metrics").at("trades").get<double>(), 50);
}

// Days since the bar before, by the bars' times.
SeriesColumn days_between(Series const& series) {
    std::vector<double> days(series.size(), std::nan(""));
    for (std::size_t t = 1; t < series.size(); ++t)
        days[t] = std::round(static_cast<double>(series.time[t] - series.time[t - 1]) / 86'400e9);
    return SeriesColumn::of("days", days);
}

TEST(ExtraSeriesStudy, the_session_need_not_be_named) {
    SampleRuns const runs;
    Series series = runs.load("GOOG");
    auto const text = [](std::string const& named, std::string const& days, std::string const& rest) {
        std::string whole = study_text(named,
                                       "long_entry = \"" + days + " > 2.5\"\nlong_exit = \"" + days +
                                           " < 1.5 and close > "
                                           "session_vwap()\"\n",
                                       rest);
        return whole.replace(whole.find("WAVES"), 5, "GOOG");
    };
    std::string const own = "session - session[1]";
    json const stored = run_with(runs.study(text("", own, "")), {});
    EXPECT_GT(stored.at("best").at(0).at("metrics").at("trades").get<double>(), 20);
    json const handed_over = run_with(runs.study(text("", own, "")), {series}, "emulator");
    EXPECT_EQ(handed_over.at("cube").at("content_hash"), stored.at("cube").at("content_hash"));
    series.extra = {days_between(series)};
    json const by_hand = run_with(runs.study(text("series = [\"days\"]\n", "days", "")), {series});
    EXPECT_EQ(by_hand.at("best"), stored.at("best"));
    std::string const paths =
        "[montecarlo]\nof = \"strategy\"\nmodel = \"stationary_bootstrap\"\npaths = 64\nhorizon = "
        "20\n";
    Study study = runs.study(text("", own, paths), {"study.kind=montecarlo"});
    EXPECT_EQ(run_with(study, {}).at("risks").size(), 1u);
}

TEST(ExtraSeriesStudy, parts_give_the_cube_of_one_piece_and_refuse_another_series) {
    SampleRuns const runs;
    Series series = runs.load("WAVES");
    series.extra = {mean_of_closes(series, "mean")};
    std::string const text = study_text("series = [\"mean\"]\n",
                                        "long_entry = \"ema(mean, n) > close\"\nlong_exit = \"close > "
                                        "mean\"\n[params]\nn = {from = 2, to = 9, step = 1}\n");
    std::string const want = run_with(runs.study(text), {series}).at("cube").at("content_hash");
    RunOptions options;
    options.backend = {"cpu", 2, ""};
    options.bars = {series};
    options.run = {.folder = runs.folder().file("run"), .parts = {}, .merge_only = false, .part_cells = 3};
    EXPECT_EQ(run_study(runs.study(text), options, {}).at("cube").at("content_hash"), want);
    std::vector<double> changed(series.extra[0].values.begin(), series.extra[0].values.end());
    changed.back() += 1;
    options.bars[0].extra = {SeriesColumn::of("mean", changed)};
    try {
        run_study(runs.study(text), options, {});
        ADD_FAILURE() << "went on with another series";
    } catch (Error const& error) {
        EXPECT_EQ(error.parts().code, "run_differs") << error.what();
    }
}

TEST(ExtraSeriesStudy, what_does_not_fit_is_refused_by_name) {
    SampleRuns const runs;
    Series bars = runs.load("WAVES");
    bars.extra = {SeriesColumn::of("mood", std::vector<double>(bars.size(), 1.0)),
                  SeriesColumn::of("short", std::vector<double>(3, 1.0)),
                  SeriesColumn::of("void", std::vector<double>(bars.size(), std::nan("")))};
    auto const code = [&](std::string const& named, std::string const& entry, bool memory = true) {
        try {
            std::string const series = named.empty() ? "" : "series = [" + named + "]\n";
            Study const study =
                runs.study(study_text(series, "long_entry = \"" + entry + "\"\n[params]\nn = 3\n"));
            run_with(study, memory ? std::vector<Series>{bars} : std::vector<Series>{});
        } catch (Error const& error) {
            EXPECT_NE(std::string(error.what()), "");
            return error.parts().code;
        }
        return std::string();
    };
    EXPECT_EQ(code("\"mood\"", "mood > n"), "");
    EXPECT_EQ(code("", "mood > n"), "unknown_name");
    EXPECT_EQ(code("\"moot\"", "moot > n"), "unknown_extra");
    EXPECT_EQ(code("\"mood\"", "mood > n", false), "unknown_extra");  // the store has none
    EXPECT_EQ(code("\"short\"", "short > n"), "unknown_extra");
    EXPECT_EQ(code("\"void\"", "void > n"), "series_not_known");
    EXPECT_EQ(code("\"n\"", "close > n"), "taken_name");
    EXPECT_EQ(code("\"hl2\"", "close > n"), "taken_name");
    EXPECT_EQ(code("\"session\"", "close > n"), "taken_name");
    EXPECT_EQ(code("", "zigzag(n).line > close"), "repaints");
    EXPECT_EQ(code("", "sma(zigzag(5).line, n) > close"), "repaints");
    EXPECT_EQ(code("\"mood\", \"mood\"", "mood > n"), "duplicate_value");
    EXPECT_EQ(code("\"\"", "close > n"), "wrong_form");
}

// How many deviations of the train window the close lies above that window's mean.
class Scaler final : public FittedStage {
  public:
    std::string identity() const override { return "scaler 1"; }
    std::vector<double> fit(Series const& train) const override {
        double sum = 0, squares = 0;
        for (double x : train.close) sum += x;
        double const mean = sum / static_cast<double>(train.size());
        for (double x : train.close) squares += (x - mean) * (x - mean);
        return {mean, std::sqrt(squares / static_cast<double>(train.size()))};
    }
    double value(std::vector<double> const& fitted, Series const& history) const override {
        return (history.close.back() - fitted[0]) / fitted[1];
    }
};

TEST(FittedStage, is_read_after_its_train_window_only_and_never_looks_ahead) {
    SampleRuns const runs;
    Series const series = runs.load("WAVES");
    FitSchedule const schedule{.train = 250, .every = 100, .begin = 20};
    SeriesColumn const column = fitted_column("score", Scaler{}, series, schedule);
    ASSERT_EQ(column.values.size(), series.size());
    Scaler const scaler;
    for (std::size_t t = 0; t < series.size(); ++t) {
        if (t < 270) {
            EXPECT_TRUE(std::isnan(column.values[t])) << t;
            continue;
        }
        std::size_t const begin = 20 + (t - 270) / 100 * 100;
        auto const fitted = scaler.fit(series.slice(begin, begin + 250));
        EXPECT_EQ(column.values[t], (series.close[t] - fitted[0]) / fitted[1]) << t;
    }
    // Other bars from `cut` on: nothing before changes.
    for (std::size_t cut : {270u, 371u, 600u}) {
        std::vector<double> close(series.close.begin(), series.close.end());
        for (std::size_t t = cut; t < close.size(); ++t) close[t] *= 3;
        Series other = series;
        other.close = close;
        SeriesColumn const again = fitted_column("score", Scaler{}, other, schedule);
        for (std::size_t t = 270; t < cut; ++t) EXPECT_EQ(again.values[t], column.values[t]) << t;
        EXPECT_NE(again.hash, column.hash);
    }
    EXPECT_THROW(fitted_column("score", Scaler{}, series, {.train = 0, .every = 1}), std::invalid_argument);
    EXPECT_THROW(fitted_column("score", Scaler{}, series, {.train = 5, .every = 0}), std::invalid_argument);
    std::vector<double> const flat(series.size(), 5.0);
    Series constant = series;
    constant.close = flat;  // 0/0: no value
    for (double x : fitted_column("score", Scaler{}, constant, schedule).values) EXPECT_TRUE(std::isnan(x));
}

TEST(FittedStage, its_column_is_walked_forward_like_any_other) {
    SampleRuns const runs;
    Series series = runs.load("WAVES");
    series.extra = {fitted_column("score", Scaler{}, series, {.train = 250, .every = 60})};
    std::string const text = study_text(
        "series = [\"score\"]\n",
        "long_entry = \"score < under\"\nlong_exit = \"score > over\"\n[params]\nunder = {from = -1, "
        "to = 0.5, step = 0.5}\nover = {sweep = [1, 2]}\n",
        "[walkforward]\ntrain = 200\ntest = 50\n");
    std::string walk = text;
    walk.replace(walk.find("name ="), 0, "kind = \"walkforward\"\n");
    json const document = run_with(runs.study(walk), {series});
    json const& folds = document.at("folds");
    ASSERT_GT(folds.size(), 5u);
    std::string first_train = folds.at(0).at("train").at("first");
    EXPECT_EQ(first_train.substr(0, 10), iso_time(series.time[250]).substr(0, 10));
    // Every fold as a sweep of its own: the same numbers.
    json const& fold = folds.at(3);
    Study alone = runs.study(text.substr(0, text.find("[walkforward]")));
    for (auto const& [name, value] : fold.at("params").items())
        for (ParameterAxis& axis : alone.params)
            if (axis.name == name) axis.values = {value.get<double>()};
    std::size_t const begin = 250 + 200 + 3 * 50;
    alone.data.from = series.time[begin];
    alone.data.to = series.time[begin + 50];
    json const sweep = run_with(alone, {series});
    EXPECT_EQ(sweep.at("best").at(0).at("metrics"), fold.at("test_metrics"));
}

}  // namespace
}  // namespace basicbot
