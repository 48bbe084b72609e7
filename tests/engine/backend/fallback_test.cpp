// A device that fails at any of its calls, once or for good: the same bytes as on the CPU, and one notice.

#include "engine/backend/fallback.hpp"

#include <gtest/gtest.h>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/catalogue/catalogue.hpp"
#include "tests/kernels/cuda/device_work.hpp"
#include "tests/kernels/cuda/guarded_backend.hpp"

namespace basicbot {
namespace {

std::unique_ptr<Backend> plain_cpu() { return make_cpu_backend(1, "plain"); }

// One entry over three lengths: any column will do.
struct ColumnWork {
    std::vector<double> series;
    double const params[3] = {3, 5, 9};
    std::int32_t const outputs[3] = {5, 6, 7};
    std::int32_t entry;

    explicit ColumnWork(std::int32_t entry) : entry(entry) {
        for (int i = 0; i < 400; ++i) series.push_back(100 + (i * 37) % 11);
    }
    std::vector<double> run(Backend& backend) const {
        bar_view const bars{{series.data(), series.data(), series.data(), series.data(), series.data()},
                            static_cast<std::int64_t>(series.size())};
        std::vector<double> all(3 * series.size(), -1.0);
        std::unique_ptr<ColumnSet> set;
        {  // the tasks need not outlive the call
            std::vector<double> const p(std::begin(params), std::end(params));
            std::vector<std::int32_t> const o(std::begin(outputs), std::end(outputs));
            column_task task{};
            task.entry = entry;
            for (std::int32_t& input : task.inputs) input = -1;
            task.inputs[0] = static_cast<std::int32_t>(bar_field::close);
            task.lanes = 3;
            task.param_count = task.output_count = 1;
            task.params = p.data();
            task.outputs = o.data();
            set = backend.columns(bars, {}, {task}, 8);
        }
        for (std::int32_t c = 0; c < 3; ++c) set->read(5 + c, &all[static_cast<std::size_t>(c) * 400]);
        return all;
    }
};

// Runs `work` once for every call of a clean run, with that call failing once and for good.
template <class Work, class Same>
void fail_everywhere(Work const& work, Same const& same) {
    DeviceLog clean;
    auto const want = work(*plain_cpu());
    {
        auto const whole = make_guarded_backend(clean);
        ASSERT_TRUE(same(work(*whole), want));
    }
    int given_up = 0, calls = 0;
    auto const try_with = [&](int DeviceFaults::*which, int count) {
        for (int n = 1; n <= count; ++n)
            for (bool dead : {false, true}) {
                DeviceLog log;
                DeviceFaults faults;
                faults.*which = n;
                faults.dead = dead;
                auto const backend = with_fallback(make_guarded_backend(log, faults), plain_cpu);
                EXPECT_TRUE(same(work(*backend), want)) << "call " << n;
                bool const told = !backend->notice().empty();
                EXPECT_EQ(told, backend->name().starts_with("cpu")) << backend->name();
                EXPECT_EQ(told, backend->notice().find("planned") != std::string::npos);
                EXPECT_EQ(log.live, 0u) << "call " << n;
                given_up += told;
                ++calls;
            }
    };
    try_with(&DeviceFaults::allocation, clean.allocations);
    try_with(&DeviceFaults::upload, clean.uploads);
    try_with(&DeviceFaults::download, clean.downloads);
    try_with(&DeviceFaults::launch, clean.launches);
    EXPECT_GT(given_up, calls / 2);
}

TEST(Fallback, sweeps_end_on_the_cpu) {
    for (evaluator how : {evaluator::events, evaluator::bar_loop}) {
        CodedSweep const sweep(130, 21, how);
        fail_everywhere([&](Backend& b) { return sweep.run(b); }, same_sums);
    }
}

TEST(Fallback, paths_end_on_the_cpu) {
    for (path_model model : {path_model_gbm, path_model_stationary_bootstrap})
        fail_everywhere([&](Backend& b) { return run_paths_on(b, model, 300, true); }, same_paths);
}

TEST(Fallback, columns_are_computed_again) {
    ColumnWork const columns(find_indicator("ema")->number);
    fail_everywhere([&](Backend& b) { return columns.run(b); },
                    [](std::vector<double> const& a, std::vector<double> const& b) {
                        return std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
                    });
}

// Lanes that are told something at every bar, in pieces, with a restore on the way.
std::vector<window_sums> run_session(Backend& backend) {
    oracle_bars const bars = make_bars(CodedSweep::recipe(200));
    std::vector<cost_row> const costs(33, cost_row{0.001, 0.0005, 0.02});
    loop_task task{};
    task.bars = {{bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(), bars.volume.data()},
                 bars.size()};
    task.win = {0, 200};
    task.context.start_cash = 1000;
    task.costs = costs.data();
    task.lanes = 33;
    std::vector<std::int8_t> actions(200 * 33);
    for (std::size_t i = 0; i < actions.size(); ++i) actions[i] = static_cast<std::int8_t>(i * 7 % 5 % 4) - 1;
    auto const session = backend.session(task);
    session->advance(70, actions.data());
    std::vector<std::byte> const saved = session->snapshot();
    session->advance(30, actions.data() + 70 * 33);
    session->restore(saved);
    session->advance(50, actions.data() + 70 * 33);
    std::vector<loop_account> accounts(33);
    session->accounts(accounts.data());
    session->advance(80, actions.data() + 120 * 33);
    std::vector<window_sums> out(33);
    session->finish(out.data());
    return out;
}

TEST(Fallback, sessions_go_on_on_the_cpu) { fail_everywhere(run_session, same_sums); }

TEST(Fallback, a_cancelled_call_is_no_failure) {
    DeviceLog log;
    DeviceFaults faults;
    faults.claimed = 1;  // a batch a cell
    auto const backend = with_fallback(make_guarded_backend(log, faults), plain_cpu);
    path_task t{};
    std::vector<double> terminal(3000), drawdown(3000);
    t.model = path_model_gbm;
    t.stream = gbm::info.stream;
    t.count = 3000;
    t.horizon = 5;
    t.fan_every = 1;
    t.terminal = terminal.data();
    t.drawdown = drawdown.data();
    EXPECT_THROW(backend->paths(t, [](double) { return false; }), Cancelled);
    EXPECT_EQ(backend->notice(), "");
    EXPECT_EQ(backend->name(), "guarded");
}

}  // namespace
}  // namespace basicbot
