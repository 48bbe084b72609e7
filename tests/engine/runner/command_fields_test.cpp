// The list of study fields.

#include "engine/runner/command_fields.hpp"
#include "engine/catalogue/names.hpp"

#include <gtest/gtest.h>

#include "engine/config/study_field.hpp"

namespace basicbot {
namespace {

TEST(FieldsCommand, lists_every_field_of_the_table_and_the_parameters) {
    auto const document = fields_command("").document;
    EXPECT_EQ(document.at("fields").size(), study_fields(catalogue_names()).size() + 1);
    std::string const text = fields_text(document);
    for (StudyField const& field : study_fields(catalogue_names())) {
        EXPECT_NE(text.find("[" + field.section + "]\n"), std::string::npos) << field.section;
        EXPECT_NE(text.find("\n  " + field.name + " "), std::string::npos) << field.name;
        EXPECT_NE(text.find(field.help), std::string::npos) << field.help;
    }
    EXPECT_NE(text.find("sharpe"), std::string::npos);
}

TEST(FieldsCommand, says_type_unit_default_and_range) {
    auto const list = fields_command("execution").document.at("fields");
    for (auto const& field : list) EXPECT_EQ(field.at("section"), "execution");
    auto const& fee = list.at(0);
    EXPECT_EQ(fee.at("name"), "fee_bps");
    EXPECT_EQ(fee.at("type"), "axis");
    EXPECT_EQ(fee.at("unit"), "bps");
    EXPECT_TRUE(fee.at("default").is_null());
    EXPECT_EQ(fee.at("low"), 0);
    EXPECT_EQ(fee.at("high"), 1000);
    auto const& cash = list.at(2);
    EXPECT_EQ(cash.at("default"), "100000");
    EXPECT_TRUE(cash.at("low_excluded").get<bool>());
    EXPECT_EQ(list.at(3).at("words"), nlohmann::json({"long", "both"}));
}

TEST(FieldsCommand, a_section_that_is_not_there_is_refused) {
    try {
        fields_command("excution");
        FAIL();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
        EXPECT_EQ(error.parts().suggestion, "did you mean 'execution'?");
    }
}

}  // namespace
}  // namespace basicbot
