// Rules that every path model keeps; a new file under kernels/paths is tested without an edit here.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <string>

#include "engine/catalogue/models.hpp"
#include "engine/catalogue/names.hpp"
#include "kernels/core/streams.hpp"
#include "kernels/paths/run_paths.hpp"
#include "tests/kernels/paths/path_form.hpp"

namespace basicbot {
namespace {

double const nan_value = std::numeric_limits<double>::quiet_NaN();

struct NamedNumber {
    char const* name;
    int number;
};
constexpr NamedNumber compiled[] = {
#define BB_ROW(name) {#name, path_model_##name},
    BB_PATH_MODELS(BB_ROW)
#undef BB_ROW
};

TEST(PathModels, the_list_is_the_folder_in_alphabetical_order) {
    ASSERT_EQ(path_models().size(), std::size(compiled));
    std::string before;
    for (PathModelEntry const& e : path_models()) {
        NamedNumber const& here = compiled[e.number];
        EXPECT_EQ(&e, &path_models()[static_cast<std::size_t>(e.number)]);
        EXPECT_STREQ(e.info->name, here.name) << "the entry is named as its file";
        EXPECT_EQ(e.number, here.number);
        EXPECT_EQ(find_path_model(e.info->name), &e);
        EXPECT_LT(before, e.info->name);
        before = e.info->name;
    }
    EXPECT_EQ(find_path_model("GBM"), nullptr);
}

TEST(PathModels, describe_themselves) {
    for (PathModelEntry const& e : path_models()) {
        path_info const& info = *e.info;
        for (char const* text : {info.title, info.formula, info.source, info.degenerate, info.accuracy})
            EXPECT_GT(std::string(text).size(), 1u) << info.name;
        EXPECT_LE(e.params.size(), static_cast<std::size_t>(max_path_values)) << info.name;
        EXPECT_LE(e.values.size(), static_cast<std::size_t>(max_path_values)) << info.name;
        for (path_param const& p : e.params) {
            std::string const where = std::string(info.name) + "." + p.info.name;
            EXPECT_GT(std::string(p.help).size(), 1u) << where;
            EXPECT_LE(p.info.low, p.info.high) << where;
            if (calibrated(p)) {
                EXPECT_NE(p.rule, nullptr) << where << ": say how history gives it";
            } else {
                EXPECT_GE(p.info.standard, p.info.low) << where;
                EXPECT_LE(p.info.standard, p.info.high) << where;
            }
            if (p.info.whole && !calibrated(p)) {
                EXPECT_EQ(p.info.standard, std::floor(p.info.standard)) << where;
            }
        }
    }
}

TEST(PathModels, have_streams_of_their_own) {
    std::set<std::uint32_t> streams;
    for (PathModelEntry const& e : path_models()) {
        EXPECT_TRUE(streams.insert(e.info->stream).second) << e.info->name;
        EXPECT_TRUE(e.info->stream == 1 || e.info->stream == 2 || e.info->stream >= first_model_stream);
    }
    EXPECT_EQ(gbm::info.stream, 1u);  // a changed number would change results
    EXPECT_EQ(stationary_bootstrap::info.stream, 2u);
}

// Fields of a study and variables and attributes of a cube share their names with no model's own.
TEST(PathModels, names_are_free) {
    std::set<std::string> const variables = {"mean_return",       "sd_return",         "probability_of_loss",
                                             "mean_drawdown",     "value_at_risk",     "expected_shortfall",
                                             "terminal_quantile", "drawdown_quantile", "fan_quantile",
                                             "history",           "bars_per_year"};
    std::set<std::string> const attributes = {
        "title",           "study",        "study_hash",       "data",
        "data_hash",       "seed",         "numeric_contract", "metric_conventions",
        "model",           "paths_of",     "fan_paths",        "random",
        "risk_convention", "model_source", "model_accuracy",   "drawdown_meaning"};
    std::set<std::string> fields;
    for (StudyField const& field : study_fields(catalogue_names()))
        if (field.section == "montecarlo" && field.model.empty()) fields.insert(field.name);
    for (PathModelEntry const& e : path_models()) {
        std::set<std::string> names;
        for (path_param const& p : e.params) {
            EXPECT_TRUE(names.insert(p.info.name).second) << e.info->name << " " << p.info.name;
            EXPECT_FALSE(fields.contains(p.info.name)) << e.info->name << " " << p.info.name;
            EXPECT_FALSE(attributes.contains(p.info.name)) << e.info->name << " " << p.info.name;
        }
        std::set<std::string> own;
        for (path_value const& v : e.values) {
            EXPECT_TRUE(own.insert(v.name).second) << e.info->name << " " << v.name;
            EXPECT_FALSE(variables.contains(v.name)) << e.info->name << " " << v.name;
            EXPECT_EQ(v.shared, names.contains(v.name))
                << e.info->name << " " << v.name << ": a shared value is a parameter";
        }
    }
}

TEST(PathModels, calibrate_writes_their_values_and_no_more) {
    std::vector<double> const returns = {0.01, -0.02, 0.015, 0.003, -0.001};
    path_history const history{returns.data(), 5, 0.0014, 0.0136, 252, 2.5};
    for (PathModelEntry const& e : path_models()) {
        std::vector<double> from_history_alone, stated;
        for (path_param const& p : e.params) {
            from_history_alone.push_back(p.info.standard);
            stated.push_back(calibrated(p) ? 0.5 * (p.info.low + p.info.high) : p.info.standard);
        }
        for (auto const& given : {from_history_alone, stated}) {
            double values[max_path_values + 1];
            for (double& v : values) v = -777;
            e.calibrate(history, given.data(), values);
            for (std::size_t i = 0; i < std::size(values); ++i)
                EXPECT_EQ(values[i] == -777 || std::isnan(values[i]), i >= e.values.size())
                    << e.info->name << " value " << i;
        }
    }
}

// ---- what the models make of history

std::vector<double> calibrated_by(std::string const& model, std::vector<double> const& stated) {
    path_history const history{nullptr, 1000, 0.0004, 0.012, 250, 7.5};
    double values[max_path_values] = {};
    PathModelEntry const& entry = *find_path_model(model);
    entry.calibrate(history, stated.data(), values);
    return {values, values + entry.values.size()};
}

TEST(PathModels, gbm_takes_history_as_it_is_and_a_drift_per_year_is_that_of_the_price) {
    EXPECT_EQ(calibrated_by("gbm", {nan_value, nan_value}), (std::vector<double>{0.0004, 0.012}));
    auto const both = calibrated_by("gbm", {0.1, 0.2});
    EXPECT_DOUBLE_EQ(both[0], (0.1 - 0.02) / 250);
    EXPECT_DOUBLE_EQ(both[1], 0.2 / std::sqrt(250.0));
    auto const drift = calibrated_by("gbm", {0.1, nan_value});
    EXPECT_DOUBLE_EQ(drift[1], 0.012);
    EXPECT_DOUBLE_EQ(drift[0], 0.1 / 250 - 0.5 * 0.012 * 0.012);
    auto const volatility = calibrated_by("gbm", {nan_value, 0.3});
    EXPECT_DOUBLE_EQ(volatility[0], 0.0004);  // the median of the paths stays
    EXPECT_DOUBLE_EQ(volatility[1], 0.3 / std::sqrt(250.0));
}

TEST(PathModels, the_bootstrap_takes_the_block_that_history_asks_for_unless_it_is_stated) {
    EXPECT_EQ(calibrated_by("stationary_bootstrap", {nan_value}), (std::vector<double>{7.5, 0.0004, 0.012}));
    EXPECT_EQ(calibrated_by("stationary_bootstrap", {3}), (std::vector<double>{3, 0.0004, 0.012}));
}

}  // namespace
}  // namespace basicbot
