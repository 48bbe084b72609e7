#include "engine/runner/command_run.hpp"

#include <filesystem>

#include "engine/catalogue/names.hpp"
#include "engine/config/study_reader.hpp"
#include "engine/cube/claim.hpp"
#include "engine/cube/journal.hpp"
#include "engine/runner/part_run.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// The study as the plan has it; the environment has no say in what was begun.
Study study_of(RunPlan const& plan, std::string const& path) {
    return parse_study(plan.identity.at("study"), path, {"data.store=elsewhere"}, catalogue_names());
}

std::string store_of(RunPlan const& plan, std::string const& asked) {
    if (!asked.empty()) return asked;
    std::error_code error;  // from another folder, or with the run folder carried away, either may be right
    return std::filesystem::exists(plan.store_path, error) ? plan.store_path : plan.store;
}

Outcome go_on(ResumeRequest const& request, bool merge_only, CommandContext const& context) {
    RunFolder const folder = RunFolder::open(request.folder);
    Study study = study_of(folder.plan(), request.folder + "/plan.json");
    study.data.store = store_of(folder.plan(), request.store);
    StudyRequest as_study;
    as_study.command = merge_only ? "merge" : "resume";
    as_study.file = request.folder + "/plan.json";
    as_study.parts = request.parts;
    as_study.memory = request.memory;
    as_study.options = request.options;
    as_study.options.run.folder = request.folder;
    as_study.options.run.merge_only = merge_only;
    as_study.argv = request.argv;
    return run_and_report(study, as_study, run_options(as_study), context);
}

}  // namespace

Outcome resume_command(ResumeRequest const& request, CommandContext const& context) {
    return go_on(request, false, context);
}

Outcome merge_command(ResumeRequest const& request, CommandContext const& context) {
    return go_on(request, true, context);
}

Outcome status_command(std::string const& path) {
    RunFolder const folder = RunFolder::open(path);
    auto const missing = folder.missing(folder.all());
    json const status = folder.read_status();
    json document = {{"command", "status"},
                     {"folder", path},
                     {"study", study_of(folder.plan(), path + "/plan.json").name},
                     {"state", status.is_null() ? json("begun") : status.value("state", json("begun"))},
                     {"parts", folder.plan().parts},
                     {"done", folder.plan().parts - missing.size()},
                     {"missing", missing.size()},
                     {"missing_parts", parts_shown(missing)},
                     {"at_work", json::array()},
                     {"writers", json::array()},
                     {"damaged_lines", 0},
                     {"cube", nullptr}};
    Writer const self = this_writer();
    for (std::string const& claim : folder.claims())
        if (std::string const holder = Claim::holder(claim, self); !holder.empty())
            document["at_work"].push_back(holder + ": part " +
                                          std::filesystem::path(claim).filename().string());
    // Killed processes say nothing at their end.
    if (document["state"] == "running" && document["at_work"].empty()) document["state"] = "interrupted";
    std::size_t damaged = 0;
    for (std::string const& file : folder.journals()) {
        JournalLines const lines = read_journal(file);
        damaged += lines.damaged;
        std::size_t parts = 0;
        double seconds = 0;
        for (json const& event : lines.events)
            if (event.value("event", "") == "part") {
                ++parts;
                seconds += event.value("seconds", 0.0);
            }
        document["writers"].push_back({{"writer", std::filesystem::path(file).stem().string()},
                                       {"parts", parts},
                                       {"seconds", seconds}});
    }
    document["damaged_lines"] = damaged;
    if (run_is_finished(folder)) document["cube"] = standing_result(folder);
    return {std::move(document)};
}

Shape resume_shape() { return study_shape("resume"); }
Shape merge_shape() { return study_shape("merge"); }

Shape status_shape() {
    using namespace shape;
    Shape const writer = object({{"writer", text("host and process")},
                                 {"parts", whole("that it computed", "parts")},
                                 {"seconds", number("that took", "s")}});
    return document_shape("status",
                          {{"folder", text()},
                           {"study", text("its name")},
                           {"state", text("begun, running, interrupted, failed, waiting, finished")},
                           {"parts", whole("of the run", "parts")},
                           {"done", whole("", "parts")},
                           {"missing", whole("", "parts")},
                           {"missing_parts", text("their numbers, as 1-3, 7")},
                           {"at_work", list(text("who, and on which part"))},
                           {"writers", list(writer)},
                           {"damaged_lines", whole("of the journals", "lines")},
                           {"cube", or_null(cube_place_shape())}});
}

std::string status_text(json const& document) {
    std::string text = plain(document.at("folder").get<std::string>()) + ": " +
                       plain(document.at("study").get<std::string>()) + ", " +
                       plain(document.at("state").get<std::string>()) + ", " + document.at("done").dump() +
                       " of " + document.at("parts").dump() + " parts\n";
    if (document.at("missing") != 0)
        text += "missing " + document.at("missing_parts").get<std::string>() + "\n";
    for (json const& line : document.at("at_work"))
        text += "at work " + plain(line.get<std::string>()) + "\n";
    TextTable table({"writer", "parts", "seconds"});
    for (json const& writer : document.at("writers"))
        table.add({plain(writer.at("writer").get<std::string>()), writer.at("parts").dump(),
                   number_shown(writer.at("seconds"))});
    if (!table.empty()) text += table.text();
    if (!document.at("cube").is_null())
        text += "cube " + plain(document["cube"].at("path").get<std::string>()) + "\n";
    return text;
}

}  // namespace basicbot
