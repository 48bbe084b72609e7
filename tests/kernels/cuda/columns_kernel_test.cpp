// The device's column kernel gives the CPU's columns bit for bit, for every entry of the catalogue. A new
// entry is tested without an edit here.

#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "engine/catalogue/catalogue.hpp"
#include "kernels/core/bits.hpp"
#include "tests/kernels/cuda/guarded_backend.hpp"
#include "tests/support/backends.hpp"
#include "tests/support/bars.hpp"

namespace basicbot {
namespace {

// One entry over `lanes` parameter sets, as a column_task with everything it points to.
struct EntryWork {
    std::vector<double> params;
    std::vector<int32_t> outputs;
    column_task task{};
    int32_t columns = first_computed_column;  // all columns, bar fields included

    EntryWork(IndicatorEntry const& entry, int32_t lanes, int64_t begin, bool skip_some) {
        TestRandom random(static_cast<uint64_t>(entry.number) + 1);
        for (int32_t lane = 0; lane < lanes; ++lane)
            for (param_info const& p : entry.params) {
                double const low = p.whole ? p.low : std::max(p.low, 0.25), high = std::min(p.high, 90.0);
                double value = lane == 0 ? low : lane == 1 ? p.standard : random.uniform(low, high);
                params.push_back(p.whole ? static_cast<double>(static_cast<int64_t>(value)) : value);
            }
        for (size_t i = 0; i < static_cast<size_t>(lanes) * entry.outputs.size(); ++i)
            outputs.push_back(skip_some && i % 5 == 2 ? -1 : columns++);
        task.entry = entry.number;
        int32_t next = 3;  // written inputs: close, then the fields before it
        for (int i = 0; i < max_inputs; ++i) {
            task.inputs[i] = -1;
            if (static_cast<size_t>(i) >= entry.inputs.size()) continue;
            std::string const name = entry.inputs[static_cast<size_t>(i)];
            int const field = name == "event" ? 4 : implied_field(name.c_str());
            task.inputs[i] = field >= 0 ? field : next--;
        }
        task.begin = begin;
        task.lanes = lanes;
        task.param_count = static_cast<int32_t>(entry.params.size());
        task.output_count = static_cast<int32_t>(entry.outputs.size());
        task.params = params.data();
        task.outputs = outputs.data();
    }

    std::vector<double> run(Backend& backend, oracle_bars const& bars) const {
        std::vector<double> volume = bars.volume;  // that of some bars is 0: nothing happens
        for (size_t t = 0; t < volume.size(); ++t)
            if (t % 10 == 2 || t % 10 == 5) volume[t] = 0;
        bar_view const view{
            {bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(), volume.data()},
            bars.size()};
        auto const set = backend.columns(view, {}, {task}, columns);
        auto const n = static_cast<size_t>(bars.size());
        std::vector<double> all(n * static_cast<size_t>(columns));
        for (int32_t c = 0; c < columns; ++c) set->read(c, all.data() + n * static_cast<size_t>(c));
        return all;
    }
};

bool same_bytes(std::vector<double> const& a, std::vector<double> const& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

class EveryEntry : public testing::TestWithParam<int> {
  protected:
    IndicatorEntry const& entry() const { return computed_indicators()[static_cast<size_t>(GetParam())]; }
};

// Sizes around a tile of 32 bars and a word of 64; lanes around a block of 32 threads and a register of 8.
TEST_P(EveryEntry, has_the_same_columns_on_every_backend) {
    auto const backends = all_backends();
    for (int64_t size : {1, 31, 32, 33, 65, 517})
        for (int32_t lanes : {1, 7, 33, 64})
            for (int64_t begin : {int64_t{0}, int64_t{1}, std::min<int64_t>(37, size - 1)}) {
                if (begin >= size) continue;
                bar_recipe recipe;
                recipe.seed = static_cast<uint64_t>(size);
                recipe.size = size;
                recipe.gap_rate = 0.1;
                recipe.flat_rate = 0.05;
                EntryWork const work(entry(), lanes, begin, lanes == 33);
                auto const bars = make_bars(recipe);
                auto const want = work.run(*backends.front().backend, bars);
                for (NamedBackend const& b : backends)
                    ASSERT_TRUE(same_bytes(work.run(*b.backend, bars), want))
                        << entry().info->name << " on " << b.name << ", " << size << " bars, " << lanes
                        << " lanes, begin " << begin;
            }
}

// Long enough for several stretches of bars (kernels/cuda/columns_kernel.hpp), whose threads must find the
// state that a walk from the first bar has, also behind a NaN and along equal values.
TEST_P(EveryEntry, cut_in_time_has_the_same_columns) {
    bar_recipe recipe;
    recipe.size = 1100;
    recipe.flat_rate = 0.3;
    auto bars = make_bars(recipe);
    for (size_t t = 600; t < 800; ++t) bars.open[t] = bars.high[t] = bars.low[t] = bars.close[t] = 50;
    for (size_t t : {100, 255, 256, 320, 1000}) bars.close[t] = bars.high[t] = quiet_nan();
    for (int64_t begin : {0, 200}) {
        EntryWork const work(entry(), 40, begin, false);
        auto const want = work.run(*make_cpu_backend(1, "plain"), bars);
        EXPECT_TRUE(same_bytes(work.run(*make_emulator_backend(), bars), want)) << begin;
    }
}

TEST_P(EveryEntry, writes_only_its_own_columns_on_the_device) {
    for (int64_t size : {1, 33, 96}) {
        bar_recipe recipe;
        recipe.size = size;
        EntryWork const work(entry(), 35, 0, true);
        DeviceLog log;
        work.run(*make_guarded_backend(log), make_bars(recipe));
        EXPECT_EQ(log.broken_guards, 0) << size;
        EXPECT_EQ(log.foreign, 0) << size;
        EXPECT_EQ(log.live, 0u) << size;
    }
}

std::string entry_name(testing::TestParamInfo<int> const& info) {
    return computed_indicators()[static_cast<size_t>(info.param)].info->name;
}

INSTANTIATE_TEST_SUITE_P(Device, EveryEntry,
                         testing::Range(0, static_cast<int>(computed_indicators().size())), entry_name);

}  // namespace
}  // namespace basicbot
