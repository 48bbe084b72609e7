#pragma once
// How check() turns one written expression into graph nodes. Private to engine/plan.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/catalogue/catalogue.hpp"
#include "engine/plan/graph.hpp"
#include "engine/strategy/syntax.hpp"

namespace basicbot {

class Resolver {
  public:
    enum class Names { all, parameters_only };

    Resolver(Strategy const& strategy, Graph& graph, Names names)
        : s_(strategy), graph_(graph), parameters_only_(names == Names::parameters_only) {}

    struct Value {
        std::int32_t node = -1;
        bool outputs = false;  // an indicator whose output is not chosen yet
    };

    void let(LetDeclaration const& declaration);
    std::int32_t condition(std::int32_t written, std::string const& for_what);
    // A series by itself: all outputs of an indicator whose output is not chosen, or one named "value"; a
    // condition as one named "event".
    std::vector<std::pair<std::string, std::int32_t>> outputs(std::int32_t written);

  private:
    Value resolve(std::int32_t written);
    std::int32_t name(Node const& node);
    // An input of an indicator that is not written.
    std::int32_t implied(char const* input, Place place);
    std::int32_t call(Node const& node);
    // The outputs of an entry that is made of others, as nodes; `call` has its inputs and arguments.
    std::vector<std::int32_t> composed(IndicatorEntry const& entry, GraphNode const& call, Place place);
    std::int32_t crossing(Node const& node);
    Value choice(Node const& node);
    std::int32_t lag(Node const& node);
    std::int32_t output(Node const& node);
    // An indicator's node, also over longer bars, that stands for another of its outputs.
    std::int32_t with_output(std::int32_t node, std::int32_t output);
    Value longer(Node const& node);
    std::int32_t arithmetic(Node const& node);
    std::int32_t scalar_arithmetic(Term term, std::int32_t a, std::int32_t b, Place place);
    std::int32_t series_arithmetic(NodeKind kind, std::int32_t a, std::int32_t b, Place place);
    std::int32_t comparison(Node const& node);
    std::int32_t logic(Node const& node);
    std::int32_t negated(std::int32_t condition, Place place);
    std::int32_t joined(Term kind, std::int32_t a, std::int32_t b, Place place);  // both or either
    // Value nodes of an argument list in the entry's order, named or by position; -1 = not written.
    std::vector<std::int32_t> arranged(Node const& node, std::vector<std::string> const& slots,
                                       std::string const& usage);

    // `usage`: the form of the call that the value stands in, "" where it stands in none.
    std::int32_t series(std::int32_t written, std::string const& for_what, std::string const& usage = "");
    std::int32_t scalar(std::int32_t written, std::string const& for_what, std::string const& usage = "");
    std::int32_t number(std::int32_t written);  // series or scalar, not a condition

    std::int32_t intern(GraphNode node, Place place);
    std::int32_t constant(double value, Place place);
    std::int32_t term(Term term, std::int32_t a, std::int32_t b, Place place);
    std::int32_t entry(char const* name, std::vector<std::int32_t> inputs,
                       std::vector<std::int32_t> arguments, Place place);
    std::int32_t constant_series(std::int32_t scalar, Place place);
    std::int32_t as_series(std::int32_t node, Place place);  // a number as one that does not change
    // 1 where the condition holds, 0 where it does not, NaN where one of its series has no value (A7).
    std::int32_t event_series(std::int32_t condition);
    std::int32_t new_event_series(std::int32_t condition);
    // An input called `event`: a condition as such a series, or a series.
    std::int32_t event(std::int32_t written, std::string const& for_what, std::string const& usage);
    std::int32_t conditional(Node const& node);
    [[noreturn]] void refuse(Place place, ErrorParts parts) const;
    [[noreturn]] void wrong_type(std::int32_t written, char const* expected, std::string const& for_what,
                                 std::int32_t found, std::string const& usage = "") const;

    Strategy const& s_;
    Graph& graph_;
    bool parameters_only_;
    std::map<std::string, Value, std::less<>> lets_;
    std::map<std::int32_t, std::int32_t> events_;  // event_series, by condition
    std::optional<Place> outer_;                   // inside a composed entry: where the strategy calls it
    std::int32_t nesting_ = 0;                     // composed entries around this one
};

}  // namespace basicbot
