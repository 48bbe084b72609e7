// The cube opens in the real packages with labelled axes (DESIGN 11): scripts/check_cube.py does the reading.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/engine/cube/sample_cube.hpp"
#include "tests/support/places.hpp"

namespace basicbot {
namespace {

struct Outcome {
    int code;
    std::string output;
};

Outcome check(TemporaryFolder const& folder, std::string const& arguments) {
    std::string const command = "/usr/bin/python3 '" + source_dir() + "/scripts/check_cube.py' " + arguments +
                                " >'" + folder.file("output") + "' 2>&1";
    int const status = std::system(command.c_str());
    std::ifstream in(folder.file("output"));
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
            std::string(std::istreambuf_iterator<char>(in), {})};
}

nlohmann::json sample_expectation() {
    nlohmann::json sharpe = nlohmann::json::array();
    for (int i = 0; i < 24; ++i) sharpe.push_back(i == 7 ? nlohmann::json() : nlohmann::json(i * 0.125 - 1));
    return {{"dims",
             {{"sharpe", {"symbol", "fold", "fast"}},
              {"fold_start", {"fold"}},
              {"first_bar", {"symbol"}},
              {"fee_bps", nlohmann::json::array()},
              {"trials", nlohmann::json::array()}}},
            {"coords", {"symbol", "fold", "fold_start", "fast", "fee_bps", "timeframe"}},
            {"values",
             {{"sharpe", sharpe},
              {"symbol", {"GOOG", "NASDAQ", "Zürich"}},
              {"fast", {0.1, 0.2, 0.3, 0.4}},
              {"first_bar", {"2004-08-19", "1999-01-04", ""}},
              {"timeframe", {"1d"}},
              {"trials", {24}}}}};
}

TEST(CubeReaders, xarray_netcdf_h5py_and_ncdump_see_the_same_labelled_cube) {
    TemporaryFolder folder;
    write_cube(sample_cube(), folder.file("cube.h5"));
    std::ofstream(folder.file("expected.json")) << sample_expectation();
    std::string const arguments =
        "'" + folder.file("cube.h5") + "' --expect '" + folder.file("expected.json") + "'";
    Outcome const outcome = check(folder, arguments);
    if (outcome.code == 77 || outcome.code == 127) GTEST_SKIP() << outcome.output;
    EXPECT_EQ(outcome.code, 0) << outcome.output;
}

TEST(CubeReaders, the_check_itself_sees_a_wrong_value) {
    TemporaryFolder folder;
    write_cube(sample_cube(), folder.file("cube.h5"));
    nlohmann::json wrong = sample_expectation();
    wrong["values"]["sharpe"][3] = 99;
    std::ofstream(folder.file("expected.json")) << wrong;
    std::string const arguments =
        "'" + folder.file("cube.h5") + "' --expect '" + folder.file("expected.json") + "'";
    Outcome const outcome = check(folder, arguments);
    if (outcome.code == 77 || outcome.code == 127) GTEST_SKIP() << outcome.output;
    EXPECT_EQ(outcome.code, 1);
    EXPECT_NE(outcome.output.find("sharpe has other values"), std::string::npos) << outcome.output;
}

}  // namespace
}  // namespace basicbot
