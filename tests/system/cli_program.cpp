#include "tests/system/cli_program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/support/places.hpp"
#include "tests/support/schema_check.hpp"
extern char** environ;

namespace basicbot {

namespace {

namespace fs = std::filesystem;

std::string text_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

int end_of(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void signal_when(pid_t child, std::string const& file, ProgramOptions const& options) {
    for (int i = 0; i < 30000; ++i) {
        siginfo_t ended{};
        if (::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            ended.si_pid == child)
            return;
        if (text_of(file).find(options.signal_after) != std::string::npos) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(options.delay_ms));
    ::kill(child, options.signal);
}

// What is cut short, as by a full disk, is no document and judged by the test that asked for it.
void check_schemas(std::vector<std::string> const& arguments, ProgramResult const& result) {
    using nlohmann::json;
    bool const asked = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
    if (asked && json::accept(result.out)) {
        EXPECT_EQ(document_problem(json::parse(result.out)), "") << result.out.substr(0, 4000);
    }
    std::istringstream lines(result.err);
    for (std::string line; std::getline(lines, line);) {
        if (!line.starts_with("{") || !json::accept(line)) continue;
        EXPECT_EQ(line_problem(json::parse(line)), "") << line;
    }
}

}  // namespace

char const* const cli_sample_study = R"([study]
name = "cross"
kind = "walkforward"

[data]
store = "bars"
symbols = ["GOOG"]
timeframe = "1d"

[strategy]
use = "sma_cross"

[params]
fast = {from = 5, to = 15, step = 5}
slow = {sweep = [20, 40]}

[execution]
fee_bps = 5
slippage_bps = 2

[walkforward]
train = 252
test = 63
)";

FreshFolder::FreshFolder(std::string const& base) {
    fs::path const above = base.empty() ? fs::temp_directory_path() : fs::path(base);
    std::string name = (above / "basicbot-cli-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

FreshFolder::~FreshFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
}

void FreshFolder::write(std::string const& name, std::string const& text) const {
    fs::create_directories(fs::path(file(name)).parent_path());
    std::ofstream(file(name), std::ios::binary) << text;
}

std::string FreshFolder::read(std::string const& name) const { return text_of(file(name)); }

bool FreshFolder::has(std::string const& name) const { return fs::exists(file(name)); }

std::vector<std::string> FreshFolder::files() const {
    std::vector<std::string> names;
    for (auto const& entry : fs::recursive_directory_iterator(path_))
        if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), path_).string());
    std::sort(names.begin(), names.end());
    return names;
}

std::size_t ProgramResult::error_lines() const {
    return static_cast<std::size_t>(std::count(err.begin(), err.end(), '\n'));
}

ProgramResult run_basicbot(FreshFolder const& folder, std::vector<std::string> const& arguments,
                           ProgramOptions const& options) {
    // What it says goes to files outside the folder it works in.
    FreshFolder const spoken;
    std::string const out = spoken.file("out"), err = spoken.file("err");
    std::vector<std::string> words;
    if (!options.shell.empty()) words = {"/bin/sh", "-c", options.shell + " \"$@\"", "sh"};
    words.emplace_back(program());
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables;
    // Tests that do not ask for a device get the CPU: a build with CUDA on a machine without one says so on
    // stderr.
    if (!options.environment.contains("BASICBOT_DEVICE")) variables.push_back("BASICBOT_DEVICE=cpu");
    for (char** entry = environ; *entry != nullptr; ++entry) {
        std::string const text = *entry;
        if (!options.environment.contains(text.substr(0, text.find('=')))) variables.push_back(text);
    }
    for (auto const& [name, value] : options.environment) variables.push_back(name + "=" + value);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (options.stdout_descriptor >= 0)
        posix_spawn_file_actions_adddup2(&actions, options.stdout_descriptor, 1);
    else
        posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addchdir_np(&actions, folder.path().c_str());

    auto const start = std::chrono::steady_clock::now();
    pid_t child = 0;
    int const failed = ::posix_spawn(&child, words[0].c_str(), &actions, nullptr, pointers(words).data(),
                                     pointers(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
    if (!options.signal_after.empty()) signal_when(child, err, options);
    ProgramResult result;
    result.code = end_of(child);
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    result.out = text_of(out);
    result.err = text_of(err);
    check_schemas(arguments, result);
    return result;
}

nlohmann::json document_of(FreshFolder const& folder, std::vector<std::string> arguments) {
    arguments.push_back("--json");
    auto const result = run_basicbot(folder, arguments);
    EXPECT_EQ(result.code, 0) << result.err;
    return result.code == 0 ? result.document() : nlohmann::json();
}

void import_sample_bars(FreshFolder const& folder, bool both) {
    std::string const data = source_dir() + "/datasets/";
    for (auto const& [symbol, file] :
         {std::pair{"GOOG", "goog_1d.csv"}, std::pair{"NASDAQ", "nasdaq_1d.csv"}}) {
        auto const result = run_basicbot(
            folder, {"import", data + file, "--store", "bars", "--symbol", symbol, "--timeframe", "1d",
                     "--timezone", "America/New_York", "--stamp", "open", "--currency", "USD"});
        ASSERT_EQ(result.code, 0) << result.err;
        if (!both) return;
    }
}

}  // namespace basicbot
