// The library as another program sees it: bars from memory, polling, stopping, two runs at a time, mistakes.

#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/cube/cube.hpp"
#include "engine/runner/basicbot.h"
#include "tests/support/bars.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

std::string const sweep = R"([data]
symbols = ["X"]
timeframe = "1h"
[strategy]
use = "sma_cross"
[params]
fast = {from = 3, to = 9, step = 2}
slow = {sweep = [20, 30]}
[execution]
fee_bps = 5
slippage_bps = {sweep = [0, 2]}
side = "long"
)";

struct MemoryBars {
    oracle_bars bars;
    std::vector<std::int64_t> time;
    explicit MemoryBars(std::int64_t size) : bars(make_bars(recipe(size))) {
        for (std::int64_t t = 0; t < size; ++t) time.push_back(t * 3600 * 1'000'000'000);
    }
    static bar_recipe recipe(std::int64_t size) {
        bar_recipe r;
        r.seed = 5;
        r.size = size;
        return r;
    }
    basicbot_bars view(char const* symbol = "X") const {
        return {symbol,
                "1h",
                "Europe/Berlin",
                bars.size(),
                time.data(),
                nullptr,
                bars.open.data(),
                bars.high.data(),
                bars.low.data(),
                bars.close.data(),
                bars.volume.data()};
    }
};

// A run that frees itself.
struct Session {
    basicbot_run* handle;
    Session(std::string const& study, char const* options, basicbot_bars const* bars, std::int64_t count)
        : handle(basicbot_start(study.c_str(), options, bars, count)) {}
    ~Session() { basicbot_free(handle); }
    json document() const { return json::parse(basicbot_document(handle)); }
};

TEST(CInterface, a_sweep_over_bars_in_memory_can_be_viewed) {
    MemoryBars const bars(2000);
    basicbot_bars const series = bars.view();
    Session const run(sweep, nullptr, &series, 1);
    ASSERT_EQ(basicbot_wait(run.handle, -1), BASICBOT_DONE) << basicbot_document(run.handle);
    EXPECT_EQ(basicbot_exit_code(run.handle), 0);
    EXPECT_EQ(run.document().at("cells"), 16);
    char const* stage = nullptr;
    double done = 0;
    EXPECT_EQ(basicbot_poll(run.handle, &stage, &done), BASICBOT_DONE);
    EXPECT_EQ(done, 1.0);
    basicbot_array sharpe, fast;
    ASSERT_EQ(basicbot_view(run.handle, "sharpe", &sharpe), 0);
    std::int64_t product = 1;
    std::string axes;
    for (int i = 0; i < sharpe.rank; ++i) {
        product *= sharpe.shape[i];
        axes += std::string(sharpe.axes[i]) + " ";
    }
    EXPECT_EQ(product, 16);
    EXPECT_EQ(sharpe.size, 16);
    EXPECT_NE(axes.find("fast slow "), std::string::npos) << axes;
    ASSERT_EQ(basicbot_view(run.handle, "fast", &fast), 0);
    EXPECT_EQ(std::vector<double>(fast.data, fast.data + fast.size), (std::vector<double>{3, 5, 7, 9}));
    EXPECT_STREQ(basicbot_label(run.handle, "symbol", 0), "X");
    EXPECT_EQ(basicbot_label(run.handle, "symbol", 1), nullptr);
    EXPECT_EQ(basicbot_view(run.handle, "shrape", &sharpe), 2);
    EXPECT_EQ(sharpe.data, nullptr);
}

TEST(CInterface, two_runs_go_side_by_side_to_the_same_bytes) {
    MemoryBars const bars(3000);
    basicbot_bars const series = bars.view();
    FreshFolder const folder;
    std::string hash;
    {
        std::string const out = folder.file("a.h5");
        json const options = {{"out", out}, {"threads", 1}, {"simd", "plain"}};
        Session const a(sweep, options.dump().c_str(), &series, 1),
            b(sweep, "{\"device\": \"emulator\"}", &series, 1);
        ASSERT_EQ(basicbot_wait(a.handle, -1), BASICBOT_DONE) << basicbot_document(a.handle);
        ASSERT_EQ(basicbot_wait(b.handle, -1), BASICBOT_DONE) << basicbot_document(b.handle);
        hash = a.document().at("cube").at("content_hash");
        EXPECT_EQ(b.document().at("cube").at("content_hash"), hash);
    }
    EXPECT_EQ(content_hash(read_cube(folder.file("a.h5"))), hash);  // a named cube stays
}

TEST(CInterface, a_run_can_be_stopped) {
    MemoryBars const bars(20000);
    basicbot_bars const series = bars.view();
    Session const run(sweep,
                      "{\"set\": [\"params.fast={from=2, to=19, step=1}\", "
                      "\"params.slow={from=20, to=3000, step=1}\"], \"threads\": 1}",
                      &series, 1);
    EXPECT_EQ(basicbot_wait(run.handle, 50), BASICBOT_RUNNING);
    EXPECT_EQ(basicbot_document(run.handle), nullptr);
    EXPECT_EQ(basicbot_exit_code(run.handle), -1);
    basicbot_array none;
    EXPECT_EQ(basicbot_view(run.handle, "sharpe", &none), -1);
    basicbot_cancel(run.handle);
    EXPECT_EQ(basicbot_wait(run.handle, 60000), BASICBOT_FAILED);
    EXPECT_EQ(basicbot_exit_code(run.handle), 6);
    EXPECT_EQ(run.document().at("error").at("code"), "interrupted");
}

TEST(CInterface, mistakes_are_the_programs_errors) {
    MemoryBars bars(100);
    auto const code = [](std::string const& study, char const* options, basicbot_bars const* series) {
        Session const run(study, options, series, series != nullptr);
        EXPECT_EQ(basicbot_wait(run.handle, -1), BASICBOT_FAILED);
        json const error = run.document().at("error");
        EXPECT_FALSE(error.at("message").get<std::string>().empty());
        return std::to_string(basicbot_exit_code(run.handle)) + " " + error.at("code").get<std::string>();
    };
    basicbot_bars const good = bars.view(), other = bars.view("Y");
    EXPECT_EQ(code("[data", nullptr, nullptr), "3 bad_toml");
    EXPECT_EQ(code(sweep, nullptr, nullptr), "3 missing_field");
    EXPECT_EQ(code(sweep, "{\"thread\": 1}", &good), "2 bad_option");
    EXPECT_EQ(code(sweep, "{\"threads\": \"many\"}", &good), "2 bad_option");
    EXPECT_EQ(code(sweep, "[]", &good), "2 bad_option");
    EXPECT_EQ(code(sweep, nullptr, &other), "4 unknown_symbol");
    basicbot_bars hole = good;
    hole.high = nullptr;
    EXPECT_EQ(code(sweep, nullptr, &hole), "4 bad_bars");
    bars.bars.low[7] = bars.bars.high[7] + 1;
    EXPECT_EQ(code(sweep, nullptr, &good), "4 bad_bars");
}

}  // namespace
}  // namespace basicbot
