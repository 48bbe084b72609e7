#include <algorithm>
#include <filesystem>

#include "bench/support/workloads.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/cube/run_part.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

constexpr std::size_t metrics = 20, windows = 2, cells = 3276;  // 1 MiB of float64

// Commits one part after the other, each beside the same bytes in a plain file with the same two fsyncs.
class PartWorkload final : public Workload {
  public:
    explicit PartWorkload(BenchOptions const& options)
        : folder_(options.workdir.empty() ? std::filesystem::temp_directory_path().string()
                                          : options.workdir) {
        part_ = {"0123456789abcdef0123456789abcdef",
                 1,
                 {{"metric", metrics}, {"window", windows}, {"cell", cells}, {"execution", 1}},
                 {}};
        part_.values.resize(metrics * windows * cells);
        for (std::size_t i = 0; i < part_.values.size(); ++i)
            part_.values[i] = 1.0 / static_cast<double>(i + 1);
        write_part(part_, file());
        if (read_part(part_, file()) != part_.values)
            fail(ErrorKind::internal, {.code = "not_verified",
                                       .path = file(),
                                       .value = "",
                                       .problem = "a part reads back differently",
                                       .allowed = "",
                                       .suggestion = ""});
    }

    nlohmann::json ready() override {
        return {{"unit", "byte"},
                {"units", bytes()},
                {"timed", "one part: built, written, fsync, rename, fsync of the folder"},
                {"apart", "plain_ms: the same bytes in a plain file with the same fsyncs"},
                {"verified", "read back equal"}};
    }

    nlohmann::json run() override {
        Lap const plain = timed([&] {
            TempFile out(folder_ + "/plain");
            out.write_at(part_.values.data(), part_.values.size() * sizeof(double), 0);
            out.commit();
        });
        Lap const commit = timed([&] { write_part(part_, file()); });
        nlohmann::json facts = run_facts(commit, bytes());
        facts["commit_ms"] = 1e3 * commit.wall_s;
        facts["plain_ms"] = 1e3 * plain.wall_s;
        return facts;
    }

    nlohmann::json result() override { return {{"bytes", std::filesystem::file_size(file())}}; }

  private:
    std::string file() const { return folder_ + "/part.h5"; }
    double bytes() const { return static_cast<double>(part_.values.size() * sizeof(double)); }

    std::string folder_;
    RunPart part_;
};

}  // namespace

std::unique_ptr<Workload> make_part_commit(BenchOptions const& options) {
    return std::make_unique<PartWorkload>(options);
}

}  // namespace basicbot
