// Profiles: where they are found, that they stand below the study, and what prod takes.

#include "engine/config/profile.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/engine/config/sample_study.hpp"
#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

struct Profiles : testing::Test {
    void SetUp() override { folder.write("sample.toml", sample_study); }
    EffectiveStudy read(Profile const& profile, std::vector<std::string> const& overrides = {},
                        Environment const& environment = {}) const {
        return read_effective_study(folder.file("sample.toml"), overrides, test_names, environment, profile);
    }
    static std::string origin(EffectiveStudy const& study, std::string const& section,
                              std::string const& name) {
        for (Setting const& s : study.settings)
            if (s.section == section && s.name == name) return s.origin;
        return "";
    }
    static std::string message(auto act) {
        try {
            act();
        } catch (Error const& error) {
            return error.what();
        }
        return "";
    }
    FreshFolder folder;
};

TEST_F(Profiles, each_source_yields_to_the_next) {
    Profile const profile{"desk", "desk.toml",
                          "[execution]\ncash = 1\nfee_bps = 9\n[metrics]\nmar = 0.1\nrequired = 0.1\n"};
    EffectiveStudy const found =
        read(profile, {"metrics.required=0.3"},
             {{"BASICBOT_METRICS_REQUIRED", "0.2"}, {"BASICBOT_METRICS_MAR", "0.2"}});
    EXPECT_EQ(found.study.execution.fee_bps.values, std::vector<double>{5});  // the study's own
    EXPECT_EQ(found.study.execution.cash, 1);
    EXPECT_EQ(found.study.metrics.mar, 0.2);
    EXPECT_EQ(found.study.metrics.required, 0.3);
    EXPECT_TRUE(origin(found, "execution", "fee_bps").ends_with("sample.toml:15"));
    EXPECT_EQ(origin(found, "execution", "cash"), "desk.toml:2");
    EXPECT_EQ(origin(found, "metrics", "mar"), "BASICBOT_METRICS_MAR");
    EXPECT_EQ(origin(found, "metrics", "required"), "--set");
    EXPECT_EQ(origin(found, "metrics", "risk_free"), "default");
    EXPECT_EQ(origin(found, "params", "slow").find("desk"), std::string::npos);
}

TEST_F(Profiles, the_settings_are_the_study) {
    std::string text, section;
    for (Setting const& s : read({}).settings) {
        if (s.section != section) text += "[" + (section = s.section) + "]\n";
        text += s.name + " = " + s.value + "\n";
    }
    Study const again = parse_study(text, "sample.toml", {}, test_names);
    EXPECT_EQ(again.text, read({}).study.text);
    EXPECT_EQ(again.data.store, "stores/sample");
}

TEST_F(Profiles, a_mistake_in_a_profile_is_told_with_its_file) {
    auto const refused = [&](std::string const& text) {
        return message([&] { read({"desk", "desk.toml", text}); });
    };
    std::string const range = refused("[execution]\n\ncash = -1\n");
    EXPECT_NE(range.find("execution.cash"), std::string::npos) << range;
    EXPECT_NE(range.find("(profile desk.toml, line 3)"), std::string::npos) << range;
    EXPECT_NE(refused("[execution]\ncsh = 1\n").find("(profile desk.toml, line 2)"), std::string::npos);
    EXPECT_NE(refused("[execution\n").find("profile desk.toml:1:"), std::string::npos);
}

TEST_F(Profiles, are_found_by_name_and_by_path) {
    std::filesystem::create_directories(folder.file("xdg/basicbot"));
    folder.write("xdg/basicbot/test.toml", "[study]\nseed = 3\n");
    Environment const environment = {{"XDG_CONFIG_HOME", folder.file("xdg")}, {"BASICBOT_PROFILE", "test"}};
    EXPECT_EQ(find_profile("", environment).text, "[study]\nseed = 3\n");
    EXPECT_EQ(find_profile("", {}).name, "");
    EXPECT_EQ(find_profile("dev", environment).name, "dev");  // asked for goes before the environment
    Profile const own = find_profile(folder.file("xdg/basicbot/test.toml"), {});
    EXPECT_EQ(own.name, "test");
    EXPECT_EQ(own.text, "[study]\nseed = 3\n");
    EXPECT_NE(message([] { find_profile("prdo", {}); }).find("did you mean 'prod'?"), std::string::npos);
    EXPECT_NE(message([] { find_profile("none/prod.toml", {}); }).find("there is no such profile"),
              std::string::npos);
}

TEST_F(Profiles, prod_takes_nothing_that_anyone_may_write_to) {
    namespace fs = std::filesystem;
    fs::create_directory(folder.file("open"));
    fs::permissions(folder.file("open"), fs::perms::all);
    std::string const open = folder.file("open"), closed = folder.path();
    EXPECT_NE(message([&] {
                  refuse_open_to_all({"prod", "", ""}, "data.store", open);
              }).find("chmod o-w"),
              std::string::npos);
    EXPECT_EQ(message([&] { refuse_open_to_all({"prod", "", ""}, "data.store", closed); }), "");
    EXPECT_EQ(message([&] { refuse_open_to_all({"dev", "", ""}, "data.store", open); }), "");
}

}  // namespace
}  // namespace basicbot
