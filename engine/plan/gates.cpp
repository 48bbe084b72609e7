#include "engine/plan/gates.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace basicbot {

namespace {

using Reads = std::set<SeriesRead>;

class GateBuilder {
  public:
    explicit GateBuilder(Graph const& graph) : graph_(graph) {}

    // The rule's condition where every series it reads is defined, 0 elsewhere.
    std::int32_t rule(std::int32_t node) {
        Reads const all = reads(node), sure = implied(node);
        Reads open;
        std::set_difference(all.begin(), all.end(), sure.begin(), sure.end(),
                            std::inserter(open, open.end()));
        read_.insert(all.begin(), all.end());
        std::int32_t mask = -1, before = -1;
        bool earlier_bar = false;
        for (SeriesRead const& read : open) {
            earlier_bar = earlier_bar || read.lag == 1;
            if (read.node >= 0) {
                std::int32_t& side = read.lag == 0 ? mask : before;
                side = both(side, defined(read.node));
            }
        }
        if (earlier_bar) {
            if (before < 0) before = value(gate::ones, -1, -1);
            mask = both(mask, value(gate::before, before, -1));
        }
        return both(condition(node), mask);
    }

    std::int32_t nothing() { return value(gate::zeros, -1, -1); }

    std::vector<GateValue> const& values() const { return values_; }
    std::int32_t carries() const { return carries_; }
    std::vector<LeafRef> const& leaves() const { return leaves_; }
    Reads const& all_reads() const { return read_; }

  private:
    // Open, high, low, close and the clock have a value on every bar; volume may be unknown.
    bool always_defined(std::int32_t series) const {
        GraphNode const& node = graph_[series];
        return node.term == Term::clock ||
               (node.term == Term::field && node.a != static_cast<int>(bar_field::volume));
    }

    void operands(std::int32_t comparison, std::int32_t lag, Reads& into) const {
        for (std::int32_t side : {graph_[comparison].a, graph_[comparison].b})
            if (graph_.is_series(side) && !always_defined(side)) into.insert({side, lag});
    }

    // Everything the condition reads, memorised: names of a strategy are shared.
    Reads const& reads(std::int32_t node) {
        auto const known = reads_.find(node);
        if (known != reads_.end()) return known->second;
        GraphNode const& n = graph_[node];
        Reads result;
        if (n.term == Term::greater || n.term == Term::equal) {
            operands(node, 0, result);
        } else if (n.term == Term::cross) {
            operands(n.a, 0, result);
            operands(n.a, 1, result);
            result.insert({-1, 1});
        } else {
            result = reads(n.a);
            if (n.b >= 0) result.insert(reads(n.b).begin(), reads(n.b).end());
        }
        return reads_[node] = std::move(result);
    }

    // What must be defined wherever the condition holds, so that it needs no mask.
    Reads const& implied(std::int32_t node) {
        auto const known = implied_.find(node);
        if (known != implied_.end()) return known->second;
        GraphNode const& n = graph_[node];
        Reads result;
        if (n.term == Term::greater || n.term == Term::equal || n.term == Term::cross) {
            result = reads(node);
        } else if (n.term == Term::both) {
            result = implied(n.a);
            result.insert(implied(n.b).begin(), implied(n.b).end());
        } else if (n.term == Term::either) {
            Reads const &a = implied(n.a), &b = implied(n.b);
            std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                                  std::inserter(result, result.end()));
        }
        return implied_[node] = std::move(result);
    }

    std::int32_t condition(std::int32_t node) {
        auto const known = conditions_.find(node);
        if (known != conditions_.end()) return known->second;
        GraphNode const& n = graph_[node];
        std::int32_t result = -1;
        switch (n.term) {
            case Term::both:
                result = both(condition(n.a), condition(n.b));
                break;
            case Term::either:
                result = value(gate::either, condition(n.a), condition(n.b));
                break;
            case Term::invert:
                result = value(gate::invert, condition(n.a), -1);
                break;
            case Term::cross: {
                std::int32_t const now = condition(n.a);
                std::int32_t known_sides = -1;  // shared by crossings in both directions
                for (std::int32_t side : {graph_[n.a].a, graph_[n.a].b})
                    if (graph_.is_series(side) && !always_defined(side))
                        known_sides = both(known_sides, defined(side));
                std::int32_t const earlier = both(value(gate::invert, now, -1), known_sides);
                result = both(now, value(gate::before, earlier, -1));
                break;
            }
            default:
                result = leaf({node, false});
                break;
        }
        return conditions_[node] = result;
    }

    std::int32_t defined(std::int32_t series) { return leaf({series, true}); }

    std::int32_t leaf(LeafRef ref) {
        auto const [at, fresh] =
            leaf_numbers_.try_emplace({ref.node, ref.defined}, static_cast<std::int32_t>(leaves_.size()));
        if (fresh) leaves_.push_back(ref);
        return value(gate::leaf, at->second, -1);
    }

    std::int32_t both(std::int32_t a, std::int32_t b) {
        if (a < 0 || a == b) return b;
        if (b < 0) return a;
        return value(gate::both, std::min(a, b), std::max(a, b));
    }

    std::int32_t value(gate code, std::int32_t a, std::int32_t b) {
        auto const [at, fresh] = known_.try_emplace({code, a, b}, static_cast<std::int32_t>(values_.size()));
        if (fresh) values_.push_back({code, a, b, code == gate::before ? carries_++ : -1});
        return at->second;
    }

    Graph const& graph_;
    std::vector<GateValue> values_;
    std::int32_t carries_ = 0;
    std::vector<LeafRef> leaves_;
    std::map<std::tuple<gate, std::int32_t, std::int32_t>, std::int32_t> known_;
    std::map<std::pair<std::int32_t, bool>, std::int32_t> leaf_numbers_;
    std::map<std::int32_t, std::int32_t> conditions_;
    std::map<std::int32_t, Reads> reads_, implied_;
    Reads read_;
};

}  // namespace

Gates build_gates(Strategy const& strategy, CheckedStrategy const& checked) {
    GateBuilder builder(checked.graph);
    GateValues values;
    int last = 0;
    for (int i = 0; i < 4; ++i) {
        std::int32_t const rule = checked.rules[static_cast<std::size_t>(i)];
        values.roots[static_cast<std::size_t>(i)] = rule < 0 ? builder.nothing() : builder.rule(rule);
        if (rule >= 0) last = i;
    }
    values.list = builder.values();
    Gates gates;
    gates.leaves = builder.leaves();
    gates.carries = builder.carries();
    gates.reads.assign(builder.all_reads().begin(), builder.all_reads().end());
    bool fits = false;
    for (bool reload : {false, true}) {
        if (fits || gates.leaves.size() > max_leaves) break;
        Scheduled all = assign_registers(values, reload);
        fits = !all.ops.empty();
        gates.ops = std::move(all.ops);
        gates.registers = all.registers;
        std::vector<bool> certain;
        for (LeafRef const& leaf : gates.leaves) certain.push_back(leaf.defined);
        gates.solid_carries = 0;
        gates.solid_ops = assign_registers(fold_certain(values, certain, gates.solid_carries), reload).ops;
    }
    if (fits && gates.carries <= max_carries) return gates;
    Place const place = strategy.rule_places[static_cast<std::size_t>(last)];
    std::string const value = gates.leaves.size() > max_leaves
                                  ? std::to_string(gates.leaves.size()) + " comparisons"
                              : fits ? std::to_string(gates.carries) + " crossings"
                                     : "over " + std::to_string(max_gate_registers) + " values at once";
    fail_at(strategy.sources[static_cast<std::size_t>(place.source)], place,
            {.code = "rules_too_large",
             .path = "",
             .value = value,
             .problem = "the rules together are too large for one program",
             .allowed = std::to_string(max_leaves) + " comparisons, " + std::to_string(max_carries) +
                        " crossings, " + std::to_string(max_gate_registers) + " values at once",
             .suggestion = "write fewer comparisons or crossings"});
}

}  // namespace basicbot
