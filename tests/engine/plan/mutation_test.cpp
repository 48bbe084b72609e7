// No text, however broken, does anything but parse or throw Error(config) with a path and one line.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/strategy/shipped.hpp"
#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

std::string mutated(std::string text, std::mt19937& random) {
    static char const* const words[] = {"(",
                                        ")",
                                        "[",
                                        "]",
                                        ".",
                                        ",",
                                        "-",
                                        "@1d",
                                        "not ",
                                        "==",
                                        "<",
                                        "1e9",
                                        "0",
                                        "close",
                                        "sma(",
                                        "\n",
                                        "#",
                                        "=",
                                        "..",
                                        "let ",
                                        "and",
                                        "1.5",
                                        "n",
                                        "\xff",
                                        "long_entry",
                                        "\t",
                                        "99999999999",
                                        "/",
                                        "*",
                                        "&&",
                                        "cross_above(",
                                        "macd(close).",
                                        "volume",
                                        "-1",
                                        "/ 0"};
    auto const at = [&] { return text.empty() ? 0 : random() % (text.size() + 1); };
    int const edits = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < edits; ++i) {
        std::size_t const p = at();
        switch (random() % 6) {
            case 0:
                text.erase(p, 1 + random() % 8);
                break;
            case 1:
                text.insert(p, words[random() % std::size(words)]);
                break;
            case 2:
                text.insert(p, text.substr(at(), random() % 40));
                break;
            case 3:
                if (p < text.size()) text[p] = static_cast<char>(random() % 256);
                break;
            case 4:
                if (p < text.size()) text[p] = static_cast<char>(text[p] ^ (1 << random() % 8));
                break;
            default:
                text.resize(p);
                break;
        }
    }
    return text;
}

TEST(Mutation, broken_texts_are_refused_in_one_line_and_never_crash) {
    std::mt19937 random(20240817);
    int accepted = 0, refused = 0;
    for (int i = 0; i < 12000; ++i) {
        auto const shipped = shipped_strategies();
        std::string const text = mutated(shipped[static_cast<std::size_t>(i) % shipped.size()].text, random);
        try {
            Strategy const s = parse_strategy(text, "mutant.strategy", "mutant");
            Lowered const plan = lower(s, make_grid(s, {}, ""), "both");
            std::vector<std::vector<double>> columns(first_computed_column + plan.columns.size(),
                                                     std::vector<double>(3, 1.0));
            run_gates(plan, 0, columns);
            ++accepted;
        } catch (Error const& error) {
            ++refused;
            std::string const line = error.what();
            ASSERT_EQ(error.kind(), ErrorKind::config) << line;
            ASSERT_FALSE(error.parts().path.empty()) << line;
            ASSERT_FALSE(error.parts().code.empty()) << line;
            ASSERT_EQ(line.find('\n'), std::string::npos);
            ASSERT_LT(line.size(), 1000u) << line;
            ASSERT_NO_THROW(nlohmann::json(error.parts().value).dump()) << line;
            with_caret(error);
        }
    }
    EXPECT_GT(refused, 5000);
    EXPECT_GT(accepted, 500);
}

TEST(Mutation, broken_constraints_are_refused) {
    std::mt19937 random(7);
    Strategy const s = open_strategy("sma_cross");
    for (int i = 0; i < 5000; ++i) {
        std::string const where =
            mutated("fast < slow and not (slow - 2 * fast >= 70 or fast == 30)", random);
        try {
            make_grid(s, {axis("fast", {5, 10, 20}), axis("slow", {20, 50})}, where);
        } catch (Error const& error) {
            ASSERT_EQ(error.kind(), ErrorKind::config) << error.what();
            ASSERT_EQ(error.parts().path.rfind("params.where", 0), 0u) << error.what();
        }
    }
}

}  // namespace
}  // namespace basicbot
