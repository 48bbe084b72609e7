// What a good study becomes.

#include "engine/config/study_reader.hpp"

#include <gtest/gtest.h>

#include "engine/catalogue/names.hpp"
#include "tests/engine/config/sample_study.hpp"
#include "tests/support/places.hpp"

namespace basicbot {
namespace {

TEST(StudyReader, fields_land_where_study_hpp_has_them) {
    Study const s = parse_sample({"data.from=2004-08-19", "data.to=\"2008-12-31T16:00:00+02:00\"",
                                  "exits.stop_loss={from=0, to=0.1, step=0.05}", "execution.side=long",
                                  "metrics.risk_free=0.02", "output.metrics=[\"sharpe\"]", "study.seed=7",
                                  "study.common_start=false", "walkforward.purge=3", "output.cube=out.h5"});
    EXPECT_EQ(s.name, "sample");
    EXPECT_EQ(s.kind, StudyKind::walkforward);
    EXPECT_EQ(s.seed, 7u);
    EXPECT_FALSE(s.common_start);
    EXPECT_EQ(s.data.symbols, std::vector<std::string>{"GOOG"});
    EXPECT_EQ(s.data.from, 1092873600000000000);
    EXPECT_EQ(s.data.to, 1230732000000000000);
    EXPECT_EQ(s.execution.fee_bps.name, "fee_bps");
    EXPECT_EQ(s.execution.fee_bps.values, std::vector<double>{5});
    EXPECT_FALSE(s.execution.fee_bps.swept);
    EXPECT_EQ(s.execution.stop_loss.values, (std::vector<double>{0, 0.05, 0.1}));
    EXPECT_TRUE(s.execution.stop_loss.swept);
    EXPECT_EQ(s.execution.side, "long");
    EXPECT_EQ(s.metrics.risk_free, 0.02);
    EXPECT_EQ(s.walkforward.train, 504);
    EXPECT_EQ(s.walkforward.purge, 3);
    EXPECT_EQ(s.output.metrics, std::vector<std::string>{"sharpe"});
    EXPECT_EQ(s.output.cube, "out.h5");
    EXPECT_EQ(s.where, "fast < slow");
}

TEST(StudyReader, parameters_keep_the_order_of_the_file_and_new_ones_come_last) {
    Study const s = parse_sample({"params.zeta=1", "params.fast={sweep=[7]}", "params.alpha=2"});
    std::vector<std::string> names;
    for (auto const& axis : s.params) names.push_back(axis.name);
    EXPECT_EQ(names, (std::vector<std::string>{"slow", "fast", "bias", "zeta", "alpha"}));
    EXPECT_EQ(s.params[1].values, std::vector<double>{7});
    EXPECT_TRUE(s.params[1].swept);
    EXPECT_FALSE(s.params[2].swept);
}

TEST(StudyReader, flag_beats_environment_beats_file_beats_default) {
    Environment const environment = {
        {"BASICBOT_EXECUTION_FEE_BPS", "7"}, {"BASICBOT_EXECUTION_CASH", "500"},
        {"BASICBOT_PARAMS_BIAS", "0.25"},    {"BASICBOT_STUDY_NAME", "from_environment"},
        {"BASICBOT_SHARED", "not a field"},  {"HOME", "/"}};
    Study const s = parse_sample({"execution.fee_bps=9"}, environment);
    EXPECT_EQ(s.execution.fee_bps.values, std::vector<double>{9});
    EXPECT_EQ(s.execution.slippage_bps.values, std::vector<double>{2});
    EXPECT_EQ(s.execution.cash, 500);
    EXPECT_EQ(s.params[2].values, std::vector<double>{0.25});
    EXPECT_EQ(s.name, "from_environment");
    EXPECT_NE(
        refusal(sample_study, {}, {{"BASICBOT_EXECUTION_FEE_BP", "7"}}).find("BASICBOT_EXECUTION_FEE_BPS"),
        std::string::npos);
}

TEST(StudyReader, an_override_reaches_into_an_axis_and_bare_words_are_texts) {
    Study const s = parse_sample({"params.slow.to=32", "params.where=fast < slow and bias > 0",
                                  "data.symbols=GOOG", "study.name=a-b"});
    EXPECT_EQ(s.params[0].values, (std::vector<double>{20, 26, 32}));
    EXPECT_EQ(s.where, "fast < slow and bias > 0");
    EXPECT_EQ(s.data.symbols, std::vector<std::string>{"GOOG"});
}

TEST(StudyReader, canonical_text_is_stable_and_reads_back_as_itself) {
    Study const s = parse_sample({"data.from=2004-08-19", "strategy.use=\"a \\\"b\\\"\""});
    EXPECT_EQ(parse_study(s.text, "other.toml", {"data.store=elsewhere"}, test_names).text, s.text);
    std::string const reordered = R"(
execution.slippage_bps = 2.0
walkforward = {test = 126, train = 504}
[data]
from = "2004-08-19T00:00:00Z"
timeframe = '1d'
symbols = ["GOOG"]   # a comment
store = "stores/sample"
[strategy]
use = 'a "b"'
[params]
slow = {step = 6.0, to = 200, from = 20}
where = "fast < slow"
fast = {sweep = [5.0, 10]}
bias = 5e-1
[output]
cube = "elsewhere.h5"
[study]
kind = "walkforward"
)";
    EXPECT_EQ(parse_study(reordered, "sample.toml", {"execution.fee_bps=5"}, test_names).text, s.text);
    EXPECT_NE(parse_sample({"execution.fee_bps=6"}).text, s.text);
    EXPECT_EQ(s.text.find("montecarlo"), std::string::npos);
    EXPECT_EQ(s.text.find("cube"), std::string::npos);
    EXPECT_EQ(s.text.find("store"), std::string::npos);
}

TEST(StudyReader, A24_costs_are_not_asked_for_where_nothing_is_traded) {
    Study const s = parse_study(
        "[study]\nkind='montecarlo'\n[data]\nstore='s'\nsymbols=['A']\ntimeframe='1d'\n[montecarlo]\npaths="
        "1e3\n",
        "risk.toml", {}, test_names);
    EXPECT_EQ(s.montecarlo.paths, 1000);
    EXPECT_EQ(s.execution.fee_bps.values.size(), 1u);
    EXPECT_EQ(s.text.find("execution"), std::string::npos);
}

TEST(StudyReader, defaults_of_the_table_are_those_of_study_hpp) {
    Study const plain;
    Study const read = parse_study(
        "[data]\nstore='s'\nsymbols=['A']\ntimeframe='1d'\n[strategy]\nuse='x'\n[execution]\nfee_bps="
        "0\nslippage_bps=0\n",
        "x.toml", {}, test_names);
    EXPECT_EQ(read.kind, plain.kind);
    EXPECT_EQ(read.seed, plain.seed);
    EXPECT_EQ(read.common_start, plain.common_start);
    EXPECT_EQ(read.execution.cash, plain.execution.cash);
    EXPECT_EQ(read.execution.side, plain.execution.side);
    EXPECT_EQ(read.execution.stop_loss.values, std::vector<double>{0});
    EXPECT_EQ(read.metrics.risk_free, plain.metrics.risk_free);
    EXPECT_EQ(read.metrics.mar, plain.metrics.mar);
    EXPECT_EQ(read.metrics.required, plain.metrics.required);
    EXPECT_EQ(read.walkforward.scheme, plain.walkforward.scheme);
    EXPECT_EQ(read.walkforward.step, plain.walkforward.step);
    EXPECT_EQ(read.walkforward.purge, plain.walkforward.purge);
    EXPECT_EQ(read.walkforward.select, plain.walkforward.select);
    EXPECT_EQ(read.walkforward.scope, plain.walkforward.scope);
    EXPECT_EQ(read.walkforward.pool, plain.walkforward.pool);
    EXPECT_EQ(read.montecarlo.model, plain.montecarlo.model);
    EXPECT_EQ(read.montecarlo.of, plain.montecarlo.of);
    EXPECT_EQ(read.montecarlo.paths, plain.montecarlo.paths);
    EXPECT_EQ(read.montecarlo.horizon, plain.montecarlo.horizon);
    EXPECT_EQ(read.montecarlo.levels, plain.montecarlo.levels);
    EXPECT_EQ(read.montecarlo.quantiles, plain.montecarlo.quantiles);
    EXPECT_EQ(read.montecarlo.calibrate, plain.montecarlo.calibrate);
    EXPECT_EQ(read.montecarlo.stated.size(), 1u);  // the default of a parameter of the model
    EXPECT_EQ(read.output.cube, plain.output.cube);
    EXPECT_EQ(read.output.metrics, plain.output.metrics);
}

TEST(StudyReader, the_shipped_studies_are_valid) {
    std::string const folder = source_dir() + "/datasets/studies/";
    Study const walk = read_study(folder + "walkforward.toml", {}, catalogue_names());
    int cells = 0;
    for (double fast : walk.params[0].values)
        for (double slow : walk.params[1].values) cells += fast < slow ? 1 : 0;
    EXPECT_EQ(cells, 460);
    EXPECT_EQ(walk.kind, StudyKind::walkforward);
    Study const risk = read_study(folder + "montecarlo.toml", {"params.fast=7"}, catalogue_names());
    EXPECT_EQ(risk.montecarlo.of, "strategy");
    EXPECT_EQ(risk.montecarlo.paths, 10000);
    Study const sweep = read_study(folder + "sweep.toml", {}, catalogue_names());
    EXPECT_EQ(sweep.execution.stop_loss.values.size(), 11u);
    EXPECT_EQ(sweep.execution.stop_loss.values[3], 0.06);
}

TEST(StudyReader, every_field_documents_itself) {
    for (auto const& field : study_fields(test_names)) {
        EXPECT_FALSE(field.help.empty()) << field.path();
        EXPECT_FALSE(field.allowed().empty()) << field.path();
        EXPECT_TRUE(field.assign) << field.path();
    }
}

}  // namespace
}  // namespace basicbot
