#include "bench/support/path_case.hpp"

#include <algorithm>
#include <cmath>

#include "bench/support/bits.hpp"
#include "bench/support/market.hpp"
#include "bench/support/reference_paths.hpp"
#include "bench/support/verify.hpp"
#include "engine/backend/choose.hpp"
#include "engine/catalogue/models.hpp"

namespace basicbot {

namespace {

constexpr double yearly_drift = 0.05, yearly_volatility = 0.2, bars_per_year = 252;
constexpr std::int64_t history = 2500;  // returns that the bootstrap draws from
constexpr double mean_block = 20;

struct Moments {
    double mean, error;  // error: standard error of the mean
};

template <class Value>
Moments moments(std::vector<double> const& x, Value const& value) {
    double const n = static_cast<double>(x.size());
    double s1 = 0, s2 = 0;
    for (double v : x) s1 += value(v), s2 += value(v) * value(v);
    return {s1 / n, std::sqrt(std::max(0.0, s2 / n - s1 / n * (s1 / n)) / n)};
}

}  // namespace

PathCase::PathCase(std::string const& model, std::int64_t paths, std::int64_t horizon,
                   BenchOptions const& options)
    : gbm_(model == "gbm"),
      backend_(choose_backend({options.device, options.threads, options.simd, options.times}).backend),
      terminal_(static_cast<std::size_t>(paths)),
      drawdown_(static_cast<std::size_t>(paths)) {
    PathModelEntry const& entry = *find_path_model(model);
    task_.model = entry.number;
    task_.stream = entry.info->stream;
    task_.seed = options.seed;
    task_.count = paths;
    task_.horizon = horizon;
    task_.terminal = terminal_.data();
    task_.drawdown = drawdown_.data();
    if (gbm_) {
        task_.values[0] = (yearly_drift - yearly_volatility * yearly_volatility / 2) / bars_per_year;
        task_.values[1] = yearly_volatility / std::sqrt(bars_per_year);
        return;
    }
    Series const bars = synthetic_series(history + 1, options.seed);
    for (std::size_t t = 1; t < bars.size(); ++t)
        returns_.push_back(std::log(bars.close[t] / bars.close[t - 1]));
    task_.returns = returns_.data();
    task_.return_count = history;
    task_.values[0] = mean_block;
}

Lap PathCase::run() {
    return timed([&] { backend_->paths(task_, {}); });
}

double PathCase::path_steps() const {
    return static_cast<double>(task_.count) * static_cast<double>(task_.horizon);
}

nlohmann::json PathCase::verify(std::int64_t samples) const {
    // The normals are float32 within 1e-6 of the quantile by specification; 0.5e-6 a step is what is seen at
    // most.
    double const tolerance = gbm_ ? 1e-6 * task_.values[1] * static_cast<double>(task_.horizon) : 1e-9;
    Deviation terminal("terminal", tolerance), drawdown("drawdown", 2 * tolerance);
    std::int64_t const wanted = std::min(samples, task_.count);
    for (std::int64_t i = 0; i < wanted; ++i) {
        std::int64_t const row = wanted == 1 ? 0 : i * (task_.count - 1) / (wanted - 1);
        std::uint64_t const path = task_.first_path + static_cast<std::uint64_t>(row);
        reference_path const want = gbm_ ? reference_gbm(task_, path) : reference_bootstrap(task_, path);
        std::string const where = "path " + std::to_string(path);
        terminal.absolute(terminal_[static_cast<std::size_t>(row)], want.terminal, where);
        drawdown.absolute(drawdown_[static_cast<std::size_t>(row)], want.drawdown, where);
    }
    nlohmann::json facts = {{"against", "single paths, float64, own Philox, quantile by bisection of erfc"},
                            {"paths", wanted},
                            {"worst_terminal", terminal.worst()},
                            {"worst_drawdown", drawdown.worst()},
                            {"tolerance", tolerance}};
    if (gbm_) {
        Moments const seen = moments(terminal_, [](double x) { return std::exp(x); });
        double const want = std::exp(yearly_drift * static_cast<double>(task_.horizon) / bars_per_year);
        Deviation("mean terminal level in standard errors", 5)
            .compare(seen.mean, want, seen.error, "all paths");
        facts["mean_terminal_sigmas"] = std::fabs(seen.mean - want) / seen.error;
    }
    return facts;
}

nlohmann::json PathCase::facts() const {
    return {{"device", backend_->name()},
            {"model", gbm_ ? "gbm" : "stationary_bootstrap"},
            {"paths", task_.count},
            {"steps", task_.horizon},
            {"unit", "path-step"},
            {"units", path_steps()},
            {"timed", "all paths: terminal level and largest drawdown of each"},
            {"apart", "nothing"}};
}

nlohmann::json PathCase::checksums() const {
    auto const level = [](double x) { return std::exp(x); };
    auto const plain = [](double x) { return x; };
    Moments const terminal = moments(terminal_, level), drawdown = moments(drawdown_, plain);
    return {{"mean_terminal", terminal.mean},
            {"mean_terminal_se", terminal.error},
            {"mean_drawdown", drawdown.mean},
            {"mean_drawdown_se", drawdown.error},
            {"worst_drawdown", *std::min_element(drawdown_.begin(), drawdown_.end())},
            {"bits", bits_of(std::span(drawdown_), bits_of(std::span(terminal_)))}};
}

void PathCase::write_inputs(RawFiles& files, nlohmann::json& header) const {
    if (!files.wanted()) return;
    // Log return of a step of gbm = drift_step + volatility_step * normal.
    header["drift_step"] = gbm_ ? task_.values[0] : 0.0;
    header["volatility_step"] = gbm_ ? task_.values[1] : 0.0;
    header["mean_block"] = gbm_ ? 0.0 : task_.values[0];
    header["seed"] = task_.seed;
    header["expected"] = checksums();  // terminal = S[T] / S[0], drawdown <= 0; a peer draws its own numbers
    if (!returns_.empty()) files.write("returns", returns_, {task_.return_count});
}

}  // namespace basicbot
