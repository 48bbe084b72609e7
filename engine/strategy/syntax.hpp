#pragma once
// A strategy as written: the tree of its expressions, its parameters and rules. Names are not resolved yet
// (engine/plan/check.hpp does that, where the catalogue is known).

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/strategy/source.hpp"

namespace basicbot {

enum class NodeKind : std::uint8_t {
    number,  // number
    name,    // text
    call,    // text(children...), argument_names[i] empty where positional
    output,  // children[0].text
    lag,     // children[0][children[1]]
    longer,  // children[0]@text
    negate,  // -children[0]
    add,
    subtract,
    multiply,
    divide,  // two children
    greater,
    less,
    greater_equal,
    less_equal,
    equal,
    not_equal,  // two children
    logic_and,
    logic_or,  // two children
    logic_not  // one child
};

// Children are numbers of nodes in the same Strategy and are smaller than the node's own number.
struct Node {
    NodeKind kind = NodeKind::number;
    Place place;
    std::int32_t depth = 1;  // longest way down, at most max_depth
    double number = 0;
    std::string text;
    std::vector<std::int32_t> children;
    std::vector<std::string> argument_names;
};

inline constexpr std::int32_t max_depth = 200;

struct SuggestedSweep {
    double from, to, step;
};

// `param fast = 20 in 1..1000 sweep 5..50 step 5  # what it is`
struct ParameterDeclaration {
    std::string name;
    double standard = 0;
    // Inclusive; infinite where not declared.
    double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
    std::optional<SuggestedSweep> sweep;
    std::string note;
    Place place;
};

// `let name = expression`; may use the lets above it.
struct LetDeclaration {
    std::string name;
    std::int32_t node = -1;
    Place place;
    std::string text;  // the expression as written, on one line
};

// In the order of rule_register (kernels/backtest/plan_form.hpp).
inline constexpr std::array<char const*, 4> rule_names = {"long_entry", "long_exit", "short_entry",
                                                          "short_exit"};

struct Strategy {
    std::string name;         // "sma_cross"; "in_place" for rules written in the study
    std::string title;        // first comment line
    std::string description;  // the comment lines after it
    std::string source;       // who published the idea, and when
    bool in_place = false;    // parameters were declared by the study, without a range
    std::vector<SourceText> sources;
    std::vector<ParameterDeclaration> parameters;
    std::vector<LetDeclaration> lets;
    std::array<std::int32_t, 4> rules = {-1, -1, -1, -1};  // node numbers, -1 = the strategy has no such rule
    std::array<Place, 4> rule_places;
    std::array<std::string, 4> rule_texts;  // as written, on one line
    std::vector<Node> nodes;
    std::vector<std::string> extra;  // names of extra series that may be read; stated by the study

    // Index of a parameter, -1 where there is none of that name.
    std::int32_t parameter(std::string_view wanted) const;
};

}  // namespace basicbot
