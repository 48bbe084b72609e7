// Adding an indicator touches one file (DESIGN 2): in a copy of the tree, built on the objects of this build,
// a new file under kernels/indicators is found by the catalogue, the language and every backend, and nothing
// else is edited.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/system/copied_tree.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

char const* const new_indicator = R"(#pragma once
// Change over n bars.
//   probe_change[t] = x[t] - x[t-n]
// Source: definition.
// Degenerate: flat series give 0.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct probe_change {
    static constexpr entry_info info{"probe_change", "Change over n bars", "math",
                                     "x[t] - x[t-n]", "definition", "flat: 0"};
    static constexpr param_info params[] = {{"n", "bars", 1, 100000, 10, 1, 20, 1, true}};
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"value"};
    static constexpr int64_t warmup(double const* p) { return static_cast<int64_t>(p[0]); }

    template <class L>
    struct state {
        typename L::real n;
        int64_t longest;
    };
    template <class L>
    static BB_HD void start(state<L>& s, typename L::real const* p) {
        s.n = p[0];
        double v[L::width];
        L::store(v, p[0]);
        s.longest = 0;
        for (int i = 0; i < L::width; ++i)
            if (static_cast<int64_t>(v[i]) > s.longest) s.longest = static_cast<int64_t>(v[i]);
    }
    template <class L>
    static BB_HD void step(state<L>& s, typename L::real const*, series_view const& in, int64_t t,
                           typename L::real* out) {
        double v[L::width], r[L::width];
        L::store(v, s.n);
        for (int i = 0; i < L::width; ++i) {
            int64_t const back = t - static_cast<int64_t>(v[i]);
            r[i] = back >= in.begin ? in.x[0][t] - in.x[0][back] : 0.0;
        }
        out[0] = L::load(r);
    }
};

BB_ISA_END
)";

std::string study_with(std::string const& change) {
    return R"([study]
name = "change"
kind = "sweep"
[data]
store = "bars"
symbols = ["DEMO"]
timeframe = "1d"
[strategy]
long_entry = ")" +
           change + R"( > 0"
long_exit = ")" +
           change + R"( < 0"
[params]
n = {from = 2, to = 40, step = 1}
[execution]
fee_bps = 1
slippage_bps = 1
)";
}

TEST(Extension, a_new_indicator_is_one_file) {
    CopiedTree tree;
    if (!tree.obstacle().empty()) GTEST_SKIP() << tree.obstacle();
    tree.add("kernels/indicators/probe_change.hpp", new_indicator);
    ASSERT_EQ(tree.build(), "");

    // Nothing else was edited, and only what holds the list of entries was compiled again.
    EXPECT_EQ(tree.changed_sources(), std::set<std::string>{"kernels/indicators/probe_change.hpp"});
    for (std::string const& object : tree.compiled()) {
        bool expected = tree.stale().contains(object);
        for (char const* ending :
             {"columns/probe_change.cpp.o", "isa_columns.cpp.o", "catalogue/catalogue.cpp.o",
              "emulator_backend.cpp.o", "cuda_backend.cu.o"})
            expected = expected || object.ends_with(ending);
        EXPECT_TRUE(expected) << object << " was compiled again";
    }
    EXPECT_GE(tree.compiled().size(), 4u);
    EXPECT_GT(tree.taken_over(), tree.compiled().size()) << "too little came from this build's objects";

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
    ASSERT_EQ(shell(folder, program + "synth --store bars --symbol DEMO --bars 1500 --model regimes").code,
              0);
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

}  // namespace
}  // namespace basicbot
