// Progress on stderr, and stopping on request.

#include <gtest/gtest.h>

#include <sstream>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliProgress : testing::Test {
    void SetUp() override {
        import_sample_bars(folder);
        folder.write("study.toml", cli_sample_study);
        folder.write("paths.toml",
                     "[study]\nkind = \"montecarlo\"\n[data]\nstore = \"bars\"\nsymbols = [\"GOOG\"]\n"
                     "timeframe = \"1d\"\n[montecarlo]\npaths = 20000000\nhorizon = 2000\n");
    }
    FreshFolder folder;
};

TEST_F(CliProgress, json_lines_are_versioned_and_only_rise) {
    auto const result = run_basicbot(folder, {"run", "study.toml", "--progress", "json", "--json"});
    ASSERT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(result.document().at("kind"), "walkforward");  // stdout holds the document alone
    std::istringstream lines(result.err);
    std::string stage;
    double done = 0;
    int count = 0;
    for (std::string text; std::getline(lines, text); ++count) {
        json const line = json::parse(text);
        EXPECT_EQ(line.at("v"), 1);
        if (line.at("stage") != stage) done = 0;
        stage = line.at("stage");
        EXPECT_GE(line.at("done").get<double>(), done);
        EXPECT_LE(line.at("done").get<double>(), 1.0);
        done = line.at("done");
    }
    EXPECT_GE(count, 2);
}

TEST_F(CliProgress, no_bar_without_a_terminal) {
    for (char const* form : {"auto", "bar", "none"})
        EXPECT_EQ(run_basicbot(folder, {"run", "study.toml", "--progress", form}).err, "") << form;
}

TEST_F(CliProgress, an_interrupt_ends_with_code_6_and_leaves_no_result) {
    auto const before = folder.files();
    auto const result = run_basicbot(folder, {"run", "paths.toml", "--device", "cpu", "--progress", "json"},
                                     {.signal_after = "\"paths\",\"done\":0"});
    EXPECT_EQ(result.code, 6) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find("error: "), std::string::npos) << result.err;
    EXPECT_EQ(folder.files(), before);
}

}  // namespace
}  // namespace basicbot
