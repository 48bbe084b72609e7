// Thousands of random strategies: the gate program on words of 64 bars against the interpreter bar by bar.

#include <gtest/gtest.h>

#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

// Writes random expressions of the language. Parameters: p, q (whole), r (a fraction).
class RandomText {
  public:
    explicit RandomText(std::uint32_t seed) : random(seed) {}

    std::string strategy() {
        std::string text = "param p = 2\nparam q = 3\nparam r = 6.5\n";
        int const lets = static_cast<int>(pick(4));
        for (int i = 0; i < lets; ++i) {
            bool const condition_let = pick(3) == 0;
            std::string const name = (condition_let ? "c" : "s") + std::to_string(i);
            text += "let " + name + " = " + (condition_let ? condition(2) : series(2)) + "\n";
            (condition_let ? conditions : names).push_back(name);
        }
        char const* rules[] = {"long_entry", "long_exit", "short_entry", "short_exit"};
        std::size_t const which = pick(3);
        for (std::size_t i = 0; i < 4; ++i) {
            bool const on = which == 0 || (which == 1 ? i < 2 : i >= 2);
            if (on && !(i % 2 == 1 && pick(5) == 0))
                text += std::string(rules[i]) + " = " + condition(3) + "\n";
        }
        return text;
    }

    std::size_t pick(std::size_t n) { return random() % n; }

  private:
    std::string number() {
        char const* all[] = {"6", "7", "6.5", "p", "q", "r", "p + q", "2 * q", "-p + 9", "0.5"};
        return all[pick(10)];
    }
    std::string period() {
        char const* all[] = {"2", "3", "p", "q", "p + q", "2 * p"};
        return all[pick(6)];
    }
    std::string series(int depth) {
        char const* prices[] = {"open", "high", "low", "close", "volume", "hl2", "hlc3", "ohlc4"};
        if (depth == 0 || pick(4) == 0) {
            if (!names.empty() && pick(2)) return names[pick(names.size())];
            return prices[pick(8)];
        }
        auto const s = [&] { return series(depth - 1); };
        if (!longer && pick(12) == 0)
            return "(" + over_longer([&] { return series(depth - 1); }) + ")" + suffix();
        switch (pick(20)) {
            case 0:
                return "sma(" + s() + ", " + period() + ")";
            case 1:
                return "rsi(" + s() + ", n = " + period() + ")";
            case 2:
                return "macd(" + s() + ", " + period() + ", " + period() + ", 2).hist";
            case 3:
                return "macd(" + s() + ", signal = " + period() + ")";
            case 4:
                return "atr(" + period() + ")";
            case 5:
                return "trange()";
            case 6:
                return "(" + s() + " + " + s() + ")";
            case 7:
                return "(" + s() + " - " + s() + ")";
            case 8:
                return s() + " * " + number();
            case 9:
                return "(" + s() + ") / " + number();
            case 10:
                return "(" + number() + " - " + s() + ")";
            case 11:
                return number() + " / (" + s() + ")";
            case 12:
                return "(" + s() + ")[" + (pick(4) ? "1" : "p - 2") + "]";
            case 13:
                return "-(" + s() + ")";
            case 14:
                return "(" + s() + " - " + number() + ")";
            case 15:
                return "if(" + condition(depth - 1) + ", " + s() + ", " + (pick(3) ? s() : number()) + ")";
            case 16:
                return "bars_since(" + (pick(4) ? condition(depth - 1) : s() + " - 6") + ")";
            case 17:
                return "value_when(" + (pick(4) ? condition(depth - 1) : s() + " - 6") + ", " + s() + ")";
            default:
                return "highest(" + s() + ", " + period() + ")[1]";
        }
    }
    // Within a timeframe there is no other, so no name that may hold one.
    template <class Write>
    std::string over_longer(Write write) {
        auto const kept_names = std::exchange(names, {}), kept_conditions = std::exchange(conditions, {});
        longer = true;
        std::string text = write();
        longer = false;
        names = kept_names;
        conditions = kept_conditions;
        return text;
    }
    char const* suffix() { return pick(3) ? "@4h" : "@8h"; }
    std::string operand(int depth) { return pick(4) == 0 ? number() : series(depth); }
    std::string condition(int depth) {
        if (!conditions.empty() && pick(6) == 0) return conditions[pick(conditions.size())];
        char const* compare[] = {">", "<", ">=", "<=", "==", "!="};
        if (depth == 0 || pick(3) == 0) {
            if (pick(4) == 0)
                return std::string(pick(2) ? "cross_above(" : "cross_below(") + series(1) + ", " +
                       operand(1) + ")";
            return operand(1) + " " + compare[pick(6)] + " " + operand(1);
        }
        if (!longer && pick(12) == 0)
            return "(" + over_longer([&] { return condition(depth - 1); }) + ")" + suffix();
        switch (pick(4)) {
            case 0:
                return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
            case 1:
                return "(" + condition(depth - 1) + " or " + condition(depth - 1) + ")";
            case 2:
                return "if(" + condition(depth - 1) + ", " + condition(depth - 1) + ", " +
                       condition(depth - 1) + ")";
            default:
                return "(not " + condition(depth - 1) + ")";
        }
    }

    std::mt19937 random;
    std::vector<std::string> names, conditions;
    bool longer = false;  // the text stands within a timeframe
};

TEST(Rules, A7_gate_program_agrees_with_the_interpreter_on_random_strategies) {
    int compared = 0, refused = 0, signals = 0;
    for (std::uint32_t seed = 1; seed <= 2600; ++seed) {
        RandomText writer(seed);
        std::string const text = writer.strategy();
        SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
        Strategy const s = written(text);
        bool const swept = seed % 3 == 0;
        Grid const grid =
            make_grid(s,
                      swept ? std::vector{axis("p", {2, 3}), axis("r", {6.5}), axis("q", {3, 2, 4})}
                            : std::vector<ParameterAxis>{},
                      swept && seed % 2 ? "p <= q" : "");
        Lowered plan;
        try {
            plan = lower(s, grid, "both");
        } catch (Error const& error) {  // too many crossings for one program
            ASSERT_EQ(error.parts().code, "rules_too_large") << error.what();
            ++refused;
            continue;
        }
        std::mt19937 random(seed);
        auto const prices = random_prices(random, 1 + random() % (seed % 4 ? 200 : 500));
        auto const columns = run_columns(plan, prices);
        for (std::size_t cell = 0; cell < plan.cell_count(); ++cell) {
            auto const got = run_gates(plan, cell, columns);
            ASSERT_EQ(run_gates(plan, cell, columns, true), got) << "by the program for solid words";
            RuleInterpreter const slow = interpreter(s, prices, grid.values(cell));
            for (int i = 0; i < 4; ++i) {
                auto const expected = slow.rule(i);
                ASSERT_EQ(got[static_cast<std::size_t>(i)], expected)
                    << rule_names[static_cast<std::size_t>(i)] << ", cell " << cell;
                for (bool bit : expected) signals += bit;
            }
        }
        ++compared;
    }
    EXPECT_GE(compared, 2000);
    EXPECT_LT(refused, 100);
    EXPECT_GT(signals, 100000);
}

}  // namespace
}  // namespace basicbot
