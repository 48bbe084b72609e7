// TA-Lib's math transforms against the C library's functions, which TA-Lib calls, at ordinary and degenerate
// inputs.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/kernels/indicators/columns_support.hpp"

using namespace columns_test;

namespace {

struct Transform {
    char const* name;
    double (*of)(double);
    bool exact;  // rounded correctly by IEEE 754 or the C standard: equal bits
};
Transform const transforms[] = {
    {"acos", [](double x) { return std::acos(x); }, false},
    {"asin", [](double x) { return std::asin(x); }, false},
    {"atan", [](double x) { return std::atan(x); }, false},
    {"ceil", [](double x) { return std::ceil(x); }, true},
    {"cos", [](double x) { return std::cos(x); }, false},
    {"cosh", [](double x) { return std::cosh(x); }, false},
    {"exp", [](double x) { return std::exp(x); }, false},
    {"floor", [](double x) { return std::floor(x); }, true},
    {"ln", [](double x) { return std::log(x); }, false},
    {"log10", [](double x) { return std::log10(x); }, false},
    {"sin", [](double x) { return std::sin(x); }, false},
    {"sinh", [](double x) { return std::sinh(x); }, false},
    {"sqrt", [](double x) { return std::sqrt(x); }, true},
    {"tan", [](double x) { return std::tan(x); }, false},
    {"tanh", [](double x) { return std::tanh(x); }, false},
};

class MathTransforms : public testing::TestWithParam<Transform> {
  protected:
    // x through every instruction set; registers of lanes and the bars that are left over.
    void expect_c_values(Series const& x) const {
        Transform const& transform = GetParam();
        for (size_t isa = 0; isa < 3; ++isa) {
            if (!instruction_sets()[isa].present) continue;
            Series const got =
                run(entry_named(transform.name), static_cast<int>(isa), {x}, 0, {{}}).columns[0];
            for (size_t t = 0; t < x.size(); ++t) {
                double const want = transform.of(x[t]);
                if (std::isnan(want)) {
                    ASSERT_EQ(basicbot::bits_of(got[t]), basicbot::bits_of(basicbot::quiet_nan())) << x[t];
                } else if (transform.exact || want == 0.0) {
                    ASSERT_EQ(basicbot::bits_of(got[t]), basicbot::bits_of(want)) << x[t];
                } else {
                    ASSERT_DOUBLE_EQ(got[t], want) << x[t];  // within 4 units of the last place
                }
            }
        }
    }
};

TEST_P(MathTransforms, have_the_values_of_c) {
    std::mt19937_64 random(9);
    Series x;
    for (int i = 0; i < 3001; ++i) {
        double const unit = std::uniform_real_distribution<>(-1, 1)(random);
        x.push_back(i % 3 == 0   ? unit
                    : i % 3 == 1 ? 30 * unit
                                 : std::ldexp(unit, static_cast<int>(random() % 120) - 60));
    }
    expect_c_values(x);
}

TEST_P(MathTransforms, have_the_degenerate_values_of_c) {
    double const inf = std::numeric_limits<double>::infinity(), most = std::numeric_limits<double>::max(),
                 least = std::numeric_limits<double>::denorm_min();
    Series x;
    for (double size : {0.0,        least,        0x1p-1022,    0.49999999999999994,
                        0.5,        1.0,          1.5,          2.5,
                        709.0,      711.0,        746.0,        1e15,
                        0x1p51,     0x1p51 + 0.5, 0x1p52 - 0.5, 0x1p52,
                        0x1p53 + 2, 1e300,        most,         inf}) {
        x.push_back(size);
        x.push_back(-size);
    }
    x.push_back(-std::nan("7"));
    expect_c_values(x);
}

INSTANTIATE_TEST_SUITE_P(Entries, MathTransforms, testing::ValuesIn(transforms),
                         [](auto const& info) { return info.param.name; });

}  // namespace
