// The strategy language: a whole file, or, where the first byte is odd, the condition params.where.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/plan/grid.hpp"
#include "engine/plan/lower.hpp"
#include "engine/strategy/source.hpp"
#include "engine/strategy/strategy_file.hpp"
#include "tests/fuzz/targets.hpp"

namespace basicbot {

namespace {

constexpr std::uint64_t most_cells = 20000;  // of a grid that is lowered here; time is linear in them

void lower_if_small(Strategy const& strategy) {
    Grid const grid = make_grid(strategy, {}, "");
    if (grid.cell_count() <= most_cells) lower(strategy, grid, "both");
}

Strategy const& two_averages() {
    static Strategy const strategy = parse_strategy(
        "# T\n# D\nparam fast = 20 in 1..1000 sweep 5..50 step 5  # a\n"
        "param slow = 50 in 1..1000 sweep 5..50 step 5  # b\n"
        "long_entry = sma(close, fast) > sma(close, slow)\nlong_exit = sma(close, fast) < sma(close, slow)\n",
        "two.strategy", "two");
    return strategy;
}

}  // namespace

void fuzz_strategy(std::string_view bytes) {
    if (bytes.empty()) return;
    std::string const text(bytes.substr(1));
    try {
        if (bytes[0] & 1)
            make_grid(two_averages(), {{"fast", {5, 10, 20}, true}, {"slow", {20, 50}, true}}, text);
        else
            lower_if_small(parse_strategy(text, "mine.strategy", "mine"));
    } catch (Error const& error) {
        fuzz::check_refusal(error, ErrorKind::config);
        with_caret(error);
    }
}

}  // namespace basicbot
