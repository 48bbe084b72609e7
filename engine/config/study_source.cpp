#include "engine/config/study_source.hpp"

#include <algorithm>
#include <set>

#include "engine/config/field_reader.hpp"
#include "engine/observe/error.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string upper(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string trimmed(std::string const& text) {
    auto const first = text.find_first_not_of(" \t\r\n");
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

toml::table parse_file(std::string const& text, std::string const& file) {
    try {
        return parse_toml(text, file);
    } catch (TomlError const& error) {
        fail(ErrorKind::config,
             {.code = "bad_toml",
              .path = file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column),
              .value = {},
              .problem = "not TOML: " + error.description,
              .allowed = "lines name = value below a [section], texts in \"quotes\", lists in [ ]",
              .suggestion = "correct this line"});
    }
}

// What stands behind '=' as TOML; where it is none it is a text without quotes.
// An environment variable is the node's source, so that messages can name it.
void set_value(toml::table& parent, std::string const& key, std::string const& value,
               std::string const& origin) {
    std::string const source = origin == "--set" ? "" : origin;
    for (std::string const& text : {value, toml_string(value)}) {
        try {
            toml::table parsed = parse_toml("value = " + text, source);
            if (parsed.size() != 1) continue;
            parsed.get("value")->visit([&](auto& node) { parent.insert_or_assign(key, std::move(node)); });
            return;
        } catch (TomlError const&) {
        }
    }
    parent.insert_or_assign(key, value);
}

void set_path(StudySource& source, std::vector<std::string> const& path, std::string const& value,
              std::string const& whole, std::string const& origin) {
    source.origins[path[0] + "." + path[1]] = origin;
    toml::table* at = &source.table;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (at->get(path[i]) == nullptr) at->insert(path[i], toml::table{});
        at = at->get(path[i])->as_table();
        if (at == nullptr)
            fail(ErrorKind::config, {.code = "bad_override",
                                     .path = shown(whole),
                                     .value = shown(value),
                                     .problem = "'" + shown(path[i]) + "' holds a value, not fields",
                                     .allowed = {},
                                     .suggestion = "override the value itself"});
    }
    set_value(*at, path.back(), value, origin);
}

// The parts of a dotted name; empty when a part is empty.
std::vector<std::string> split(std::string const& name) {
    std::vector<std::string> parts(1);
    for (char c : name) {
        if (c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    bool const hole = std::any_of(parts.begin(), parts.end(), [](auto const& part) { return part.empty(); });
    return hole || parts.size() > 4 ? std::vector<std::string>{} : parts;
}

void apply_override(StudySource& source, std::string const& text) {
    auto const equals = text.find('=');
    auto const path = split(trimmed(text.substr(0, std::min(equals, text.size()))));
    if (equals == std::string::npos || path.size() < 2)
        fail(ErrorKind::usage, {.code = "bad_override",
                                .path = "--set",
                                .value = shown(text),
                                .problem = "not an override",
                                .allowed = "section.field=value",
                                .suggestion = "write for example --set execution.fee_bps=5"});
    set_path(source, path, trimmed(text.substr(equals + 1)), text.substr(0, equals), "--set");
}

// BASICBOT_<SECTION>_<FIELD>; other BASICBOT_ variables belong to others and are left alone.
void apply_variable(StudySource& source, std::string const& name, std::string const& value,
                    std::vector<StudyField> const& fields) {
    std::vector<std::string> variables;
    for (auto const& field : fields) {
        std::string const prefix = "BASICBOT_" + upper(field.section) + "_";
        if (!name.starts_with(prefix)) continue;
        if (name == prefix + upper(field.name))
            return set_path(source, {field.section, field.name}, value, name, name);
        variables.push_back(prefix + upper(field.name));
    }
    if (variables.empty()) return;
    if (std::string const prefix = "BASICBOT_PARAMS_";
        name.starts_with(prefix) && name.size() > prefix.size()) {
        std::string parameter = name.substr(prefix.size());
        if (auto const* const params = source.table["params"].as_table())
            for (auto const& [key, node] : *params)
                if (upper(std::string(key.str())) == parameter)
                    return set_path(source, {"params", std::string(key.str())}, value, name, name);
        for (char& c : parameter) c = lower(c);
        return set_path(source, {"params", parameter}, value, name, name);
    }
    fail(ErrorKind::config, {.code = "unknown_field",
                             .path = shown(name),
                             .value = shown(value),
                             .problem = "the environment names no such field",
                             .allowed = {},
                             .suggestion = did_you_mean(name, variables)});
}

// The fields of `from` over those that are there. Nodes are moved: a copy would forget its line.
void lay_over(StudySource& source, toml::table&& from, std::string const& file) {
    for (auto&& [section, node] : from) {
        toml::table* const fields = node.as_table();
        toml::table* const there = source.table[section.str()].as_table();
        if (fields != nullptr)
            for (auto&& [name, value] : *fields)
                source.origins[std::string(section.str()) + "." + std::string(name.str())] =
                    file + ":" + std::to_string(value.source().begin.line);
        if (fields == nullptr || there == nullptr) {
            node.visit([&, &section = section](auto& whole) {
                source.table.insert_or_assign(section, std::move(whole));
            });
            continue;
        }
        for (auto&& [name, value] : *fields)
            value.visit([&, &name = name](auto& whole) { there->insert_or_assign(name, std::move(whole)); });
    }
}

// toml++ sorts keys by name; the file's order is in their positions, and new keys come behind.
void note_params(StudySource& source) {
    auto const* const params = source.table["params"].as_table();
    if (params == nullptr) return;
    std::vector<std::pair<toml::source_position, std::string>> found;
    for (auto const& [key, node] : *params)
        if (key.str() != "where" &&
            std::find(source.params.begin(), source.params.end(), key.str()) == source.params.end())
            found.emplace_back(key.source().begin, key.str());
    std::stable_sort(found.begin(), found.end(),
                     [](auto const& a, auto const& b) { return a.first < b.first; });
    for (auto& [position, name] : found) source.params.push_back(std::move(name));
}

}  // namespace

StudySource join_sources(Profile const& profile, std::string const& text, std::string const& file,
                         std::map<std::string, std::string> const& environment,
                         std::vector<std::string> const& overrides, std::vector<StudyField> const& fields) {
    StudySource source;
    if (!profile.path.empty())
        lay_over(source, parse_file(profile.text, profile_mark + profile.path), profile.path);
    lay_over(source, parse_file(text, file), file);
    note_params(source);
    for (auto const& [name, value] : environment)
        if (name.starts_with("BASICBOT_")) apply_variable(source, name, value, fields);
    note_params(source);
    for (auto const& override_text : overrides) {
        apply_override(source, override_text);
        note_params(source);
    }
    return source;
}

}  // namespace basicbot
