#include "bench/support/raw_files.hpp"
#include "bench/support/store_case.hpp"
#include "bench/support/workloads.hpp"

namespace basicbot {

namespace {

class StoreWorkload final : public Workload {
  public:
    explicit StoreWorkload(BenchOptions const& options)
        : store_(options.bars > 0 ? options.bars : 4'000'000, options) {
        ready_ = store_.facts();
        ready_["verified"] = store_.verify();
        RawFiles files(options.workdir);
        nlohmann::json header = ready_;
        header["store"] = "store";
        header["symbol"] = "BENCH";
        header["timeframe"] = "1m";
        files.finish("store_first_use", std::move(header));
    }

    nlohmann::json ready() override { return ready_; }

    // The four ways one after the other, beginning with another one each time.
    nlohmann::json run() override {
        Lap mapped, unverified, fresh, kept;
        for (int i = 0; i < 4; ++i) switch ((i + turn_) % 4) {
                case 0:
                    mapped = store_.mapped(Verify::blocks);
                    break;
                case 1:
                    fresh = store_.h5dread(false);
                    break;
                case 2:
                    unverified = store_.mapped(Verify::none);
                    break;
                case 3:
                    kept = store_.h5dread(true);
                    break;
            }
        ++turn_;
        nlohmann::json facts = run_facts(mapped, store_.bytes());
        facts["gigabytes_per_s"] = 1e-9 * store_.bytes() / mapped.wall_s;
        facts["h5dread_wall_s"] = fresh.wall_s;
        facts["h5dread_cpu_s"] = fresh.cpu_s;
        facts["h5dread_kept_wall_s"] = kept.wall_s;
        facts["h5dread_kept_cpu_s"] = kept.cpu_s;
        facts["unverified_wall_s"] = unverified.wall_s;
        facts["unverified_cpu_s"] = unverified.cpu_s;
        facts["ratio"] = fresh.wall_s / mapped.wall_s;
        facts["cpu_ratio"] = fresh.cpu_s / mapped.cpu_s;
        facts["ratio_kept"] = kept.wall_s / mapped.wall_s;
        facts["ratio_unverified"] = fresh.wall_s / unverified.wall_s;
        return facts;
    }

    nlohmann::json result() override { return store_.checksums(); }

  private:
    StoreCase store_;
    nlohmann::json ready_;
    int turn_ = 0;
};

}  // namespace

std::unique_ptr<Workload> make_store_first_use(BenchOptions const& options) {
    return std::make_unique<StoreWorkload>(options);
}

}  // namespace basicbot
