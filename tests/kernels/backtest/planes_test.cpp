// Comparisons of hostile series: the CPU's filter codes must decide as the values do (the device compares
// values). Any wrong bit moves a position, and with it the sums.

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "tests/support/backends.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

struct Recipe {
    char const* name;
    double (*value)(TestRandom&, int64_t t);
};

// What `high` and `low` hold; neither pays for a fill of a long without a stop.
Recipe const recipes[] = {
    {"ordinary", [](TestRandom& r, int64_t) { return r.uniform(90, 110); }},
    {"few values", [](TestRandom& r, int64_t) { return static_cast<double>(r.below(3)); }},
    {"flat", [](TestRandom&, int64_t) { return 7.25; }},
    {"one step of rounding apart",
     [](TestRandom& r, int64_t) { return r.chance(0.5) ? 1.0 : std::nextafter(1.0, r.chance(0.5) ? 2 : 0); }},
    {"a spike over small noise", [](TestRandom& r, int64_t) { return r.chance(0.01) ? 1e12 : r.uniform(); }},
    {"both zeros", [](TestRandom& r, int64_t) { return r.chance(0.5) ? 0.0 : -0.0; }},
    {"subnormal", [](TestRandom& r, int64_t) { return static_cast<double>(r.below(5)) * 5e-324; }},
    {"the whole range", [](TestRandom& r, int64_t) { return r.uniform(-1, 1) * 1.7e308; }},
    {"infinities",
     [](TestRandom& r, int64_t) {
         return r.chance(0.05) ? infinity : (r.chance(0.05) ? -infinity : r.uniform(-1, 1));
     }},
    {"holes", [](TestRandom& r, int64_t) { return r.chance(0.02) ? nan_value : r.uniform(); }},
    {"warm-up, then a hole",
     [](TestRandom& r, int64_t t) { return t < 130 || (t > 700 && t < 705) ? nan_value : r.uniform(); }},
};

struct Market {
    std::vector<double> field[5];

    Market(Recipe const& recipe, int64_t bars) {
        TestRandom random(static_cast<uint64_t>(bars));
        double price = 100;
        for (int64_t t = 0; t < bars; ++t) {
            price *= std::exp(0.01 * random.bell());
            field[0].push_back(price * 1.001);
            field[1].push_back(recipe.value(random, t));
            field[2].push_back(recipe.value(random, t));
            field[3].push_back(price);
            field[4].push_back(1);
        }
    }
};

// Enters where one comparison holds and leaves where another does; some cells use the two directions of one.
struct Comparisons {
    std::vector<plane_spec> planes;
    std::vector<uint32_t> leaves;
    std::vector<gate_op> ops{
        {gate::leaf, 0, 0, 0}, {gate::leaf, 1, 1, 0}, {gate::zeros, 2, 0, 0}, {gate::zeros, 3, 0, 0}};

    Comparisons() {
        std::vector<operand> const operands{{1, 0},    {2, 0},         {3, 0},         {-1, 1.0},
                                            {-1, 0.5}, {-1, infinity}, {-1, nan_value}};
        for (compare op : {compare::greater, compare::equal})
            for (operand const& a : operands)
                for (operand const& b : operands) planes.push_back({op, a, b});
        auto const count = static_cast<uint32_t>(planes.size());
        for (uint32_t p = 0; p < count; ++p)
            for (uint32_t q : {(p + 1) % count, (7 * p + 3) % count, reverse_of(p)}) {
                leaves.push_back(p);
                leaves.push_back(q);
            }
    }
    static uint32_t reverse_of(uint32_t p) { return p / 49 * 49 + p % 7 * 7 + p % 49 / 7; }
    int64_t cells() const { return static_cast<int64_t>(leaves.size()) / 2; }

    std::vector<window_sums> run(Backend& backend, Market const& market) const {
        auto const bars = static_cast<int64_t>(market.field[0].size());
        bar_view const view{{market.field[0].data(), market.field[1].data(), market.field[2].data(),
                             market.field[3].data(), market.field[4].data()},
                            bars};
        cost_row const cost{0.0005, 0.0002, 0};
        std::vector<window> const windows{{0, bars}, {bars / 3, bars}};
        metric_context context{};
        context.years = 1;
        context.bars_per_year = 252;
        context.start_cash = 1000;
        std::vector<metric_context> const contexts(windows.size(), context);
        std::vector<window_sums> out(windows.size() * static_cast<size_t>(cells()));
        sweep_task t{};
        t.bars = view;
        t.planes = planes.data();
        t.plane_count = static_cast<int64_t>(planes.size());
        t.program = {ops.data(), static_cast<int32_t>(ops.size()), 2, 0, nullptr, 0, 0};
        t.leaves = leaves.data();
        t.cell_count = cells();
        t.costs = &cost;
        t.cost_count = 1;
        t.windows = windows.data();
        t.contexts = contexts.data();
        t.window_count = static_cast<int32_t>(windows.size());
        t.how = evaluator::events;
        t.level = sums_lean;
        t.out = out.data();
        backend.sweep(t, *backend.columns(view, {}, {}, first_computed_column), {});
        return out;
    }
};

TEST(Planes, codes_decide_as_values_do) {
    auto const backends = all_backends();
    auto const by_value = make_emulator_backend();
    Comparisons const comparisons;
    double trades = 0;
    for (Recipe const& recipe : recipes)
        for (int64_t bars : {1, 63, 64, 65, 128, 1024, 2500}) {
            Market const market(recipe, bars);
            auto const want = comparisons.run(*by_value, market);
            for (window_sums const& w : want) trades += w.trades;
            for (NamedBackend const& b : backends) {
                auto const got = comparisons.run(*b.backend, market);
                for (size_t i = 0; i < want.size(); ++i)
                    ASSERT_EQ(std::memcmp(&got[i], &want[i], sizeof(window_sums)), 0)
                        << recipe.name << ", " << bars << " bars, " << b.name << ", cell " << i;
            }
        }
    EXPECT_GT(trades, 100000);
}

}  // namespace
}  // namespace basicbot
