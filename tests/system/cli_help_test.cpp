// What the program says of itself.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

std::vector<std::string> const commands = {
    "import",      "store",      "synth", "indicators", "models",   "strategies", "run",    "sweep",
    "walkforward", "montecarlo", "cube",  "fields",     "language", "schema",     "doctor", "study"};

TEST(CliHelp, names_every_command) {
    FreshFolder const folder;
    auto const result = run_basicbot(folder, {"--help"});
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.err, "");
    for (std::string const& command : commands)
        EXPECT_NE(result.out.find("  " + command + " "), std::string::npos) << command;
    EXPECT_NE(result.out.find("Exit codes"), std::string::npos);
}

TEST(CliHelp, every_command_has_an_example_and_the_output_options) {
    FreshFolder const folder;
    std::vector<std::vector<std::string>> all = {
        {"store", "list"},   {"store", "info"},     {"store", "verify"},  {"store", "diff"},
        {"store", "export"}, {"store", "resample"}, {"store", "actions"}, {"store", "adjust"},
        {"store", "extra"},  {"store", "derive"},   {"cube", "info"},     {"cube", "top"}};
    for (std::string const& command : commands) all.push_back({command});
    for (auto words : all) {
        std::string name = "basicbot";
        for (std::string const& word : words) name += " " + word;
        words.emplace_back("--help");
        auto const result = run_basicbot(folder, words);
        EXPECT_EQ(result.code, 0) << name;
        EXPECT_NE(result.out.find("Usage: " + name + " "), std::string::npos) << result.out;
        std::size_t const example = result.out.find("Example:");
        ASSERT_NE(example, std::string::npos) << name;
        EXPECT_NE(result.out.find(name, example), std::string::npos) << name;
        for (char const* option : {"--json", "--progress", "--log-level"})
            EXPECT_NE(result.out.find(option), std::string::npos) << name << option;
    }
}

TEST(CliHelp, starts_in_less_than_30_ms) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitized program starts slowly";
#endif
    FreshFolder const folder;
    double best = 1e9;  // of several: the machine may be busy, the program may not
    for (int i = 0; i < 40 && best >= 0.030; ++i)
        best = std::min(best, run_basicbot(folder, {"--help"}).seconds);
    EXPECT_LT(best, 0.030);
}

TEST(CliHelp, version_as_text_and_document) {
    FreshFolder const folder;
    auto const text = run_basicbot(folder, {"--version"});
    EXPECT_EQ(text.code, 0);
    EXPECT_TRUE(text.out.starts_with("basicbot ")) << text.out;
    auto const document = run_basicbot(folder, {"--version", "--json"}).document();
    for (char const* name : {"version", "compiler", "hdf5", "tbb"})
        EXPECT_FALSE(document.at(name).empty()) << name;
    EXPECT_TRUE(document.contains("cuda"));
}

TEST(CliHelp, no_command_at_all_is_a_usage_error) {
    FreshFolder const folder;
    auto const result = run_basicbot(folder, {});
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.error_lines(), 1u);
    EXPECT_NE(result.err.find("--help"), std::string::npos);
}

TEST(CliHelp, doctor_knows_the_machine) {
    FreshFolder const folder;
    auto const document = run_basicbot(folder, {"doctor", "--json"}).document();
    EXPECT_GE(document.at("host").at("threads").get<int>(), 1);
    EXPECT_EQ(document.at("simd").at(0), "plain");
    EXPECT_TRUE(document.at("folder").at("writable").get<bool>());
    bool const devices = !document.at("cuda").at("devices").empty();
    EXPECT_EQ(document.at("cuda").at("reason").is_null(), devices);
    EXPECT_EQ(run_basicbot(folder, {"doctor"}).code, 0);
}

}  // namespace
}  // namespace basicbot
