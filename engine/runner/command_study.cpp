#include "engine/runner/command_study.hpp"

#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>

#include "engine/catalogue/names.hpp"
#include "engine/config/profile.hpp"
#include "engine/observe/machine_limits.hpp"
#include "engine/runner/command_facts.hpp"
#include "engine/runner/montecarlo.hpp"
#include "engine/runner/part_run.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/runner/sweep_results.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

char const* kind_name(StudyKind kind) {
    return kind == StudyKind::sweep ? "sweep" : kind == StudyKind::walkforward ? "walkforward" : "montecarlo";
}

// "3..7" or "3".
PartSpan part_span(std::string const& text) {
    std::size_t const dots = text.find("..");
    std::string const first = text.substr(0, dots),
                      last = dots == std::string::npos ? first : text.substr(dots + 2);
    PartSpan span;
    bool numbers = true;
    for (auto const& [word, number] : {std::pair{&first, &span.first}, std::pair{&last, &span.last}}) {
        auto const [end, error] = std::from_chars(word->data(), word->data() + word->size(), *number);
        numbers = numbers && error == std::errc{} && end == word->data() + word->size() && *number > 0;
    }
    if (!numbers || span.empty())
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = "--parts",
                                .value = text,
                                .problem = "no range of parts",
                                .allowed = "3..7, or 3",
                                .suggestion = "number parts from 1"});
    return span;
}

// Whether a regular file begins as a cube does.
bool is_hdf5(std::string const& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    char start[8] = {};
    std::ifstream(path, std::ios::binary).read(start, sizeof start);
    return std::string_view(start, sizeof start) == std::string_view("\x89HDF\r\n\x1a\n", 8);
}

std::string folder_of(std::string const& path) {
    std::string const folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

// Refuses a place that cannot take the cube before hours are spent on it. A full disk shows only at the end.
void check_target(std::string const& path) {
    namespace fs = std::filesystem;
    std::string const folder = folder_of(path);
    std::error_code error;
    std::string problem, mend = "name another file with --out or output.cube";
    if (fs::is_directory(path, error)) {
        problem = "the result cannot take the place of a folder";
    } else if (fs::exists(path, error) && !is_hdf5(path)) {
        problem = "a file that is no result cube stands there";  // a study, notes, a device
    } else if (!fs::exists(folder, error)) {
        problem = "the folder of the result does not exist";
        mend = "make the folder, or " + mend;
    } else if (!fs::is_directory(folder, error)) {
        problem = "the result would lie below something that is no folder";
    } else if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        problem = "the folder of the result cannot be written to";
    } else {
        return;
    }
    fail(ErrorKind::data, {.code = "unwritable",
                           .path = "output.cube",
                           .value = path,
                           .problem = problem,
                           .allowed = "",
                           .suggestion = mend});
}

// The store names itself in its errors; a person wrote a field of the study.
[[noreturn]] void fail_with_field(Error const& error) {
    ErrorParts parts = error.parts();
    if (parts.code == "no_store" || parts.code == "not_a_store") {
        parts.value = parts.path;
        parts.path = "data.store";
    } else if (parts.code == "unknown_symbol" || parts.code == "unknown_timeframe") {
        parts.problem += " (" + parts.path + ")";
        parts.path = parts.code == "unknown_symbol" ? "data.symbols" : "data.timeframe";
        if (parts.suggestion.empty()) parts.suggestion = "name one of them or import it";
    } else {
        throw;
    }
    fail(error.kind(), std::move(parts));
}

json run(Study const& study, RunOptions const& options, RunProgress const& progress) {
    try {
        return run_study(study, options, progress);
    } catch (Error const& error) {
        fail_with_field(error);
    }
}

// Says each stage once, as it begins. Progress comes from any thread.
RunProgress with_stages(CommandContext const& context) {
    if (!context.log.wants_debug()) return context.progress;
    struct Last {
        std::mutex mutex;
        std::string stage;
    };
    return [&context, last = std::make_shared<Last>()](std::string const& stage, double done) {
        {
            std::lock_guard const lock(last->mutex);
            if (stage != last->stage) context.log.debug("stage " + stage);
            last->stage = stage;
        }
        return !context.progress || context.progress(stage, done);
    };
}

void log_result(json const& document, CommandContext const& context) {
    if (!context.log.wants_debug()) return;
    context.log.debug("backend " + document.value("device", ""));
    json const took = document.value("seconds", json::object());
    for (auto const& [stage, seconds] : took.items())
        context.log.debug("stage " + stage + " took " + number_shown(seconds) + " s");
    if (document.contains("peak_memory_bytes"))
        context.log.debug("peak memory " + bytes_shown(document["peak_memory_bytes"].get<std::uint64_t>()));
    if (document.contains("cube")) context.log.debug("wrote " + document["cube"].value("path", ""));
    if (document.contains("facts")) context.log.debug("wrote " + document.value("facts", ""));
}

}  // namespace

RunOptions run_options(StudyRequest const& request) {
    RunOptions options = request.options;
    auto const out_of_range = [&](char const* option, int value, char const* allowed) {
        refuse_option(option, std::to_string(value), "out of range", "give a number in that range", allowed);
    };
    int const threads = options.backend.threads;
    if (threads < 0 || threads > 4096) out_of_range("--threads", threads, "0 (as many as there are) to 4096");
    if (options.top < 0 || options.top > 1000000) out_of_range("--top", options.top, "0 to 1000000");
    if (!options.run.folder.empty() && !request.out.empty())
        refuse_option("--out", request.out, "the result of a run lies in its folder",
                      "leave --out or --run away");
    if (options.run.folder.empty() && !request.parts.empty())
        refuse_option("--parts", request.parts, "there is no folder for the parts", "name one with --run");
    if (!request.parts.empty()) options.run.parts = part_span(request.parts);
    if (!request.memory.empty()) options.memory = bytes_from(request.memory, "--memory");
    return options;
}

Outcome run_and_report(Study const& study, StudyRequest const& request, RunOptions const& options,
                       CommandContext const& context) {
    RunClock const clock(context.log.run());
    context.log.debug("read " + request.file + ": " + kind_name(study.kind) + " " + study.name);
    context.log.debug("bars from " + study.data.store);
    context.log.debug("asked for device " + options.backend.device);
    Outcome outcome{run(study, options, with_stages(context))};
    json& document = outcome.document;
    document["command"] = request.command;
    document["top"] = options.top;
    if (options.run.folder.empty()) document["plan"]["cube"] = study.output.cube;
    if (document.contains("notice")) context.log.info(document["notice"].get<std::string>());
    if (options.dry_run) {
        document["dry_run"] = true;
        log_result(document, context);
        return outcome;
    }
    if (document["seconds"].contains("cube")) {  // the stage: a cube was written just now
        // It stands, with or without the facts beside it.
        try {
            document["facts"] = write_run_facts(document, study.data.store, request.argv, clock);
        } catch (Error const& error) {
            context.log.warn(std::string("no facts beside the cube: ") + error.what());
        }
    }
    log_result(document, context);
    return outcome;
}

namespace {

Shape shape_of(std::string const& command, StudyKind kind) {
    using namespace shape;
    bool const paths = kind == StudyKind::montecarlo;
    std::vector<Member> members = {
        {"kind", exactly(kind_name(kind))},
        {"name", text("of the study")},
        {"device", text("that computed it")},
        {"top", {{{"type", "integer"}, {"description", "best cells that were asked for"}}}},
        maybe("notice", text("what a person should know")),
        maybe("dry_run", flag("only the plan; nothing was computed")),
        {"peak_memory_bytes", whole("of the process so far", "bytes")},
        maybe("cube", cube_place_shape()),
        maybe("facts", text("file beside the cube, see schema run.json"))};
    members = joined(members, Stages::members());
    members = joined(
        members, paths ? path_members()
                       : joined(sweep_plan_members(), sweep_result_members(kind == StudyKind::walkforward)));
    members.push_back(maybe("run", part_run_shape()));
    return document_shape(command, members);
}

}  // namespace

Shape study_shape(std::string const& command) {
    return shape::any_of({shape_of(command, StudyKind::sweep), shape_of(command, StudyKind::walkforward),
                          shape_of(command, StudyKind::montecarlo)});
}
Shape sweep_shape() { return shape_of("sweep", StudyKind::sweep); }
Shape walkforward_shape() { return shape_of("walkforward", StudyKind::walkforward); }
Shape montecarlo_shape() { return shape_of("montecarlo", StudyKind::montecarlo); }

Outcome study_command(StudyRequest const& request, CommandContext const& context) {
    RunOptions const options = run_options(request);
    std::vector<std::string> overrides = request.overrides;
    if (!request.seed.empty()) overrides.push_back("study.seed=" + request.seed);
    Environment const environment = process_environment();
    Profile const profile = find_profile(request.profile, environment);
    Study study = read_study(request.file, overrides, catalogue_names(), environment, profile);
    std::string const kind = kind_name(study.kind);
    if (request.command != "run" && request.command != kind)
        fail(ErrorKind::config,
             {.code = "wrong_kind",
              .path = "study.kind",
              .value = kind,
              .problem = "the study is of another kind than the command",
              .allowed = request.command,
              .suggestion = "use `basicbot " + kind + "` or --set study.kind=" + request.command});
    if (!request.out.empty()) study.output.cube = request.out;
    if (study.output.cube.empty()) study.output.cube = study.name + ".h5";
    if (options.run.folder.empty()) check_target(study.output.cube);
    refuse_open_to_all(profile, "STUDY", request.file);
    refuse_open_to_all(profile, "STUDY", folder_of(request.file));
    refuse_open_to_all(profile, "--profile", profile.path);
    refuse_open_to_all(profile, "data.store", study.data.store);
    if (options.run.folder.empty()) {
        refuse_open_to_all(profile, "output.cube", folder_of(study.output.cube));
    } else {
        refuse_open_to_all(profile, "--run", folder_of(options.run.folder));
        refuse_open_to_all(profile, "--run", options.run.folder);
    }
    for (std::string const& symbol : study.data.symbols)
        refuse_open_to_all(profile, "data.symbols",
                           study.data.store + "/" + symbol + "/" + study.data.timeframe + ".h5");
    if (study.strategy.use.ends_with(".strategy"))
        refuse_open_to_all(profile, "strategy.use", study.strategy.use);
    return run_and_report(study, request, options, context);
}

}  // namespace basicbot
