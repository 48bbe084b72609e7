#pragma once
// Arbitrary rules as planes: the volume of bar t holds 1 + a code of four bits, and every cell reads the
// sixteen planes "volume == k" in an order of its own, so that one series gives many cells with unrelated
// rules.

#include <algorithm>
#include <numeric>
#include <vector>

#include "kernels/backtest/sweep_form.hpp"
#include "tests/oracles/ledger_form.hpp"
#include "tests/support/random.hpp"

namespace basicbot {

struct CodedCells {
    std::vector<plane_spec> planes;
    std::vector<gate_op> ops;
    std::vector<uint32_t> leaves;  // [cell][16]
    int64_t cells;

    // sides: 1 = the short rules stay empty. Low `busy` makes most codes mean nothing.
    CodedCells(uint64_t seed, int64_t cells, bool long_only, oracle_bars& bars, double busy) : cells(cells) {
        TestRandom random(seed);
        for (size_t t = 0; t < bars.volume.size(); ++t)
            if (bars.volume[t] != 0)
                bars.volume[t] = random.chance(busy) ? 2.0 + static_cast<double>(random.below(15)) : 1.0;
        for (int k = 1; k <= 16; ++k)
            planes.push_back({compare::equal, {4, 0}, {-1, static_cast<double>(k)}});
        auto const op = [&](gate g, int d, int a, int b) {
            ops.push_back({g, static_cast<uint8_t>(d), static_cast<uint8_t>(a), static_cast<uint8_t>(b)});
        };
        op(gate::ones, 4, 0, 0);
        for (int rule = 0; rule < 4; ++rule) op(gate::invert, rule, 4, 0);
        for (int code = 1; code < 16; ++code) {  // code 0 means nothing
            op(gate::leaf, 5, code, 0);
            for (int rule = 0; rule < (long_only ? 2 : 4); ++rule)
                if ((code >> rule) & 1) op(gate::either, rule, rule, 5);
        }
        for (int64_t c = 0; c < cells; ++c) {
            std::vector<uint32_t> order(16);
            std::iota(order.begin(), order.end(), 0u);
            for (size_t i = 15; i > 1; --i)  // plane 0 ("quiet bar") stays in place
                std::swap(order[i], order[1 + static_cast<size_t>(random.below(static_cast<int64_t>(i)))]);
            leaves.insert(leaves.end(), order.begin(), order.end());
        }
    }

    oracle_rules rules_of(int64_t cell, oracle_bars const& bars, bool long_only) const {
        oracle_rules r;
        size_t const n = bars.volume.size();
        for (auto* v : {&r.long_entry, &r.long_exit, &r.short_entry, &r.short_exit}) v->assign(n, false);
        for (size_t t = 0; t < n; ++t) {
            if (bars.volume[t] == 0) continue;
            auto const plane = static_cast<uint32_t>(bars.volume[t]) - 1;
            auto const* const of_cell = &leaves[static_cast<size_t>(cell) * 16];
            auto const code = std::find(of_cell, of_cell + 16, plane) - of_cell;
            r.long_entry[t] = code & 1;
            r.long_exit[t] = code & 2;
            if (long_only) continue;
            r.short_entry[t] = code & 4;
            r.short_exit[t] = code & 8;
        }
        return r;
    }

    gate_program program() const {
        return {ops.data(), static_cast<int32_t>(ops.size()), 16, 0, nullptr, 0, 0};
    }
};

}  // namespace basicbot
