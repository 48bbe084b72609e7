#pragma once
// A small study and a small file of bars, what they give undisturbed, and how to go on after a fault.

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/places.hpp"
#include "tests/support/rounds.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {

// 8 cells with a stop, two cost rows and two metrics: one part each is a run of 8 parts.
inline std::string const small_study = R"([study]
name = "small"
kind = "sweep"
[data]
store = "bars"
symbols = ["A"]
timeframe = "1d"
[strategy]
use = "sma_cross"
[params]
fast = {sweep = [2, 3, 4, 5]}
slow = {sweep = [8, 13]}
[execution]
fee_bps = {sweep = [0, 5]}
slippage_bps = 2
[exits]
stop_loss = 0.05
[output]
metrics = ["sharpe", "trades"]
)";

// 60 daily bars that go up and down.
inline std::string small_csv() {
    std::string text = "date,open,high,low,close,volume\n";
    for (int day = 0; day < 60; ++day) {
        int const month = 1 + day / 28, price = 100 + (day * 37 % 23) - day / 5;
        auto const two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
        text += "2024-" + two(month) + "-" + two(1 + day % 28) + "," + std::to_string(price) + "," +
                std::to_string(price + 4) + "," + std::to_string(price - 3) + "," +
                std::to_string(price + 1) + "," + std::to_string(1000 + day) + "\n";
    }
    return text;
}

// The library of that name out of tests/preload; absent in builds with a sanitizer, which has to come first
// itself, and where the tests were carried to another machine.
inline std::string preload(std::string const& name) { return binary_dir() + "/lib" + name + ".so"; }
inline bool preload_is_there(std::string const& name) { return std::filesystem::exists(preload(name)); }

struct FaultFixture : testing::Test {
    FaultFixture() : folder(memory_folder()) {}

    void SetUp() override {
        folder.write("small.toml", small_study);
        folder.write("a.csv", small_csv());
        ASSERT_EQ(run_basicbot(folder, import_words("bars")).code, 0);
        ASSERT_EQ(run_basicbot(folder, {"run", "small.toml", "--out", "direct.h5"}).code, 0);
        cube = folder.read("direct.h5");
        bars = folder.read("bars/A/1d.h5");
    }
    static std::vector<std::string> run_words(std::string const& part_cells, std::string const& place = "r") {
        return {"run", "small.toml", "--run", place, "--part-cells", part_cells, "--threads", "1"};
    }
    static std::vector<std::string> import_words(std::string const& store) {
        return {"import",      "a.csv", "--store",    store, "--symbol", "A",
                "--timeframe", "1d",    "--timezone", "UTC", "--stamp",  "open"};
    }
    // Ends the run in `place`; "" where it then has the bytes of an undisturbed run and nothing is left
    // behind.
    std::string go_on(std::string const& place) const {
        auto words = run_words("1", place);
        if (folder.has(place + "/plan.json")) words = {"resume", place, "--threads", "1"};
        auto const result = run_basicbot(folder, words);
        if (result.code != 0) return "going on failed: " + result.err;
        if (folder.read(place + "/cube.h5") != cube) return "another result";
        return left_behind(place);
    }
    // The same for an import.
    std::string import_again(std::string const& store) const {
        auto words = import_words(store);
        if (folder.has(store + "/A/1d.h5")) words.emplace_back("--replace");
        auto const result = run_basicbot(folder, words);
        if (result.code != 0) return "importing again failed: " + result.err;
        if (folder.read(store + "/A/1d.h5") != bars) return "other bars";
        auto const verified = run_basicbot(folder, {"store", "verify", store});
        if (verified.code != 0 || !verified.err.empty()) return "not sound: " + verified.err;
        return left_behind(store);
    }
    std::string left_behind(std::string const& place) const {
        for (std::string const& file : folder.files())
            if (file.starts_with(place + "/") && file.find(".tmp-") != std::string::npos)
                return "left " + file;
        return "";
    }

    FreshFolder folder;
    std::string cube, bars;  // bytes of an undisturbed run and import

  private:
    // Thousands of small files: in memory where there is some.
    static std::string memory_folder() {
        std::error_code ignored;
        bool const memory = std::filesystem::space("/dev/shm", ignored).available > (48u << 20) && !ignored;
        return memory ? "/dev/shm" : "";
    }
};

}  // namespace basicbot
