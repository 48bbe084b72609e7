#include <utility>

#include "engine/plan/gates.hpp"

namespace basicbot {

namespace {

// What a value is where all series are defined: one of these, or the number of a value that is left.
constexpr std::int32_t all_ones = -1, all_zeros = -2;

class Folder {
  public:
    Folder(GateValues const& from, std::vector<bool> const& certain, std::uint32_t& carries)
        : certain_(certain), carries_(carries) {
        for (GateValue const& v : from.list) known_.push_back(fold(v));
        for (std::size_t i = 0; i < from.roots.size(); ++i)
            result.roots[i] = written(known_[static_cast<std::size_t>(from.roots[i])]);
    }

    GateValues result;

  private:
    std::int32_t fold(GateValue const& v) {
        std::int32_t const a = v.code == gate::leaf || v.a < 0 ? 0 : known_[static_cast<std::size_t>(v.a)];
        std::int32_t const b = v.b < 0 ? 0 : known_[static_cast<std::size_t>(v.b)];
        switch (v.code) {
            case gate::ones:
                return all_ones;
            case gate::zeros:
                return all_zeros;
            case gate::leaf:
                return certain_[static_cast<std::size_t>(v.a)] ? all_ones : add(v);
            case gate::both:
                if (a == all_zeros || b == all_zeros) return all_zeros;
                if (a == all_ones) return b;
                return b == all_ones ? a : add({v.code, a, b});
            case gate::either:
                if (a == all_ones || b == all_ones) return all_ones;
                if (a == all_zeros) return b;
                return b == all_zeros ? a : add({v.code, a, b});
            case gate::invert:
                if (a < 0) return a == all_ones ? all_zeros : all_ones;
                return add({v.code, a, -1});
            case gate::before:
                if (a == all_ones) {
                    carries_ |= 1u << v.carry;
                    return all_ones;
                }
                return add({v.code, written(a), -1, v.carry});  // zeros must reach the carry
            default:                                            // made by this pass only
                return add(v);
        }
    }

    std::int32_t add(GateValue const& v) {
        result.list.push_back(v);
        return static_cast<std::int32_t>(result.list.size() - 1);
    }

    // The number of a value that has the constant.
    std::int32_t written(std::int32_t known) {
        if (known >= 0) return known;
        std::int32_t& number = known == all_ones ? ones_ : zeros_;
        if (number < 0) number = add({known == all_ones ? gate::ones : gate::zeros, -1, -1});
        return number;
    }

    std::vector<bool> const& certain_;
    std::uint32_t& carries_;
    std::vector<std::int32_t> known_;
    std::int32_t ones_ = -1, zeros_ = -1;
};

// x and before(not x), which is what a crossing becomes, is one operation where nothing else reads its parts.
void join_crossings(GateValues& values) {
    std::vector<int> uses(values.list.size(), 0);
    auto const use = [&](std::int32_t v) { v >= 0 ? void(++uses[static_cast<std::size_t>(v)]) : void(); };
    for (GateValue const& v : values.list) {
        if (v.code != gate::leaf) use(v.a);
        use(v.b);
    }
    for (std::int32_t root : values.roots) use(root);
    auto const at = [&](std::int32_t v) -> GateValue const& {
        return values.list[static_cast<std::size_t>(v)];
    };
    for (GateValue& v : values.list) {
        if (v.code != gate::both) continue;
        for (auto const& [now, earlier] : {std::pair(v.a, v.b), std::pair(v.b, v.a)}) {
            bool const joins = at(earlier).code == gate::before &&
                               uses[static_cast<std::size_t>(earlier)] == 1 &&
                               at(at(earlier).a).code == gate::invert && at(at(earlier).a).a == now;
            if (!joins) continue;
            v = {gate::begins, now, -1, at(earlier).carry};
            break;
        }
    }
}

}  // namespace

GateValues fold_certain(GateValues const& values, std::vector<bool> const& certain, std::uint32_t& carries) {
    GateValues folded = Folder(values, certain, carries).result;
    join_crossings(folded);
    return folded;
}

}  // namespace basicbot
