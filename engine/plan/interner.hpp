#pragma once
// Finds equal things by hash in linear memory: a plan asks for one per combination, so there are no string
// keys.

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace basicbot {

// Mixes one more word into a hash (SplitMix64's finaliser).
inline std::uint64_t mixed(std::uint64_t hash, std::uint64_t word) {
    std::uint64_t z = (hash ^ word) + 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}
inline std::uint64_t mixed(std::uint64_t hash, double value) {
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return mixed(hash, bits);
}

// Open addressing over numbers that the owner gives out; the owner compares the things themselves.
class Interner {
  public:
    // The number stored under this hash for which same(number) holds, or `fresh` after storing it.
    template <class Same>
    std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t fresh, Same same) {
        if ((used_ + 1) * 2 > slots_.size()) resize(slots_.empty() ? 64 : slots_.size() * 4);
        std::size_t const mask = slots_.size() - 1;
        auto const key = static_cast<std::uint32_t>(hash);
        for (std::size_t at = key & mask;; at = (at + 1) & mask) {
            Slot& slot = slots_[at];
            if (slot.number == none) {
                slot = {key, fresh};
                ++used_;
                return fresh;
            }
            if (slot.key == key && same(slot.number)) return slot.number;
        }
    }

    // Starts fetching the place of a hash that is asked for soon. A plan's tables are larger than a cache; a
    // block of requests is hashed first, so that their misses overlap.
    void prefetch(std::uint64_t hash) const {
        if (!slots_.empty())
            __builtin_prefetch(&slots_[static_cast<std::uint32_t>(hash) & (slots_.size() - 1)], 1);
    }

    // Makes room for so many more, so that a large plan does not grow the table step by step.
    void reserve(std::size_t more) {
        std::size_t size = 64;
        while (size < (used_ + more) * 2) size *= 2;
        if (size > slots_.size()) resize(size);
    }

  private:
    static constexpr std::uint32_t none = 0xffffffffu;
    struct Slot {
        std::uint32_t key = 0;  // the hash's low half; numbers are 32 bits as well
        std::uint32_t number = none;
    };

    void resize(std::size_t size) {
        std::vector<Slot> old = std::move(slots_);
        slots_.assign(size, Slot{});
        std::size_t const mask = slots_.size() - 1;
        for (Slot const& slot : old) {
            if (slot.number == none) continue;
            std::size_t at = slot.key & mask;
            while (slots_[at].number != none) at = (at + 1) & mask;
            slots_[at] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t used_ = 0;
};

}  // namespace basicbot
