#include "engine/runner/command_import.hpp"

#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/observe/progress.hpp"
#include "engine/runner/command_store.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

constexpr std::size_t most_lines = 20;  // of series, or of files, that a person is shown

// "N words, first at line L" of one finding over all files; empty where there is none.
std::string finding_line(json const& reports, char const* name, char const* words) {
    std::uint64_t count = 0;
    std::string place;
    for (json const& report : reports) {
        json const& finding = report.at(name);
        count += finding.at("count").get<std::uint64_t>();
        if (!place.empty() || !finding.contains("first_line")) continue;
        place = ", first at line " + finding["first_line"].dump();
        if (reports.size() > 1) place += " of " + plain(report.at("file").get<std::string>());
    }
    return count == 0 ? "" : "  " + std::to_string(count) + " " + words + place + "\n";
}

std::uint64_t sum_of(json const& reports, char const* name) {
    std::uint64_t sum = 0;
    for (json const& report : reports) sum += report.at(name).get<std::uint64_t>();
    return sum;
}

std::string series_line(json const& s, json const& store) {
    return plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + ": " +
           s.at("bars").dump() + " bars from " + time_shown(s.at("first_local").get<std::string>(), false) +
           " to " + time_shown(s.at("last_local").get<std::string>(), false) + " (" +
           plain(s.at("timezone").get<std::string>()) + "), " +
           bytes_shown(s.at("bytes").get<std::uint64_t>()) + ", in " + plain(store.get<std::string>()) + "\n";
}

// Time without bars between files, or behind what was stored.
std::string holes_line(json const& s) {
    if (!s.contains("holes")) return "";
    json const& holes = s["holes"];
    return "  " + holes.at("count").dump() +
           " holes between the files or behind the stored bars, the longest " +
           duration_text(holes.at("longest_s").get<double>()) + ", the first after " +
           holes.at("first_after").get<std::string>() + "\n";
}

// What the reports of all files say, for a person.
std::string reports_text(json const& reports) {
    std::string text;
    if (auto const dropped = sum_of(reports, "dropped"); dropped > 0)
        text += "  " + std::to_string(dropped) + " of " + std::to_string(sum_of(reports, "rows")) +
                " rows left out\n";
    static constexpr char const* findings[][2] = {
        {"malformed", "malformed rows"},
        {"missing_prices", "rows without a price"},
        {"range_violations", "rows whose high or low does not bound the bar"},
        {"nonpositive_prices", "rows with a price of 0 or below"},
        {"out_of_order", "rows out of order"},
        {"duplicates", "rows with a time seen before"},
        {"overlaps", "bars that begin before the last one closed"},
        {"zero_volume", "bars without volume"},
        {"missing_volume", "bars of unknown volume"},
        {"flat_bars", "bars with one price"},
        {"jumps_over_40_percent", "jumps of more than 40 %"},
        {"open_is_previous_close", "opens equal to the previous close"},
        {"gaps", "gaps"}};
    for (auto const& [name, words] : findings) text += finding_line(reports, name, words);
    if (reports.size() != 1) return text;
    json const& r = reports[0];
    if (r.at("epoch_units").size() > 1) {
        text += "  times in several units:";
        for (auto const& [unit, count] : r["epoch_units"].items()) text += " " + count.dump() + " in " + unit;
        text += "\n";
    }
    if (r.contains("quotes")) {
        json const& q = r["quotes"];
        text += "  spread at the close: median " + number_shown(q.at("median_spread_bps")) +
                " bps, largest " + number_shown(q.at("largest_spread_bps")) + " bps\n";
        for (auto const& [name, words] : {std::pair{"unpaired", " bars on one side alone left out\n"},
                                          std::pair{"crossed", " bars close with the ask under the bid\n"}})
            if (q.at(name) > 0) text += "  " + q.at(name).dump() + words;
    }
    if (!r.at("ignored_columns").empty()) {
        text += "  columns left aside:";
        for (json const& name : r["ignored_columns"]) text += " " + plain(name.get<std::string>());
        text += "\n";
    }
    return text;
}

}  // namespace

Outcome import_bars(ImportCommand command, CommandContext const& context) {
    ImportRequest& request = command.request;
    if (!request.options.stamp.empty()) check_word("--stamp", request.options.stamp, {"open", "close"});
    if (command.replace && command.append)
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = "--append",
                                .value = "",
                                .problem = "--replace and --append exclude each other",
                                .allowed = "",
                                .suggestion = "keep one of the two"});
    request.options.dst = dst_from(command.dst);
    request.options.on_bad = on_bad_from(command.on_bad);
    request.options.epoch = epoch_from(command.epoch);
    request.mode = command.replace  ? WriteMode::replace
                   : command.append ? WriteMode::append
                                    : WriteMode::create;
    ImportResult const result = import_files(request);
    json document = {{"command", "import"},     {"store", request.store},   {"appended", command.append},
                     {"series", json::array()}, {"reports", json::array()}, {"refused", json::array()}};
    std::uint64_t new_bars = 0;
    for (ImportedSeries const& s : result.series) {
        json entry = series_document(s.entry);
        entry["new_bars"] = s.new_bars;
        if (s.holes.count > 0)
            entry["holes"] = {{"count", s.holes.count},
                              {"longest_s", s.holes.longest_ns / second_ns},
                              {"first_after", utc_text(s.holes.first_after_ns)}};
        new_bars += s.new_bars;
        context.log.debug("wrote " + request.store + "/" + s.entry.file);
        document["series"].push_back(std::move(entry));
    }
    document["new_bars"] = new_bars;
    for (ImportReport const& r : result.reports)
        document["reports"].push_back(
            json::parse(to_json(r).dump(-1, ' ', false, json::error_handler_t::replace)));
    for (ImportRefusal const& r : result.refused)
        document["refused"].push_back({{"what", r.what}, {"error", error_document(r.error)}});
    Outcome outcome{std::move(document)};
    if (!result.refused.empty())
        outcome.failure =
            Error(ErrorKind::data,
                  {.code = "import_incomplete",
                   .path = request.store,
                   .value = std::to_string(result.refused.size()) + " refused",
                   .problem = (result.series.empty() ? std::string("nothing was imported")
                                                     : std::string("not everything was imported")) +
                              " (first refusal: " + result.refused.front().error.what() + ")",
                   .allowed = "",
                   .suggestion = "mend what was refused and import it again"});
    return outcome;
}

Shape import_shape() {
    using namespace shape;
    Shape const holes = object({{"count", whole("between files, or behind what was stored")},
                                {"longest_s", number("", "s")},
                                {"first_after", time("close of the bar before the first")}});
    auto const series = joined(series_members(), {{"new_bars", whole("", "bars")}, maybe("holes", holes)});
    Shape const refused =
        object({{"what", text("a file, or a symbol and a bar length")}, {"error", named("error")}});
    return document_shape("import",
                          {{"store", text("folder of the store")},
                           {"appended", flag("--append was given")},
                           {"new_bars", whole("of all series", "bars")},
                           {"series", list(object(series), "as they stand in the store now")},
                           {"reports", list(import_report_shape(), "one a file that could be read")},
                           {"refused", list(refused)}},
                          true);
}

std::string import_text(json const& document) {
    json const &series = document.at("series"), &reports = document.at("reports"),
               &refused = document.at("refused");
    std::string text;
    for (std::size_t i = 0; i < series.size() && i < most_lines; ++i)
        text += series_line(series[i], document.at("store")) + holes_line(series[i]);
    if (series.size() > most_lines)
        text += "... and " + std::to_string(series.size() - most_lines) + " more series\n";
    if (document.at("appended").get<bool>())
        text +=
            "  new bars: " + document.at("new_bars").dump() + ", of " +
            std::to_string(sum_of(reports, "bars")) +
            (reports.size() == 1 ? " in the file\n" : " in " + std::to_string(reports.size()) + " files\n");
    text += reports_text(reports);
    for (std::size_t i = 0; i < refused.size() && i < most_lines; ++i)
        text += "refused " + plain(refused[i].at("what").get<std::string>()) + ": " +
                plain(refused[i].at("error").at("problem").get<std::string>()) + "\n";
    if (refused.size() > most_lines)
        text += "... and " + std::to_string(refused.size() - most_lines) + " more refusals\n";
    return text;
}

Outcome synth_series(SynthRequest request, CommandContext const& context) {
    request.options.model = synth_model_from(request.model);
    SynthBars made = make_synthetic(request.options);
    Store store = Store::create(request.store);
    json document = {{"command", "synth"},
                     {"store", request.store},
                     {"model", request.model},
                     {"seed", request.options.seed}};
    WriteMode const mode = request.replace ? WriteMode::replace : WriteMode::create;
    try {
        document["series"] = series_document(store.write(std::move(made.bars), std::move(made.attributes),
                                                         request.symbol, request.options.timeframe, mode));
        context.log.debug("wrote " + request.store + "/" + document["series"].value("file", ""));
    } catch (Error const& error) {
        if (error.parts().code != "series_exists") throw;
        ErrorParts parts = error.parts();  // synthetic bars follow no others
        parts.suggestion = "replace it with --replace, or choose another --symbol";
        fail(error.kind(), std::move(parts));
    }
    return {std::move(document)};
}

Shape synth_shape() {
    using namespace shape;
    return document_shape("synth", {{"store", text("folder of the store")},
                                    {"model", word(synth_model_names())},
                                    {"seed", whole("of the random numbers")},
                                    {"series", object(series_members())}});
}

std::string synth_text(json const& document) {
    return series_line(document.at("series"), document.at("store"));
}

}  // namespace basicbot
