#include "engine/runner/command_config.hpp"

#include <algorithm>

#include "engine/catalogue/names.hpp"
#include "engine/config/profile.hpp"
#include "engine/config/study_reader.hpp"

namespace basicbot {

using nlohmann::json;

Outcome config_show(ConfigRequest const& request) {
    Environment const environment = process_environment();
    Profile const profile = find_profile(request.profile, environment);
    EffectiveStudy const effective =
        read_effective_study(request.file, request.overrides, catalogue_names(), environment, profile);
    json document = {{"command", "config show"},
                     {"study", request.file},
                     {"profile", nullptr},
                     {"origins_shown", request.origin},
                     {"settings", json::array()}};
    if (!profile.name.empty())
        document["profile"] = {{"name", profile.name},
                               {"path", profile.path.empty() ? json(nullptr) : json(profile.path)}};
    for (Setting const& s : effective.settings)
        document["settings"].push_back(
            {{"section", s.section}, {"name", s.name}, {"value", s.value}, {"origin", s.origin}});
    return {std::move(document)};
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
    return text;
}

}  // namespace basicbot
