#include "engine/config/field_reader.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "engine/config/decimal.hpp"
#include "engine/config/derived_bars.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace {

bool inside(FieldRange const& range, double value) {
    return value >= range.low && value <= range.high && !(range.without_low && value == range.low) &&
           !(range.without_high && value == range.high);
}

std::int64_t read_whole(StudyField const& field, toml::node const& node) {
    double const value = read_number(field, node, "the value");
    if (std::floor(value) != value) refuse_value(field, node, "wrong_type", "not a whole number");
    return node.is_integer() ? node.as_integer()->get() : static_cast<std::int64_t>(value);
}

bool has_form(std::string const& form, std::string const& text) {
    auto const digit = [](char c) { return c >= '0' && c <= '9'; };
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (form == "nonempty") return !text.empty();
    if (form == "name")
        return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [&](char c) {
            return letter(c) || digit(c) || c == '_' || c == '-' || c == '.';
        });
    if (form == "timeframe")
        // The name of derived bars is understood here and refused with its reason by study_problems().
        return has_timeframe_form(text) || read_derived_name(text).has_value();
    return true;
}

std::string read_text(StudyField const& field, toml::node const& node) {
    auto const* const text = node.as_string();
    if (text == nullptr) refuse_value(field, node, "wrong_type", "not a text");
    if (text->get().find('\0') != std::string::npos)
        refuse_value(field, node, "wrong_form", "holds a NUL character");
    if (!has_form(field.form, text->get()))
        refuse_value(field, node, "wrong_form", "not of the allowed form");
    return text->get();
}

std::string read_word(StudyField const& field, toml::node const& node) {
    std::string word = read_text(field, node);
    if (!field.words.empty() && std::find(field.words.begin(), field.words.end(), word) == field.words.end())
        refuse_value(field, node, "unknown_word", "not an allowed value", did_you_mean(word, field.words));
    return word;
}

// A lone text counts as a list of one, so that `--set data.symbols=GOOG` works.
std::vector<std::string> read_texts(StudyField const& field, toml::node const& node) {
    std::vector<std::string> texts;
    auto const add = [&](toml::node const& item) {
        texts.push_back(field.type == FieldType::words ? read_word(field, item) : read_text(field, item));
    };
    if (auto const* const list = node.as_array())
        for (auto const& item : *list) add(item);
    else
        add(node);
    if (texts.empty() && field.type == FieldType::texts)
        refuse_value(field, node, "empty_list", "the list is empty");
    std::set<std::string> seen;
    for (auto const& text : texts)
        if (!seen.insert(text).second)
            refuse_value(field, node, "duplicate_value", "'" + shown(text) + "' is listed twice");
    return texts;
}

std::vector<double> read_numbers(StudyField const& field, toml::node const& node) {
    auto const* const list = node.as_array();
    if (list == nullptr) refuse_value(field, node, "wrong_type", "not a list");
    if (list->empty()) refuse_value(field, node, "empty_list", "the list is empty");
    std::vector<double> numbers;
    for (auto const& item : *list) {
        double const number = read_number(field, item, "a value");
        if (!numbers.empty() && number <= numbers.back())
            refuse_value(field, node, "bad_order", "the list does not ascend",
                         "sort it and write each value once");
        numbers.push_back(number);
    }
    return numbers;
}

std::int64_t read_time(StudyField const& field, toml::node const& node) {
    auto time = time_of(node);
    if (auto const* const text = node.as_string(); text != nullptr && !time && text->get().size() <= 40) {
        try {  // the same date as a text: TOML's own reader decides
            toml::table const parsed = parse_toml("value = " + text->get(), "");
            if (parsed.size() == 1) time = time_of(*parsed.get("value"));
        } catch (TomlError const&) {
        }
    }
    if (!time) refuse_value(field, node, "bad_time", "not a date or time");
    return *time;
}

std::string joined(std::vector<std::string> const& texts) {
    std::string all;
    for (auto const& text : texts) all += (all.empty() ? "" : ", ") + toml_string(text);
    return "[" + all + "]";
}

std::string joined(std::vector<double> const& numbers) {
    std::string all;
    for (double number : numbers) all += (all.empty() ? "" : ", ") + shortest_text(number);
    return "[" + all + "]";
}

}  // namespace

double read_number(StudyField const& field, toml::node const& node, std::string const& what) {
    auto const value = node.value<double>();
    if (!value || !node.is_number()) refuse_value(field, node, "wrong_type", what + " is not a number");
    if (!inside(field.range, *value))  // NaN is never inside
        refuse_value(field, node, "out_of_range",
                     what + (std::isfinite(*value) ? " is out of range" : " is not finite"));
    return *value == 0 ? 0.0 : *value;  // -0 is 0
}

std::string shown(std::string_view text) {
    std::string line;
    for (char c : text) line += static_cast<unsigned char>(c) < 32 || c == 127 ? ' ' : c;
    if (line.size() <= 60) return line;
    std::size_t end = 60;
    while ((static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;  // not inside a UTF-8 character
    return line.substr(0, end) + "...";
}

namespace {

// A value as a study would write it, numbers by their shortest text (toml++ writes 17 digits).
std::string written(toml::node const& node) {
    if (auto const* const number = node.as_floating_point()) return shortest_text(number->get());
    if (auto const* const text = node.as_string()) return toml_string(text->get());
    std::string out;
    if (auto const* const list = node.as_array()) {
        for (toml::node const& item : *list) out += (out.empty() ? "" : ", ") + written(item);
        return "[" + out + "]";
    }
    if (auto const* const table = node.as_table()) {
        for (auto const& [key, value] : *table)
            out += (out.empty() ? "" : ", ") + std::string(key.str()) + " = " + written(value);
        return "{" + out + "}";
    }
    std::ostringstream other;  // whole numbers, dates and truth values are exact there
    node.visit([&](auto const& value) { other << value; });
    return other.str();
}

}  // namespace

std::string shown(toml::node const& node) {
    if (auto const* const text = node.as_string()) return shown(text->get());
    return shown(written(node));
}

std::string toml_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 32 || byte == 127) {
            out += "\\u00";
            out += "0123456789ABCDEF"[byte >> 4];
            out += "0123456789ABCDEF"[byte & 15];
        } else {
            out += c;
        }
    }
    return out + "\"";
}

std::string place_of(toml::node const& node) {
    auto const& source = node.source();
    if (!source.path || !source.begin) return "";
    if (source.path->starts_with("BASICBOT_")) return " (" + *source.path + ")";
    std::string const line = "line " + std::to_string(source.begin.line) + ")";
    return source.path->starts_with(profile_mark) ? " (" + *source.path + ", " + line : " (" + line;
}

void refuse_value(StudyField const& field, toml::node const& node, std::string const& code,
                  std::string const& problem, std::string const& suggestion) {
    fail(ErrorKind::config, {.code = code,
                             .path = shown(field.path()),
                             .value = shown(node),
                             .problem = problem + place_of(node),
                             .allowed = code == "unknown_field" ? "" : field.allowed(),
                             .suggestion = suggestion});
}

ReadField read_field(StudyField const& field, toml::node const& node) {
    auto const with = [](auto value, auto to_text) {
        std::string text = to_text(value);
        return ReadField{std::move(value), std::move(text)};
    };
    switch (field.type) {
        case FieldType::text:
            return with(read_text(field, node), [](auto const& v) { return toml_string(v); });
        case FieldType::word:
            return with(read_word(field, node), [](auto const& v) { return toml_string(v); });
        case FieldType::whole:
            return with(read_whole(field, node), [](auto v) { return std::to_string(v); });
        case FieldType::number:
            return with(read_number(field, node, "the value"), shortest_text);
        case FieldType::flag:
            if (!node.is_boolean()) refuse_value(field, node, "wrong_type", "neither true nor false");
            return with(node.as_boolean()->get(), [](bool v) { return v ? "true" : "false"; });
        case FieldType::time:
            return with(read_time(field, node), time_text);
        case FieldType::texts:
        case FieldType::words:
            return with(read_texts(field, node), [](auto const& v) { return joined(v); });
        case FieldType::numbers:
            return with(read_numbers(field, node), [](auto const& v) { return joined(v); });
        case FieldType::axis:
            return read_axis(field, node);
    }
    fail(ErrorKind::internal, {.code = "bad_field",
                               .path = field.path(),
                               .value = {},
                               .problem = "no such type",
                               .allowed = {},
                               .suggestion = {}});
}

}  // namespace basicbot
