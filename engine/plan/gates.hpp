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
    auto operator<=>(SeriesRead const&) const =
        default;  // NOLINT(modernize-use-nullptr): nothing is written here
};

struct Gates {
    std::vector<gate_op> ops;
    std::vector<gate_op> solid_ops;  // gate_program::solid_ops; empty: there is none
    std::uint32_t solid_carries = 0;
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
    std::int32_t a, b;        // leaf: a = leaf number
    std::int32_t carry = -1;  // before: its number
};
struct GateValues {
    std::vector<GateValue> list;
    std::array<std::int32_t, 4> roots{};  // the rules
};

// The operations that compute the roots, operands first, on at most max_gate_registers registers; none where
// those do not suffice. With `reload` a leaf is read again at each use (plan/registers.cpp).
struct Scheduled {
    std::vector<gate_op> ops;
    std::int32_t registers = 0;
};
Scheduled assign_registers(GateValues const& values, bool reload);

// The values where all series are defined, on this bar and the one before (plan/fold.cpp). `certain[leaf]`:
// the leaf says no more than that. Sets the bits of carries that are all ones then.
GateValues fold_certain(GateValues const& values, std::vector<bool> const& certain, std::uint32_t& carries);

}  // namespace basicbot
