// What a wrong study is told: one line with the field, the value, what is allowed and the mend.

#include <gtest/gtest.h>

#include <random>

#include "tests/engine/config/sample_study.hpp"

namespace basicbot {
namespace {

// Each override of the sample is refused, and the message holds every listed part.
struct Case {
    std::vector<std::string> overrides;
    std::vector<std::string> parts;
};

TEST(StudyRefusals, name_field_value_allowed_and_mend) {
    std::vector<Case> const cases = {
        {{"execution.fee_bp=1"}, {"execution.fee_bp:", "no such field", "'1'", "did you mean 'fee_bps'?"}},
        {{"exection.fee_bps=1"}, {"exection", "no such section", "did you mean 'execution'?"}},
        {{"study.stop_loss=0.1"}, {"study.stop_loss", "did you mean 'exits.stop_loss'?"}},
        {{"execution.fee_bps=-1"}, {"execution.fee_bps:", "out of range: '-1'", "0 to 1000", "bps"}},
        {{"execution.fee_bps=-0.1"}, {"out of range: '-0.1'"}},
        {{"params.symbol={sweep = [0.1, 0.3], x = 'y'}"}, {"'{sweep = [0.1, 0.3], x = \"y\"}'"}},
        {{"execution.fee_bps=nan"}, {"execution.fee_bps", "not finite", "nan"}},
        {{"execution.cash=inf"}, {"execution.cash", "not finite", "inf"}},
        {{"execution.cash=0"}, {"execution.cash", "out of range", "above 0"}},
        {{"execution.side=short"}, {"execution.side", "'short'", "long, both"}},
        {{"exits.stop_loss=1"}, {"exits.stop_loss", "out of range", "0 to below 1"}},
        {{"params.fast={from=1, to=5, step=0}"}, {"params.fast", "step is not above 0"}},
        {{"params.fast={from=1, to=5, step=-1}"}, {"params.fast", "step is not above 0"}},
        {{"params.fast={from=5, to=1, step=1}"}, {"params.fast", "to is below from", "swap"}},
        {{"params.fast={from=5, to=9}"}, {"params.fast", "no step"}},
        {{"params.fast={from=5, to=inf, step=1}"}, {"params.fast", "not finite"}},
        {{"params.fast={from=0, to=1e9, step=1}"}, {"params.fast", "more than 1000000 values"}},
        {{"params.fast={from=0, to=1, step=0.1234567890123456}"}, {"params.fast", "15 significant digits"}},
        {{"params.fast={sweep=[]}"}, {"params.fast", "the sweep is empty"}},
        {{"params.fast={sweep=[1, 2, 1.0]}"}, {"params.fast", "holds 1 twice"}},
        {{"params.fast={sweep=[1], step=1}"}, {"params.fast", "mixes"}},
        {{"params.fast={form=1}"}, {"params.fast.form", "did you mean 'from'?"}},
        {{"params.fast=[1, 2]"}, {"params.fast", "write {sweep = [1, 2, 3]}"}},
        {{"params.fast=five"}, {"params.fast", "not a number", "'five'"}},
        {{"params.a-b=1"}, {"params.a-b", "letters, digits"}},
        {{"params.symbol=1"}, {"params.symbol", "cube uses this name"}},
        {{"params.sharpe=1"}, {"params.sharpe", "cube uses this name"}},
        {{"walkforward.train=24mo"}, {"walkforward.train", "'24mo'", "a whole number of bars, 2 to"}},
        {{"walkforward.train=2.5"}, {"walkforward.train", "not a whole number"}},
        {{"walkforward.train=1"}, {"walkforward.train", "out of range"}},
        {{"walkforward.step=10000"}, {"walkforward.step", "10000", "leave bars out"}},
        {{"walkforward.select=sharp"}, {"walkforward.select", "'sharp'", "did you mean 'sharpe'?"}},
        {{"output.metrics=[\"sharpe\", \"sortion\"]"}, {"output.metrics", "did you mean 'sortino'?"}},
        {{"output.metrics=[\"sharpe\", \"sharpe\"]"}, {"output.metrics", "twice"}},
        {{"data.symbols=[]"}, {"data.symbols", "empty"}},
        {{"data.symbols=[\"A\", \"A\"]"}, {"data.symbols", "twice"}},
        {{"data.symbols=[1]"}, {"data.symbols", "not a text"}},
        {{"data.timeframe=day"}, {"data.timeframe", "'day'", "1d"}},
        {{"data.from=yesterday"}, {"data.from", "'yesterday'", "2004-01-31"}},
        {{"data.from=1600-01-01"}, {"data.from", "1678"}},
        {{"data.from=2004-02-30"}, {"data.from", "not a date"}},
        {{"data.from=2005-01-01", "data.to=2005-01-01"}, {"data.to", "not after data.from"}},
        {{"study.kind=optimize"}, {"study.kind", "'optimize'", "sweep, walkforward, montecarlo"}},
        {{"study.seed=-1"}, {"study.seed", "out of range"}},
        {{"study.name=a/b"}, {"study.name", "'a/b'", "letters"}},
        {{"study.common_start=1"}, {"study.common_start", "true, false"}},
        {{"strategy.long_entry=close > open"}, {"strategy.long_entry", "both use and rules"}},
        {{"study.kind=montecarlo", "montecarlo.levels=[0.95, 1]"}, {"montecarlo.levels", "out of range"}},
        {{"study.kind=montecarlo", "montecarlo.levels=[0.99, 0.95]"},
         {"montecarlo.levels", "does not ascend"}},
        {{"study.kind=montecarlo", "montecarlo.of=strategy"}, {"slow", "31 values", "one cell"}},
        {{"study.kind=montecarlo", "montecarlo.model=heston"}, {"montecarlo.model", "gbm, blocks, still"}},
        {{"study.kind=montecarlo", "montecarlo.model=block"}, {"'block'", "did you mean 'blocks'?"}},
        {{"study.kind.x=1"}, {"study.kind.x", "holds a value"}},
        {{"execution"}, {"--set", "'execution'", "section.field=value"}},
        {{"fee_bps=1"}, {"--set", "section.field=value"}},
        {{".a=1"}, {"--set"}},
    };
    for (auto const& [overrides, parts] : cases) {
        std::string const message = refusal(sample_study, overrides);
        for (auto const& part : parts)
            EXPECT_NE(message.find(part), std::string::npos)
                << overrides[0] << " -> " << message << " lacks " << part;
        EXPECT_EQ(message.find('\n'), std::string::npos);
    }
}

std::string without(std::string const& line) {
    std::string text = sample_study;
    auto const at = text.find(line);
    EXPECT_NE(at, std::string::npos);
    return text.erase(at, text.find('\n', at) + 1 - at);
}

TEST(StudyRefusals, A24_costs_have_no_default) {
    for (std::string const field : {"fee_bps", "slippage_bps"}) {
        std::string const message = refusal(without(field + " ="));
        EXPECT_NE(message.find("execution." + field), std::string::npos) << message;
        EXPECT_NE(message.find("0 is allowed if written"), std::string::npos) << message;
        EXPECT_EQ(refusal(without(field + " ="), {"execution." + field + "=0"}), "");
    }
}

TEST(StudyRefusals, missing_fields_are_named) {
    EXPECT_NE(refusal(without("store =")).find("data.store"), std::string::npos);
    EXPECT_NE(refusal(without("symbols =")).find("data.symbols"), std::string::npos);
    EXPECT_NE(refusal(without("timeframe =")).find("data.timeframe"), std::string::npos);
    EXPECT_NE(refusal(without("use =")).find("strategy.use"), std::string::npos);
    EXPECT_NE(refusal(without("train =")).find("walkforward.train"), std::string::npos);
    EXPECT_NE(refusal("").find("data.store"), std::string::npos);
}

TEST(StudyRefusals, syntax_errors_show_file_line_and_column) {
    std::string const message = refusal("[study]\nname = \"x\"\nseed = = 1\n");
    EXPECT_NE(message.find("sample.toml:3:8"), std::string::npos) << message;
    EXPECT_NE(message.find("allowed: lines name = value"), std::string::npos) << message;
    EXPECT_NE(refusal("[study]\nseed = 1\n [=]\n").find("sample.toml:3:3"), std::string::npos);
    EXPECT_NE(refusal("[execution]\nfee_bps = 5000\n").find("(line 2)"), std::string::npos);
}

TEST(StudyRefusals, a_missing_file_or_a_folder_is_named) {
    for (std::string const path : {"/nowhere/study.toml", "/tmp"}) {
        try {
            read_study(path, {}, test_names);
            FAIL();
        } catch (Error const& error) {
            EXPECT_EQ(error.kind(), ErrorKind::config);
            EXPECT_EQ(error.parts().path, path);
        }
    }
}

TEST(StudyRefusals, two_thousand_mutated_studies_parse_or_give_one_line) {
    std::mt19937 random(7);
    int refused = 0;
    std::string const alphabet = "\"'[]{}=.,#\n\\ -+eE0159_inftruaz\x01\x7f\xc3\xff";
    for (int round = 0; round < 2000; ++round) {
        std::string text = sample_study;
        for (unsigned edits = 1 + random() % 4; edits > 0; --edits) {
            std::size_t const at = random() % text.size();
            char const c = alphabet[random() % alphabet.size()];
            switch (random() % 4) {
                case 0:
                    text[at] = c;
                    break;
                case 1:
                    text.insert(at, 1, c);
                    break;
                case 2:
                    text.erase(at, 1 + random() % 8);
                    break;
                default:
                    text.insert(at, text.substr(random() % text.size(), random() % 40));
            }
        }
        std::string const message = refusal(text);  // any other exception than Error ends the test
        refused += message.empty() ? 0 : 1;
        EXPECT_EQ(message.find('\n'), std::string::npos);
        EXPECT_LT(message.size(), 1000u) << message;
    }
    EXPECT_GT(refused, 500);
    EXPECT_LT(refused, 2000);
}

}  // namespace
}  // namespace basicbot
