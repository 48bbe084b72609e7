// The parameters of path models as fields of a study: they come from the models themselves.

#include <gtest/gtest.h>

#include "tests/engine/config/sample_study.hpp"

namespace basicbot {
namespace {

Study paths_of(std::vector<std::string> overrides) {
    overrides.insert(overrides.begin(), "study.kind=montecarlo");
    return parse_sample(overrides);
}

std::string refused(std::vector<std::string> overrides) {
    overrides.insert(overrides.begin(), "study.kind=montecarlo");
    return refusal(sample_study, overrides);
}

TEST(StudyModels, what_is_stated_lands_by_name_and_defaults_are_written_out) {
    using Stated = std::map<std::string, double>;
    Study const walk = paths_of({"montecarlo.drift=0.1", "montecarlo.jumps=3"});
    EXPECT_EQ(walk.montecarlo.stated, (Stated{{"drift", 0.1}, {"jumps", 3}}));
    EXPECT_NE(walk.text.find("\ndrift = 0.1\njumps = 3\n"), std::string::npos) << walk.text;
    Study const plain = paths_of({});
    EXPECT_EQ(plain.montecarlo.stated, (Stated{{"jumps", 12}}));  // drift: from history
    EXPECT_EQ(plain.text.find("drift"), std::string::npos);
    EXPECT_NE(plain.text.find("\njumps = 12\n"), std::string::npos);
    Study const still = paths_of({"montecarlo.model=still"});
    EXPECT_TRUE(still.montecarlo.stated.empty());
    EXPECT_EQ(still.text.find("jumps"), std::string::npos);
}

TEST(StudyModels, a_name_that_two_models_share_has_the_range_and_default_of_the_chosen_one) {
    EXPECT_EQ(paths_of({"montecarlo.model=blocks"}).montecarlo.stated.at("drift"), 0.5);
    EXPECT_EQ(paths_of({"montecarlo.drift=5"}).montecarlo.stated.at("drift"), 5);
    std::string const message = refused({"montecarlo.model=blocks", "montecarlo.drift=5"});
    EXPECT_NE(message.find("montecarlo.drift: the value is out of range: '5' (allowed: a number, -1 to 1 per "
                           "year)"),
              std::string::npos)
        << message;
}

TEST(StudyModels, the_environment_reaches_them) {
    Study const s = parse_sample({"study.kind=montecarlo"}, {{"BASICBOT_MONTECARLO_DRIFT", "0.2"}});
    EXPECT_EQ(s.montecarlo.stated.at("drift"), 0.2);
}

TEST(StudyModels, canonical_text_reads_back_as_itself) {
    for (std::string const model : {"gbm", "blocks", "still"}) {
        Study const s = paths_of({"montecarlo.model=" + model});
        EXPECT_EQ(parse_study(s.text, "other.toml", {"data.store=elsewhere"}, test_names).text, s.text);
    }
}

TEST(StudyModels, refusals_name_field_value_allowed_and_mend) {
    struct Case {
        std::vector<std::string> overrides, parts;
    };
    std::vector<Case> const cases = {
        {{"montecarlo.drift=11"},
         {"montecarlo.drift:", "out of range: '11'", "-10 to 10 per year", "left out: mean log return"}},
        {{"montecarlo.drift=nan"}, {"montecarlo.drift", "not finite"}},
        {{"montecarlo.drift=much"}, {"montecarlo.drift", "not a number", "'much'"}},
        {{"montecarlo.jumps=2.5"}, {"montecarlo.jumps", "not a whole number", "0 to 500"}},
        {{"montecarlo.mean_block=3"},
         {"montecarlo.mean_block:", "path model gbm has no such parameter: '3'", "allowed: drift, jumps",
          "or use model = \"blocks\""}},
        {{"montecarlo.model=blocks", "montecarlo.jumps=3"},
         {"montecarlo.jumps", "blocks has no such", "mean_block, drift", "model = \"gbm\""}},
        {{"montecarlo.model=still", "montecarlo.drift=0"},
         {"montecarlo.drift", "still has no such", "it has none", "model = \"gbm\" or \"blocks\""}},
        {{"montecarlo.model=blocks", "montecarlo.mean_block=0"},
         {"montecarlo.mean_block", "'0'", "1 to 1000000 bars", "left out: Politis and White 2004"}},
        {{"montecarlo.drfit=0"}, {"montecarlo.drfit", "no such field", "did you mean 'drift'?"}},
        {{"study.jumps=1"}, {"study.jumps", "did you mean 'montecarlo.jumps'?"}},
    };
    for (auto const& [overrides, parts] : cases) {
        std::string const message = refused(overrides);
        for (auto const& part : parts)
            EXPECT_NE(message.find(part), std::string::npos) << message << " lacks " << part;
    }
}

}  // namespace
}  // namespace basicbot
