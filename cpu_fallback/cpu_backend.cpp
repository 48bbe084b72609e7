#include "cpu_fallback/cpu_backend.hpp"

#include <atomic>
#include <optional>

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>

#include "cpu_fallback/cell_groups.hpp"
#include "cpu_fallback/column_jobs.hpp"
#include "cpu_fallback/cpu_session.hpp"
#include "cpu_fallback/filter_codes.hpp"
#include "cpu_fallback/padded_columns.hpp"
#include "cpu_fallback/parallel.hpp"
#include "kernels/backtest/event_table_set.hpp"
#include "kernels/backtest/series_returns.hpp"

namespace basicbot {

namespace {

std::vector<isa_kernels const*> available() {
    std::vector<isa_kernels const*> sets{bb_kernels_plain()};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) sets.push_back(bb_kernels_avx2());
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        sets.push_back(bb_kernels_avx512());
#endif
    return sets;
}

// Whether the processor has VBMI2 (Ice Lake, Zen 4 and later), which one routine of the AVX-512 code can use.
bool compresses_bytes() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512vbmi2");
#else
    return false;
#endif
}

using Tables = EventTableSet<BigVector>;

// Cells one task works on: enough to reuse a tile's columns, few enough to keep all threads busy.
int64_t cells_per_job(int64_t cells, int64_t windows, int threads) {
    int64_t const wanted = cells * windows / (int64_t{4} * threads) / group_cells * group_cells;
    return std::clamp<int64_t>(wanted, group_cells, 4096);
}

class CpuBackend final : public Backend {
  public:
    CpuBackend(int threads, isa_kernels const& isa) : threads_(threads), isa_(isa), arena_(threads) {}

    std::string name() const override {
        return "cpu " + std::string(isa_.name) + " x " + std::to_string(threads_) +
               (threads_ == 1 ? " thread" : " threads");
    }

    std::unique_ptr<ColumnSet> columns(bar_view bars, GivenColumns given,
                                       std::vector<column_task> const& tasks, int32_t column_count) override {
        auto const permission = more_workers();
        auto set = std::make_unique<PaddedColumns>(bars, std::move(given), column_count, memory_);
        for (auto const& jobs : column_jobs(tasks, column_count, isa_.width)) {
            auto const run = [&](size_t i) { run_column_job(jobs[i], bars.size, isa_, *set); };
            // What one thread does needs no scheduler, which costs as much as a column of some thousand bars.
            if (threads_ == 1 || jobs.size() == 1)
                for (size_t i = 0; i < jobs.size(); ++i) run(i);
            else
                arena_.execute([&] { for_each_index(jobs.size(), run); });
        }
        return set;
    }

    void sweep(sweep_task const& task, ColumnSet const& columns, Progress const& progress) override {
        auto const permission = more_workers();
        auto const& data = dynamic_cast<PaddedColumns const&>(columns);
        std::unique_ptr<Tables> tables;
        if (task.how == evaluator::events) tables = std::make_unique<Tables>(task);
        std::vector<double> market;
        if (task.how == evaluator::bar_loop) market = series_returns(task.bars);
        FilterCodes const codes(task, data);
        encode(codes.form());
        int64_t const size = cells_per_job(task.cell_count, task.window_count, threads_);
        int64_t const chunks = (task.cell_count + size - 1) / size;
        int64_t const jobs = chunks * task.window_count;
        std::atomic<int64_t> done{0};
        std::atomic<bool> cancelled{false};
        arena_.execute([&] {
            for_each_index(chunks, [&](int64_t chunk) {
                if (cancelled) return;
                int64_t const first = chunk * size, count = std::min(size, task.cell_count - first);
                CellGroups const cells(task, codes, first, count);
                for_each_index(task.window_count, [&](int32_t w) {
                    if (cancelled) return;
                    run_cells(task, codes, tables.get(), market.data(), cells, w);
                    double const share = static_cast<double>(++done) / static_cast<double>(jobs);
                    if (progress && !progress(share)) cancelled = true;
                });
            });
        });
        if (cancelled) throw Cancelled();
    }

    void paths(path_task const& task, Progress const& progress) override {
        auto const permission = more_workers();
        int64_t const size = 1024;  // a multiple of every lane width
        int64_t const chunks = (task.count + size - 1) / size;
        std::atomic<int64_t> done{0};
        std::atomic<bool> cancelled{false};
        arena_.execute([&] {
            for_each_index(chunks, [&](int64_t c) {
                if (cancelled) return;
                isa_.paths(&task, c * size, std::min(task.count, (c + 1) * size));
                double const share = static_cast<double>(++done) / static_cast<double>(chunks);
                if (progress && !progress(share)) cancelled = true;
            });
        });
        if (cancelled) throw Cancelled();
    }

    std::unique_ptr<LoopSession> session(loop_task const& task) override {
        return std::make_unique<CpuSession>(task, arena_);
    }

  private:
    // TBB starts no more workers than there are cores unless told to; the permission lasts as long as the
    // object.
    std::optional<tbb::global_control> more_workers() const {
        std::optional<tbb::global_control> control;
        // Generous, since TBB takes the lowest of all such permissions and runs may be side by side.
        if (threads_ > tbb::info::default_concurrency())
            control.emplace(tbb::global_control::max_allowed_parallelism, size_t{4096});
        return control;
    }

    void encode(code_form const& form) {
        int64_t const size = 64, chunks = (form.words + size - 1) / size;
        arena_.execute([&] {
            for_each_index(chunks, [&](int64_t c) {
                isa_.encode(&form, c * size, std::min(form.words, (c + 1) * size));
            });
        });
    }

    void run_cells(sweep_task const& task, FilterCodes const& codes, Tables const* tables,
                   double const* market, CellGroups const& cells, int32_t w) const {
        std::vector<event_tables const*> views;
        for (int32_t c = 0; tables && c < task.cost_count; ++c) views.push_back(&tables->at(w, c).view);
        sweep_job job{};
        job.task = &task;
        job.operands = codes.operands();
        job.codes = &codes.form();
        job.win = task.windows[w];
        job.context = &task.contexts[w];
        job.tables = views.data();
        job.market = market;
        job.compresses_bytes = compresses_bytes();
        job.cells = cells.cells().data();
        job.cell_count = static_cast<int64_t>(cells.cells().size());
        job.groups = cells.groups();
        job.out = task.out + static_cast<int64_t>(w) * task.cost_count * task.cell_count;
        AlignedBytes const scratch = aligned_bytes(isa_.scratch_bytes(&job));
        job.scratch = scratch.get();
        isa_.sweep(&job);
    }

    int threads_;
    isa_kernels const& isa_;
    tbb::task_arena arena_;
    std::shared_ptr<KeptMemory> memory_ = std::make_shared<KeptMemory>();
};

}  // namespace

std::vector<std::string> cpu_instruction_sets() {
    std::vector<std::string> names;
    for (isa_kernels const* set : available()) names.emplace_back(set->name);
    return names;
}

std::unique_ptr<Backend> make_cpu_backend(int threads, std::string const& simd) {
    int const count = threads > 0 ? threads : tbb::info::default_concurrency();
    isa_kernels const* chosen = nullptr;
    for (isa_kernels const* set : available())
        if (simd.empty() || simd == set->name) chosen = set;
    if (!chosen) throw BackendError("instruction set '" + simd + "' is not available on this machine");
    return std::make_unique<CpuBackend>(count, *chosen);
}

}  // namespace basicbot
