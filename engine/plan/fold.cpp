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
        }
        return all_zeros;
    }

    std::int32_t add(GateValue const& v) {
        result.list.push_back(v);
        return static_cast<std::int32_t>(result.list.size() - 1);
    }

    // The number of a value that has the constant.
    std::int32_t written(std::int32_t known) {
        if (known >= 0) return known;
        if (ones_ < 0) ones_ = add({gate::ones, -1, -1});
        if (known == all_zeros && zeros_ < 0) zeros_ = add({gate::invert, ones_, -1});
        return known == all_ones ? ones_ : zeros_;
    }

    std::vector<bool> const& certain_;
    std::uint32_t& carries_;
    std::vector<std::int32_t> known_;
    std::int32_t ones_ = -1, zeros_ = -1;
};

}  // namespace

GateValues fold_certain(GateValues const& values, std::vector<bool> const& certain, std::uint32_t& carries) {
    return Folder(values, certain, carries).result;
}

}  // namespace basicbot
