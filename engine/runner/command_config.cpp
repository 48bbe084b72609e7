#include "engine/runner/command_config.hpp"

#include <algorithm>

#include "engine/catalogue/names.hpp"
#include "engine/config/profile.hpp"
#include "engine/config/study_reader.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

using nlohmann::json;

Outcome config_show(ConfigRequest const& request) {
    Environment const environment = process_environment();
    Profile const profile = find_profile(request.profile, environment);
    EffectiveStudy const effective =
        read_effective_study(request.file, request.overrides, catalogue_names(), environment, profile);
    json document = {{"command", "config show"},  {"study", request.file},
                     {"profile", nullptr},        {"origins_shown", request.origin},
                     {"settings", json::array()}, {"problems", json::array()}};
    if (!profile.name.empty())
        document["profile"] = {{"name", profile.name},
                               {"path", profile.path.empty() ? json(nullptr) : json(profile.path)}};
    for (Setting const& s : effective.settings)
        document["settings"].push_back(
            {{"section", s.section}, {"name", s.name}, {"value", s.value}, {"origin", s.origin}});
    for (Error const& problem : effective.problems) document["problems"].push_back(error_document(problem));
    Outcome outcome{std::move(document)};
    if (!effective.problems.empty()) outcome.failure = effective.problems.front();
    return outcome;
}

Shape config_shape() {
    using namespace shape;
    Shape const setting = object({{"section", text()},
                                  {"name", text()},
                                  {"value", text("as TOML")},
                                  {"origin", text("default, file:line, a variable, or --set")}});
    return document_shape(
        "config show",
        {{"study", text("the study file")},
         {"profile", or_null(object({{"name", text()}, {"path", or_null(text("null: it has no file"))}}))},
         {"origins_shown", flag("--origin was given")},
         {"settings", list(setting, "fields that the study uses and that have a value")},
         {"problems", list(named("error"), "what it lacks, or what does not go together")}},
        true);
}

std::string config_text(json const& document) {
    json const& settings = document.at("settings");
    bool const origins = document.at("origins_shown").get<bool>();
    auto const line = [](json const& s) {
        return s.at("name").get<std::string>() + " = " + s.at("value").get<std::string>();
    };
    std::size_t width = 0;
    for (json const& s : settings) width = std::max(width, std::min<std::size_t>(line(s).size(), 48));
    std::string text, section;
    for (json const& s : settings) {
        if (s.at("section") != section) {
            section = s.at("section").get<std::string>();
            text += (text.empty() ? "[" : "\n[") + section + "]\n";
        }
        std::string one = line(s);
        if (origins) {
            one.resize(std::max(one.size(), width), ' ');
            one += "  # " + s.at("origin").get<std::string>();
        }
        text += one + "\n";
    }
    for (json const& problem : document.at("problems"))
        text += "\n# " + plain(problem.at("message").get<std::string>());
    return document.at("problems").empty() ? text : text + "\n";
}

}  // namespace basicbot
