// The program: parses, runs one command, prints its document, turns errors into exit codes (DESIGN 13).
// Everything that can fail is in the library; nothing below prints or ends the process but this file.

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <new>

#include "engine/observe/progress.hpp"
#include "engine/runner/command_line.hpp"
#include "engine/runner/terminal.hpp"
#include "engine/strategy/source.hpp"

namespace basicbot {

namespace {

// The only state outside main(): a signal handler can reach nothing else.
std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void on_signal(int) {
    if (stop_asked.exchange(true)) ::_exit(static_cast<int>(ErrorKind::interrupted));
}

void catch_signals() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

std::string dumped(nlohmann::json const& document) {
    return document.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

nlohmann::json error_document(Error const& error) {
    ErrorParts const& p = error.parts();
    return {{"code", p.code},
            {"path", p.path},
            {"value", p.value},
            {"allowed", p.allowed},
            {"suggestion", p.suggestion},
            {"problem", p.problem},
            {"message", error.what()},
            {"kind", Error::kind_name(error.kind())}};
}

int run_command(Invocation const& call) {
    ProgressWriter progress(progress_mode_from(call.progress, ::isatty(STDERR_FILENO) == 1), STDERR_FILENO);
    Log const log(log_level_from(call.log_level), {.descriptor = STDERR_FILENO,
                                                   .colour = wants_colour(STDERR_FILENO),
                                                   .before_line = [&] { progress.clear(); }});
    if (call.cancellable) catch_signals();
    Outcome outcome = call.run({log, [&](std::string const& stage, double done) {
                                    progress.report(stage, done);
                                    return !stop_asked.load(std::memory_order_relaxed);
                                }});
    progress.finish();
    if (call.json && outcome.failure) outcome.document["error"] = error_document(*outcome.failure);
    write_stdout(call.json ? dumped(outcome.document) : call.text(outcome.document));
    if (!outcome.failure) return 0;
    if (call.json) {  // the document is out; only the line for people is left
        log.error(outcome.failure->what());
        return outcome.failure->exit_code();
    }
    throw *outcome.failure;
}

// One line on stderr, and the error as the document where one was asked for.
int report(Error const& error, bool json) {
    int code = error.exit_code();
    try {
        if (json) write_stdout(dumped({{"error", error_document(error)}}));
    } catch (Error const&) {
        // stdout is gone; the line below and the exit code still say what happened.
    }
    Log const log(LogLevel::error, {.descriptor = STDERR_FILENO, .colour = wants_colour(STDERR_FILENO)});
    log.error(error.what());
    if (auto const* const source = dynamic_cast<SourceError const*>(&error);
        source != nullptr && ::isatty(STDERR_FILENO) == 1)
        write_stderr(source->picture() + "\n");
    return code;
}

Error internal(std::string const& problem, std::string const& suggestion) {
    return Error(ErrorKind::internal, {.code = "internal",
                                       .path = "",
                                       .value = "",
                                       .problem = problem,
                                       .allowed = "",
                                       .suggestion = suggestion});
}

int run_program(int argc, char** argv) {
    bool json = false;  // known before parsing: a mistyped command line is reported as asked, too
    for (int i = 1; i < argc; ++i) json = json || std::strcmp(argv[i], "--json") == 0;
    try {
        Invocation const call = parse_command_line(argc, argv);
        if (call.help.empty()) return run_command(call);
        write_stdout(call.help);
        return 0;
    } catch (Error const& error) {
        return report(error, json);
    } catch (std::bad_alloc const&) {
        return report(Error(ErrorKind::config, {.code = "out_of_memory",
                                                .path = "",
                                                .value = "",
                                                .problem = "the study needs more memory than there is",
                                                .allowed = "",
                                                .suggestion = "use a smaller grid or fewer paths"}),
                      json);
    } catch (std::exception const& error) {
        return report(internal(std::string("internal error: ") + error.what(),
                               "please report it with the command that was run"),
                      json);
    } catch (...) {
        return report(
            internal("internal error: of an unknown type", "please report it with the command that was run"),
            json);
    }
}

}  // namespace

}  // namespace basicbot

int main(int argc, char** argv) {
    basicbot::prepare_descriptors();
    return basicbot::run_program(argc, argv);
}
