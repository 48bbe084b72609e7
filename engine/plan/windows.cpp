#include "engine/plan/windows.hpp"

#include <algorithm>

#include "engine/ingest/stamp.hpp"
#include "engine/observe/error.hpp"
#include "kernels/core/exact_math.hpp"

namespace basicbot {

namespace {

constexpr double ns_per_year = 365.2425 * 86400e9;

double per_bar(double per_year, double bars_per_year) {  // (1+x)^(1/K) - 1
    return per_year == 0 ? 0.0 : exact_expm1(exact_log1p(per_year) / bars_per_year);
}

// Names the field that misses the series; where both lie in a hole of it, the first.
[[noreturn]] void refuse_empty_range(Series const& series, DataSpec const& data) {
    bool const none = series.time.empty();
    bool const early = !none && data.to && *data.to <= series.time.front();
    fail(ErrorKind::data, {.code = "empty_range",
                           .path = early ? "data.to" : "data.from",
                           .value = (data.from ? utc_text(*data.from) : "the first bar") + " to " +
                                    (data.to ? utc_text(*data.to) : "the last bar"),
                           .problem = "no bars of " + series.symbol + " " + series.timeframe +
                                      " between data.from and data.to",
                           .allowed = none ? ""
                                           : "open times from " + utc_text(series.time.front()) + " to " +
                                                 utc_text(series.time.back()),
                           .suggestion = "move data.from and data.to to where it has bars, or import more"});
}

}  // namespace

window measured_range(Series const& series, DataSpec const& data, std::int64_t warmup) {
    auto const begin = series.time.begin(), end = series.time.end();
    std::int64_t const from = data.from ? std::lower_bound(begin, end, *data.from) - begin : 0;
    std::int64_t const to = data.to ? std::lower_bound(begin, end, *data.to) - begin : end - begin;
    if (from >= to) refuse_empty_range(series, data);
    std::int64_t const known = first_known(series.extra);
    if (known >= to)
        fail(ErrorKind::data,
             {.code = "series_not_known",
              .path = "data.series",
              .value = series.symbol + " " + series.timeframe,
              .problem = "an extra series has no value that is known by a bar before data.to",
              .allowed = "",
              .suggestion = "import more of it, or move data.to"});
    std::int64_t const first = std::max(from, warmup);
    if (first >= to)
        fail(ErrorKind::data,
             {.code = "warmup_too_long",
              .path = "data.to",
              .value = series.symbol + " " + series.timeframe,
              .problem = "the longest warm-up (" + std::to_string(warmup) + " bars) leaves nothing of the " +
                         std::to_string(to) + " bars before data.to",
              .allowed = "",
              .suggestion = "use shorter periods or more bars"});
    return {first, to};
}

std::vector<Fold> make_folds(WalkForwardSpec const& spec, window range) {
    std::int64_t const step = spec.step > 0 ? spec.step : spec.test;
    bool const anchored = spec.scheme == "anchored";
    std::vector<Fold> folds;
    for (std::int64_t shift = 0;; shift += step) {
        std::int64_t const train_end = range.begin + shift + spec.train;
        std::int64_t const test = train_end + spec.purge;
        if (test + spec.test > range.end) break;
        folds.push_back(
            {{anchored ? range.begin : range.begin + shift, train_end}, {test, test + spec.test}});
    }
    if (folds.empty())
        fail(ErrorKind::config,
             {.code = "no_fold",
              .path = "walkforward.train",
              .value = std::to_string(spec.train),
              .problem = "train + purge + test = " + std::to_string(spec.train + spec.purge + spec.test) +
                         " bars, but only " + std::to_string(range.end - range.begin) + " are measured",
              .allowed = "",
              .suggestion = "use shorter windows or more bars"});
    return folds;
}

metric_context make_context(Series const& series, window w, MetricSpec const& metrics, double cash) {
    double const ns = static_cast<double>(series.close_time[static_cast<std::size_t>(w.end - 1)] -
                                          series.time[static_cast<std::size_t>(w.begin)]);
    metric_context c{};
    c.years = ns / ns_per_year;
    c.bars_per_year = static_cast<double>(w.end - w.begin) / c.years;
    c.risk_free_bar = per_bar(metrics.risk_free, c.bars_per_year);
    c.mar_bar = per_bar(metrics.mar, c.bars_per_year);
    c.required_bar = per_bar(metrics.required, c.bars_per_year);
    c.start_cash = cash;
    return c;
}

}  // namespace basicbot
