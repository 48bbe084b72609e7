#include "engine/observe/nearest.hpp"

#include <gtest/gtest.h>

namespace basicbot {
namespace {

std::vector<std::string> const words = {"sma", "ema", "macd", "close", "highest", "lowest"};

TEST(Nearest, the_nearest_comes_first) {
    EXPECT_EQ(nearest_names("smaa", words, 3).front(), "sma");
    EXPECT_EQ(nearest_names("clsoe", words, 3), (std::vector<std::string>{"close"}));
    EXPECT_EQ(nearest_names("SMA", words, 1), (std::vector<std::string>{"sma"}));
    EXPECT_EQ(nearest_names("high", words, 1), (std::vector<std::string>{"highest"}));
}

TEST(Nearest, nothing_near_gives_nothing) {
    EXPECT_TRUE(nearest_names("volatility_of_volume", words, 3).empty());
    EXPECT_TRUE(nearest_names("", words, 3).empty());
    EXPECT_EQ(did_you_mean("zzzzzz", words, "see the list"), "see the list");
    EXPECT_EQ(did_you_mean("lowes", words), "did you mean 'lowest'?");
}

}  // namespace
}  // namespace basicbot
