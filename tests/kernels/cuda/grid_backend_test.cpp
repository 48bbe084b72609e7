// The grid backend on a device with guard zones, little memory and failing calls: the same bytes or an
// exception, and never a stray write or lost memory (DESIGN 14).

#include <gtest/gtest.h>

#include "tests/kernels/cuda/device_work.hpp"
#include "tests/kernels/cuda/guarded_device.hpp"
#include "tests/support/backends.hpp"

namespace basicbot {
namespace {

evaluator const both[] = {evaluator::events, evaluator::bar_loop};

TEST(GridBackend, writes_nothing_outside_its_arrays_and_releases_all) {
    for (evaluator how : both)
        for (int64_t size : {1, 64, 65, 300}) {
            DeviceLog log;
            CodedSweep(size, 9, how).run(*make_guarded_backend(log));
            EXPECT_EQ(log.broken_guards, 0) << size;
            EXPECT_EQ(log.foreign, 0) << size;
            EXPECT_EQ(log.live, 0u) << size;
            EXPECT_GT(log.launches, 0);
        }
}

// The device says that it has room and has not: batches are halved until they fit.
TEST(GridBackend, halves_its_batches_when_memory_runs_out) {
    for (evaluator how : both) {
        CodedSweep const work(300, 97, how);
        auto const want = work.run(*make_cpu_backend(1, "plain"));
        DeviceLog whole;
        ASSERT_TRUE(same_sums(work.run(*make_guarded_backend(whole)), want));
        // The batch is what is allocated last: a little less than the whole run needs no longer holds it.
        size_t const batch = 97 * 4 * sizeof(window_sums);
        for (size_t less : {batch / 20, batch / 2, batch - batch / 20}) {
            DeviceLog log;
            DeviceFaults faults;
            faults.memory = whole.most_bytes - less;
            faults.claimed = size_t{1} << 30;
            EXPECT_TRUE(same_sums(work.run(*make_guarded_backend(log, faults)), want)) << less;
            EXPECT_GT(log.launches, whole.launches) << "the batches were not cut";
            EXPECT_EQ(log.live, 0u);
        }
    }
}

TEST(GridBackend, cuts_batches_by_the_memory_that_is_free) {
    CodedSweep const work(200, 29, evaluator::bar_loop);
    auto const want = work.run(*make_cpu_backend(1, "plain"));
    int last = 0;
    for (size_t claimed : {size_t{1} << 26, size_t{64} << 10, size_t{16} << 10, size_t{1}}) {
        DeviceLog log;
        DeviceFaults faults;
        faults.claimed = claimed;
        EXPECT_TRUE(same_sums(work.run(*make_guarded_backend(log, faults)), want)) << claimed;
        EXPECT_GT(log.launches, last) << claimed;
        last = log.launches;
    }
    EXPECT_EQ(last, 1 + 29 * 3);  // the market; one cell a batch: its planes, its rules, both windows
}

TEST(GridBackend, says_so_when_not_even_one_cell_fits) {
    CodedSweep const work(300, 5, evaluator::bar_loop);
    DeviceLog log;
    DeviceFaults faults;
    faults.memory = 4096;
    faults.claimed = size_t{1} << 30;
    EXPECT_THROW(work.run(*make_guarded_backend(log, faults)), DeviceMemoryError);
    EXPECT_EQ(log.live, 0u);
}

// Every call of a run fails once, one after the other.
TEST(GridBackend, each_failing_call_gives_the_same_bytes_or_an_exception) {
    for (evaluator how : both) {
        CodedSweep const work(130, 21, how);
        DeviceLog clean;
        auto const want = work.run(*make_guarded_backend(clean));
        int recovered = 0, thrown = 0;
        auto const try_with = [&](int DeviceFaults::*which, int n) {
            DeviceLog log;
            DeviceFaults faults;
            faults.*which = n;
            auto const backend = make_guarded_backend(log, faults);
            try {
                EXPECT_TRUE(same_sums(work.run(*backend), want)) << "call " << n;
                ++recovered;
            } catch (BackendError const& e) {
                EXPECT_NE(std::string(e.what()).find("planned"), std::string::npos) << e.what();
                ++thrown;
                // The fault is over: the same backend does the same work.
                EXPECT_TRUE(same_sums(work.run(*backend), want)) << "after call " << n;
            }
            EXPECT_EQ(log.live, 0u) << "call " << n;
            EXPECT_EQ(log.broken_guards, 0) << "call " << n;
        };
        for (int n = 1; n <= clean.allocations; ++n) try_with(&DeviceFaults::allocation, n);
        EXPECT_GE(recovered, 4) << "allocations of a batch are tried again with a smaller one";
        for (int n = 1; n <= clean.uploads; ++n) try_with(&DeviceFaults::upload, n);
        for (int n = 1; n <= clean.downloads; ++n) try_with(&DeviceFaults::download, n);
        for (int n = 1; n <= clean.launches; ++n) try_with(&DeviceFaults::launch, n);
        EXPECT_EQ(recovered + thrown, clean.allocations + clean.uploads + clean.downloads + clean.launches);
    }
}

TEST(GridBackend, stops_between_batches_when_asked) {
    CodedSweep const work(130, 21, evaluator::bar_loop);
    bar_view const view{{work.bars.open.data(), work.bars.high.data(), work.bars.low.data(),
                         work.bars.close.data(), work.bars.volume.data()},
                        work.bars.size()};
    DeviceLog log;
    DeviceFaults faults;
    faults.claimed = 1;
    auto const backend = make_guarded_backend(log, faults);
    auto const columns = backend->columns(view, {}, {}, first_computed_column);
    std::vector<window_sums> out(work.windows.size() * work.costs.size() * 21);
    sweep_task t{};
    t.bars = view;
    t.planes = work.cells.planes.data();
    t.plane_count = static_cast<int64_t>(work.cells.planes.size());
    t.program = work.cells.program();
    t.leaves = work.cells.leaves.data();
    t.cell_count = 21;
    t.costs = work.costs.data();
    t.cost_count = 2;
    t.windows = work.windows.data();
    t.contexts = work.contexts.data();
    t.window_count = 2;
    t.how = evaluator::bar_loop;
    t.level = sums_full;
    t.out = out.data();
    int reports = 0;
    EXPECT_THROW(backend->sweep(t, *columns, [&](double) { return ++reports < 3; }), BackendError);
    EXPECT_EQ(reports, 3);
}

// ---- paths

TEST(GridBackend, paths_have_the_same_bits_on_every_backend) {
    auto const backends = all_backends();
    for (path_model model : {path_model_gbm, path_model_stationary_bootstrap})
        for (int64_t count : {1, 127, 129, 2500})
            for (bool fan : {false, true}) {
                PathRun const want = run_paths_on(*backends.front().backend, model, count, fan);
                for (NamedBackend const& b : backends)
                    EXPECT_TRUE(same_paths(run_paths_on(*b.backend, model, count, fan), want))
                        << b.name << ", model " << static_cast<int>(model) << ", " << count << " paths";
            }
}

TEST(GridBackend, paths_write_nothing_outside_their_arrays) {
    for (path_model model : {path_model_gbm, path_model_stationary_bootstrap})
        for (int64_t count : {1, 129}) {
            DeviceLog log;
            run_paths_on(*make_guarded_backend(log), model, count, true);
            EXPECT_EQ(log.broken_guards, 0);
            EXPECT_EQ(log.foreign, 0);
            EXPECT_EQ(log.live, 0u);
        }
}

TEST(GridBackend, paths_are_cut_into_batches_when_memory_runs_out) {
    for (path_model model : {path_model_gbm, path_model_stationary_bootstrap})
        for (bool fan : {false, true}) {
            PathRun const want = run_paths_on(*make_cpu_backend(1, "plain"), model, 1000, fan);
            for (size_t claimed : {size_t{0}, size_t{1} << 30}) {
                DeviceLog log;
                DeviceFaults faults;
                faults.memory = 32 << 10;
                faults.claimed = claimed;
                EXPECT_TRUE(
                    same_paths(run_paths_on(*make_guarded_backend(log, faults), model, 1000, fan), want));
                EXPECT_EQ(log.launches > 1, fan || claimed == 0) << log.launches;
                EXPECT_EQ(log.live, 0u);
            }
        }
}

TEST(GridBackend, the_guard_zones_see_a_stray_write) {
    DeviceLog log;
    GuardedDevice device(log, {});
    auto* const p = static_cast<char*>(device.allocate(16));
    p[16] = 0;
    device.release(p);
    EXPECT_EQ(log.broken_guards, 1);
    char host[8];
    auto* const q = static_cast<char*>(device.allocate(16));
    device.download(host, q + 12, 8);
    EXPECT_EQ(log.foreign, 1);
    device.release(q);
}

}  // namespace
}  // namespace basicbot
