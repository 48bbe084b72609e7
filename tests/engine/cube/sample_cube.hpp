#pragma once
// A small cube with every kind of content: what the cube tests and scripts/check_cube.py agree on.

#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>

#include <unistd.h>

#include "engine/cube/cube.hpp"

namespace basicbot {

inline Cube sample_cube() {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    Cube cube;
    cube.axes = {
        {"symbol", std::vector<std::string>{"GOOG", "NASDAQ", "Zürich"}, "1", "symbol", ""},
        {"fold", std::vector<std::int64_t>{0, 1}, "1", "walk-forward fold", ""},
        {"fold_start", std::vector<std::int64_t>{1072915200000000000, 1104537600000000000},
         "nanoseconds since 1970-01-01", "first bar of the fold", "fold"},
        {"fast", std::vector<double>{0.1, 0.2, 0.3, 0.4}, "1", "fast length", ""},
        {"fee_bps", std::vector<double>{5}, "1e-4", "fee per side", ""},
        {"timeframe", std::vector<std::string>{"1d"}, "1", "bar length", ""},
    };
    std::vector<double> sharpe;
    for (int i = 0; i < 3 * 2 * 4; ++i) sharpe.push_back(i == 7 ? nan : i * 0.125 - 1);
    cube.variables = {
        {"sharpe", {"symbol", "fold", "fast"}, sharpe, "1", "Sharpe ratio", {{"better", "higher"}}},
        {"first_bar",
         {"symbol"},
         std::vector<std::string>{"2004-08-19", "1999-01-04", ""},
         "1",
         "first bar",
         {}},
        {"trials",
         {},
         std::vector<double>{24},
         "1",
         "evaluated cells",
         {{"convention", "all evaluated cells"}}},
    };
    cube.attributes = {{"study", "[study]\nname = \"é\"\n"}, {"empty", ""}, {"numeric_contract", "1"}};
    return cube;
}

// A folder that goes when the test ends.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "basicbot-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::filesystem::filesystem_error("mkdtemp", {});
        path_ = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;

    std::string file(std::string const& name) const { return (path_ / name).string(); }
    std::size_t entries() const {
        std::size_t count = 0;
        for ([[maybe_unused]] auto const& entry : std::filesystem::directory_iterator(path_)) ++count;
        return count;
    }

  private:
    std::filesystem::path path_;
};

}  // namespace basicbot
