#pragma once
// The rules' logic as one program on words of 64 bars (kernels/backtest/plan_form.hpp), the same for all
// cells.

#include <cstdint>
#include <vector>

#include "engine/plan/check.hpp"
#include "engine/strategy/syntax.hpp"
#include "kernels/backtest/plan_form.hpp"

namespace basicbot {

// What a leaf of the program is: a comparison of the graph, or "this series is defined".
struct LeafRef {
    std::int32_t node;
    bool defined;
};

// A series that a rule reads, `lag` bars back (0 or 1). node -1: nothing but the bar itself.
struct SeriesRead {
    std::int32_t node, lag;
    auto operator<=>(SeriesRead const&) const = default;
};

struct Gates {
    std::vector<gate_op> ops;
    std::vector<LeafRef> leaves;
    std::int32_t registers = 0;     // used, of max_gate_registers
    std::int32_t carries = 0;       // used, of max_carries
    std::vector<SeriesRead> reads;  // of all rules, each once
};

// A7: each rule is masked by "every series it reads is defined". Throws Error(config) where the rules need
// more registers, carries or leaves than a program has.
Gates build_gates(Strategy const& strategy, CheckedStrategy const& checked);

// One value of the program before registers are given out. Operands are numbers of earlier values.
struct GateValue {
    gate code;
    std::int32_t a, b;  // leaf: a = leaf number
    bool operator==(GateValue const&) const = default;
};

// Gives registers to the values that the four roots need, operands first, and numbers the carries. Returns
// false where the registers do not suffice. With `reload` a leaf is read again at each use
// (plan/registers.cpp).
bool assign_registers(std::vector<GateValue> const& values, std::array<std::int32_t, 4> const& roots,
                      bool reload, Gates& gates);

}  // namespace basicbot
