// The device's rules against the gates of kernels/backtest/gates.hpp walked word by word from the first one:
// random programs of every gate, any first word, stretches that are cut.

#include <gtest/gtest.h>

#include <vector>

#include "kernels/cuda/emulator/grid_emulator.hpp"
#include "kernels/cuda/rules_kernel.hpp"
#include "tests/support/random.hpp"

namespace basicbot {
namespace {

struct RulesWork {
    static constexpr int32_t leaf_count = 5, plane_count = 9, cells = 3, registers = 8;
    int64_t words;
    std::vector<uint64_t> planes;  // [words][plane_count]
    std::vector<uint32_t> leaves;  // [leaf_count][cells]
    std::vector<gate_op> ops;
    gate_program program{};

    RulesWork(TestRandom& random, int64_t words) : words(words) {
        for (int64_t i = 0; i < words * plane_count; ++i)
            planes.push_back(random.below(uint64_t{1} << 32) << 32 | random.below(uint64_t{1} << 32));
        for (int32_t i = 0; i < leaf_count * cells; ++i)
            leaves.push_back(static_cast<uint32_t>(random.below(plane_count)));
        auto const any = [&](int count) {
            return static_cast<uint8_t>(random.below(static_cast<uint64_t>(count)));
        };
        // Registers 4..11 are worked in, 12..15 are other names of them (`same`), 0..3 the rules.
        auto const worked = [&] { return static_cast<uint8_t>(4 + any(registers)); };
        for (int i = 0; i < registers; ++i)
            ops.push_back({gate::leaf, static_cast<uint8_t>(4 + i), any(leaf_count), 0});
        uint8_t carry = 0;
        for (int i = 0; i < 40; ++i) {
            auto const code = static_cast<gate>(any(static_cast<int>(gate::zeros) + 1));
            bool const carries = code == gate::before || code == gate::begins;
            if (code == gate::same || (carries && carry == max_carries)) continue;
            uint8_t const dst = worked(), a = code == gate::leaf ? any(leaf_count) : worked();
            if (carries && a == dst) continue;  // not written in place by any program
            ops.push_back({code, dst, a, carries ? carry++ : worked()});
        }
        for (uint8_t rule = 0; rule < 4; ++rule) {
            auto const name = static_cast<uint8_t>(12 + rule);
            ops.push_back({gate::same, name, worked(), 0});
            ops.push_back({gate::both, rule, name, name});
        }
        program.ops = ops.data();
        program.op_count = static_cast<int32_t>(ops.size());
        program.leaf_count = leaf_count;
        program.carry_count = carry;
    }

    // [words][4][cells], by gates.hpp.
    std::vector<uint64_t> expected() const {
        std::vector<uint64_t> out(static_cast<size_t>(words * 4 * cells));
        for (int32_t cell = 0; cell < cells; ++cell) {
            uint64_t carries[max_carries][1] = {};
            for (int64_t w = 0; w < words; ++w) {
                uint64_t memory[max_gate_registers][1];
                uint64_t const* leaf[max_leaves];
                uint64_t const* r[max_gate_registers];
                for (int32_t k = 0; k < leaf_count; ++k)
                    leaf[k] = &planes[static_cast<size_t>(w * plane_count +
                                                          leaves[static_cast<size_t>(k * cells + cell)])];
                run_gates<1>(program, leaf, carries, memory, r);
                for (int rule = 0; rule < 4; ++rule)
                    out[static_cast<size_t>((w * 4 + rule) * cells + cell)] = r[rule][0];
            }
        }
        return out;
    }
};

TEST(RulesKernel, equals_the_gates_walked_word_by_word) {
    TestRandom random(20261122);
    for (int64_t words : {1, 2, 3, 9, 25})
        for (int program = 0; program < 40; ++program) {
            RulesWork const work(random, words);
            auto const want = work.expected();
            for (int64_t first : {0, 1, 2, 7, 8, 10})
                for (int64_t end : {first + 1, first + 2, first + 9, words})
                    for (int32_t rules : {2, 4}) {
                        if (end > words || end <= first) continue;
                        int64_t const count = end - first;
                        uint64_t const mark = 0xeeeeeeeeeeeeeeeeull;
                        std::vector<uint64_t> out(static_cast<size_t>(count * rules * work.cells) + 2, mark);
                        rules_kernel const kernel{work.program,
                                                  work.planes.data(),
                                                  work.plane_count,
                                                  work.leaves.data(),
                                                  work.cells,
                                                  first,
                                                  count,
                                                  rules,
                                                  out.data() + 1};
                        emulate_grid(1, 32, 0, [&](EmulatedGrid& g) { kernel(g); });
                        ASSERT_EQ(out.front(), mark);
                        ASSERT_EQ(out.back(), mark);
                        for (int64_t w = 0; w < count; ++w)
                            for (int32_t rule = 0; rule < rules; ++rule)
                                for (int32_t cell = 0; cell < work.cells; ++cell)
                                    ASSERT_EQ(
                                        out[static_cast<size_t>(1 + (w * rules + rule) * work.cells + cell)],
                                        want[static_cast<size_t>(((first + w) * 4 + rule) * work.cells +
                                                                 cell)])
                                        << words << " words, first " << first << ", word " << w << ", rule "
                                        << rule;
                    }
        }
}

}  // namespace
}  // namespace basicbot
