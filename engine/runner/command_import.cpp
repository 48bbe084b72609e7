#include "engine/runner/command_import.hpp"

#include <filesystem>

#include "engine/bars/file_io.hpp"
#include "engine/runner/command_store.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// "S of N (line L)" for one finding of the report; empty where there is none.
std::string finding_line(json const& report, char const* name, char const* words) {
    json const& finding = report.at(name);
    auto const count = finding.at("count").get<std::uint64_t>();
    if (count == 0) return "";
    std::string line = "  " + std::to_string(count) + " " + words;
    if (finding.contains("first_line")) line += ", first at line " + finding["first_line"].dump();
    return line + "\n";
}

std::string series_line(json const& document) {
    json const& s = document.at("series");
    return plain(s.at("symbol").get<std::string>()) + " " + s.at("timeframe").get<std::string>() + ": " +
           s.at("bars").dump() + " bars from " + time_shown(s.at("first_local").get<std::string>(), false) +
           " to " + time_shown(s.at("last_local").get<std::string>(), false) + " (" +
           plain(s.at("timezone").get<std::string>()) + "), " +
           bytes_shown(s.at("bytes").get<std::uint64_t>()) + ", in " +
           plain(document.at("store").get<std::string>()) + "\n";
}

}  // namespace

Outcome import_file(ImportRequest request, CommandContext const& context) {
    check_word("--stamp", request.options.stamp, {"open", "close"});
    if (request.replace && request.append)
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = "--append",
                                .value = "",
                                .problem = "--replace and --append exclude each other",
                                .allowed = "",
                                .suggestion = "keep one of the two"});
    request.options.dst = dst_from(request.dst);
    request.options.on_bad = on_bad_from(request.on_bad);
    request.options.epoch = epoch_from(request.epoch);
    // The file is read before the store is made: a bad file leaves no empty store behind.
    CsvImport imported = import_csv(request.file, request.options);
    context.log.debug("read " + request.file + ": " + std::to_string(imported.report.rows) + " rows, " +
                      std::to_string(imported.bars.size()) + " bars");
    json document = {{"command", "import"}, {"store", request.store}};
    document["report"] =
        json::parse(to_json(imported.report).dump(-1, ' ', false, json::error_handler_t::replace));
    Store store = Store::create(request.store);
    WriteMode const mode = request.replace  ? WriteMode::replace
                           : request.append ? WriteMode::append
                                            : WriteMode::create;
    std::uint64_t before = 0;
    if (request.append)
        for (StoreEntry const& entry : store.list())
            if (entry.symbol == request.symbol && entry.timeframe == request.options.timeframe)
                before = entry.bars;
    StoreEntry const written = store.write(std::move(imported.bars), std::move(imported.attributes),
                                           request.symbol, request.options.timeframe, mode);
    document["series"] = series_document(written);
    context.log.debug("wrote " + request.store + "/" + written.file);
    document["appended"] = request.append;
    document["new_bars"] = written.bars - before;
    return {std::move(document)};
}

std::string import_text(json const& document) {
    json const& r = document.at("report");
    std::string text = series_line(document);
    if (document.at("appended").get<bool>())
        text += "  new bars: " + document.at("new_bars").dump() + ", of " + r.at("bars").dump() +
                " in the file\n";
    if (auto const dropped = r.at("dropped").get<std::uint64_t>(); dropped > 0)
        text += "  " + std::to_string(dropped) + " of " + r.at("rows").dump() + " rows left out\n";
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
    for (auto const& [name, words] : findings) text += finding_line(r, name, words);
    if (!r.at("ignored_columns").empty()) {
        text += "  columns left aside:";
        for (json const& name : r["ignored_columns"]) text += " " + plain(name.get<std::string>());
        text += "\n";
    }
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

std::string synth_text(json const& document) { return series_line(document); }

}  // namespace basicbot
