#pragma once
// Small hand-made markets for the ledger's own tests: bars as braces, rules as letters.

#include <initializer_list>
#include <limits>
#include <string>
#include <vector>

#include "tests/oracles/ledger.hpp"

namespace basicbot {

struct scenario_bar {
    double open, high, low, close;
    double volume = std::numeric_limits<double>::quiet_NaN();  // unknown
};

struct scenario {
    oracle_bars bars;
    oracle_rules rules;

    // One text a bar: L long_entry, l long_exit, S short_entry, s short_exit; missing texts are "".
    scenario(std::initializer_list<scenario_bar> list, std::vector<std::string> letters) {
        for (scenario_bar const& b : list) {
            bars.open.push_back(b.open);
            bars.high.push_back(b.high);
            bars.low.push_back(b.low);
            bars.close.push_back(b.close);
            bars.volume.push_back(b.volume);
        }
        letters.resize(list.size());
        for (std::string const& text : letters) {
            rules.long_entry.push_back(text.find('L') != std::string::npos);
            rules.long_exit.push_back(text.find('l') != std::string::npos);
            rules.short_entry.push_back(text.find('S') != std::string::npos);
            rules.short_exit.push_back(text.find('s') != std::string::npos);
        }
    }

    oracle_ledger run(cost_row costs = {}, oracle_terms terms = {}) const {
        return run_ledger(bars, rules, costs, window{0, bars.size()}, terms);
    }
    oracle_ledger run(window span, cost_row costs = {}, oracle_terms terms = {}) const {
        return run_ledger(bars, rules, costs, span, terms);
    }
};

}  // namespace basicbot
