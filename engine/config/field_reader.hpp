#pragma once
// From a TOML value to the checked value of a field. Only .cpp files of engine/config include this header: it
// is the one that brings in toml++.

#include <toml++/toml.h>

#include <string>

#include "engine/config/study_field.hpp"
#include "engine/config/toml_library.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

struct ReadField {
    FieldValue value;
    std::string text;  // the same value as canonical TOML: one text per meaning
};

// Throws Error(config) naming field, value, allowed values and the mend.
ReadField read_field(StudyField const& field, toml::node const& node);

// A TOML value on one line, without control characters, cut after 60 bytes: for messages.
std::string shown(toml::node const& node);
std::string shown(std::string_view text);

// `text` as a TOML basic string with its quotes.
std::string toml_string(std::string_view text);

// Begins the source path of what a profile says.
inline constexpr char profile_mark[] = "profile ";

// " (line 3)", " (profile <path>, line 3)", " (BASICBOT_EXECUTION_FEE_BPS)", or nothing: it was typed.
std::string place_of(toml::node const& node);

// Throws Error(config); the line of `node` is part of the message when it came from a file.
[[noreturn]] void refuse_value(StudyField const& field, toml::node const& node, std::string const& code,
                               std::string const& problem, std::string const& suggestion = "");

// Nanoseconds since 1970-01-01 UTC of a date or time node (no offset = UTC); empty when it is none or outside
// the range of int64. And back, as TOML.
std::optional<std::int64_t> time_of(toml::node const& node);
std::string time_text(std::int64_t ns);

// A finite number within the field's range; `what` begins the message.
double read_number(StudyField const& field, toml::node const& node, std::string const& what);

// A parameter axis (study_axis.cpp).
ReadField read_axis(StudyField const& field, toml::node const& node);

}  // namespace basicbot
