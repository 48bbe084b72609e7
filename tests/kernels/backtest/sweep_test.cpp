// Both evaluators against the reference ledger, and every backend against the plain CPU, bit for bit.

#include <gtest/gtest.h>

#include <cstring>

#include "tests/oracles/ledger.hpp"
#include "tests/support/backends.hpp"
#include "tests/support/bars.hpp"
#include "tests/support/coded_rules.hpp"
#include "tests/support/tolerance.hpp"

namespace basicbot {
namespace {

struct SweepCase {
    oracle_bars bars;
    CodedCells cells;
    std::vector<cost_row> costs;
    std::vector<window> windows;
    std::vector<metric_context> contexts;
    bool long_only;
    evaluator how;

    SweepCase(named_bars const& market, uint64_t seed, int64_t cell_count, bool long_only, evaluator how,
              double busy)
        : bars(make_bars(market.recipe)),
          cells(seed, cell_count, long_only, bars, busy),
          long_only(long_only),
          how(how) {
        costs = {{0.0005, 0.0002, 0.0}, {0.0, 0.0, 0.0}};
        if (how == evaluator::bar_loop) costs = {{0.001, 0.0005, 0.03}, {0.0, 0.0, 0.0}, {0.0, 0.01, 0.002}};
        int64_t const n = bars.size();
        windows = {{0, n}, {n / 7, n / 2}, {63, 64}, {64, 129}, {n - 1, n}, {1, n - 3}};
        for (window const& w : windows) {
            metric_context c{};
            c.years = 1;
            c.bars_per_year = static_cast<double>(w.end - w.begin);
            c.mar_bar = w.begin == 1 ? 0.0004 : 0.0;
            c.risk_free_bar = w.begin == 1 ? 0.0002 : 0.0;
            c.start_cash = 100000;
            contexts.push_back(c);
        }
    }

    std::vector<window_sums> run(Backend& backend, sums_level level = sums_full) const {
        bar_view const view{
            {bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(), bars.volume.data()},
            bars.size()};
        std::vector<window_sums> out(windows.size() * costs.size() * static_cast<size_t>(cells.cells));
        sweep_task t{};
        t.bars = view;
        t.planes = cells.planes.data();
        t.plane_count = static_cast<int64_t>(cells.planes.size());
        t.program = cells.program();
        t.leaves = cells.leaves.data();
        t.cell_count = cells.cells;
        t.costs = costs.data();
        t.cost_count = static_cast<int32_t>(costs.size());
        t.windows = windows.data();
        t.contexts = contexts.data();
        t.window_count = static_cast<int32_t>(windows.size());
        t.how = how;
        t.level = level;
        t.out = out.data();
        auto const columns = backend.columns(view, {}, {}, first_computed_column);
        backend.sweep(t, *columns, {});
        return out;
    }

    window_sums const& at(std::vector<window_sums> const& all, size_t w, size_t c, int64_t cell) const {
        return all[(w * costs.size() + c) * static_cast<size_t>(cells.cells) + static_cast<size_t>(cell)];
    }
};

// Every cell, cost and window of a case against the ledger.
void expect_ledger(SweepCase const& k, std::vector<window_sums> const& got, sums_level level) {
    for (int64_t cell = 0; cell < k.cells.cells; ++cell) {
        oracle_rules const rules = k.cells.rules_of(cell, k.bars, k.long_only);
        for (size_t c = 0; c < k.costs.size(); ++c)
            for (size_t w = 0; w < k.windows.size(); ++w) {
                metric_context const& x = k.contexts[w];
                oracle_ledger const want =
                    run_ledger(k.bars, rules, k.costs[c], k.windows[w],
                               {x.start_cash, x.mar_bar, x.risk_free_bar + x.required_bar});
                auto const match = sums_match(k.at(got, w, c, cell), want,
                                              level == sums_full ? compared_sums::full : compared_sums::lean);
                ASSERT_TRUE(match) << "cell " << cell << " cost " << c << " window " << w;
            }
    }
}

TEST(Rules, A1_A2_A4_A6_A9_bar_loop_equals_the_reference_ledger) {
    auto const backend = make_cpu_backend(1, "plain");
    for (named_bars const& market : market_recipes(11, 333)) {
        if (!market.recipe.volume_known) continue;  // the rules are coded in the volume
        for (double busy : {0.05, 0.6}) {
            SCOPED_TRACE(market.name);
            SweepCase const k(market, 7, 21, false, evaluator::bar_loop, busy);
            expect_ledger(k, k.run(*backend), sums_full);
        }
    }
}

TEST(Rules, A1_A9_A10_events_equal_the_reference_ledger) {
    auto const backend = make_cpu_backend(1, "plain");
    for (named_bars const& market : market_recipes(12, 333)) {
        if (!market.recipe.volume_known) continue;
        for (double busy : {0.05, 0.6}) {
            SCOPED_TRACE(market.name);
            SweepCase const k(market, 8, 21, true, evaluator::events, busy);
            expect_ledger(k, k.run(*backend), sums_full);
            expect_ledger(k, k.run(*backend, sums_lean), sums_lean);
        }
    }
}

// The same work on every backend, all bytes equal. Odd sizes: one bar, around a word, around a tile, primes.
void expect_equal_bytes(bool long_only, evaluator how) {
    auto const backends = all_backends();
    for (int64_t size : {1, 63, 64, 65, 511, 513, 1031}) {
        for (int64_t cells : {1, 7, 65, 130}) {
            bar_recipe recipe;
            recipe.seed = static_cast<uint64_t>(size);
            recipe.size = size;
            recipe.gap_rate = 0.1;
            recipe.quiet_rate = size % 2 ? 0.1 : 0.0;
            SweepCase k({"walk", recipe}, 5, cells, long_only, how, 0.2);
            k.windows = {{0, size}, {size / 3, size / 3 + (size + 1) / 2}};
            k.contexts.resize(2);
            for (sums_level level : {sums_lean, sums_full}) {
                auto const want = k.run(*backends.front().backend, level);
                for (NamedBackend const& b : backends) {
                    auto const got = k.run(*b.backend, level);
                    ASSERT_EQ(std::memcmp(want.data(), got.data(), want.size() * sizeof(window_sums)), 0)
                        << b.name << ", " << size << " bars, " << cells << " cells, level " << level;
                }
            }
        }
    }
}

TEST(SameBits, events_on_every_backend) { expect_equal_bytes(true, evaluator::events); }
TEST(SameBits, bar_loop_on_every_backend) { expect_equal_bytes(false, evaluator::bar_loop); }

TEST(SameBits, batches_forced_by_a_small_device_memory) {
    bar_recipe recipe;
    recipe.size = 700;
    SweepCase const k({"walk", recipe}, 3, 97, true, evaluator::events, 0.2);
    auto const want = k.run(*make_cpu_backend(1, "plain"));
    for (size_t memory : {size_t{2500} * 1024, size_t{3000} * 1024, size_t{1} << 26}) {
        auto const got = k.run(*make_emulator_backend(memory));
        EXPECT_EQ(std::memcmp(want.data(), got.data(), want.size() * sizeof(window_sums)), 0) << memory;
    }
}

TEST(SameBits, a_cuda_device_where_there_is_one) {
    std::string why;
    if (!cuda_here(&why)) {
        if (std::getenv("BASICBOT_REQUIRE_GPU")) FAIL() << "BASICBOT_REQUIRE_GPU is set, but: " << why;
        GTEST_SKIP() << "no CUDA device: " << why;
    }
    SUCCEED() << "compared by the tests above";
}

}  // namespace
}  // namespace basicbot
