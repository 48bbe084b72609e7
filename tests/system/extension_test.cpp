// Adding an indicator or a path model touches one file (DESIGN 2): in a copy of the tree, built on the
// objects of this build, a new file under kernels/indicators or kernels/paths is found by the catalogue, the
// language, the study and every backend, and nothing else is edited.

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "tests/system/copied_tree.hpp"
#include "tests/system/extension_entries.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

void expect_the_new_indicator(CopiedTree const& tree);
void expect_the_new_model(CopiedTree const& tree);

// One test, since the tree is built once.
TEST(Extension, a_new_indicator_and_a_new_path_model_are_one_file_each) {
    CopiedTree tree;
    if (!tree.obstacle().empty()) GTEST_SKIP() << tree.obstacle();
    std::set<std::string> const added = {"kernels/indicators/probe_change.hpp",
                                         "kernels/paths/probe_line.hpp"};
    tree.add("kernels/indicators/probe_change.hpp", new_indicator);
    tree.add("kernels/paths/probe_line.hpp", new_model);
    ASSERT_EQ(tree.build(), "");

    // Nothing else was edited, and only what holds the lists of entries was compiled again.
    EXPECT_EQ(tree.changed_sources(), added);
    std::set<std::string> column_sources;
    for (std::string const& object : tree.compiled()) {
        bool expected = tree.stale().contains(object);
        if (!expected && object.find("columns/group_") != std::string::npos) {
            column_sources.insert(object.substr(object.rfind('/')));
            expected = true;
        }
        for (char const* ending : {"isa_columns.cpp.o", "cpu_fallback/isa.cpp.o", "catalogue/catalogue.cpp.o",
                                   "catalogue/models.cpp.o", "unity_engine_catalogue_0_cxx.cxx.o",
                                   "emulator_backend.cpp.o", "cuda_backend.cu.o"})
            expected = expected || object.ends_with(ending);
        EXPECT_TRUE(expected) << object << " was compiled again";
    }
    EXPECT_EQ(column_sources.size(), 1u) << "an entry has one source of columns";
    EXPECT_GE(tree.compiled().size(), 4u);
    EXPECT_GT(tree.taken_over(), tree.compiled().size()) << "too little came from this build's objects";

    FreshFolder const& folder = tree.folder();
    auto const made = shell(
        folder, "'" + tree.program() + "' synth --store bars --symbol DEMO --bars 1500 --model regimes");
    ASSERT_EQ(made.code, 0) << made.output;
    expect_the_new_indicator(tree);
    expect_the_new_model(tree);
}

void expect_the_new_indicator(CopiedTree const& tree) {
    FreshFolder const& folder = tree.folder();
    std::string const program = "'" + tree.program() + "' ";
    auto const listed = shell(folder, program + "indicators --list --json");
    ASSERT_EQ(listed.code, 0) << listed.output;
    json found;
    json const list = json::parse(listed.output);
    for (json const& entry : list.at("indicators"))
        if (entry.at("name") == "probe_change") found = entry;
    ASSERT_FALSE(found.is_null()) << listed.output;
    EXPECT_EQ(found.at("usage"), "probe_change(x, n)");
    EXPECT_EQ(found.at("parameters").at(0).at("default"), 10);
    EXPECT_EQ(found.at("warmup_at_default"), 10);

    // A study that uses it, on both kinds of backend, against the same rule written in the language.
    folder.write("new.toml", study_with("probe_change(close, n)"));
    folder.write("known.toml", study_with("close - lag(close, n)"));
    auto const best_of = [&](std::string const& arguments) {
        auto const run =
            shell(folder, program + "sweep " + arguments + " --json --progress none --top 50 --out cube.h5");
        EXPECT_EQ(run.code, 0) << run.output;
        return run.code == 0 ? json::parse(run.output) : json();
    };
    json const known = best_of("known.toml --device cpu"), cpu = best_of("new.toml --device cpu"),
               device = best_of("new.toml --device emulator");
    ASSERT_EQ(known.at("best").size(), 39u);
    EXPECT_GT(known["best"][0].at("metrics").at("trades").get<double>(), 5);
    EXPECT_EQ(cpu.at("best"), known["best"]);
    EXPECT_EQ(device.at("best"), known["best"]);
    EXPECT_EQ(device.at("cube").at("content_hash"), cpu.at("cube").at("content_hash"));
}

void expect_the_new_model(CopiedTree const& tree) {
    FreshFolder const& folder = tree.folder();
    std::string const program = "'" + tree.program() + "' ";
    auto const explained = shell(folder, program + "models probe_line --explain --json");
    ASSERT_EQ(explained.code, 0) << explained.output;
    json const entry = json::parse(explained.output).at("models").at(0);
    EXPECT_EQ(entry.at("parameters").at(0).at("default"), 0.002);
    EXPECT_TRUE(entry["parameters"].at(1).at("default").is_null());

    folder.write("line.toml", paths_study);
    auto const risk_of = [&](std::string const& arguments) {
        auto const run =
            shell(folder, program + "montecarlo line.toml --json --progress none --out line.h5 " + arguments);
        EXPECT_EQ(run.code, 0) << run.output;
        return run.code == 0 ? json::parse(run.output) : json();
    };
    json const plain = risk_of("--device cpu --simd plain"), wide = risk_of("--device cpu"),
               device = risk_of("--device emulator");
    json const& risk = plain.at("risks").at(0);
    EXPECT_NEAR(risk.at("mean_return").get<double>(), std::expm1(0.02), 1e-12);
    EXPECT_EQ(risk.at("probability_of_loss"), 0);
    EXPECT_EQ(risk.at("log_slope"), 0.002);
    EXPECT_EQ(wide.at("cube").at("content_hash"), plain.at("cube").at("content_hash"));
    EXPECT_EQ(device.at("cube").at("content_hash"), plain.at("cube").at("content_hash"));
    json const down = risk_of("--device cpu --set montecarlo.slope=-0.01").at("risks").at(0);
    EXPECT_NEAR(down.at("drawdown_quantile").at("0.5").get<double>(), std::expm1(-0.1), 1e-12);

    auto const refusal = [&](std::string const& change) {
        auto const run = shell(folder, program + "montecarlo line.toml --set montecarlo." + change);
        EXPECT_EQ(run.code, 3) << run.output;
        return run.output;
    };
    EXPECT_NE(refusal("slope=2").find("-1 to 1 per bar"), std::string::npos);
    EXPECT_NE(refusal("drift=0").find("probe_line has no such parameter"), std::string::npos);
    EXPECT_NE(refusal("model=probe_lime").find("did you mean 'probe_line'?"), std::string::npos);
}

}  // namespace
}  // namespace basicbot
