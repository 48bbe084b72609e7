#include "engine/config/study_field.hpp"

#include "engine/config/decimal.hpp"

namespace basicbot {

namespace {

std::string range_text(FieldRange const& range) {
    return (range.without_low ? "above " : "") + shortest_text(range.low) +
           (range.without_high ? " to below " : " to ") + shortest_text(range.high);
}

std::string word_text(std::vector<std::string> const& words) {
    std::string text;
    for (auto const& word : words) text += (text.empty() ? "" : ", ") + word;
    return text.empty() ? "names of metrics" : text;
}

std::string form_text(std::string const& form) {
    if (form == "name") return "1 to 64 letters, digits, '_', '-' and '.'";
    if (form == "timeframe") return "a whole number and a unit of s, m, h, d, w, as 1d, 1h, 5m";
    return form == "nonempty" ? "a text, not empty" : "a text";
}

}  // namespace

std::string StudyField::allowed() const { return values() + (absent.empty() ? "" : "; " + absent); }

std::string StudyField::values() const {
    std::string const of_unit = unit.empty() ? "" : " " + unit;
    switch (type) {
        case FieldType::text:
            return form_text(form);
        case FieldType::texts:
            return "a list of texts, each once: " + form_text(form);
        case FieldType::word:
            return word_text(words);
        case FieldType::words:
            return "a list, each once, of " + word_text(words);
        case FieldType::whole:
            return "a whole number" + (unit.empty() ? "" : " of " + unit) + ", " + range_text(range);
        case FieldType::number:
            return "a number, " + range_text(range) + of_unit;
        case FieldType::numbers:
            return "an ascending list of numbers, each " + range_text(range) + of_unit;
        case FieldType::flag:
            return "true, false";
        case FieldType::time:
            return "a UTC date or time from 1678 to 2261, as 2004-01-31 or 2004-01-31T14:30:00Z";
        case FieldType::axis:
            return "a number, {from, to, step} or {sweep = [...]}, each value " + range_text(range) + of_unit;
    }
    return "";
}

char const* field_type_name(FieldType type) {
    switch (type) {
        case FieldType::text:
            return "text";
        case FieldType::word:
            return "word";
        case FieldType::whole:
            return "whole";
        case FieldType::number:
            return "number";
        case FieldType::flag:
            return "flag";
        case FieldType::time:
            return "time";
        case FieldType::texts:
            return "texts";
        case FieldType::words:
            return "words";
        case FieldType::numbers:
            return "numbers";
        case FieldType::axis:
            return "axis";
    }
    return "";
}

StudyField parameter_field(std::string const& name) {
    return {.section = "params",
            .name = name,
            .type = FieldType::axis,
            .unit = "",
            .initial = "",
            .help = "parameter of the strategy",
            .range = {.low = -1e12, .high = 1e12}};
}

}  // namespace basicbot
