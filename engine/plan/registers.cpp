#include <algorithm>

#include "engine/plan/gates.hpp"

namespace basicbot {

namespace {

// Orders values operands first, each once; leaves are repeated at each use where `reload`.
struct Step {
    std::int32_t value;
    std::int32_t a = -1, b = -1;  // steps of the operands
};

class Scheduler {
  public:
    Scheduler(std::vector<GateValue> const& values, bool reload)
        : values_(values), reload_(reload), done_(values.size(), -1), need_(values.size(), 1) {
        for (std::size_t i = 0; i < values.size(); ++i) {
            GateValue const& v = values[i];
            if (v.code == gate::leaf || v.a < 0) continue;
            std::int32_t const a = need_[static_cast<std::size_t>(v.a)];
            std::int32_t const b = v.b < 0 ? 0 : need_[static_cast<std::size_t>(v.b)];
            need_[i] = a == b ? a + 1 : std::max(a, b);
        }
    }

    std::int32_t step(std::int32_t value) {
        GateValue const& v = values_[static_cast<std::size_t>(value)];
        bool const repeat = reload_ && v.code == gate::leaf;
        std::int32_t& known = done_[static_cast<std::size_t>(value)];
        if (known >= 0 && !repeat) return known;
        Step s{value};
        if (v.code != gate::leaf) {
            // The operand that needs more registers goes first, while none holds the other one.
            bool const b_first =
                v.b >= 0 && need_[static_cast<std::size_t>(v.b)] > need_[static_cast<std::size_t>(v.a)];
            if (b_first) s.b = step(v.b);
            if (v.a >= 0) s.a = step(v.a);
            if (v.b >= 0 && !b_first) s.b = step(v.b);
        }
        steps.push_back(s);
        return known = static_cast<std::int32_t>(steps.size() - 1);
    }

    std::vector<Step> steps;

  private:
    std::vector<GateValue> const& values_;
    bool reload_;
    std::vector<std::int32_t> done_;  // [value] its step, -1 = not yet
    std::vector<std::int32_t> need_;  // [value] registers its tree takes, without sharing
};

}  // namespace

Scheduled assign_registers(GateValues const& values, bool reload) {
    Scheduler plan(values.list, reload);
    Scheduled result;
    std::array<std::int32_t, 4> root_steps{};
    for (std::size_t i = 0; i < 4; ++i) root_steps[i] = plan.step(values.roots[i]);
    std::vector<Step> const& steps = plan.steps;

    std::vector<std::int32_t> last_use(steps.size(), -1), home(steps.size(), -1);
    for (std::size_t i = 0; i < steps.size(); ++i)
        for (std::int32_t operand : {steps[i].a, steps[i].b})
            if (operand >= 0) last_use[static_cast<std::size_t>(operand)] = static_cast<std::int32_t>(i);

    // A rule's value is made in the rule's register, which nothing else is ever written to.
    std::vector<bool> fixed(steps.size(), false);
    for (std::int32_t i = 3; i >= 0; --i) {
        auto const root = static_cast<std::size_t>(root_steps[static_cast<std::size_t>(i)]);
        home[root] = i;
        fixed[root] = true;
    }
    std::vector<bool> busy(max_gate_registers, false);
    std::fill(busy.begin(), busy.begin() + 4, true);
    result.registers = 4;
    auto const release = [&](std::int32_t operand, std::size_t now) {
        if (operand < 0 || fixed[static_cast<std::size_t>(operand)]) return;
        if (last_use[static_cast<std::size_t>(operand)] == static_cast<std::int32_t>(now))
            busy[static_cast<std::size_t>(home[static_cast<std::size_t>(operand)])] = false;
    };
    auto const byte = [](std::int32_t x) { return static_cast<std::uint8_t>(std::max(x, 0)); };
    auto const place_of = [&](std::int32_t s) { return s < 0 ? 0 : home[static_cast<std::size_t>(s)]; };

    for (std::size_t i = 0; i < steps.size(); ++i) {
        Step const& s = steps[i];
        GateValue const& v = values.list[static_cast<std::size_t>(s.value)];
        bool const in_place = v.code != gate::before;  // it reads its operand again for the carry
        if (in_place) {
            release(s.a, i);
            release(s.b, i);
        }
        if (!fixed[i]) {
            auto const free = std::find(busy.begin(), busy.end(), false);
            if (free == busy.end()) return {};
            *free = true;
            home[i] = static_cast<std::int32_t>(free - busy.begin());
            result.registers = std::max(result.registers, home[i] + 1);
        }
        if (!in_place) release(s.a, i);
        gate_op op{v.code, byte(home[i]), byte(place_of(s.a)), byte(place_of(s.b))};
        if (v.code == gate::leaf) op.a = byte(v.a);
        if (v.carry >= 0) op.b = byte(v.carry);
        result.ops.push_back(op);
    }
    for (std::size_t i = 0; i < 4; ++i) {  // rules that share one value
        std::int32_t const from = place_of(root_steps[i]);
        if (from != static_cast<std::int32_t>(i))
            result.ops.push_back({gate::same, static_cast<std::uint8_t>(i), byte(from), 0});
    }
    return result;
}

}  // namespace basicbot
