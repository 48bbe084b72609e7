#include "bench/support/sweep_case.hpp"
#include "bench/support/workloads.hpp"

namespace basicbot {

namespace {

class SweepWorkload final : public Workload {
  public:
    SweepWorkload(std::string const& name, std::unique_ptr<SweepCase> sweep, BenchOptions const& options)
        : sweep_(std::move(sweep)) {
        sweep_->compute_columns();
        sweep_->sweep();
        ready_ = sweep_->facts();
        ready_["verified"] = sweep_->verify(options.samples);
        RawFiles files(options.workdir);
        nlohmann::json header = ready_;
        sweep_->write_inputs(files, header);
        files.finish(name, std::move(header));
    }

    nlohmann::json ready() override { return ready_; }

    nlohmann::json run() override {
        Lap const columns = sweep_->compute_columns(), sweep = sweep_->sweep();
        nlohmann::json facts = run_facts(sweep, sweep_->bar_combinations());
        facts["columns_wall_s"] = columns.wall_s;
        facts["columns_cpu_s"] = columns.cpu_s;
        facts["ns_per_unit_with_columns"] =
            1e9 * (columns.wall_s + sweep.wall_s) / sweep_->bar_combinations();
        return facts;
    }

    nlohmann::json result() override { return sweep_->checksums(); }

  private:
    std::unique_ptr<SweepCase> sweep_;
    nlohmann::json ready_;
};

std::int64_t bars_of(BenchOptions const& options) { return options.bars > 0 ? options.bars : 100'000; }

}  // namespace

std::unique_ptr<Workload> make_sweep_long(BenchOptions const& options) {
    return std::make_unique<SweepWorkload>("sweep_long", crossover_case(options, "long", 0, bars_of(options)),
                                           options);
}

std::unique_ptr<Workload> make_sweep_long_short_stop(BenchOptions const& options) {
    return std::make_unique<SweepWorkload>("sweep_long_short_stop",
                                           crossover_case(options, "both", 0.03, bars_of(options)), options);
}

std::unique_ptr<Workload> make_sweep_rsi(BenchOptions const& options) {
    return std::make_unique<SweepWorkload>("sweep_rsi", rsi_case(options, bars_of(options)), options);
}

}  // namespace basicbot
