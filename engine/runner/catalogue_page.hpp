#pragma once
// A page of everything that a catalogue knows, as Markdown.

#include <nlohmann/json.hpp>
#include <string>

namespace basicbot {

inline constexpr char const* repaints_text =
    "repaints: a value needs later bars; for drawing, not for rules, studies or streaming";

// `entries`: the list of an indicators or a models document (engine/plan/documents.hpp), under their groups
// where they have any. `command` is what prints it.
std::string catalogue_page(std::string const& title, std::string const& command,
                           nlohmann::json const& entries);

}  // namespace basicbot
