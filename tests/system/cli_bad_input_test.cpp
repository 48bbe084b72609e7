// Bad input: one line that names the field, the value and the mend; the exit code of DESIGN 13; nothing under
// the final name.

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <ostream>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

// Replaces the line that begins with `begin`; an empty `line` takes it out.
std::string with_line(std::string const& begin, std::string const& line) {
    std::string text = cli_sample_study;
    std::size_t const at = text.find("\n" + begin) + 1;
    std::size_t const end = text.find('\n', at);
    return text.replace(at, end - at, line);
}

void change_byte(std::string const& path, std::size_t from_end) {
    std::FILE* const file = std::fopen(path.c_str(), "r+b");
    ASSERT_NE(file, nullptr);
    std::fseek(file, -static_cast<long>(from_end), SEEK_END);
    int const byte = std::fgetc(file);
    std::fseek(file, -static_cast<long>(from_end), SEEK_END);
    std::fputc(byte ^ 0x10, file);
    std::fclose(file);
}

void damage_middle(FreshFolder const& f) {
    std::string const path = f.file("bars/GOOG/1d.h5");
    change_byte(path, std::filesystem::file_size(path) / 2);
}

void cut_off(FreshFolder const& f) {
    std::string const path = f.file("bars/GOOG/1d.h5");
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
}

struct BadInput {
    char const* name;
    std::vector<std::string> arguments;  // behind "run study.toml --out result.h5" where they begin with "--"
    int code;
    std::vector<std::string> words;  // all in the line
    std::function<void(FreshFolder const&)> prepare = {};
    std::string study = cli_sample_study;
};

void PrintTo(BadInput const& input, std::ostream* out) { *out << input.name; }

class BadInputs : public testing::TestWithParam<BadInput> {
  protected:
    void SetUp() override {
        import_sample_bars(folder_);
        folder_.write("study.toml", GetParam().study);
        if (GetParam().prepare) GetParam().prepare(folder_);
        words_ = GetParam().arguments;
        if (words_.empty() || words_[0].starts_with("--")) {
            std::vector<std::string> const front = {"run", "study.toml", "--out", "result.h5"};
            words_.insert(words_.begin(), front.begin(), front.end());
        }
        before_ = folder_.files();
    }

    FreshFolder folder_;
    std::vector<std::string> words_, before_;
};

TEST_P(BadInputs, one_line_code_and_nothing_left) {
    auto const result = run_basicbot(folder_, words_);
    EXPECT_EQ(result.code, GetParam().code) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(result.error_lines(), 1u) << result.err;
    EXPECT_TRUE(result.err.ends_with("\n"));
    EXPECT_TRUE(result.err.starts_with("error: ")) << result.err;
    for (std::string const& word : GetParam().words)
        EXPECT_NE(result.err.find(word), std::string::npos) << "no '" << word << "' in: " << result.err;
    EXPECT_EQ(folder_.files(), before_);
}

TEST_P(BadInputs, the_same_as_an_object) {
    words_.emplace_back("--json");
    auto const result = run_basicbot(folder_, words_);
    EXPECT_EQ(result.code, GetParam().code);
    auto const error = result.document().at("error");
    static std::map<std::string, int> const codes = {{"usage", 2},  {"config", 3},      {"data", 4},
                                                     {"device", 5}, {"interrupted", 6}, {"internal", 70}};
    EXPECT_EQ(codes.at(error.at("kind").get<std::string>()), GetParam().code);
    for (char const* name : {"code", "path", "value", "allowed", "suggestion", "problem", "message"})
        EXPECT_TRUE(error.at(name).is_string()) << name;
    EXPECT_EQ(result.err, "error: " + error.at("message").get<std::string>() + "\n");
}

std::vector<BadInput> const inputs = {
    // The study
    {"no_study_file", {"run", "absent.toml"}, 3, {"absent.toml"}},
    {"missing_store", {"--set", "data.store=nowhere"}, 4, {"data.store", "nowhere", "import"}},
    {"not_a_store", {"--set", "data.store=/usr"}, 4, {"data.store", "/usr", "not a bar store"}},
    {"unknown_symbol",
     {"--set", "data.symbols=[\"GOGO\"]"},
     4,
     {"data.symbols", "GOGO", "GOOG", "did you mean"}},
    {"unknown_timeframe", {"--set", "data.timeframe=5m"}, 4, {"data.timeframe", "5m", "1d", "import"}},
    {"range_turned_round",
     {"--set", "data.from=2008-01-01", "--set", "data.to=2007-01-01"},
     3,
     {"data.to", "swap"}},
    {"range_without_bars",
     {"--set", "data.from=2030-01-01"},
     4,
     {"data.from", "GOOG", "2030", "2008", "move"}},
    {"range_too_short", {"--set", "walkforward.train=5000"}, 3, {"walkforward.train", "5000"}},
    {"parameter_outside_its_range", {"--set", "params.fast=0"}, 3, {"fast", "0", "1"}},
    {"parameter_not_whole", {"--set", "params.fast=2.5"}, 3, {"fast", "2.5"}},
    {"unknown_parameter", {"--set", "params.fats=3"}, 3, {"fats", "fast"}},
    {"unknown_field", {"--set", "execution.fee=3"}, 3, {"execution.fee", "fee_bps"}},
    {"unknown_strategy", {"--set", "strategy.use=sma_cros"}, 3, {"strategy.use", "sma_cros", "sma_cross"}},
    {"unknown_metric", {"--set", "walkforward.select=sharp"}, 3, {"walkforward.select", "sharp", "sharpe"}},
    {"costs_not_stated", {}, 3, {"execution.fee_bps", "state it"}, {}, with_line("fee_bps", "")},
    {"slippage_not_stated", {}, 3, {"execution.slippage_bps", "state it"}, {}, with_line("slippage_bps", "")},
    {"malformed_expression",
     {},
     3,
     {"strategy.long_entry", "1:"},
     {},
     with_line("use", "long_entry = \"close > sma(close, fast\"\nlong_exit = \"close < sma(close, slow)\"")},
    {"unknown_indicator",
     {},
     3,
     {"strategy.long_entry", "smma", "sma"},
     {},
     with_line("use",
               "long_entry = \"close > smma(close, fast)\"\nlong_exit = \"close < sma(close, slow)\"")},
    {"not_toml", {}, 3, {"study.toml:"}, {}, "[study\nname = 3\n"},
    {"where_that_ends", {"--set", "params.where=1 <"}, 3, {"params.where", "a parameter or a number"}},
    {"zero_combinations", {"--set", "params.where=fast > slow"}, 3, {"params.where", "fast > slow"}},
    // Files
    {"truncated_bars", {}, 4, {"1d.h5"}, cut_off},
    {"mutated_bars", {}, 4, {"1d.h5"}, damage_middle},
    {"bars_are_text",
     {},
     4,
     {"1d.h5"},
     [](FreshFolder const& f) { f.write("bars/GOOG/1d.h5", "time,open\n"); }},
    {"result_below_a_file", {"--out", "study.toml/result.h5"}, 4, {"study.toml/result.h5", "--out"}},
    {"result_in_no_folder", {"--out", "absent/result.h5"}, 4, {"absent/result.h5", "make the folder"}},
    {"result_is_a_folder", {"--out", "bars"}, 4, {"bars", "folder"}},
    {"result_is_the_study", {"--out", "study.toml"}, 4, {"study.toml", "no result cube", "--out"}},
    {"result_is_a_device", {"--out", "/dev/null"}, 4, {"/dev/null", "no result cube", "--out"}},
    {"dry_run_looks_at_the_target", {"--dry-run", "--out", "absent/result.h5"}, 4, {"absent/result.h5"}},
    {"cube_is_text", {"cube", "info", "study.toml"}, 4, {"study.toml"}},
    {"no_cube", {"cube", "top", "absent.h5"}, 4, {"absent.h5"}},
    {"csv_missing",
     {"import", "absent.csv", "--store", "new", "--symbol", "A", "--timeframe", "1d", "--timezone", "UTC",
      "--stamp", "open"},
     4,
     {"absent.csv"}},
    {"csv_of_words",
     {"import", "a.csv", "--store", "new", "--symbol", "A", "--timeframe", "1d", "--timezone", "UTC",
      "--stamp", "open"},
     4,
     {"a.csv:2", "x"},
     [](FreshFolder const& f) { f.write("a.csv", "date,open,high,low,close\n2020-01-02,1,2,x,1\n"); }},
    {"symbol_exists",
     {"synth", "--store", "bars", "--symbol", "GOOG", "--bars", "10"},
     4,
     {"GOOG", "--replace"}},
    {"unknown_model",
     {"synth", "--store", "bars", "--symbol", "A", "--bars", "10", "--model", "gmb"},
     2,
     {"--model", "gmb", "gbm"}},
    // The command line
    {"word_of_the_language", {"indicators", "cross_above"}, 2, {"cross_above", "basicbot language"}},
    {"unknown_section", {"fields", "walkforwad"}, 2, {"walkforwad", "walkforward"}},
    {"unknown_command", {"swep", "study.toml"}, 2, {"swep", "sweep"}},
    {"unknown_subcommand", {"store", "lst", "bars"}, 2, {"lst", "list"}},
    {"unknown_option", {"--thread", "2"}, 2, {"--thread", "--threads"}},
    {"option_without_value", {"--out"}, 2, {"--out"}},
    {"option_for_a_value", {"--out", "--dry-run"}, 2, {"--out", "--dry-run"}},
    {"one_argument_too_many", {"cube", "info", "a.h5", "b.h5"}, 2, {"b.h5"}},
    {"argument_missing", {"sweep"}, 2, {"STUDY"}},
    {"option_missing", {"synth", "--store", "new", "--bars", "5"}, 2, {"--symbol"}},
    {"option_below_zero",
     {"synth", "--store", "new", "--symbol", "A", "--bars", "-5"},
     2,
     {"--bars", "'-5'", "below zero"}},
    {"no_command", {"store"}, 2, {"list", "verify"}},
    {"not_a_number", {"--threads", "two"}, 2, {"--threads", "two"}},
    {"too_many_threads", {"--threads", "5000"}, 2, {"--threads", "5000"}},
    {"unknown_device", {"--device", "gpu"}, 2, {"--device", "gpu", "cuda"}},
    {"malformed_override", {"--set", "seed"}, 2, {"seed"}},
    {"seed_is_no_number", {"--seed", "x"}, 3, {"study.seed", "x"}},
    {"unknown_progress", {"--progress", "bars"}, 2, {"--progress", "bars", "json"}},
    {"unknown_stamp",
     {"import", "a.csv", "--store", "new", "--symbol", "A", "--timeframe", "1d", "--timezone", "UTC",
      "--stamp", "opn"},
     2,
     {"--stamp", "opn", "open"}},
    {"unknown_timezone",
     {"import", "a.csv", "--store", "new", "--symbol", "A", "--timeframe", "1d", "--timezone",
      "America/New_Yrok", "--stamp", "open"},
     2,
     {"--timezone", "America/New_Yrok", "America/New_York"},
     [](FreshFolder const& f) { f.write("a.csv", "date,open,high,low,close\n2020-01-02,1,2,1,1\n"); }},
    {"another_kind_of_study", {"montecarlo", "study.toml"}, 3, {"study.kind", "walkforward", "montecarlo"}},
    // Devices
    {"no_such_cuda_device", {"--device", "cuda:99"}, 5, {"--device", "cuda:99", "cpu"}},
    {"no_such_simd", {"--device", "cpu", "--simd", "sse9"}, 2, {"--simd", "sse9", "plain", "avx512"}},
};

INSTANTIATE_TEST_SUITE_P(Cli, BadInputs, testing::ValuesIn(inputs),
                         [](auto const& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace basicbot
