#pragma once
// Seeded bars for tests: one recipe, and a list of named ones that every evaluator must survive.
// Always low <= open, close <= high and prices > 0.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "tests/oracles/ledger_form.hpp"
#include "tests/support/random.hpp"

namespace basicbot {

struct bar_recipe {
    uint64_t seed = 1;
    int64_t size = 500;
    double start = 100.0;
    double step = 0.01;        // standard deviation of a bar's open-to-close return
    double gap_rate = 0.0;     // share of bars that open away from the last close
    double gap = 0.1;          // standard deviation of such a gap
    double flat_rate = 0.0;    // chance that a run of flat bars begins
    int64_t flat_run = 20;     // its greatest length
    double quiet_rate = 0.0;   // share of bars with zero volume
    bool volume_known = true;  // false: volume is NaN
    double tick = 0.0;         // prices are whole multiples of it, 0 = any price
};

inline oracle_bars make_bars(bar_recipe const& r) {
    TestRandom random(r.seed);
    oracle_bars bars;
    double floor_price = r.tick > 0 ? r.tick : r.start * 1e-3;
    auto priced = [&](double x) {
        if (r.tick > 0) x = static_cast<double>(std::llround(x / r.tick)) * r.tick;
        return std::min(std::max(x, floor_price), r.start * 1e3);
    };
    auto shaken = [&](double x, double size) { return priced(x * (1.0 + size * random.bell())); };
    double last = priced(r.start);
    int64_t flat_left = 0;
    for (int64_t t = 0; t < r.size; ++t) {
        if (flat_left == 0 && random.chance(r.flat_rate)) flat_left = 1 + random.below(r.flat_run);
        double open = last, close = last, high = last, low = last;
        if (flat_left > 0) {
            --flat_left;
        } else {
            if (random.chance(r.gap_rate)) open = shaken(last, r.gap);
            close = shaken(open, r.step);
            double up = shaken(open, r.step), down = shaken(open, r.step);
            high = std::max({open, close, up, down});
            low = std::min({open, close, up, down});
        }
        bars.open.push_back(open);
        bars.high.push_back(high);
        bars.low.push_back(low);
        bars.close.push_back(close);
        double volume = random.chance(r.quiet_rate) ? 0.0 : 1.0 + static_cast<double>(random.below(1000000));
        bars.volume.push_back(r.volume_known ? volume : std::numeric_limits<double>::quiet_NaN());
        last = close;
    }
    return bars;
}

struct named_bars {
    std::string name;
    bar_recipe recipe;
};

// The markets each evaluator and indicator is tried on.
inline std::vector<named_bars> market_recipes(uint64_t seed, int64_t size) {
    bar_recipe base;
    base.seed = seed;
    base.size = size;
    std::vector<named_bars> list;
    auto add = [&](char const* name, auto change) {
        bar_recipe r = base;
        change(r);
        list.push_back({name, r});
    };
    add("walk", [](bar_recipe&) {});
    add("volume_unknown", [](bar_recipe& r) { r.volume_known = false; });
    add("gaps", [](bar_recipe& r) { r.gap_rate = 0.5, r.gap = 0.05; });
    add("crashes", [](bar_recipe& r) { r.gap_rate = 0.03, r.gap = 0.4; });
    add("flat_runs", [](bar_recipe& r) { r.flat_rate = 0.05; });
    add("all_flat", [](bar_recipe& r) { r.flat_rate = 1.0; });
    add("quiet", [](bar_recipe& r) { r.quiet_rate = 0.3, r.gap_rate = 0.2; });
    add("ticks", [](bar_recipe& r) { r.tick = 0.5, r.start = 20; });
    add("tiny", [](bar_recipe& r) { r.start = 1e-8; });
    add("huge", [](bar_recipe& r) { r.start = 1e9; });
    add("wild",
        [](bar_recipe& r) { r.step = 0.08, r.gap_rate = 0.3, r.quiet_rate = 0.05, r.flat_rate = 0.02; });
    return list;
}

}  // namespace basicbot
