// Kinds of derived bars as they are written, and why a study does not run over them.

#include "engine/config/derived_bars.hpp"

#include <gtest/gtest.h>

#include "tests/engine/config/sample_study.hpp"

namespace basicbot {
namespace {

std::string why_not(std::string const& text) {
    try {
        parse_derived(text);
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage) << text;
        EXPECT_EQ(error.parts().path, "KIND") << text;
        return error.what();
    }
    return "";
}

TEST(DerivedBars, a_kind_has_one_text_and_one_name) {
    struct {
        char const *given, *text, *name;
    } const cases[] = {{"volume:1000000", "volume:1000000", "volume1000000_1m"},
                       {"dollar:5e6", "dollar:5000000", "dollar5000000_1m"},
                       {"tick:500", "tick:500", "tick500_1m"},
                       {"range:.25", "range:0.25", "range0.25_1m"},
                       {"renko:2.50", "renko:2.5", "renko2.5_1m"},
                       {"renko:0.00001", "renko:0.00001", "renko0.00001_1m"},
                       {"renko:1e-8", "renko:0.00000001", "renko0.00000001_1m"},
                       {"heikin_ashi", "heikin_ashi", "heikin_ashi_1m"}};
    for (auto const& c : cases) {
        DerivedBars const bars = parse_derived(c.given);
        EXPECT_EQ(derived_text(bars), c.text);
        EXPECT_EQ(derived_name(bars, "1m"), c.name);
        EXPECT_EQ(parse_derived(c.text), bars);
        auto const read = read_derived_name(c.name);
        ASSERT_TRUE(read) << c.name;
        EXPECT_EQ(read->bars, bars);
        EXPECT_EQ(read->source, "1m");
    }
    EXPECT_EQ(read_derived_name("heikin_ashi_1d")->source, "1d");
    EXPECT_EQ(read_derived_name("tick5_trades")->source, "trades");
}

TEST(DerivedBars, other_texts_are_refused) {
    for (char const* text :
         {"", ":", "renko", "renko:", "renko:0", "renko:-1", "renko:x", "renko:1x", "renko:inf", "renko:nan",
          "renko:1e99", "renko:0.1234567890123456", "tick:1.5", "tick:0", "heikin_ashi:1",
          "heikin_ashi:", "heiken_ashi", "Renko:1", "volume:1:2"})
        EXPECT_NE(why_not(text), "") << text;
    EXPECT_NE(why_not("reno:1").find("renko:N"), std::string::npos);
}

TEST(DerivedBars, other_names_are_none) {
    for (char const* name : {"",
                             "1d",
                             "_",
                             "renko_1m",
                             "renko2.5",
                             "renko2.5_",
                             "renko2.5_m",
                             "renko2.50_1m",
                             "renko02_1m",
                             "renko1e3_1m",
                             "renko-1_1m",
                             "renko0_1m",
                             "heikin_ashi",
                             "heikin_ashi1_1m",
                             "renko2_trade",
                             "renko2_01m",
                             "renko2_1m_1m",
                             "renko2_heikin_ashi_1d",
                             "x2_1m",
                             "renko2_../1m",
                             "renko2/_1m"})
        EXPECT_FALSE(read_derived_name(name)) << name;
}

TEST(DerivedBars, A23_a_study_over_them_is_refused_with_what_to_do) {
    for (char const* kind : {"sweep", "walkforward", "montecarlo"}) {
        std::string const message =
            refusal(sample_study, {std::string("study.kind=") + kind, "data.timeframe=renko2.5_1m"});
        for (char const* part :
             {"data.timeframe", "never price a fill", "A23", "'renko2.5_1m'", "as 1m",
              "store derive STORE SYMBOL 1m renko:2.5 --onto", "renko_close", "data.series"})
            EXPECT_NE(message.find(part), std::string::npos) << kind << ": " << message;
        EXPECT_EQ(message.find('\n'), std::string::npos);
    }
    EXPECT_NE(refusal(sample_study, {"data.timeframe=volume100_trades"})
                  .find("trades volume:100 --onto --trades FILE"),
              std::string::npos);
    EXPECT_NE(refusal(sample_study, {"data.timeframe=renko_1m"}).find("not of the allowed form"),
              std::string::npos);
}

}  // namespace
}  // namespace basicbot
