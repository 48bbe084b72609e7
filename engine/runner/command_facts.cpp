#include "engine/runner/command_facts.hpp"

#include <hdf5.h>
#include <sys/utsname.h>
#include <tbb/version.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/bars/file_io.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/observe/machine_limits.hpp"
#include "engine/runner/stages.hpp"
#if defined(BASICBOT_HAS_CUDA)
#include <cuda_runtime_api.h>
#endif

namespace basicbot {

namespace {

using nlohmann::json;

// The value behind "name : value" in a text of such lines; empty where there is none.
std::string line_value(char const* file, std::string const& name) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(name)) continue;
        std::size_t const at = line.find(':');
        if (at == std::string::npos) continue;
        std::size_t const begin = line.find_first_not_of(" \t", at + 1);
        return begin == std::string::npos ? "" : line.substr(begin);
    }
    return "";
}

std::uint64_t kilobytes_line(char const* file, char const* name) {
    std::istringstream in(line_value(file, name));
    std::uint64_t kilobytes = 0;
    in >> kilobytes;
    return kilobytes * 1024;
}

std::string utc_now(std::chrono::system_clock::time_point at) {
    using namespace std::chrono;
    return utc_text(duration_cast<milliseconds>(at.time_since_epoch()).count() * 1'000'000);
}

}  // namespace

std::string full_path(std::string const& path) {
    std::error_code error;
    auto const full = std::filesystem::weakly_canonical(path, error);
    return error ? path : full.string();
}

json version_document() {
    unsigned major = 0, minor = 0, release = 0;
    H5get_libversion(&major, &minor, &release);
    json document = {
        {"program", "basicbot"},
        {"version", BASICBOT_VERSION},
#if defined(__clang__)
        {"compiler", std::string("clang ") + __clang_version__},
#else
        {"compiler", std::string("gcc ") + __VERSION__},
#endif
        {"hdf5", std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(release)},
        {"tbb", TBB_runtime_version()},
        {"cuda", nullptr}
    };
#if defined(BASICBOT_HAS_CUDA)
    document["cuda"] =
        std::to_string(CUDART_VERSION / 1000) + "." + std::to_string(CUDART_VERSION % 1000 / 10);
#endif
    return document;
}

Shape version_shape() {
    using namespace shape;
    return object({{"program", exactly("basicbot")},
                   {"version", text()},
                   {"compiler", text("that the program was built with")},
                   {"hdf5", text("version of the library in use")},
                   {"tbb", text("version of the library in use")},
                   {"cuda", or_null(text("version of the toolkit; null: built without"))}});
}

HostFacts host_facts() {
    HostFacts facts;
    facts.cpu = line_value("/proc/cpuinfo", "model name");
    if (facts.cpu.empty()) facts.cpu = "unknown";
    utsname name{};
    if (::uname(&name) == 0)
        facts.system = std::string(name.sysname) + " " + name.release + " " + name.machine;
    facts.cores = static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
    MachineLimits const limits = machine_limits();
    facts.threads = limits.threads;
    facts.memory_bytes = kilobytes_line("/proc/meminfo", "MemTotal");
    facts.available_bytes = kilobytes_line("/proc/meminfo", "MemAvailable");
    facts.limit_bytes = limits.group;
    return facts;
}

std::string RunClock::started() const { return utc_now(wall_); }

double RunClock::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - steady_).count();
}

// Not getrusage's: that begins with what the process that started this one held.
std::uint64_t peak_memory_bytes() { return kilobytes_line("/proc/self/status", "VmHWM"); }

std::string write_run_facts(json const& document, std::string const& store,
                            std::vector<std::string> const& argv, RunClock const& clock) {
    std::string const cube = document.at("cube").at("path").get<std::string>();
    HostFacts const host = host_facts();
    json const facts = {
        {"v", 1},
        {"run", clock.run()},
        {"cube", std::filesystem::path(cube).filename().string()},
        {"content_hash", document["cube"].value("content_hash", "")},
        {"store", store},
        {"store_path", full_path(store)},
        {"binary", version_document()},
        {"device", document.value("device", "")},
        {"host",
         {{"cpu", host.cpu},
          {"system", host.system},
          {"cores", host.cores},
          {"threads", host.threads},
          {"memory_bytes", host.memory_bytes}}},
        {"argv", argv},
        {"started", clock.started()},
        {"ended", utc_now(std::chrono::system_clock::now())},
        {"wall_seconds", clock.seconds()},
        {"stage_seconds", document.contains("seconds") ? document["seconds"] : json::object()},
        {"rates", document.value("rates", json::object())},
        {"bytes_read", document.value("bytes_read", std::uint64_t{0})},
        {"bytes_written", document.value("bytes_written", std::uint64_t{0})},
        {"peak_memory_bytes", peak_memory_bytes()}};
    std::string path = cube + ".run.json";
    write_file_atomically(path, facts.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
    return path;
}

Shape run_facts_shape() {
    using namespace shape;
    return object({{"v", exactly(1)},
                   {"run", text("identifier, that of its log lines")},
                   {"cube", text("file beside this one")},
                   {"content_hash", text("of the cube")},
                   {"store", text("as the study named it")},
                   {"store_path", text("from the root")},
                   {"binary", version_shape()},
                   {"device", text()},
                   {"host", object({{"cpu", text()},
                                    {"system", text()},
                                    {"cores", whole("online", "cores")},
                                    {"threads", whole("usable", "threads")},
                                    {"memory_bytes", whole("", "bytes")}})},
                   {"argv", list(text())},
                   {"started", time()},
                   {"ended", time()},
                   {"wall_seconds", number("", "s")},
                   {"stage_seconds", by_name(number("", "s"))},
                   {"rates", rates_shape()},
                   {"bytes_read", whole("bars and parts", "bytes")},
                   {"bytes_written", whole("parts and the cube", "bytes")},
                   {"peak_memory_bytes", whole("", "bytes")}},
                  "<cube>.run.json: how a cube was made");
}

}  // namespace basicbot
