#pragma once
// basicbot store actions | adjust: splits and dividends (A23).

#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreActionsRequest {
    std::string store, symbol, timeframe;  // timeframe empty = all of the symbol
    std::string splits, dividends;         // files; both empty = only show
};

Outcome store_actions(StoreActionsRequest const& request, CommandContext const& context);
std::string store_actions_text(nlohmann::json const& document);
Shape store_actions_shape();

struct StoreAdjustRequest {
    std::string store, symbol, timeframe, as;
    std::string adjust = "splits";  // or all
    bool replace = false;
};

Outcome store_adjust(StoreAdjustRequest const& request, CommandContext const& context);
std::string store_adjust_text(nlohmann::json const& document);
Shape store_adjust_shape();

}  // namespace basicbot
