#include "bench/support/path_case.hpp"
#include "bench/support/workloads.hpp"

namespace basicbot {

namespace {

class PathWorkload final : public Workload {
  public:
    PathWorkload(std::string const& name, PathCase paths, BenchOptions const& options)
        : paths_(std::move(paths)) {
        paths_.run();
        ready_ = paths_.facts();
        ready_["verified"] = paths_.verify(options.samples);
        RawFiles files(options.workdir);
        nlohmann::json header = ready_;
        paths_.write_inputs(files, header);
        files.finish(name, std::move(header));
    }

    nlohmann::json ready() override { return ready_; }
    nlohmann::json run() override { return run_facts(paths_.run(), paths_.path_steps()); }
    nlohmann::json result() override { return paths_.checksums(); }

  private:
    PathCase paths_;
    nlohmann::json ready_;
};

std::int64_t count_of(BenchOptions const& options, std::int64_t standard) {
    return options.paths > 0 ? options.paths : standard;
}

}  // namespace

std::unique_ptr<Workload> make_gbm(BenchOptions const& options) {
    return std::make_unique<PathWorkload>("gbm", PathCase("gbm", count_of(options, 400'000), 252, options),
                                          options);
}

std::unique_ptr<Workload> make_bootstrap(BenchOptions const& options) {
    return std::make_unique<PathWorkload>(
        "bootstrap", PathCase("stationary_bootstrap", count_of(options, 40'000), 2500, options), options);
}

}  // namespace basicbot
