#include "engine/runner/command_signal_study.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <utility>

#include "engine/backend/choose.hpp"
#include "engine/config/derived_bars.hpp"
#include "engine/observe/machine_limits.hpp"
#include "engine/plan/longer_bars.hpp"
#include "engine/runner/command_store.hpp"
#include "engine/runner/plan_columns.hpp"
#include "engine/runner/request_checks.hpp"
#include "engine/runner/signal_file.hpp"
#include "engine/runner/stages.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

SignalTerms terms_of(SignalStudyRequest const& r) {
    SignalTerms terms;
    for (std::string const& text : r.horizons) {
        std::int64_t bars = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), bars);
        if (error != std::errc() || end != text.data() + text.size() || bars < 1 || bars > 1'000'000)
            refuse_option("--horizons", text, "not a number of bars", "write e.g. --horizons 1,5,20",
                          "1 to 1000000");
        terms.horizons.push_back(bars);
    }
    std::sort(terms.horizons.begin(), terms.horizons.end());
    terms.horizons.erase(std::unique(terms.horizons.begin(), terms.horizons.end()), terms.horizons.end());
    if (terms.horizons.empty())
        refuse_option("--horizons", "", "there is no horizon", "write e.g. --horizons 1,5,20",
                      "1 to 1000000");
    if (r.quantiles < 2 || r.quantiles > 100)
        refuse_option("--quantiles", std::to_string(r.quantiles), "not a number of quantiles", "",
                      "2 to 100");
    terms.quantiles = r.quantiles;
    terms.entry = r.entry == "close" ? ForwardEntry::close : ForwardEntry::next_open;
    return terms;
}

void check_file(SignalStudyRequest const& r) {
    if (r.out.empty()) return;
    if (std::filesystem::path(r.out).extension() != ".h5")
        refuse_option("--out", r.out, "not the name of a result file", "", "a path that ends in .h5");
    if (!r.replace) refuse_present(r.out);
}

struct SignalWork {
    LoweredSeries made;
    ColumnVariables variables;
    std::vector<bool> is_event;         // [variable]
    std::vector<std::int32_t> columns;  // of all variables, one after the other
    SignalTerms terms;
};

SignalWork prepare(SignalStudyRequest const& r) {
    SignalWork work;
    NamedExpressions const named = named_expressions(r);
    work.made = lower_series(named.list);
    work.variables = name_variables(work.made, named.names);
    for (SeriesColumns const& s : work.made.series) {
        if (s.repaints)
            fail(ErrorKind::config, {.code = "repaints",
                                     .path = "EXPRESSION",
                                     .value = s.text,
                                     .problem = "it repaints: its value at a bar needs later bars",
                                     .allowed = "what is known at the bar's close",
                                     .suggestion = "draw it with basicbot indicators compute"});
        for (std::string const& output : s.outputs) work.is_event.push_back(output == "event");
    }
    for (ColumnVariable const& v : work.variables.list)
        work.columns.insert(work.columns.end(), v.columns.begin(), v.columns.end());
    work.terms = terms_of(r);
    return work;
}

void check_values_fit(std::vector<StoreEntry> const& entries, SignalWork const& work,
                      SignalStudyRequest const& r) {
    std::uint64_t bars = 0, longest = 0;
    for (StoreEntry const& e : entries) {
        bars += e.bars;
        longest = std::max(longest, e.bars);
    }
    std::uint64_t const needed =
        sizeof(double) * (bars * (work.columns.size() + work.terms.horizons.size() + 8) +
                          longest * static_cast<std::uint64_t>(work.made.column_count()));
    refuse_too_large(r.memory, "the values of all symbols", needed,
                     "study fewer symbols or parameters at once");
}

json row_of(ColumnVariable const& v, SignalWork const& work, std::size_t combination, std::size_t horizon,
            SignalResult const& result) {
    json parameters = json::object();
    std::size_t rest = combination;
    for (std::size_t a = v.axes.size(); a-- > 0;)
        for (CubeAxis const& axis : work.variables.axes) {
            if (axis.name != v.axes[a]) continue;
            auto const& values = std::get<std::vector<double>>(axis.values);
            parameters[axis.name] = values[rest % values.size()];
            rest /= values.size();
        }
    json row = figures_of(result);
    row["parameters"] = std::move(parameters);
    row["horizon"] = work.terms.horizons[horizon];
    return row;
}

// Bars of all symbols, and the values of all wanted columns over them.
struct Measured {
    std::vector<Series> series;
    std::vector<SignalValues> combinations;
};

Measured measure(Store const& store, std::vector<StoreEntry> const& entries, SignalWork const& work,
                 SignalStudyRequest const& r, CommandContext const& context, Backend& backend,
                 Stages& stages) {
    Measured result;
    for (std::size_t v = 0; v < work.variables.list.size(); ++v)
        result.combinations.insert(result.combinations.end(), work.variables.list[v].columns.size(),
                                   {work.is_event[v], {}});
    for (StoreEntry const& entry : entries) {
        Series series = stages.run(
            "bars", [&](Progress const&) { return load_wanted(store, entry, r, work.made.plan.extra); });
        if (!series.split_time.empty() || !series.dividend_time.empty())
            context.log.warn(series.symbol +
                             " has splits or dividends: returns across them are of raw prices");
        auto const columns = stages.run(
            "columns", [&](Progress const&) { return plan_columns(work.made.plan, series, backend); });
        for (std::size_t k = 0; k < work.columns.size(); ++k) {
            result.combinations[k].values.emplace_back(series.size());
            columns->read(work.columns[k], result.combinations[k].values.back().data());
        }
        stages.did("columns", static_cast<double>(series.size() * work.made.plan.columns.size()), "values");
        result.series.push_back(std::move(series));
        double const done = static_cast<double>(result.series.size()) / static_cast<double>(entries.size());
        if (context.progress && !context.progress("symbols", done)) stages.check("symbols");
    }
    return result;
}

void notice_empty(std::vector<std::vector<SignalResult>> const& results, CommandContext const& context) {
    std::size_t empty = 0, all = 0;
    for (auto const& horizons : results)
        for (SignalResult const& r : horizons) {
            empty += r.observations == 0 ? 1 : 0;
            ++all;
        }
    if (empty > 0)
        context.log.warn(std::to_string(empty) + " of " + std::to_string(all) +
                         " results have no observation: no series is as long as they look back and ahead");
}

}  // namespace

Outcome signal_study_command(SignalStudyRequest const& r, CommandContext const& context) {
    SignalWork const work = prepare(r);
    check_file(r);
    Store const store = open_store(r.store, context);
    std::vector<StoreEntry> const entries = wanted_entries(store, r);
    for (StoreEntry const& e : entries)
        if (auto const derived = read_derived_name(e.timeframe))
            fail(ErrorKind::usage,
                 {.code = "derived_bars",
                  .path = "--timeframe",
                  .value = e.timeframe,
                  .problem = derived_problem,
                  .allowed = "",
                  .suggestion = derived_advice(*derived) + ", and name them with --series"});
    for (StoreEntry const& e : entries) check_longer(work.made.plan, e.timeframe);
    check_values_fit(entries, work, r);
    ChosenBackend const chosen = choose_backend(r.options.backend);
    if (!chosen.notice.empty()) context.log.warn(chosen.notice);

    Stages stages(context.progress);
    Measured measured = measure(store, entries, work, r, context, *chosen.backend, stages);
    SignalMarket const market(std::move(measured.series));
    auto flat = stages.run("statistics", [&](Progress const& progress) {
        int const asked = r.options.backend.threads;
        return signal_results(market, measured.combinations, work.terms,
                              asked > 0 ? asked : machine_limits().threads, progress);
    });
    stages.did("statistics", static_cast<double>(flat.size() * work.terms.horizons.size()), "results");
    notice_empty(flat, context);

    json document = {{"command", "study"},
                     {"store", r.store},
                     {"device", chosen.backend->name()},
                     {"entry", r.entry},
                     {"quantiles", work.terms.quantiles},
                     {"top", r.top},
                     {"symbols", json::array()},
                     {"signals", json::array()}};
    for (Series const& s : market.series())
        document["symbols"].push_back({{"symbol", s.symbol}, {"timeframe", s.timeframe}, {"bars", s.size()}});
    std::vector<std::vector<std::vector<SignalResult>>> results;  // [variable][combination][horizon]
    std::size_t next = 0;
    for (std::size_t v = 0; v < work.variables.list.size(); ++v) {
        ColumnVariable const& variable = work.variables.list[v];
        json one = {{"name", variable.name},
                    {"expression", variable.long_name},
                    {"event", static_cast<bool>(work.is_event[v])},
                    {"results", json::array()}};
        results.emplace_back();
        for (std::size_t c = 0; c < variable.columns.size(); ++c, ++next) {
            for (std::size_t h = 0; h < flat[next].size(); ++h)
                one["results"].push_back(row_of(variable, work, c, h, flat[next][h]));
            results.back().push_back(std::move(flat[next]));
        }
        document["signals"].push_back(std::move(one));
    }
    if (!r.out.empty()) {
        std::string const hash = stages.run("file", [&](Progress const&) {
            return write_cube(signal_cube(work.variables, results, work.terms, market), r.out,
                              {.mend = "or name another place with --out"});
        });
        document["file"] = {
            {"path", r.out}, {"content_hash", hash}, {"bytes", std::filesystem::file_size(r.out)}};
    }
    stages.describe(document);
    return {std::move(document)};
}

}  // namespace basicbot
