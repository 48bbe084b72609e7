// What a study says of itself through the program: what it lacks, where a wrong value stood, what a run cost.

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct CliStudy : testing::Test {
    void SetUp() override {
        import_sample_bars(folder);
        folder.write("study.toml", cli_sample_study);
    }
    ProgramResult ok(std::vector<std::string> const& words) const {
        auto result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, 0) << result.err;
        return result;
    }
    FreshFolder folder;
};

TEST_F(CliStudy, config_shows_what_an_incomplete_study_has_and_lacks) {
    folder.write("half.toml",
                 "[study]\nkind = \"walkforward\"\n[params]\nfast = 5\n[walkforward]\ntrain = 100\n");
    auto const shown = run_basicbot(folder, {"config", "show", "half.toml", "--origin"});
    EXPECT_EQ(shown.code, 3);
    EXPECT_EQ(shown.error_lines(), 1u) << shown.err;
    EXPECT_NE(shown.out.find("# half.toml:6"), std::string::npos) << shown.out;
    json const document = run_basicbot(folder, {"config", "show", "half.toml", "--json"}).document();
    std::string lacking;
    for (json const& problem : document.at("problems"))
        lacking += problem.at("path").get<std::string>() + " ";
    EXPECT_EQ(lacking,
              "data.store data.symbols data.timeframe strategy.use execution.fee_bps execution.slippage_bps "
              "walkforward.test ");
    for (json const& problem : document.at("problems"))
        EXPECT_NE(shown.out.find("# " + problem.at("path").get<std::string>() + ": "), std::string::npos);
    EXPECT_EQ(document.at("error").at("path"), "data.store");
}

TEST_F(CliStudy, a_wrong_value_is_told_by_the_name_of_where_it_stood) {
    std::vector<std::string> const words = {"run", "study.toml", "--dry-run"};
    auto const with = [&](char const* name, char const* value) {
        return run_basicbot(folder, words, {.environment = {{name, value}}}).err;
    };
    EXPECT_TRUE(with("BASICBOT_MEMORY", "much").starts_with("error: BASICBOT_MEMORY: "));
    EXPECT_TRUE(with("BASICBOT_THREADS", "two").starts_with("error: BASICBOT_THREADS: "));
    EXPECT_TRUE(with("BASICBOT_THREADS", "5000").starts_with("error: BASICBOT_THREADS: "));
    for (char const* value : {"-1", "five"})
        EXPECT_NE(with("BASICBOT_EXECUTION_FEE_BPS", value).find("(BASICBOT_EXECUTION_FEE_BPS)"),
                  std::string::npos);
    auto typed = words;
    typed.insert(typed.end(), {"--memory", "more"});
    auto const both = run_basicbot(folder, typed, {.environment = {{"BASICBOT_MEMORY", "much"}}});
    EXPECT_TRUE(both.err.starts_with("error: --memory: ")) << both.err;
}

TEST_F(CliStudy, the_end_of_a_run_says_rates_bytes_and_peak_memory) {
    auto const ran = ok({"run", "study.toml", "--out", "r.h5"});
    for (char const* part : {"bar-combinations/s)", "B/s)", "; read ", ", wrote ", ", peak memory "})
        EXPECT_NE(ran.out.find(part), std::string::npos) << ran.out;
    json const document = ok({"run", "study.toml", "--out", "r.h5", "--json"}).document();
    json const sweep = document.at("rates").at("sweep");
    EXPECT_EQ(sweep.at("amount"), document.at("plan").at("bar_combinations"));
    EXPECT_DOUBLE_EQ(sweep.at("per_second").get<double>(),
                     sweep.at("amount").get<double>() / document.at("seconds").at("sweep").get<double>());
    EXPECT_EQ(document.at("bytes_read"), 1047 * 7 * 8);
    EXPECT_EQ(document.at("bytes_written"), std::filesystem::file_size(folder.file("r.h5")));
    EXPECT_GT(document.at("peak_memory_bytes").get<double>(), 1e6);
    json const facts = json::parse(folder.read("r.h5.run.json"));
    for (char const* name : {"rates", "bytes_read", "bytes_written"})
        EXPECT_EQ(facts.at(name), document.at(name)) << name;
    // Part by part: as much is computed, and the parts are written and read, too.
    json const parts = ok({"run", "study.toml", "--run", "r", "--part-cells", "2", "--json"}).document();
    EXPECT_EQ(parts.at("rates").at("sweep").at("amount"), sweep.at("amount"));
    EXPECT_GT(parts.at("bytes_written"), document.at("bytes_written"));
    EXPECT_EQ(parts.at("rates").at("merge").at("amount"), parts.at("rates").at("parts").at("amount"));
}

}  // namespace
}  // namespace basicbot
