#pragma once
// The slow, obvious meaning of a strategy: walks the text's tree, bar by bar, for one parameter set. It
// shares no code with the plan. A condition carries whether it is known (every series it reads is defined,
// rule A7) beside its truth.

#include <cstddef>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/strategy/syntax.hpp"

namespace basicbot {

class RuleInterpreter {
  public:
    using Column = std::vector<double>;
    // Values of an indicator: name, chosen output ("" = none chosen), written series, written numbers with
    // their argument names ("" = by position).
    using Indicator = std::function<Column(std::string const&, std::string const&, std::vector<Column> const&,
                                           std::vector<std::pair<std::string, double>> const&)>;

    // What x@timeframe means: an interpreter over the longer bars, and one of its columns as the bars see it.
    struct Longer {
        std::function<RuleInterpreter(std::string const&)> over;
        std::function<Column(std::string const&, Column const&)> seen;
    };

    // prices: open, high, low, close, volume, hl2, hlc3, ohlc4. parameters: a value for each.
    RuleInterpreter(Strategy const& strategy, std::map<std::string, Column> prices,
                    std::map<std::string, double> parameters, Indicator indicator, Longer longer = {})
        : s_(strategy),
          prices_(std::move(prices)),
          parameters_(std::move(parameters)),
          indicator_(std::move(indicator)),
          longer_(std::move(longer)),
          bars_(prices_.at("close").size()) {
        for (LetDeclaration const& let : s_.lets) lets_[let.name] = let.node;
    }

    // One signal a bar; all false for a rule that the strategy does not have.
    std::vector<bool> rule(int number) const {
        std::vector<bool> signal(bars_, false);
        std::int32_t const node = s_.rules[static_cast<std::size_t>(number)];
        if (node < 0) return signal;
        Value const value = evaluate(node, "");
        for (std::size_t t = 0; t < bars_; ++t) signal[t] = value.known[t] && value.truth[t];
        return signal;
    }

  private:
    struct Value {
        bool is_condition = false, is_number = false;
        double number = 0;
        Column series;
        std::vector<bool> truth, known;
    };

    static bool defined(double x) { return x == x; }

    Value number_value(double x) const {
        Value v;
        v.is_number = true;
        v.number = x;
        v.series.assign(bars_, x);
        return v;
    }
    Value series_value(Column column) const {
        Value v;
        v.series = std::move(column);
        return v;
    }

    template <class Truth, class Known>
    Value condition_value(Truth truth, Known known) const {
        Value v;
        v.is_condition = true;
        for (std::size_t t = 0; t < bars_; ++t) {
            v.known.push_back(known(t));
            v.truth.push_back(truth(t));
        }
        return v;
    }

    template <class Compare>
    Value compared(Value const& a, Value const& b, Compare compare) const {
        return condition_value([&](std::size_t t) { return compare(a.series[t], b.series[t]); },
                               [&](std::size_t t) { return defined(a.series[t]) && defined(b.series[t]); });
    }

    template <class Operation>
    Value combined(Value const& a, Value const& b, Operation operation) const {
        if (a.is_number && b.is_number) return number_value(operation(a.number, b.number));
        Column column(bars_);
        for (std::size_t t = 0; t < bars_; ++t) column[t] = operation(a.series[t], b.series[t]);
        return series_value(std::move(column));
    }

    Value crossing(Value const& a, Value const& b) const {
        auto const all_known = [&](std::size_t t) {
            return t >= 1 && defined(a.series[t]) && defined(b.series[t]) && defined(a.series[t - 1]) &&
                   defined(b.series[t - 1]);
        };
        return condition_value(
            [&](std::size_t t) {
                return t >= 1 && a.series[t - 1] <= b.series[t - 1] && a.series[t] > b.series[t];
            },
            all_known);
    }

    Value name(Node const& n, std::string const& output) const {
        if (lets_.count(n.text)) return evaluate(lets_.at(n.text), output);
        if (parameters_.count(n.text)) return number_value(parameters_.at(n.text));
        return series_value(prices_.at(n.text));
    }

    Value call(Node const& n, std::string const& output) const {
        std::vector<Value> values;
        for (std::int32_t child : n.children) values.push_back(evaluate(child, ""));
        if (n.text == "cross_above") return crossing(values[0], values[1]);
        if (n.text == "cross_below") return crossing(values[1], values[0]);
        if (n.text == "if") return choice(values[0], values[1], values[2]);
        if (n.text == "bars_since") return since(values[0]);
        if (n.text == "value_when") return at_event(values[0], values[1]);
        std::vector<Column> inputs;
        std::vector<std::pair<std::string, double>> numbers;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i].is_number)
                numbers.emplace_back(n.argument_names[i], values[i].number);
            else
                inputs.push_back(values[i].series);
        }
        return series_value(indicator_(n.text, output, inputs, numbers));
    }

    // Known where all three are.
    Value choice(Value const& by, Value const& a, Value const& b) const {
        if (a.is_condition)
            return condition_value([&](std::size_t t) { return by.truth[t] ? a.truth[t] : b.truth[t]; },
                                   [&](std::size_t t) { return by.known[t] && a.known[t] && b.known[t]; });
        Column column(bars_, __builtin_nan(""));
        for (std::size_t t = 0; t < bars_; ++t)
            if (by.known[t] && defined(a.series[t]) && defined(b.series[t]))
                column[t] = by.truth[t] ? a.series[t] : b.series[t];
        return series_value(std::move(column));
    }

    // The last bar up to t on which something happened, or none; nothing is said of bars on which it is not
    // known whether it does. A series says that it happens by being other than 0.
    template <class Use>
    void for_last_event(Value const& event, Use use) const {
        auto const known = [&](std::size_t t) {
            return event.is_condition ? bool{event.known[t]} : defined(event.series[t]);
        };
        auto const happens = [&](std::size_t t) {
            return known(t) && (event.is_condition ? bool{event.truth[t]} : event.series[t] != 0);
        };
        for (std::size_t t = 0; t < bars_; ++t) {
            std::size_t s = t + 1;
            while (s > 0 && !happens(s - 1)) --s;
            if (known(t) && s > 0) use(t, s - 1);
        }
    }
    Value since(Value const& event) const {
        Column column(bars_, __builtin_nan(""));
        for_last_event(event, [&](std::size_t t, std::size_t s) { column[t] = static_cast<double>(t - s); });
        return series_value(std::move(column));
    }
    Value at_event(Value const& event, Value const& x) const {
        Column column(bars_, __builtin_nan(""));
        for_last_event(event, [&](std::size_t t, std::size_t s) { column[t] = x.series[s]; });
        return series_value(std::move(column));
    }

    Value lagged(Value const& from, double bars) const {
        auto const back = static_cast<std::size_t>(bars);
        Column column(bars_, __builtin_nan(""));
        for (std::size_t t = back; t < bars_; ++t) column[t] = from.series[t - back];
        return series_value(std::move(column));
    }

    // A condition holds, and is known, until the next longer bar closes.
    Value over_longer(Node const& n, std::string const& output) const {
        Value const value = longer_.over(n.text).evaluate(n.children[0], output);
        if (!value.is_condition) return series_value(longer_.seen(n.text, value.series));
        Column event;
        for (std::size_t t = 0; t < value.known.size(); ++t)
            event.push_back(!value.known[t] ? __builtin_nan("") : value.truth[t] ? 1.0 : 0.0);
        Column const seen = longer_.seen(n.text, event);
        return condition_value([&](std::size_t t) { return seen[t] == 1; },
                               [&](std::size_t t) { return defined(seen[t]); });
    }

    Value evaluate(std::int32_t node, std::string const& output) const {
        Node const& n = s_.nodes[static_cast<std::size_t>(node)];
        auto const child = [&](std::size_t i) { return evaluate(n.children[i], ""); };
        switch (n.kind) {
            case NodeKind::number:
                return number_value(n.number);
            case NodeKind::name:
                return name(n, output);
            case NodeKind::call:
                return call(n, output);
            case NodeKind::output:
                return evaluate(n.children[0], n.text);
            case NodeKind::lag:
                return lagged(child(0), child(1).number);
            case NodeKind::longer:
                return over_longer(n, output);
            case NodeKind::negate: {
                Value const a = child(0);
                return combined(a, a, [](double x, double) { return -x; });
            }
            case NodeKind::add:
                return combined(child(0), child(1), [](double x, double y) { return x + y; });
            case NodeKind::subtract:
                return combined(child(0), child(1), [](double x, double y) { return x - y; });
            case NodeKind::multiply:
                return combined(child(0), child(1), [](double x, double y) { return x * y; });
            case NodeKind::divide:
                return combined(child(0), child(1), [](double x, double y) { return x / y; });
            case NodeKind::greater:
                return compared(child(0), child(1), [](double x, double y) { return x > y; });
            case NodeKind::less:
                return compared(child(0), child(1), [](double x, double y) { return x < y; });
            case NodeKind::greater_equal:
                return compared(child(0), child(1), [](double x, double y) { return x >= y; });
            case NodeKind::less_equal:
                return compared(child(0), child(1), [](double x, double y) { return x <= y; });
            case NodeKind::equal:
                return compared(child(0), child(1), [](double x, double y) { return x == y; });
            case NodeKind::not_equal:
                return compared(child(0), child(1), [](double x, double y) { return x != y; });
            case NodeKind::logic_not: {
                Value const a = child(0);
                return condition_value([&](std::size_t t) { return !a.truth[t]; },
                                       [&](std::size_t t) { return a.known[t]; });
            }
            case NodeKind::logic_and:
            case NodeKind::logic_or: {
                Value const a = child(0), b = child(1);
                bool const both = n.kind == NodeKind::logic_and;
                return condition_value(
                    [&](std::size_t t) { return both ? a.truth[t] && b.truth[t] : a.truth[t] || b.truth[t]; },
                    [&](std::size_t t) { return a.known[t] && b.known[t]; });
            }
        }
        throw std::logic_error("a node of no kind");
    }

    Strategy const& s_;
    std::map<std::string, Column> prices_;
    std::map<std::string, double> parameters_;
    Indicator indicator_;
    Longer longer_;
    std::size_t bars_;
    std::map<std::string, std::int32_t> lets_;
};

}  // namespace basicbot
