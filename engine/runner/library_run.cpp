#include "engine/runner/library_run.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "engine/catalogue/names.hpp"
#include "engine/config/profile.hpp"
#include "engine/observe/machine_limits.hpp"
#include "engine/runner/command_outcome.hpp"
#include "engine/runner/study_parts.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

[[noreturn]] void refuse_option(std::string const& name, std::string const& value,
                                std::string const& problem) {
    fail(ErrorKind::usage,
         {.code = "bad_option",
          .path = "options" + (name.empty() ? "" : "." + name),
          .value = value,
          .problem = problem,
          .allowed = "set, profile, device, on_device_error, threads, simd, memory, out, top",
          .suggestion = "see basicbot.h"});
}

struct Options {
    std::vector<std::string> set;
    std::string profile, out;
    RunOptions run;
};

Options options_from(std::string const& text) {
    Options options;
    if (text.empty()) return options;
    json const given = json::parse(text, nullptr, false);
    if (!given.is_object()) refuse_option("", text.substr(0, 60), "not a JSON object");
    for (auto const& [name, value] : given.items()) {
        try {
            BackendRequest& backend = options.run.backend;
            if (name == "set")
                options.set = value.get<std::vector<std::string>>();
            else if (name == "profile")
                options.profile = value.get<std::string>();
            else if (name == "out")
                options.out = value.get<std::string>();
            else if (name == "device")
                backend.device = value.get<std::string>();
            else if (name == "on_device_error")
                backend.on_error = value.get<std::string>();
            else if (name == "simd")
                backend.simd = value.get<std::string>();
            else if (name == "threads")
                backend.threads = value.get<int>();
            else if (name == "top")
                options.run.top = value.get<int>();
            else if (name == "memory")
                options.run.memory = bytes_from(value.get<std::string>(), "options.memory");
            else
                refuse_option(name, value.dump(), "no such option");
        } catch (json::exception const&) {
            refuse_option(name, value.dump(), "not of the right type");
        }
    }
    if (options.run.backend.threads < 0 || options.run.backend.threads > 4096)
        refuse_option("threads", std::to_string(options.run.backend.threads), "out of range, 0 to 4096");
    if (options.run.top < 0) refuse_option("top", std::to_string(options.run.top), "below 0");
    return options;
}

std::string new_folder() {
    std::string path = (std::filesystem::temp_directory_path() / "basicbot-XXXXXX").string();
    if (::mkdtemp(path.data()) == nullptr)
        fail(ErrorKind::data, {.code = "unwritable",
                               .path = path,
                               .value = "",
                               .problem = "no folder for the cube can be made there",
                               .allowed = "",
                               .suggestion = "name a file with \"out\", or set TMPDIR"});
    return path;
}

}  // namespace

LibraryRun::LibraryRun(LibraryRequest request)
    : thread_([this, r = std::move(request)]() mutable { work(std::move(r)); }) {}

LibraryRun::~LibraryRun() {
    cancel();
    thread_.join();
    std::error_code ignored;
    if (!own_folder_.empty()) std::filesystem::remove_all(own_folder_, ignored);
}

void LibraryRun::work(LibraryRequest request) {
    State state = State::done;
    json document(nullptr);  // takes no memory: nobody would catch its want here
    int code = 0;
    try {
        document = run(request);
    } catch (...) {
        Error const error = as_error(std::current_exception());
        document = {{"error", error_document(error)}};
        code = error.exit_code();
        state = State::failed;
    }
    std::lock_guard const lock(mutex_);
    document_ = document.dump(-1, ' ', false, json::error_handler_t::replace);
    exit_code_ = code;
    state_ = state;
    ended_.notify_all();
}

json LibraryRun::run(LibraryRequest& request) {
    if (request.refused) std::rethrow_exception(request.refused);
    Options options = options_from(request.options);
    options.run.bars = std::move(request.bars);
    if (!options.run.bars.empty()) options.set.insert(options.set.begin(), "data.store=memory");
    Environment const environment = process_environment();
    Study study = parse_study(request.study, "study", options.set, catalogue_names(), environment,
                              find_profile(options.profile, environment));
    if (!options.out.empty()) study.output.cube = options.out;
    if (study.output.cube.empty()) study.output.cube = (own_folder_ = new_folder()) + "/cube.h5";
    json document = run_study(study, options.run,
                              [this](std::string const& stage, double done) { return report(stage, done); });
    cube_path_ = cube_path(study);
    return document;
}

bool LibraryRun::report(std::string const& stage, double done) {
    std::lock_guard const lock(mutex_);
    done_ = stage == stage_ ? std::max(done_, done) : done;
    stage_ = stage;
    return !stop_;
}

LibraryRun::State LibraryRun::state() const {
    std::lock_guard const lock(mutex_);
    return state_;
}

LibraryRun::State LibraryRun::poll(char const** stage, double* done) {
    std::lock_guard const lock(mutex_);
    shown_stage_ = stage_;
    if (stage != nullptr) *stage = shown_stage_.c_str();
    if (done != nullptr) *done = state_ == State::done ? 1.0 : done_;
    return state_;
}

LibraryRun::State LibraryRun::wait(std::int64_t milliseconds) {
    std::unique_lock lock(mutex_);
    auto const over = [&] { return state_ != State::running; };
    if (milliseconds < 0)
        ended_.wait(lock, over);
    else
        ended_.wait_for(lock, std::chrono::milliseconds(milliseconds), over);
    return state_;
}

Cube const& LibraryRun::cube() {
    if (!cube_) cube_ = read_cube(cube_path_);
    return *cube_;
}

}  // namespace basicbot
