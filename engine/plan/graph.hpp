#pragma once
// A checked strategy: one node per distinct scalar, series or condition, however often it is written.

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/strategy/source.hpp"
#include "kernels/core/entry.hpp"

namespace basicbot {

enum class Term : std::uint8_t {
    // scalars: one number per parameter combination
    number,
    parameter,
    negate,
    add,
    subtract,
    multiply,
    divide,
    choose_number,
    // series: one number a bar
    field,
    extra,
    clock,
    longer,  // inputs[0] over longer bars, as known at the bar's close (A22)
    call,
    choose,
    // conditions: one bit a bar
    greater,  // a > b
    equal,    // a == b
    cross,    // the greater-condition a holds, and one bar earlier its operands were defined and it did not
    invert,
    both,
    either
};

// Children have smaller numbers than the node.
struct GraphNode {
    Term term = Term::number;
    // Children; parameter: its index; field: the bar_field; extra: number of the series; clock: place in
    // clock_names; longer: place in Graph::timeframes; choices: a says which.
    std::int32_t a = -1, b = -1;
    double number = 0;
    std::int32_t entry = -1;  // call: number in the catalogue
    std::int32_t output = 0;  // call: which output
    // call: series nodes; of a composed entry its outputs. choose: what is chosen from. longer: the series.
    std::vector<std::int32_t> inputs;
    // call: scalar nodes, one per parameter of the entry. choose_number: what is chosen from.
    std::vector<std::int32_t> arguments;
    std::uint64_t reads = 0;  // bit p: depends on parameter p
    std::int32_t depth = 1;
    bool reads_longer = false;           // it is over longer bars, or reads what is
    Place place;                         // where it was first written
    std::vector<Place> argument_places;  // call: where each argument was written

    // `a` is a number, not a child.
    bool is_leaf() const { return term == Term::parameter || (term >= Term::field && term <= Term::longer); }
};

class Graph {
  public:
    // The node equal to this one, or a new one.
    std::int32_t intern(GraphNode node);
    GraphNode const& operator[](std::int32_t node) const { return nodes_[static_cast<std::size_t>(node)]; }
    std::int32_t size() const { return static_cast<std::int32_t>(nodes_.size()); }
    // Number of a timeframe in `timeframes`, which gets it where it is new.
    std::int32_t timeframe(std::string const& name);
    std::vector<std::string> const& timeframes() const { return timeframes_; }
    // Places in clock_names of those that are read, ascending.
    std::set<std::int32_t> clocks() const;
    // An entry whose values need later bars, or -1.
    std::int32_t repainting() const;

    bool is_scalar(std::int32_t node) const { return (*this)[node].term <= Term::choose_number; }
    bool is_series(std::int32_t node) const {
        Term const term = (*this)[node].term;
        return term >= Term::field && term <= Term::choose;
    }
    bool is_condition(std::int32_t node) const { return (*this)[node].term >= Term::greater; }

  private:
    std::vector<GraphNode> nodes_;
    std::vector<std::string> timeframes_;                  // of Term::longer, each once
    std::unordered_map<std::string, std::int32_t> known_;  // strategy-sized, never per combination
};

// Which of the choices 0 .. last a number stands for: the largest whole number not above it, held between
// them.
inline std::int32_t chosen_of(double number, std::int32_t last) {
    if (!(number >= 1)) return 0;
    return number >= last ? last : static_cast<std::int32_t>(number);
}

// The longest way through a graph; it bounds every recursion over it.
inline constexpr std::int32_t max_graph_depth = 1000;

}  // namespace basicbot
