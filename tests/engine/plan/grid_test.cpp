#include "engine/plan/grid.hpp"

#include <gtest/gtest.h>

#include "tests/engine/plan/plan_fixture.hpp"

namespace basicbot {
namespace {

Strategy two() {
    return written(
        "param fast = 20 in 1..1000 sweep 5..50 step 5\nparam slow = 50\n"
        "long_entry = sma(close, fast) > sma(close, slow)");
}

TEST(Grid, the_last_axis_runs_fastest_in_study_order) {
    Grid const grid = make_grid(two(), {axis("slow", {30, 40}), axis("fast", {1, 2, 3})}, "");
    ASSERT_EQ(grid.cell_count(), 6u);
    EXPECT_EQ(grid.indices(4), (std::vector<std::uint32_t>{1, 1}));
    EXPECT_EQ(grid.values(4), (std::vector<double>{2, 40}));  // in the strategy's parameter order
}

TEST(Grid, a_parameter_without_an_axis_keeps_its_default) {
    Grid const grid = make_grid(two(), {axis("fast", {3})}, "");
    ASSERT_EQ(grid.cell_count(), 1u);
    EXPECT_EQ(grid.values(0), (std::vector<double>{3, 50}));
}

TEST(Grid, a_constraint_keeps_cells_in_order) {
    std::vector<double> values;
    for (int i = 1; i <= 40; ++i) values.push_back(i);
    Grid const grid = make_grid(two(), {axis("fast", values), axis("slow", values)},
                                "fast < slow and not (slow - 2 * fast >= 7 or fast == 3) and slow <= 50 / 2");
    std::vector<std::uint32_t> expected;
    for (int f = 1; f <= 40; ++f)
        for (int s = 1; s <= 40; ++s)
            if (f < s && !(s - 2 * f >= 7 || f == 3) && s <= 25)
                expected.push_back(static_cast<std::uint32_t>((f - 1) * 40 + s - 1));
    EXPECT_EQ(grid.kept, expected);
    EXPECT_EQ(grid.cell_count(), expected.size());
    EXPECT_EQ(grid.values(0), (std::vector<double>{1, 2}));
}

TEST(Grid, a_constraint_may_name_a_parameter_that_is_fixed) {
    EXPECT_EQ(make_grid(two(), {axis("fast", {49, 50, 51})}, "fast < slow").cell_count(), 1u);
}

TEST(Grid, no_cells_names_the_constraint) {
    try {
        make_grid(two(), {axis("fast", {60, 70})}, "fast < slow");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::config);
        EXPECT_EQ(error.parts().code, "no_cells");
        EXPECT_EQ(error.parts().path, "params.where");
        EXPECT_EQ(error.parts().value, "fast < slow");
    }
}

TEST(Grid, too_many_cells_are_refused_with_their_number) {
    std::vector<double> many(10001);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = static_cast<double>(i % 1000 + 1);
    try {
        make_grid(two(), {axis("fast", many), axis("slow", many)}, "");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.parts().code, "too_many_cells");
        EXPECT_EQ(error.parts().value, "100020001 combinations");
        EXPECT_NE(error.parts().suggestion.find("narrow"), std::string::npos);
    }
    std::string text;
    std::vector<ParameterAxis> axes;
    for (int i = 0; i < 64; ++i) {
        text += "param a" + std::to_string(i) + " = 1\n";
        axes.push_back(axis("a" + std::to_string(i), std::vector<double>(60000, 1.0)));
    }
    EXPECT_EQ(code_of([&] { make_grid(written(text + "long_entry = close > a0"), axes, ""); }),
              "too_many_cells");
}

TEST(Grid, wrong_axes_and_values_are_refused) {
    Strategy const s = two();
    auto const code = [&](std::vector<ParameterAxis> const& axes, char const* where = "") {
        return code_of([&] { make_grid(s, axes, where); });
    };
    EXPECT_EQ(code({axis("fats", {3})}), "unknown_parameter");
    EXPECT_EQ(code({axis("fast", {3}), axis("fast", {4})}), "duplicate_axis");
    EXPECT_EQ(code({axis("fast", {3, 1001})}), "parameter_range");
    EXPECT_EQ(code({axis("fast", {3, 0.5})}), "parameter_range");
    EXPECT_EQ(code({axis("slow", {std::nan("")})}), "parameter_range");
    EXPECT_EQ(code({axis("fast", {})}), "empty_axis");
    EXPECT_EQ(code({}, "fast <"), "syntax");
    EXPECT_EQ(code({}, "fast < slwo"), "unknown_name");
    EXPECT_EQ(code({}, "fast + slow"), "wrong_type");
    EXPECT_EQ(code({}, "fast < close"), "unknown_name");
    EXPECT_EQ(code({}, "fast < sma(slow, 3)"), "unknown_indicator");
    EXPECT_EQ(code({}, "fast[1] < 3"), "wrong_type");
}

TEST(Grid, an_unknown_axis_names_the_nearest_parameter) {
    try {
        make_grid(two(), {axis("fsat", {3})}, "");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.parts().path, "params.fsat");
        EXPECT_EQ(error.parts().allowed, "fast, slow");
        EXPECT_EQ(error.parts().suggestion, "did you mean 'fast'?");
    }
}

TEST(Grid, an_error_in_the_constraint_shows_its_column) {
    try {
        make_grid(two(), {}, "fast < slwo");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.parts().path, "params.where:1:8");
        EXPECT_EQ(error.parts().suggestion, "did you mean 'slow'?");
        EXPECT_EQ(with_caret(error).substr(with_caret(error).find('\n') + 1),
                  "  1 | fast < slwo\n    |        ^~~~");
    }
}

TEST(Grid, rules_in_the_study_refuse_an_axis_that_nothing_reads) {
    Strategy const s =
        parse_rules({{"long_entry", "close > sma(close, n)"}}, {axis("n", {3, 4}), axis("m", {1})});
    EXPECT_EQ(code_of([&] {
                  make_grid(s, {axis("n", {3, 4}), axis("m", {1})}, "m < n");
              }),
              "unused_parameter");
    EXPECT_EQ(make_grid(s, {axis("n", {3, 4})}, "").cell_count(), 2u);
}

}  // namespace
}  // namespace basicbot
