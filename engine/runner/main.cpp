// The program: parses, runs one command, prints its document, turns errors into exit codes (DESIGN 13).
// Everything that can fail is in the library; nothing below prints or ends the process but this file.

#include <execinfo.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>

#include "engine/observe/hdf5_handle.hpp"
#include "engine/observe/progress.hpp"
#include "engine/runner/command_line.hpp"
#include "engine/runner/terminal.hpp"
#include "engine/strategy/source.hpp"

namespace basicbot {

namespace {

// State outside main(), here and below, is what handlers write: they can reach nothing else.
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

// How the program speaks, known before the command line is parsed: one that is mistyped is told as asked,
// too.
struct Voice {
    bool json = false;  // one document on stdout
    LogForm log = LogForm::text;
    std::string run = new_run_identifier();

    Voice(int argc, char** argv) {
        for (int i = 1; i < argc; ++i) {
            json = json || std::strcmp(argv[i], "--json") == 0;
            bool const two = std::strcmp(argv[i], "--log-format") == 0 && i + 1 < argc;
            if (std::strcmp(argv[i], "--log-format=json") == 0 ||
                (two && std::strcmp(argv[i + 1], "json") == 0))
                log = LogForm::json;
        }
    }
    LogTarget target() const {
        return {.descriptor = STDERR_FILENO, .colour = wants_colour(STDERR_FILENO), .form = log, .run = run};
    }
};

int run_command(Invocation const& call, Voice const& voice) {
    ProgressWriter progress(progress_mode_from(call.progress, ::isatty(STDERR_FILENO) == 1), STDERR_FILENO);
    LogTarget target = voice.target();
    target.form = log_form_from(call.log_format);
    target.before_line = [&] { progress.clear(); };
    Log const log(log_level_from(call.log_level), std::move(target));
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
    throw Error(*outcome.failure);
}

// Said where not even the memory for a message is left; takes none itself.
int last_words() noexcept {
    write_stderr("error: the study needs more memory than there is; use a smaller grid or fewer paths\n");
    return static_cast<int>(ErrorKind::config);
}

// Set where operator new found no memory, since an exception that meets a noexcept function of a library (of
// std::filesystem, say) cannot be asked what it is.
std::atomic<bool> memory_was_refused{false};

void on_no_memory() {
    memory_was_refused = true;
    throw std::bad_alloc();
}

// An exception that nobody caught: out of a destructor, or on a thread of a library. One line and an exit
// code all the same.
[[noreturn]] void on_terminate() noexcept {
    try {
        if (auto const thrown = std::current_exception()) std::rethrow_exception(thrown);
    } catch (std::bad_alloc const&) {
        ::_exit(last_words());
    } catch (Error const& error) {
        write_stderr("error: ");
        write_stderr(error.what());
        write_stderr("\n");
        ::_exit(error.exit_code());
    } catch (...) {
    }
    if (memory_was_refused) ::_exit(last_words());
    write_stderr("error: internal error: an exception was not caught; please report it with what was run\n");
    ::_exit(static_cast<int>(ErrorKind::internal));
}

// One line on stderr, and the error as the document where one was asked for.
int report(Error const& error, Voice const& voice) {
    int code = error.exit_code();
    try {
        if (voice.json) write_stdout(dumped({{"error", error_document(error)}}));
    } catch (Error const&) {
        // stdout is gone; the line below and the exit code still say what happened.
    }
    Log const log(LogLevel::error, voice.target());
    log.error(error.what());
    if (auto const* const source = dynamic_cast<SourceError const*>(&error);
        source != nullptr && voice.log == LogForm::text && ::isatty(STDERR_FILENO) == 1)
        write_stderr(source->picture() + "\n");
    return code;
}

int try_program(int argc, char** argv) {
    Voice const voice(argc, argv);
    try {
        Invocation const call = parse_command_line(argc, argv);
        if (call.help.empty()) return run_command(call, voice);
        write_stdout(call.help);
        return 0;
    } catch (Error const& error) {
        return report(error, voice);
    } catch (...) {
        return report(as_error(std::current_exception()), voice);
    }
}

// What is thrown while an error is told: memory that is gone for good.
int run_program(int argc, char** argv) {
    std::set_terminate(on_terminate);
    std::set_new_handler(on_no_memory);
    // glibc finds its unwinder at the first use, needs memory for it, and ends the process where there is
    // none.
    void* frame = nullptr;
    ::backtrace(&frame, 1);
    try {
        return try_program(argc, argv);
    } catch (...) {
        return last_words();
    }
}

}  // namespace

}  // namespace basicbot

int main(int argc, char** argv) {
    basicbot::prepare_descriptors();
    basicbot::hdf5_leave_out_end();
    return basicbot::run_program(argc, argv);
}
