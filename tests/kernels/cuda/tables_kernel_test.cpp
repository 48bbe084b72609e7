// The event tables that the device makes are the host's, bit for bit: sizes around a block of 1,024 bars and
// the scan's chunks, bars without volume, several costs and thresholds.

#include <gtest/gtest.h>

#include <cstring>

#include "kernels/backtest/event_table_set.hpp"
#include "kernels/cuda/grid_columns.hpp"
#include "kernels/cuda/grid_tables.hpp"
#include "tests/kernels/cuda/guarded_device.hpp"
#include "tests/support/bars.hpp"

namespace basicbot {
namespace {

template <class T>
::testing::AssertionResult same(T const* got, std::vector<T> const& want, char const* what) {
    for (size_t i = 0; i < want.size(); ++i)
        if (std::memcmp(got + i, want.data() + i, sizeof(T)) != 0)
            return ::testing::AssertionFailure() << what << " differs at " << i << " of " << want.size();
    return ::testing::AssertionSuccess();
}

// A row with padding, member by member.
::testing::AssertionResult same_full(event_row_full const* got, std::vector<event_row_full> const& want) {
    for (size_t i = 0; i < want.size(); ++i)
        if (std::memcmp(got[i].sums, want[i].sums, sizeof got[i].sums) != 0 ||
            std::memcmp(&got[i].price, &want[i].price, sizeof(double)) != 0)
            return ::testing::AssertionFailure() << "full rows differ at " << i;
    return ::testing::AssertionSuccess();
}

void compare(int64_t size, sums_level level, double gap_rate) {
    bar_recipe recipe;
    recipe.seed = 5;
    recipe.size = size;
    recipe.gap_rate = gap_rate;
    oracle_bars const bars = make_bars(recipe);
    std::vector<cost_row> const costs = {{0.0005, 0.0002, 0}, {0.001, 0, 0}};
    std::vector<window> const windows = {{0, size}, {size / 2, size}, {0, size}};
    std::vector<metric_context> contexts(3);
    for (metric_context& c : contexts) c.start_cash = 1000;
    contexts[1].mar_bar = 1e-4;
    contexts[1].risk_free_bar = 2e-5;
    sweep_task task{};
    task.bars = {{bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(), bars.volume.data()},
                 size};
    task.costs = costs.data();
    task.cost_count = 2;
    task.windows = windows.data();
    task.contexts = contexts.data();
    task.window_count = 3;
    task.how = evaluator::events;
    task.level = level;
    EventTableSet<PlainArray> const host(task);
    DeviceLog log;
    {
        GuardedDevice device(log, {});
        GridColumns const columns(device, task.bars, {}, first_computed_column);
        GridTables<GuardedDevice> const tables(device, task, columns.bars());
        auto const views = tables.views();
        ASSERT_EQ(views.size(), 6u);
        EXPECT_EQ(views[0].entry, views[4].entry) << "equal thresholds share a table";
        for (int32_t w = 0; w < 3; ++w)
            for (int32_t c = 0; c < 2; ++c) {
                event_tables const& v = views[static_cast<size_t>(2 * w + c)];
                auto const& want = host.at(w, c);
                ASSERT_EQ(std::memcmp(v.scale, want.view.scale, sizeof v.scale), 0);
                ASSERT_EQ(std::memcmp(v.flat, want.view.flat, sizeof v.flat), 0);
                ASSERT_TRUE(same(v.entry, want.entry, "entry"));
                ASSERT_TRUE(same(v.exit, want.exit, "exit"));
                ASSERT_TRUE(same(v.prefix, want.prefix, "prefix"));
                ASSERT_EQ(v.entry_full == nullptr, level == sums_lean);
                ASSERT_TRUE(same_full(v.entry_full, want.entry_full));
                ASSERT_TRUE(same_full(v.exit_full, want.exit_full));
                ASSERT_TRUE(same(v.prefix_full, want.prefix_full, "prefix_full"));
                ASSERT_TRUE(same(v.close_prefix, want.close_prefix, "close_prefix"));
                ASSERT_TRUE(same(v.log_close, host.series().log_close, "log_close"));
                ASSERT_EQ(v.fillable == nullptr, host.series().fillable.empty());
                ASSERT_TRUE(same(v.fillable, host.series().fillable, "fillable"));
                ASSERT_TRUE(same(v.ranges.suffix, host.series().suffix, "suffix"));
                ASSERT_TRUE(same(v.ranges.prefix, host.series().prefix, "block prefix"));
                // Levels that a short series does not use are left as they were on either side.
                ASSERT_TRUE(same(v.ranges.in_block, host.series().in_block, "in_block"));
                ASSERT_TRUE(same(v.ranges.blocks, host.series().blocks, "blocks"));
                ASSERT_EQ(v.ranges.bars, want.view.ranges.bars);
                ASSERT_EQ(v.ranges.block_count, want.view.ranges.block_count);
            }
    }
    EXPECT_EQ(log.broken_guards, 0);
    EXPECT_EQ(log.foreign, 0);
    EXPECT_EQ(log.live, 0u);
}

TEST(TablesKernel, equal_the_tables_of_the_host) {
    for (int64_t size : {1, 2, 63, 64, 65, 1023, 1024, 1025, 3300})
        for (sums_level level : {sums_lean, sums_full}) {
            SCOPED_TRACE(std::to_string(size) + (level == sums_full ? " full" : " lean"));
            compare(size, level, size % 2 ? 0.1 : 0.0);
        }
}

}  // namespace
}  // namespace basicbot
