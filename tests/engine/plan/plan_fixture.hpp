#pragma once
// Random columns, and a plain executor of the gate program, for tests of the plan.

#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/catalogue/catalogue.hpp"
#include "engine/plan/lower.hpp"
#include "engine/strategy/strategy_file.hpp"
#include "tests/oracles/rule_interpreter.hpp"

namespace basicbot {

// The code of the Error(config) that `body` throws, "" where it throws none.
template <class Body>
std::string code_of(Body body) {
    try {
        body();
    } catch (Error const& error) {
        return error.kind() == ErrorKind::config ? error.parts().code
                                                 : "kind " + std::to_string(error.exit_code());
    }
    return "";
}

inline Strategy written(std::string const& text) { return parse_strategy(text, "test.strategy", "test"); }

inline ParameterAxis axis(std::string name, std::vector<double> values) {
    return {std::move(name), std::move(values), true};
}

// Prices on a coarse raster, so that equal values and crossings are frequent.
inline std::map<std::string, std::vector<double>> random_prices(std::mt19937& random, std::size_t bars) {
    std::map<std::string, std::vector<double>> p;
    auto const draw = [&] { return 5.0 + static_cast<double>(random() % 5); };
    for (std::size_t t = 0; t < bars; ++t) {
        double const o = draw(), h = draw(), l = draw(), c = draw();
        p["open"].push_back(o);
        p["high"].push_back(h);
        p["low"].push_back(l);
        p["close"].push_back(c);
        p["volume"].push_back(random() % 4 == 0 ? std::nan("") : draw());
        p["hl2"].push_back(0.5 * (h + l));
        p["hlc3"].push_back((h + l + c) / 3.0);
        p["ohlc4"].push_back(0.25 * (o + h + l + c));
    }
    return p;
}

// A stand-in for an indicator: values that depend on its name, output, inputs and parameters only, with NaNs
// inside.
inline std::vector<double> scrambled(std::string const& name, int output,
                                     std::vector<std::vector<double>> const& inputs,
                                     std::vector<double> const& params, std::size_t bars) {
    std::uint64_t h = 1469598103934665603ull + static_cast<std::uint64_t>(output);
    auto const eat = [&](void const* data, std::size_t size) {
        for (std::size_t i = 0; i < size; ++i)
            h = (h ^ static_cast<unsigned char const*>(data)[i]) * 1099511628211ull;
    };
    eat(name.data(), name.size());
    for (double p : params) eat(&p, sizeof p);
    for (auto const& input : inputs)
        for (double x : input) {
            double const one_nan = x == x ? x + 0.0 : 1e99;
            eat(&one_nan, sizeof one_nan);
        }
    std::mt19937 random(static_cast<std::uint32_t>(h ^ (h >> 32)));
    std::vector<double> column(bars);
    std::size_t const warm = random() % 6;
    for (std::size_t t = 0; t < bars; ++t) {
        bool const hole = t < warm || random() % 8 == 0;
        column[t] = hole ? std::nan("") : 5.0 + static_cast<double>(random() % 5);
    }
    return column;
}

// The arithmetic entries for real, everything else scrambled.
inline std::vector<double> column_values(std::string const& name, int output,
                                         std::vector<std::vector<double>> const& inputs,
                                         std::vector<double> const& params, std::size_t bars) {
    std::vector<double> r(bars);
    for (std::size_t t = 0; t < bars; ++t) {
        auto const x = [&](std::size_t i) { return inputs[i][t]; };
        if (name == "add")
            r[t] = x(0) + x(1);
        else if (name == "sub")
            r[t] = x(0) - x(1);
        else if (name == "mult")
            r[t] = x(0) * x(1);
        else if (name == "div")
            r[t] = x(0) / x(1);
        else if (name == "scale")
            r[t] = x(0) * params[0];
        else if (name == "offset")
            r[t] = x(0) + params[0];
        else if (name == "reciprocal")
            r[t] = params[0] / x(0);
        else if (name == "flip")
            r[t] = -x(0);
        else if (name == "medprice")
            r[t] = 0.5 * (x(0) + x(1));
        else if (name == "typprice")
            r[t] = (x(0) + x(1) + x(2)) / 3.0;
        else if (name == "avgprice")
            r[t] = 0.25 * (x(0) + x(1) + x(2) + x(3));
        else if (name == "above" || name == "equals") {
            bool const known = x(0) == x(0) && x(1) == x(1);
            r[t] = known ? (name == "above" ? x(0) > x(1) : x(0) == x(1)) : std::nan("");
        } else if (name == "if_event") {
            bool const known = x(0) == x(0) && x(1) == x(1) && x(2) == x(2);
            r[t] = !known ? std::nan("") : x(0) != 0 ? x(1) : x(2);
        } else if (name == "bars_since" || name == "value_when") {
            std::size_t s = t + 1;  // one behind the last event
            while (s > 0 && (inputs[0][s - 1] == 0 || std::isnan(inputs[0][s - 1]))) --s;
            r[t] = std::nan("");
            if (s > 0 && !std::isnan(x(0)))
                r[t] = name == "bars_since" ? static_cast<double>(t + 1 - s) : inputs[1][s - 1];
        } else if (name == "lag") {
            auto const n = static_cast<std::size_t>(params[0]);
            r[t] = t >= n ? inputs[0][t - n] : std::nan("");
        } else
            return scrambled(name, output, inputs, params, bars);
    }
    return r;
}

using Prices = std::map<std::string, std::vector<double>>;

// Bars of a timeframe's hours out of hourly ones that begin at midnight; the last may be cut short.
inline Prices longer_prices(Prices const& prices, std::string const& timeframe) {
    std::size_t const hours = std::stoul(timeframe), bars = prices.at("close").size();
    Prices p;
    for (std::size_t t = 0; t < bars; ++t) {
        auto const now = [&](char const* name) { return prices.at(name)[t]; };
        if (t % hours == 0) {
            for (char const* name : {"open", "high", "low", "close"}) p[name].push_back(now(name));
            p["volume"].push_back(0);
        }
        p["high"].back() = std::max(p["high"].back(), now("high"));
        p["low"].back() = std::min(p["low"].back(), now("low"));
        p["close"].back() = now("close");
        p["volume"].back() += now("volume");
    }
    for (std::size_t t = 0; t < p["close"].size(); ++t) {
        double const o = p["open"][t], h = p["high"][t], l = p["low"][t], c = p["close"][t];
        p["hl2"].push_back(0.5 * (h + l));
        p["hlc3"].push_back((h + l + c) / 3.0);
        p["ohlc4"].push_back(0.25 * (o + h + l + c));
    }
    return p;
}

// A column over the longer bars as each of `bars` hourly ones sees it: the last that has ended.
inline std::vector<double> seen_longer(std::string const& timeframe, std::vector<double> const& column,
                                       std::size_t bars) {
    std::vector<double> seen;
    for (std::size_t t = 0; t < bars; ++t) {
        std::size_t const ended = (t + 1) / std::stoul(timeframe);
        seen.push_back(ended > 0 ? column.at(ended - 1) : std::nan(""));
    }
    return seen;
}

// Every column of a plan by number; `given` stands behind the prices.
inline std::vector<std::vector<double>> run_batches(ColumnPlan const& plan, Prices const& prices,
                                                    std::vector<std::vector<double>> const& given) {
    std::size_t const bars = prices.at("close").size();
    std::vector<std::vector<double>> columns(first_computed_column + plan.columns.size());
    char const* fields[] = {"open", "high", "low", "close", "volume"};
    for (std::size_t f = 0; f < 5; ++f) columns[f] = prices.at(fields[f]);
    std::copy(given.begin(), given.end(), columns.begin() + first_computed_column);
    for (column_task const& task : plan.tasks()) {
        IndicatorEntry const& entry = indicators()[static_cast<std::size_t>(task.entry)];
        std::vector<std::vector<double>> inputs;
        for (std::size_t i = 0; i < entry.inputs.size(); ++i)
            inputs.push_back(columns.at(static_cast<std::size_t>(task.inputs[i])));
        for (int lane = 0; lane < task.lanes; ++lane) {
            double const* p = task.params + static_cast<std::size_t>(lane) * entry.params.size();
            for (std::size_t o = 0; o < entry.outputs.size(); ++o) {
                std::int32_t const number =
                    task.outputs[static_cast<std::size_t>(lane) * entry.outputs.size() + o];
                if (number < 0) continue;
                columns.at(static_cast<std::size_t>(number)) =
                    column_values(entry.info->name, static_cast<int>(o), inputs,
                                  std::vector<double>(p, p + entry.params.size()), bars);
            }
        }
    }
    return columns;
}

inline std::vector<std::vector<double>> run_columns(Lowered const& plan, Prices const& prices) {
    std::vector<std::vector<std::vector<double>>> longer;  // [longer plan][column]
    for (LongerPlan const& one : plan.longer)
        longer.push_back(run_batches(one, longer_prices(prices, one.timeframe), {}));
    std::vector<std::vector<double>> given;
    for (LongerColumn const& wanted : plan.longer_columns)
        given.push_back(seen_longer(plan.longer[wanted.plan].timeframe,
                                    longer[wanted.plan].at(static_cast<std::size_t>(wanted.column)),
                                    prices.at("close").size()));
    return run_batches(plan, prices, given);
}

// The four rules of one cell, by executing the gate program on words of 64 bars. With `folded` the program
// for solid words runs wherever it may: where every "series is defined" of the cell is all ones, here and one
// word before.
inline std::vector<std::vector<bool>> run_gates(Lowered const& plan, std::size_t cell,
                                                std::vector<std::vector<double>> const& columns,
                                                bool folded = false) {
    std::size_t const bars = columns[0].size(), words = (bars + 63) / 64;
    std::vector<std::vector<std::uint64_t>> planes(plan.planes.size(), std::vector<std::uint64_t>(words, 0));
    for (std::size_t p = 0; p < planes.size(); ++p)
        for (std::size_t t = 0; t < bars; ++t) {
            auto const side = [&](operand const& x) {
                return x.column < 0 ? x.constant : columns.at(static_cast<std::size_t>(x.column))[t];
            };
            double const a = side(plan.planes[p].a), b = side(plan.planes[p].b);
            bool const bit = plan.planes[p].op == compare::greater ? a > b : a == b;
            planes[p][t / 64] |= static_cast<std::uint64_t>(bit) << (t % 64);
        }
    std::vector<std::uint64_t> carry(max_carries, 0);
    std::vector<std::vector<bool>> rules(4, std::vector<bool>(bars));
    auto const plane_of = [&](std::size_t leaf) {
        return plan.leaves[cell * static_cast<std::size_t>(plan.leaf_count) + leaf];
    };
    bool was_solid = false;
    for (std::size_t w = 0; w < words; ++w) {
        bool solid = folded && !plan.solid_program.empty();
        for (std::size_t leaf = 0; leaf < static_cast<std::size_t>(plan.leaf_count); ++leaf) {
            plane_spec const& spec = plan.planes[plane_of(leaf)];
            bool const defined = spec.op == compare::equal && spec.a.column == spec.b.column;
            if (defined && planes[plane_of(leaf)][w] != ~std::uint64_t{0}) solid = false;
        }
        if (was_solid && !solid)
            for (std::size_t k = 0; k < max_carries; ++k)
                if (plan.solid_carries >> k & 1) carry[k] = 1;
        // What a program does not write must not matter.
        std::vector<std::uint64_t> r(max_gate_registers, 0xdeadbeefdeadbeefull);
        for (gate_op const& op : solid&& was_solid ? plan.solid_program : plan.program) {
            switch (op.code) {
                case gate::leaf:
                    r.at(op.dst) = planes.at(plane_of(op.a))[w];
                    break;
                case gate::same:
                    r.at(op.dst) = r.at(op.a);
                    break;
                case gate::zeros:
                    r.at(op.dst) = 0;
                    break;
                case gate::ones:
                    r.at(op.dst) = ~std::uint64_t{0};
                    break;
                case gate::both:
                    r.at(op.dst) = r.at(op.a) & r.at(op.b);
                    break;
                case gate::either:
                    r.at(op.dst) = r.at(op.a) | r.at(op.b);
                    break;
                case gate::invert:
                    r.at(op.dst) = ~r.at(op.a);
                    break;
                case gate::before: {
                    std::uint64_t const in = r.at(op.a);
                    r.at(op.dst) = in << 1 | carry.at(op.b);
                    carry[op.b] = in >> 63;
                    break;
                }
                case gate::begins: {
                    std::uint64_t const now = r.at(op.a);
                    r.at(op.dst) = now & (~now << 1 | carry.at(op.b));
                    carry[op.b] = ~now >> 63;
                    break;
                }
            }
        }
        was_solid = solid;
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t t = w * 64; t < std::min(bars, w * 64 + 64); ++t)
                rules[i][t] = r[i] >> (t % 64) & 1;
    }
    return rules;
}

// The interpreter's view of the same columns.
inline RuleInterpreter interpreter(Strategy const& s, Prices const& prices,
                                   std::vector<double> const& values) {
    std::map<std::string, double> parameters;
    for (std::size_t p = 0; p < s.parameters.size(); ++p) parameters[s.parameters[p].name] = values[p];
    std::size_t const bars = prices.at("close").size();
    RuleInterpreter::Longer const longer{
        [&s, prices, values](std::string const& timeframe) {
            return interpreter(s, longer_prices(prices, timeframe), values);
        },
        [bars](std::string const& timeframe, std::vector<double> const& column) {
            return seen_longer(timeframe, column, bars);
        }};
    return RuleInterpreter(
        s, prices, parameters,
        [prices, bars](std::string const& name, std::string const& output,
                       std::vector<std::vector<double>> const& in,
                       std::vector<std::pair<std::string, double>> const& numbers) {
            IndicatorEntry const& entry = *find_indicator(name);
            std::vector<std::vector<double>> inputs;
            std::size_t next = 0;
            for (char const* input : entry.inputs)
                inputs.push_back(is_implied(input) ? prices.at(input) : in.at(next++));
            std::vector<double> params;
            for (param_info const& p : entry.params) params.push_back(p.standard);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                std::size_t at = i;
                for (std::size_t k = 0; k < entry.params.size(); ++k)
                    if (numbers[i].first == entry.params[k].name) at = k;
                params.at(at) = numbers[i].second;
            }
            int chosen = 0;
            for (std::size_t o = 0; o < entry.outputs.size(); ++o)
                if (output == entry.outputs[o]) chosen = static_cast<int>(o);
            return column_values(name, chosen, inputs, params, bars);
        },
        longer);
}

}  // namespace basicbot
