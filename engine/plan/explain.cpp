#include "engine/plan/explain.hpp"

#include <algorithm>

#include "engine/catalogue/catalogue.hpp"
#include "engine/strategy/source.hpp"

namespace basicbot {

namespace {

constexpr std::size_t longest_text = 120;

std::string field_text(std::int32_t column) {
    static constexpr char const* names[] = {"open", "high", "low", "close", "volume"};
    return names[column];
}

// Whose columns are written: those over the study's bars, or those over longer ones.
struct Texts {
    ColumnPlan const& plan;
    Lowered const& whole;

    std::string column(std::int32_t number) const;
};

// Without its output: "macd(close, 12, 26, 9)"; parameters by name where `lane` is -1.
std::string call_text(Texts const& texts, ColumnBatch const& batch, std::int32_t lane) {
    IndicatorEntry const& entry = indicators()[static_cast<std::size_t>(batch.entry)];
    std::string list;
    auto const append = [&](std::string const& part) { list += (list.empty() ? "" : ", ") + part; };
    for (std::size_t i = 0; i < entry.inputs.size() && list.size() < longest_text; ++i)
        if (!is_implied(entry.inputs[i])) append(texts.column(batch.inputs[i]));
    for (std::size_t i = 0; i < entry.params.size(); ++i)
        append(lane < 0
                   ? std::string(entry.params[i].name)
                   : number_text(batch.params[static_cast<std::size_t>(lane) * entry.params.size() + i]));
    return std::string(entry.info->name) + "(" + list + ")";
}

std::string Texts::column(std::int32_t number) const {
    if (number < first_computed_column) return field_text(number);
    ColumnSpec const& spec = plan.columns[static_cast<std::size_t>(number - first_computed_column)];
    if (LongerColumn const* const wanted = whole.over_longer(spec)) {
        LongerPlan const& longer = whole.longer[wanted->plan];
        return Texts{longer, whole}.column(wanted->column) + "@" + longer.timeframe;
    }
    if (spec.entry < 0) return plan.extra[static_cast<std::size_t>(spec.output)];
    IndicatorEntry const& entry = indicators()[static_cast<std::size_t>(spec.entry)];
    std::string text = call_text(*this, plan.batches[static_cast<std::size_t>(spec.batch)], spec.lane);
    if (entry.outputs.size() > 1)
        text += "." + std::string(entry.outputs[static_cast<std::size_t>(spec.output)]);
    if (text.size() > longest_text) text = text.substr(0, longest_text - 3) + "...";
    return text;
}

std::string plural(std::size_t count, char const* what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

// What is computed, without what is given.
std::string batches_text(Texts const& texts, std::string const& over) {
    ColumnPlan const& plan = texts.plan;
    auto const computed = std::count_if(plan.columns.begin(), plan.columns.end(),
                                        [](ColumnSpec const& spec) { return spec.entry >= 0; });
    std::string text =
        over + plural(static_cast<std::size_t>(computed), "distinct column") + " in " +
        (plan.batches.size() == 1 ? "1 batch" : std::to_string(plan.batches.size()) + " batches") + "\n";
    constexpr std::size_t shown = 20;
    for (std::size_t i = 0; i < std::min(shown, plan.batches.size()); ++i) {
        ColumnBatch const& batch = plan.batches[i];
        std::string const sets =
            batch.lanes == 1 ? "" : " x " + plural(static_cast<std::size_t>(batch.lanes), "set");
        text += "  " + call_text(texts, batch, batch.lanes == 1 ? 0 : -1) + sets + "\n";
    }
    if (plan.batches.size() > shown)
        text += "  and " + std::to_string(plan.batches.size() - shown) + " more\n";
    return text;
}

}  // namespace

std::string column_text(Lowered const& plan, std::int32_t column) { return Texts{plan, plan}.column(column); }

std::int64_t longer_warmup(Lowered const& plan, std::size_t longer) {
    std::vector<std::int64_t> const begins = plan.longer[longer].begins({});
    std::int64_t longest = 0;
    for (LongerColumn const& wanted : plan.longer_columns)
        if (wanted.plan == longer)
            longest = std::max(longest, begins[static_cast<std::size_t>(wanted.column)]);
    return longest;
}

std::string explain(Strategy const& strategy, Lowered const& plan) {
    std::string text =
        "strategy " + strategy.name + (strategy.title.empty() ? "" : ": " + strategy.title) + "\n";
    for (std::size_t i = 0; i < 4; ++i) {
        if (strategy.rules[i] < 0) continue;
        bool const used = i < 2 ? plan.has_long : plan.has_short;
        text += "  " + std::string(rule_names[i]) + " = " + strategy.rule_texts[i] +
                (used ? "" : "  (not traded)") + "\n";
    }
    text += batches_text({plan, plan}, "");
    for (LongerPlan const& longer : plan.longer)
        text += batches_text({longer, plan}, "over " + longer.timeframe + " bars: ");
    text += plural(plan.planes.size(), "distinct comparison") + ", " + std::to_string(plan.leaf_count) +
            " of them a cell, " + plural(plan.program.size(), "gate") + " on " +
            std::to_string(plan.register_count) + " registers, " +
            plural(static_cast<std::size_t>(plan.carry_count), "carry word") + "\n";
    if (!plan.cell_warmup.empty()) {
        auto const [low, high] = std::minmax_element(plan.cell_warmup.begin(), plan.cell_warmup.end());
        text += plural(plan.cell_count(), "cell") + ", warm-up " + std::to_string(*low) +
                (*low == *high ? "" : " to " + std::to_string(*high)) + " bars";
        for (std::size_t i = 0; i < plan.longer.size(); ++i)
            text += " and " + std::to_string(longer_warmup(plan, i)) + " of " + plan.longer[i].timeframe;
        text += "\n";
    }
    return text;
}

}  // namespace basicbot
