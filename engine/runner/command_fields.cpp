#include "engine/runner/command_fields.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/catalogue/names.hpp"
#include "engine/config/study_field.hpp"
#include "engine/observe/nearest.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

bool has_range(FieldType type) {
    return type == FieldType::whole || type == FieldType::number || type == FieldType::numbers ||
           type == FieldType::axis;
}

// `allowed` comes from the table without the metrics: thirty names in one cell help nobody.
json field_document(StudyField const& field, std::string const& allowed) {
    json entry = {{"section", field.section},
                  {"name", field.name},
                  {"type", field_type_name(field.type)},
                  {"unit", field.unit},
                  {"default", field.initial.empty() ? json(nullptr) : json(field.initial)},
                  {"allowed", allowed},
                  {"help", field.help}};
    if (has_range(field.type)) {
        entry["low"] = field.range.low;
        entry["high"] = field.range.high;
        entry["low_excluded"] = field.range.without_low;
        entry["high_excluded"] = field.range.without_high;
    }
    if (field.type == FieldType::word || field.type == FieldType::words) entry["words"] = field.words;
    return entry;
}

// Names joined to lines of at most 100 bytes.
std::string wrapped(json const& names) {
    std::string text, line = " ";
    for (json const& name : names) {
        std::string const word = " " + name.get<std::string>();
        if (line.size() + word.size() > 100) {
            text += line + "\n";
            line = " ";
        }
        line += word;
    }
    return text + line + "\n";
}

}  // namespace

Outcome fields_command(std::string const& section) {
    std::vector<std::string> sections;
    KnownNames const& known = catalogue_names();
    std::vector<std::string> const& names = known.metrics;
    std::vector<StudyField> const full = study_fields(known), bare = study_fields({{}, known.models});
    json document = {{"command", "fields"}, {"fields", json::array()}, {"metrics", names}};
    for (std::size_t i = 0; i < full.size(); ++i) {
        if (std::find(sections.begin(), sections.end(), full[i].section) == sections.end())
            sections.push_back(full[i].section);
        if (!section.empty() && full[i].section != section) continue;
        document["fields"].push_back(field_document(full[i], bare[i].allowed()));
        bool const last = i + 1 == full.size() || full[i + 1].section != full[i].section;
        if (last && full[i].section == "params") {
            StudyField const any = parameter_field("NAME");
            document["fields"].push_back(field_document(any, any.allowed()));
        }
    }
    if (!document["fields"].empty()) return {std::move(document)};
    std::string allowed;
    for (std::string const& name : sections) allowed += (allowed.empty() ? "" : ", ") + name;
    std::string const near = did_you_mean(section, sections);
    fail(ErrorKind::usage, {.code = "unknown_section",
                            .path = "SECTION",
                            .value = section,
                            .problem = "a study has no such section",
                            .allowed = allowed,
                            .suggestion = near.empty() ? "name one of them" : near});
}

Shape fields_shape() {
    using namespace shape;
    Shape const field =
        object({{"section", text()},
                {"name", text()},
                {"type", text("text, word, whole, number, flag, time, texts, words, numbers, axis")},
                {"unit", text()},
                {"default", or_null(text("as TOML"))},
                {"allowed", text("in words")},
                {"help", text()},
                maybe("low", number("of numbers")),
                maybe("high", number("of numbers")),
                maybe("low_excluded", flag("the end itself is not allowed")),
                maybe("high_excluded", flag("the end itself is not allowed")),
                maybe("words", list(text(), "of words"))});
    return document_shape("fields", {{"fields", list(field)}, {"metrics", list(text())}});
}

std::string fields_text(json const& document) {
    std::string text, section;
    TextTable table({""});
    bool of_metrics = false;
    auto const flush = [&] {
        if (!table.empty()) text += (text.empty() ? "[" : "\n[") + section + "]\n" + table.text("  ");
    };
    for (json const& field : document.at("fields")) {
        auto const of = [&](char const* name) { return field.at(name).get<std::string>(); };
        if (of("section") != section) {
            flush();
            section = of("section");
            table = TextTable({"field", "default", "what it is", "allowed"});
        }
        of_metrics = of_metrics || of("allowed").find("names of metrics") != std::string::npos;
        table.add(
            {of("name"), field.at("default").is_null() ? "none" : of("default"), of("help"), of("allowed")});
    }
    flush();
    if (of_metrics) text += "\nmetrics\n" + wrapped(document.at("metrics"));
    return text;
}

}  // namespace basicbot
