// The constraint of a grid, evaluated on blocks of consecutive combinations.

#include <algorithm>
#include <utility>

#include "engine/plan/check.hpp"
#include "engine/plan/grid.hpp"
#include "engine/strategy/strategy_file.hpp"

namespace basicbot {

namespace {

constexpr std::size_t block = 512;

// One value per combination of a block; conditions are 0 or 1.
using Lane = std::vector<double>;

template <class F>
void fill(Lane& to, Lane const& a, Lane const& b, F f) {
    for (std::size_t i = 0; i < block; ++i) to[i] = f(a[i], b[i]);
}

void evaluate(GraphNode const& n, Lane& to, std::vector<Lane> const& lanes) {
    Lane const& a = n.a >= 0 ? lanes[static_cast<std::size_t>(n.a)] : to;
    Lane const& b = n.b >= 0 ? lanes[static_cast<std::size_t>(n.b)] : a;
    switch (n.term) {
        case Term::negate:
            return fill(to, a, a, [](double x, double) { return -x; });
        case Term::add:
            return fill(to, a, b, [](double x, double y) { return x + y; });
        case Term::subtract:
            return fill(to, a, b, [](double x, double y) { return x - y; });
        case Term::multiply:
            return fill(to, a, b, [](double x, double y) { return x * y; });
        case Term::divide:
            return fill(to, a, b, [](double x, double y) { return x / y; });
        case Term::greater:
            return fill(to, a, b, [](double x, double y) { return x > y ? 1.0 : 0.0; });
        case Term::equal:
            return fill(to, a, b, [](double x, double y) { return x == y ? 1.0 : 0.0; });
        case Term::invert:
            return fill(to, a, a, [](double x, double) { return 1.0 - x; });
        case Term::both:
            return fill(to, a, b, [](double x, double y) { return x * y; });
        case Term::either:
            return fill(to, a, b, [](double x, double y) { return x > y ? x : y; });
        default:
            return;  // numbers are filled once, parameters by the caller
    }
}

}  // namespace

std::vector<std::uint32_t> cells_where(Strategy strategy, Grid const& grid) {
    std::int32_t const node = parse_expression(strategy, grid.where, "params.where", where_operand);
    CheckedConstraint const constraint = check_constraint(strategy, node);
    auto const count = static_cast<std::size_t>(constraint.graph.size());
    std::vector<Lane> lanes(count, Lane(block, 0.0));
    std::vector<std::uint64_t> stride(grid.axes.size(), 1);
    for (std::size_t a = grid.axes.size(); a-- > 1;) stride[a - 1] = stride[a] * grid.axes[a].values.size();

    for (std::size_t i = 0; i < count; ++i) {
        GraphNode const& n = constraint.graph[static_cast<std::int32_t>(i)];
        if (n.term == Term::number) std::fill(lanes[i].begin(), lanes[i].end(), n.number);
        if (n.term == Term::parameter && grid.axis_of[static_cast<std::size_t>(n.a)] < 0)
            std::fill(lanes[i].begin(), lanes[i].end(), grid.fixed[static_cast<std::size_t>(n.a)]);
    }
    std::vector<std::uint32_t> kept;
    for (std::uint64_t begin = 0; begin < grid.full; begin += block) {
        std::size_t const size = std::min<std::uint64_t>(block, grid.full - begin);
        for (std::size_t i = 0; i < count; ++i) {
            GraphNode const& n = constraint.graph[static_cast<std::int32_t>(i)];
            std::int32_t const axis =
                n.term == Term::parameter ? grid.axis_of[static_cast<std::size_t>(n.a)] : -1;
            if (axis < 0) {
                evaluate(n, lanes[i], lanes);
                continue;
            }
            std::vector<double> const& values = grid.axes[static_cast<std::size_t>(axis)].values;
            std::uint64_t const run = stride[static_cast<std::size_t>(axis)];
            std::uint64_t at = begin / run % values.size(), left = run - begin % run;
            for (std::size_t k = 0; k < size; ++k) {
                lanes[i][k] = values[at];
                if (--left == 0) {
                    left = run;
                    if (++at == values.size()) at = 0;
                }
            }
        }
        Lane const& result = lanes[static_cast<std::size_t>(constraint.root)];
        for (std::size_t k = 0; k < size; ++k)
            if (result[k] != 0) kept.push_back(static_cast<std::uint32_t>(begin + k));
    }
    return kept;
}

}  // namespace basicbot
