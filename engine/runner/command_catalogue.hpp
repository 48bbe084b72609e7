#pragma once
// basicbot indicators, strategies and models: what a strategy may be written with, the strategies that are
// there, and how paths can be made.

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

struct CatalogueRequest {
    std::string name;      // empty = all
    bool list = false;     // all; what happens without a name anyway
    bool explain = false;  // everything known about `name`
    bool page = false;     // the same as a page of Markdown
    std::string check;     // strategies: a .strategy file to check
};

// With a name one entry.
Outcome indicators_command(CatalogueRequest const& request);
std::string indicators_text(nlohmann::json const& document);
Shape indicators_shape();

Outcome models_command(CatalogueRequest const& request);
std::string models_text(nlohmann::json const& document);
Shape models_shape();

// With a name or a file one entry, checked and with its columns and warm-up at the defaults.
Outcome strategies_command(CatalogueRequest const& request);
std::string strategies_text(nlohmann::json const& document);
Shape strategies_shape();

}  // namespace basicbot
