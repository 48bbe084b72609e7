#include "bench/support/walkforward_case.hpp"
#include "bench/support/workloads.hpp"

namespace basicbot {

namespace {

class WalkForwardWorkload final : public Workload {
  public:
    explicit WalkForwardWorkload(BenchOptions const& options)
        : work_(options.bars > 0 ? options.bars : 5'000, options) {
        work_.run();
        work_.one_sweep();
        ready_ = work_.facts();
        ready_["verified"] = work_.verify(options.samples);
        RawFiles files(options.workdir);
        nlohmann::json header = ready_;
        work_.write_inputs(files, header);
        files.finish("walkforward", std::move(header));
    }

    nlohmann::json ready() override { return ready_; }

    nlohmann::json run() override {
        WalkForwardCase::Laps const laps = work_.run();
        Lap const once = work_.one_sweep();
        nlohmann::json facts = run_facts(laps.all(), work_.bar_combinations());
        facts["columns_wall_s"] = laps.columns.wall_s;
        facts["windows_wall_s"] = laps.windows.wall_s;
        facts["windows_cpu_s"] = laps.windows.cpu_s;
        facts["choice_wall_s"] = laps.choice.wall_s;
        facts["one_sweep_wall_s"] = once.wall_s;
        facts["one_sweep_cpu_s"] = once.cpu_s;
        facts["windows_over_one_sweep"] = laps.windows.cpu_s / once.cpu_s;
        return facts;
    }

    nlohmann::json result() override { return work_.checksums(); }

  private:
    WalkForwardCase work_;
    nlohmann::json ready_;
};

}  // namespace

std::unique_ptr<Workload> make_walkforward(BenchOptions const& options) {
    return std::make_unique<WalkForwardWorkload>(options);
}

}  // namespace basicbot
