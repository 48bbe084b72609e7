#include "bench/support/indicator_case.hpp"
#include "bench/support/workloads.hpp"

namespace basicbot {

namespace {

class IndicatorWorkload final : public Workload {
  public:
    explicit IndicatorWorkload(BenchOptions const& options)
        : columns_(options.bars > 0 ? options.bars : 100'000, options) {
        ready_ = columns_.facts();
        ready_["verified"] = columns_.verify();
        RawFiles files(options.workdir);
        nlohmann::json header = ready_;
        columns_.write_inputs(files, header);
        files.finish("indicators", std::move(header));
    }

    nlohmann::json ready() override { return ready_; }

    nlohmann::json run() override {
        Lap all;
        nlohmann::json parts;
        for (std::string const& name : IndicatorCase::names()) {
            Lap const lap = columns_.run(name);
            all = all + lap;
            parts[name + "_ns_per_value"] = 1e9 * lap.wall_s / columns_.values(name);
            parts[name + "_wall_s"] = lap.wall_s;
            parts[name + "_cpu_s"] = lap.cpu_s;
        }
        nlohmann::json facts = run_facts(all, ready_.at("units"));
        facts.update(parts);
        return facts;
    }

    nlohmann::json result() override { return columns_.checksums(); }

  private:
    IndicatorCase columns_;
    nlohmann::json ready_;
};

}  // namespace

std::unique_ptr<Workload> make_indicators(BenchOptions const& options) {
    return std::make_unique<IndicatorWorkload>(options);
}

}  // namespace basicbot
