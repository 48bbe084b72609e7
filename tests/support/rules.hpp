#pragma once
// Seeded rule vectors for tests.

#include "tests/oracles/ledger_form.hpp"
#include "tests/support/random.hpp"

namespace basicbot {

// A rule that turns true with chance `rate` a bar and then stays true for 1 .. longest bars; false on bars <
// begin (warm-up, A7). rate 0 gives a rule that never holds.
inline std::vector<bool> random_rule(TestRandom& random, int64_t size, double rate, int64_t longest = 1,
                                     int64_t begin = 0) {
    std::vector<bool> rule(size, false);
    int64_t left = 0;
    for (int64_t t = begin; t < size; ++t) {
        if (left == 0 && random.chance(rate)) left = 1 + random.below(longest);
        if (left > 0) {
            rule[t] = true;
            --left;
        }
    }
    return rule;
}

enum class rule_sides { both, long_only, short_only };

inline oracle_rules random_rules(uint64_t seed, int64_t size, double rate, int64_t longest = 1,
                                 rule_sides sides = rule_sides::both, int64_t begin = 0) {
    TestRandom random(seed);
    double long_rate = sides == rule_sides::short_only ? 0.0 : rate;
    double short_rate = sides == rule_sides::long_only ? 0.0 : rate;
    oracle_rules rules;
    rules.long_entry = random_rule(random, size, long_rate, longest, begin);
    rules.long_exit = random_rule(random, size, long_rate, longest, begin);
    rules.short_entry = random_rule(random, size, short_rate, longest, begin);
    rules.short_exit = random_rule(random, size, short_rate, longest, begin);
    return rules;
}

}  // namespace basicbot
