// Several studies in one call: one that fails does not stop the rest, and is named at the end.

#include <signal.h>

#include "tests/system/run_fixture.hpp"

namespace basicbot {
namespace {

using nlohmann::json;

struct RunQueue : RunFixture {};

TEST_F(RunQueue, all_are_run_and_each_has_its_result) {
    auto const result = run({"run", "folds.toml", "sweep.toml", "--json"});
    ASSERT_EQ(result.code, 0) << result.err;
    json const document = result.document();
    EXPECT_EQ(document.at("ok"), 2);
    EXPECT_EQ(document.at("studies").at(1).at("document").at("kind"), "sweep");
    EXPECT_TRUE(folder.has("cross.h5"));
    EXPECT_TRUE(folder.has("stops.h5"));
    std::string const cube = folder.read("stops.h5");
    EXPECT_EQ(direct("sweep.toml"), cube);
}

TEST_F(RunQueue, one_that_fails_does_not_stop_the_rest) {
    folder.write("wrong.toml", "[study]\nkind = \"sweep\"\n");
    folder.write("gone.toml", run_sweep_study);
    auto const result =
        run({"run", "wrong.toml", "folds.toml", "missing.toml", "sweep.toml", "gone.toml", "--json"});
    EXPECT_EQ(result.code, 3);
    json const document = result.document();
    EXPECT_EQ(document.at("ok"), 2);
    EXPECT_EQ(document.at("failed"), 3);
    std::vector<std::string> states;
    for (json const& study : document.at("studies")) states.push_back(study.at("state"));
    EXPECT_EQ(states, (std::vector<std::string>{"failed", "ok", "failed", "ok", "failed"}));
    EXPECT_EQ(document.at("studies").at(4).at("error").at("code"), "cube_taken");
    EXPECT_NE(document.at("error").at("message").get<std::string>().find(
                  "wrong.toml, missing.toml, gone.toml: 3 of 5"),
              std::string::npos)
        << document.at("error");
    EXPECT_TRUE(folder.has("cross.h5"));
    EXPECT_TRUE(folder.has("stops.h5"));
}

TEST_F(RunQueue, the_exit_code_is_that_of_the_first_failure) {
    folder.write("data.toml", std::string(run_sweep_study).replace(run_sweep_study.find("GOOG"), 4, "NONE"));
    folder.write("wrong.toml", "[study]\nkind = \"sweep\"\n");
    EXPECT_EQ(run({"run", "data.toml", "wrong.toml", "sweep.toml"}).code, 4);
    EXPECT_EQ(run({"run", "wrong.toml", "data.toml", "sweep.toml"}).code, 3);
}

TEST_F(RunQueue, each_has_its_own_folder) {
    auto const result = run({"run", "folds.toml", "sweep.toml", "--run", "runs"});
    ASSERT_EQ(result.code, 0) << result.err;
    EXPECT_EQ(folder.read("runs/folds/cube.h5"), direct("folds.toml"));
    EXPECT_EQ(folder.read("runs/sweep/cube.h5"), direct("sweep.toml"));
}

TEST_F(RunQueue, a_request_to_stop_ends_it) {
    folder.write("paths.toml",
                 "[study]\nkind = \"montecarlo\"\n[data]\nstore = \"bars\"\nsymbols = [\"GOOG\"]\n"
                 "timeframe = \"1d\"\n[montecarlo]\npaths = 20000000\nhorizon = 2000\n");
    auto const result = run({"run", "sweep.toml", "paths.toml", "folds.toml", "--progress", "json", "--json"},
                            {.signal_after = "\"paths\",\"done\":0"});
    EXPECT_EQ(result.code, 6) << result.err;
    json const document = result.document();
    EXPECT_EQ(document.at("ok"), 1);
    EXPECT_EQ(document.at("not_started"), 1);
    EXPECT_TRUE(folder.has("stops.h5"));
    EXPECT_FALSE(folder.has("cross.h5"));
}

TEST_F(RunQueue, what_belongs_to_one_study_is_refused) {
    for (char const* option : {"--out", "--parts"}) {
        auto const result = run({"run", "folds.toml", "sweep.toml", option, "1"});
        EXPECT_EQ(result.code, 2) << result.err;
        EXPECT_EQ(result.error_lines(), 1u) << result.err;
    }
}

}  // namespace
}  // namespace basicbot
