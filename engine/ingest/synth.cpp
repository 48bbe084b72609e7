#include "engine/ingest/synth.hpp"

#include <cmath>

#include "engine/bars/layout.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/observe/byte_hasher.hpp"
#include "engine/observe/error.hpp"
#include "kernels/core/exact_math.hpp"
#include "kernels/core/philox.hpp"
#include "kernels/core/streams.hpp"

namespace basicbot {
namespace {

constexpr double year_ns = 365.2425 * static_cast<double>(day_ns);  // A13
constexpr char const* names[] = {"gbm", "jumps", "regimes", "gaps", "flat", "tiny", "huge"};

[[noreturn]] void bad_option(char const* name, std::string const& value, char const* allowed) {
    fail(ErrorKind::usage,
         ErrorParts{"bad_option", std::string("--") + name, value, "is out of range", allowed, ""});
}

// Two uniform numbers in (0, 1) per block, 52 bits each.
struct Draw {
    double first, second;
};

Draw draw(std::uint64_t seed, std::uint64_t bar, std::uint32_t block) {
    std::uint32_t const counter[4] = {block, stream_synth, static_cast<std::uint32_t>(bar),
                                      static_cast<std::uint32_t>(bar >> 32)};
    std::uint32_t const key[2] = {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
    philox_words const words = philox4x32(counter, key);
    auto const uniform = [](std::uint32_t high, std::uint32_t low) {
        std::uint64_t const bits = (static_cast<std::uint64_t>(high) << 20) | (low >> 12);
        return (static_cast<double>(bits) + 0.5) * 0x1p-52;
    };
    return {uniform(words.w[0], words.w[1]), uniform(words.w[2], words.w[3])};
}

double start_price(SynthOptions const& o) {
    if (o.start_price > 0) return o.start_price;
    return o.model == SynthModel::tiny ? 1e-8 : o.model == SynthModel::huge ? 1e8 : 100;
}

// The price path as a logarithm relative to the start, and what a bar adds to it.
class Path {
  public:
    Path(SynthOptions const& o, double years_per_bar) : o_(o) {
        double const years_per_step = years_per_bar / o.substeps;
        step_deviation_ = o.volatility * std::sqrt(years_per_step);
        step_mean_ = (o.drift - 0.5 * o.volatility * o.volatility) * years_per_step;
    }

    // Once per bar, before its steps. Returns the number of absent bars in front of it.
    std::uint64_t begin_bar(std::uint64_t bar) {
        Draw const event = draw(o_.seed, bar, 0), size = draw(o_.seed, bar, 1);
        jump_ = 0;
        if (o_.model == SynthModel::jumps && event.first < 0.02) jump_ = 0.05 * normal_quantile(size.first);
        if (o_.model == SynthModel::gaps)
            jump_ =
                step_deviation_ * std::sqrt(static_cast<double>(o_.substeps)) * normal_quantile(size.first);
        if (o_.model == SynthModel::regimes && event.first < 0.01) wild_ = !wild_;
        bool const hole = o_.model == SynthModel::gaps && event.first < 0.01;
        return hole ? 1 + static_cast<std::uint64_t>(50 * size.second) : 0;
    }

    // The next price; `volume` grows by the units traded on the way.
    double step(std::uint64_t bar, std::uint32_t k, double& volume) {
        Draw const d = draw(o_.seed, bar, 2 + k);
        volume += std::floor(2000 * d.second / o_.substeps) + 1;
        if (o_.model == SynthModel::flat) return start_price(o_);
        double const scale = o_.model == SynthModel::regimes ? (wild_ ? 2.5 : 0.5) : 1;
        double const move =
            step_mean_ + scale * step_deviation_ * normal_quantile(d.first) + (k == 0 ? jump_ : 0);
        constexpr double wall = 6.907755278982137;  // ln 1000
        log_ += move;
        if (log_ > wall) log_ = 2 * wall - log_;
        if (log_ < -wall) log_ = -2 * wall - log_;
        return start_price(o_) * exact_exp(log_ < -wall ? -wall : log_ > wall ? wall : log_);
    }

  private:
    SynthOptions const& o_;
    double step_deviation_, step_mean_, log_ = 0, jump_ = 0;
    bool wild_ = false;
};

void check(SynthOptions const& o) {
    if (o.bars == 0 || o.bars > 2'000'000'000) bad_option("bars", std::to_string(o.bars), "1 to 2000000000");
    if (o.substeps < 2 || o.substeps > 1000) bad_option("substeps", std::to_string(o.substeps), "2 to 1000");
    if (!(o.start_price >= 0) || o.start_price > 1e15)
        bad_option("start-price", std::to_string(o.start_price), "0 (the model's own) to 1e15");
    if (!(o.volatility >= 0) || o.volatility > 10)
        bad_option("volatility", std::to_string(o.volatility), "0 to 10");
    if (!(o.drift >= -10) || o.drift > 10) bad_option("drift", std::to_string(o.drift), "-10 to 10");
}

// First open time; refuses where the series would run past the last year that fits.
std::int64_t start_time(SynthOptions const& o, std::int64_t bar_ns) {
    // Half as much again for the absent bars of `gaps` (a quarter on average).
    double const length =
        static_cast<double>(o.bars) * static_cast<double>(bar_ns) * (o.model == SynthModel::gaps ? 1.5 : 1);
    double const last = 9.2e18;
    Stamp stamp;
    if (!o.start.empty()) {
        bool const date = parse_stamp(o.start, EpochUnit::by_magnitude, stamp) == nullptr &&
                          stamp.kind == Stamp::Kind::date;
        if (!date) bad_option("start", o.start, "a date YYYY-MM-DD");
        if (static_cast<double>(stamp.written_ns()) + length > last)
            bad_option("bars", std::to_string(o.bars),
                       "fewer bars, a shorter timeframe or an earlier start (times end in 2262)");
        return stamp.written_ns();
    }
    for (char const* start : {"2000-01-01", "1700-01-01"}) {
        parse_stamp(start, EpochUnit::by_magnitude, stamp);
        if (static_cast<double>(stamp.written_ns()) + length < last) return stamp.written_ns();
    }
    bad_option("bars", std::to_string(o.bars), "fewer bars or a shorter timeframe (times end in 2262)");
}

}  // namespace

SynthModel synth_model_from(std::string const& name) {
    std::string all;
    for (std::size_t i = 0; i < std::size(names); ++i) {
        if (name == names[i]) return static_cast<SynthModel>(i);
        all += (i > 0 ? ", " : "") + std::string(names[i]);
    }
    fail(ErrorKind::usage,
         ErrorParts{"bad_option", "--model", name, "is not a model of synthetic bars", all, ""});
}

std::vector<std::string> synth_model_names() { return {std::begin(names), std::end(names)}; }

SynthBars make_synthetic(SynthOptions const& o) {
    check(o);
    std::int64_t const bar_ns = timeframe_ns(o.timeframe);
    std::int64_t time = start_time(o, bar_ns);
    Path path(o, static_cast<double>(bar_ns) / year_ns);
    SynthBars result;
    result.bars.reserve(o.bars);
    for (std::uint64_t bar = 0; bar < o.bars; ++bar) {
        std::uint64_t const absent = path.begin_bar(bar);
        if (bar > 0) time += static_cast<std::int64_t>(absent) * bar_ns;
        double volume = 0;
        double const open = path.step(bar, 0, volume);
        double high = open, low = open, close = open;
        for (unsigned k = 1; k < o.substeps; ++k) {
            close = path.step(bar, k, volume);
            high = close > high ? close : high;
            low = close < low ? close : low;
        }
        result.bars.push_back(time, time + bar_ns, open, high, low, close, volume);
        time += bar_ns;
    }
    std::string const recipe = std::string("synthetic, model ") + names[static_cast<int>(o.model)] +
                               ", seed " + std::to_string(o.seed) + ", substeps " +
                               std::to_string(o.substeps) + ", volatility " + std::to_string(o.volatility) +
                               ", drift " + std::to_string(o.drift);
    result.attributes = {"UTC",
                         "open",
                         bar_ns,
                         year_ns / static_cast<double>(bar_ns),
                         "",
                         recipe,
                         hash_hex(recipe.data(), recipe.size()),
                         "raw"};
    validate(result.bars, "synthetic bars");
    return result;
}

}  // namespace basicbot
