#pragma once
// basicbot store actions | adjust: splits and dividends (A23).

#include "engine/runner/command_store.hpp"

namespace basicbot {

struct StoreActionsRequest {
    std::string store, symbol, timeframe;  // timeframe empty = all of the symbol
    std::string splits, dividends;         // files; both empty = only show
};

// {command, store, changed, series [{symbol, timeframe, splits [{time, factor, price_ratio}], dividends
// [{time, cash}]}]}; price_ratio is null where the series does not reach over the split.
Outcome store_actions(StoreActionsRequest const& request, CommandContext const& context);
std::string store_actions_text(nlohmann::json const& document);

struct StoreAdjustRequest {
    std::string store, symbol, timeframe, as;
    std::string adjust = "splits";  // or all
    bool replace = false;
};

// {command, store, series {..}}
Outcome store_adjust(StoreAdjustRequest const& request, CommandContext const& context);
std::string store_adjust_text(nlohmann::json const& document);

}  // namespace basicbot
