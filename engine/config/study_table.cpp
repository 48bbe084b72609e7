// The table of study fields (DESIGN 6): one entry per field, defaults as in study.hpp (a test compares them).

#include <algorithm>
#include <type_traits>

#include "engine/config/decimal.hpp"
#include "engine/config/study_field.hpp"

namespace basicbot {

namespace {

template <class T>
struct Inner {
    using type = T;
};
template <class T>
struct Inner<std::optional<T>> {
    using type = T;
};

// Assigns the value to the member that `member` picks out of a study.
template <class Member>
std::function<void(Study&, FieldValue const&)> to(Member member) {
    return [member](Study& study, FieldValue const& value) {
        auto& target = member(study);
        using Target = std::remove_reference_t<decltype(target)>;
        if constexpr (std::is_same_v<Target, std::uint64_t>)
            target = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
        else
            target = std::get<typename Inner<Target>::type>(value);
    };
}

void assign_kind(Study& study, FieldValue const& value) {
    auto const& word = std::get<std::string>(value);
    study.kind = word == "sweep"         ? StudyKind::sweep
                 : word == "walkforward" ? StudyKind::walkforward
                                         : StudyKind::montecarlo;
}

std::function<void(Study&, FieldValue const&)> to_rule(std::string const& name) {
    return [name](Study& study, FieldValue const& value) {
        study.strategy.rules[name] = std::get<std::string>(value);
    };
}

// Behind the last field of [montecarlo].
void insert_model_field(std::vector<StudyField>& fields, std::string const& model, path_param const& param) {
    param_info const& info = param.info;
    bool const history = calibrated(param);
    StudyField field;
    field.section = "montecarlo";
    field.name = info.name;
    field.type = info.whole ? FieldType::whole : FieldType::number;
    field.unit = std::string(info.unit) == "1" ? "" : info.unit;
    field.initial = history ? "" : shortest_text(info.standard);
    field.help = std::string(param.help) + " (" + model + ")";
    field.range = {info.low, info.high};
    field.model = model;
    field.absent = history ? "left out: " + std::string(param.rule) : "";
    field.assign = [name = field.name](Study& study, FieldValue const& value) {
        auto const* const whole = std::get_if<std::int64_t>(&value);
        study.montecarlo.stated[name] =
            whole != nullptr ? static_cast<double>(*whole) : std::get<double>(value);
    };
    auto const at = std::find_if(fields.rbegin(), fields.rend(),
                                 [](StudyField const& other) { return other.section == "montecarlo"; });
    fields.insert(at.base(), std::move(field));
}

}  // namespace

// One member of a study as the target of a field.
#define MEMBER(path) to([](Study & study) -> auto& { return study.path; })

// clang-format off
std::vector<StudyField> study_fields(KnownNames const& known) {
    using enum FieldType;
    std::vector<std::string> const& known_metrics = known.metrics;
    std::vector<std::string> known_models;
    for (KnownModel const& model : known.models) known_models.push_back(model.name);
    FieldRange const rate{-0.5, 1}, bps{0, 1000}, share{0, 1, true, true}, any{};
    std::vector<std::string> const no_words;
    // section, name, type, unit, default, help, range, words, form, target
    std::vector<StudyField> fields = {
        {"study", "name", text, "", "", "name of the study; the file's name by default",
         any, no_words, "name", MEMBER(name)},
        {"study", "kind", word, "", "\"sweep\"", "what is run",
         any, {"sweep", "walkforward", "montecarlo"}, "", assign_kind},
        {"study", "seed", whole, "", "1", "start of all random numbers",
         {0, 9e15}, no_words, "", MEMBER(seed)},
        {"study", "common_start", flag, "", "true", "all cells are measured over the same bars (A8)",
         any, no_words, "", MEMBER(common_start)},

        {"data", "store", text, "", "", "folder of the bar store",
         any, no_words, "nonempty", MEMBER(data.store)},
        {"data", "symbols", texts, "", "", "symbols in the store",
         any, no_words, "nonempty", MEMBER(data.symbols)},
        {"data", "timeframe", text, "", "", "length of a bar",
         any, no_words, "timeframe", MEMBER(data.timeframe)},
        {"data", "from", time, "UTC", "", "first open time that is scored; earlier bars feed indicators (A8)",
         any, no_words, "", MEMBER(data.from)},
        {"data", "to", time, "UTC", "", "bars open before this time",
         any, no_words, "", MEMBER(data.to)},
        {"data", "series", texts, "", "", "extra series that rules read by name, as known at each close (A22)",
         any, no_words, "nonempty", MEMBER(data.series)},

        {"strategy", "use", text, "", "", "a shipped strategy or the path of a .strategy file",
         any, no_words, "nonempty", MEMBER(strategy.use)},
        {"strategy", "long_entry", text, "", "", "rule in place of use",
         any, no_words, "nonempty", to_rule("long_entry")},
        {"strategy", "long_exit", text, "", "", "rule in place of use",
         any, no_words, "nonempty", to_rule("long_exit")},
        {"strategy", "short_entry", text, "", "", "rule in place of use",
         any, no_words, "nonempty", to_rule("short_entry")},
        {"strategy", "short_exit", text, "", "", "rule in place of use",
         any, no_words, "nonempty", to_rule("short_exit")},

        {"params", "where", text, "", "", "condition that every combination meets, as fast < slow",
         any, no_words, "", MEMBER(where)},

        {"execution", "fee_bps", axis, "bps", "", "fee per side on the traded value; no default (A24)",
         bps, no_words, "", MEMBER(execution.fee_bps)},
        {"execution", "slippage_bps", axis, "bps", "", "price moved against the trader; no default (A24)",
         bps, no_words, "", MEMBER(execution.slippage_bps)},
        {"execution", "cash", number, "", "100000", "start capital in the account currency",
         {0, 1e15, true, false}, no_words, "", MEMBER(execution.cash)},
        {"execution", "side", word, "", "\"both\"", "long: the short rules are ignored",
         any, {"long", "both"}, "", MEMBER(execution.side)},

        {"exits", "stop_loss", axis, "", "0", "stop as a fraction of the fill price, 0 = none",
         {0, 1, false, true}, no_words, "", MEMBER(execution.stop_loss)},

        {"metrics", "risk_free", number, "per year", "0", "risk-free return",
         rate, no_words, "", MEMBER(metrics.risk_free)},
        {"metrics", "mar", number, "per year", "0", "minimum acceptable return (Sortino, downside deviation)",
         rate, no_words, "", MEMBER(metrics.mar)},
        {"metrics", "required", number, "per year", "0", "threshold of omega",
         rate, no_words, "", MEMBER(metrics.required)},

        {"walkforward", "scheme", word, "", "\"rolling\"", "train windows move or grow",
         any, {"rolling", "anchored"}, "", MEMBER(walkforward.scheme)},
        {"walkforward", "train", whole, "bars", "", "length of a train window",
         {2, 1e9}, no_words, "", MEMBER(walkforward.train)},
        {"walkforward", "test", whole, "bars", "", "length of a test window",
         {1, 1e9}, no_words, "", MEMBER(walkforward.test)},
        {"walkforward", "step", whole, "bars", "0", "from fold to fold; 0 = test",
         {0, 1e9}, no_words, "", MEMBER(walkforward.step)},
        {"walkforward", "purge", whole, "bars", "0", "left out between train and test",
         {0, 1e9}, no_words, "", MEMBER(walkforward.purge)},
        {"walkforward", "select", word, "", "\"sharpe\"", "metric that chooses the cell of a fold",
         any, known_metrics, "", MEMBER(walkforward.select)},
        {"walkforward", "scope", word, "", "\"symbol\"", "one choice per symbol, or one for all (A12)",
         any, {"symbol", "pooled"}, "", MEMBER(walkforward.scope)},
        {"walkforward", "pool", word, "", "\"mean\"", "how scope = pooled joins symbols",
         any, {"mean", "median"}, "", MEMBER(walkforward.pool)},

        {"montecarlo", "model", word, "", "\"gbm\"", "how paths are made",
         any, known_models, "", MEMBER(montecarlo.model)},
        {"montecarlo", "of", word, "", "\"price\"", "paths of each price, or of one cell's returns",
         any, {"price", "strategy"}, "", MEMBER(montecarlo.of)},
        {"montecarlo", "paths", whole, "paths", "10000", "number of paths",
         {1, 1e9}, no_words, "", MEMBER(montecarlo.paths)},
        {"montecarlo", "horizon", whole, "bars", "252", "length of a path",
         {1, 1e6}, no_words, "", MEMBER(montecarlo.horizon)},
        {"montecarlo", "levels", numbers, "", "[0.95, 0.99]", "levels of VaR and expected shortfall (A15)",
         share, no_words, "", MEMBER(montecarlo.levels)},
        {"montecarlo", "quantiles", numbers, "", "[0.05, 0.25, 0.5, 0.75, 0.95]",
         "of terminal return and drawdown",
         share, no_words, "", MEMBER(montecarlo.quantiles)},
        {"montecarlo", "calibrate", word, "", "\"history\"", "where parameters that are not stated come from",
         any, {"history"}, "", MEMBER(montecarlo.calibrate)},

        {"output", "cube", text, "", "\"\"", "file of the result; <name>.h5 by default",
         any, no_words, "", MEMBER(output.cube)},
        {"output", "metrics", words, "", "[]", "metrics in the cube; empty = the default 20",
         any, known_metrics, "", MEMBER(output.metrics)},
    };
    for (KnownModel const& model : known.models)
        for (path_param const& param : model.params) insert_model_field(fields, model.name, param);
    return fields;
}
// clang-format on

#undef MEMBER

}  // namespace basicbot
