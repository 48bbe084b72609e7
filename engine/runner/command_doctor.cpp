#include "engine/runner/command_doctor.hpp"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/observe/machine_limits.hpp"
#include "engine/runner/command_facts.hpp"
#include "engine/runner/terminal.hpp"
#if defined(BASICBOT_HAS_CUDA)
#include <cuda_runtime_api.h>

#include "kernels/cuda/cuda_backend.hpp"
#endif

namespace basicbot {

namespace {

using nlohmann::json;

#if defined(BASICBOT_HAS_CUDA)
// Float32 operations for one of float64: 2 on data-centre parts, 32 or 64 on others; null where it is not
// told.
json float64_ratio(int device) {
    int ratio = 0;
    auto const told = cudaDeviceGetAttribute(&ratio, cudaDevAttrSingleToDoublePrecisionPerfRatio, device);
    return told == cudaSuccess && ratio > 0 ? json(ratio) : json(nullptr);
}

// The newest toolkit that the driver serves; null without a driver.
json driver_version() {
    int version = 0;
    if (cudaDriverGetVersion(&version) != cudaSuccess || version == 0) return nullptr;
    return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}
#endif

json cuda_document() {
    json document = {{"built", false}, {"driver", nullptr}, {"devices", json::array()}, {"reason", nullptr}};
#if defined(BASICBOT_HAS_CUDA)
    document["built"] = true;
    document["driver"] = driver_version();
    std::string why;
    int number = 0;
    for (CudaDeviceInfo const& device : cuda_devices(&why)) {
        json const ratio = float64_ratio(number++);
        // Without it: capabilities 6.0, 7.0, 8.0, 9.0 and 10.0 are data-centre parts.
        bool const full = ratio.is_number() ? ratio.get<int>() <= 4 : device.minor == 0 && device.major != 12;
        document["devices"].push_back(
            {{"name", device.name},
             {"compute_capability", std::to_string(device.major) + "." + std::to_string(device.minor)},
             {"memory_bytes", device.memory_bytes},
             {"multiprocessors", device.multiprocessors},
             {"float32_per_float64", ratio},
             {"full_float64", full}});
    }
    if (document["devices"].empty()) document["reason"] = why;
#else
    document["reason"] = "this program was built without CUDA";
#endif
    return document;
}

constexpr std::size_t disk_probe_bytes = 4 << 20;

// How fast the disk of the current folder takes a file for good; null where it takes none. What is written
// goes away again.
json disk_document() {
    using Clock = std::chrono::steady_clock;
    auto const since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    try {
        TempFile file("doctor");
        std::vector<char> const bytes(disk_probe_bytes, 'x');
        auto start = Clock::now();
        file.write_at(bytes.data(), bytes.size(), 0);
        file.sync();
        double const whole = since(start);
        start = Clock::now();
        file.write_at("y", 1, 0);
        file.sync();
        return {{"written_bytes", disk_probe_bytes},
                {"bytes_per_second", static_cast<double>(disk_probe_bytes) / std::max(whole, 1e-9)},
                {"fsync_seconds", since(start)}};
    } catch (Error const&) {
        return nullptr;
    }
}

json folder_document() {
    std::error_code error;
    std::string const path = std::filesystem::current_path(error).string();
    struct statvfs facts {};
    bool const known = ::statvfs(".", &facts) == 0;
    bool const writable = ::access(".", W_OK | X_OK) == 0;
    std::uint64_t const free = known ? std::uint64_t{facts.f_bavail} * facts.f_frsize : 0;
    return {{"path", path},
            {"free_bytes", known ? json(free) : json(nullptr)},
            {"writable", writable},
            {"disk", writable && free > 2 * disk_probe_bytes ? disk_document() : json(nullptr)}};
}

json limits_document() {
    auto const limit = [](auto which) {
        rlimit value{};
        bool const finite = ::getrlimit(which, &value) == 0 && value.rlim_cur != RLIM_INFINITY;
        return finite ? json(std::uint64_t{value.rlim_cur}) : json(nullptr);
    };
    return {{"open_files", limit(RLIMIT_NOFILE)},
            {"file_bytes", limit(RLIMIT_FSIZE)},
            {"address_bytes", limit(RLIMIT_AS)},
            {"memory_bytes", machine_limits().memory}};
}

json advice_of(json const& d) {
    json advice = json::array();
    json const& host = d.at("host");
    if (host["threads"] < host["cores"])
        advice.push_back("this process may use " + host["threads"].dump() + " of " + host["cores"].dump() +
                         " cores; widen its CPU affinity for more");
    if (d.at("simd_used") == "plain")
        advice.push_back("no AVX2 here: sweeps run several times slower than on a machine that has it");
    json const& cuda = d.at("cuda");
    if (!cuda["built"].get<bool>())
        advice.push_back("to use a GPU, install the CUDA toolkit (nvcc) and build again");
    else if (cuda["devices"].empty())
        advice.push_back("no GPU is usable; studies run on the CPU and give the same results");
    for (json const& device : cuda["devices"])
        if (!device["full_float64"].get<bool>())
            advice.push_back(device["name"].get<std::string>() +
                             " runs float64 slowly; --device=cpu may be faster, compare both");
    std::uint64_t const limit = host["limit_bytes"].get<std::uint64_t>();
    std::uint64_t const memory = host["available_bytes"].get<std::uint64_t>();
    if ((limit > 0 && limit < (1u << 30)) || (memory > 0 && memory < (1u << 30)))
        advice.push_back("under 1 GB of memory is left; large grids may not fit");
    json const& folder = d.at("folder");
    if (!folder["writable"].get<bool>())
        advice.push_back("the current folder cannot be written to; name the result with --out");
    else if (folder["free_bytes"].is_number() && folder["free_bytes"].get<std::uint64_t>() < 1'000'000'000)
        advice.push_back("under 1 GB is free in the current folder; name the result with --out");
    if (json const& disk = folder["disk"]; disk.is_object() && disk["fsync_seconds"].get<double>() > 0.05)
        advice.push_back("the disk of this folder is slow to make files durable; keep runs on another one");
    json const& files = d.at("limits").at("open_files");
    if (files.is_number() && files.get<std::uint64_t>() < 256)
        advice.push_back("under 256 files may be open; raise the limit (ulimit -n)");
    if (::access("/usr/share/zoneinfo", R_OK) != 0)
        advice.push_back("no time zone data: install the package tzdata before importing bars");
    return advice;
}

}  // namespace

Outcome doctor() {
    HostFacts const host = host_facts();
    json document = {{"command", "doctor"},
                     {"version", version_document()},
                     {"host",
                      {{"cpu", host.cpu},
                       {"system", host.system},
                       {"cores", host.cores},
                       {"threads", host.threads},
                       {"memory_bytes", host.memory_bytes},
                       {"available_bytes", host.available_bytes},
                       {"limit_bytes", host.limit_bytes}}},
                     {"simd", cpu_instruction_sets()},
                     {"cuda", cuda_document()},
                     {"limits", limits_document()},
                     {"folder", folder_document()}};
    char const* const forced = std::getenv("BASICBOT_SIMD");
    document["simd_used"] =
        forced != nullptr && *forced != '\0' ? json(forced) : json(cpu_instruction_sets().back());
    document["advice"] = advice_of(document);
    return {std::move(document)};
}

Shape doctor_shape() {
    using namespace shape;
    Shape const host = object({{"cpu", text("model name")},
                               {"system", text("kernel and machine")},
                               {"cores", whole("online", "cores")},
                               {"threads", whole("usable by this process", "threads")},
                               {"memory_bytes", whole("", "bytes")},
                               {"available_bytes", whole("", "bytes")},
                               {"limit_bytes", whole("of the control group, 0 = none", "bytes")}});
    Shape const device =
        object({{"name", text()},
                {"compute_capability", text()},
                {"memory_bytes", whole("", "bytes")},
                {"multiprocessors", whole()},
                {"float32_per_float64", or_null(whole("operations of float32 for one of float64"))},
                {"full_float64", flag("float64 is fast here")}});
    Shape const disk = object({{"written_bytes", whole("for the measurement", "bytes")},
                               {"bytes_per_second", number("fsync included", "bytes/s")},
                               {"fsync_seconds", number("of one byte", "s")}});
    Shape const limits = object({{"open_files", or_null(whole("null: no limit"))},
                                 {"file_bytes", or_null(whole("null: no limit", "bytes"))},
                                 {"address_bytes", or_null(whole("null: no limit", "bytes"))},
                                 {"memory_bytes", whole("that this process may use", "bytes")}});
    return document_shape("doctor",
                          {{"version", version_shape()},
                           {"host", host},
                           {"simd", list(text(), "instruction sets that run here, the widest last")},
                           {"simd_used", text()},
                           {"limits", limits},
                           {"cuda", object({{"built", flag("the program knows CUDA")},
                                            {"driver", or_null(text("newest CUDA that the driver serves"))},
                                            {"devices", list(device)},
                                            {"reason", or_null(text("why there is no device"))}})},
                           {"folder", object({{"path", text("the current folder")},
                                              {"free_bytes", or_null(whole("", "bytes"))},
                                              {"writable", flag()},
                                              {"disk", or_null(disk)}})},
                           {"advice", list(text())}});
}

std::string doctor_text(json const& d) {
    json const& host = d.at("host");
    json const& version = d.at("version");
    auto const bytes = [](json const& value) { return bytes_shown(value.get<std::uint64_t>()); };
    std::string sets;
    for (json const& set : d.at("simd")) sets += (sets.empty() ? "" : ", ") + set.get<std::string>();
    std::string text =
        "basicbot  " + version["version"].get<std::string>() + ", " + version["compiler"].get<std::string>() +
        ", HDF5 " + version["hdf5"].get<std::string>() + ", TBB " + version["tbb"].get<std::string>() +
        ", CUDA toolkit " + (version["cuda"].is_null() ? "none" : version["cuda"].get<std::string>()) + "\n";
    text += "system    " + plain(host["system"].get<std::string>()) + "\n";
    text += "cpu       " + plain(host["cpu"].get<std::string>()) + ", " + host["cores"].dump() + " cores, " +
            host["threads"].dump() + " threads for this process\n";
    text += "simd      " + sets + " (in use: " + plain(d.at("simd_used").get<std::string>()) + ")\n";
    text += "memory    " + bytes(host["memory_bytes"]) + ", " + bytes(host["available_bytes"]) + " available";
    if (host["limit_bytes"] != 0) text += ", limited to " + bytes(host["limit_bytes"]);
    text += "\n";
    json const& cuda = d.at("cuda");
    for (json const& device : cuda["devices"])
        text += "gpu       " + plain(device["name"].get<std::string>()) + ", compute capability " +
                device["compute_capability"].get<std::string>() + ", " + bytes(device["memory_bytes"]) +
                (device["float32_per_float64"].is_null()
                     ? ""
                     : ", float64 at 1/" + device["float32_per_float64"].dump() + " of float32") +
                "\n";
    if (!cuda["driver"].is_null()) text += "driver    CUDA " + cuda["driver"].get<std::string>() + "\n";
    if (cuda["devices"].empty()) text += "gpu       none: " + plain(cuda["reason"].get<std::string>()) + "\n";
    json const& folder = d.at("folder");
    text += "folder    " + plain(folder["path"].get<std::string>()) + ", " +
            (folder["free_bytes"].is_null() ? "free space unknown" : bytes(folder["free_bytes"]) + " free") +
            "\n";
    if (json const& disk = folder["disk"]; disk.is_object())
        text +=
            "disk      " + bytes_shown(static_cast<std::uint64_t>(disk["bytes_per_second"].get<double>())) +
            "/s with fsync, " + number_shown(1000 * disk["fsync_seconds"].get<double>()) + " ms an fsync\n";
    json const& limits = d.at("limits");
    text += "limits    " + bytes(limits["memory_bytes"]) + " of memory, " +
            (limits["open_files"].is_null() ? "no limit of" : limits["open_files"].dump()) + " open files" +
            (limits["file_bytes"].is_null() ? "" : ", files of " + bytes(limits["file_bytes"])) + "\n";
    for (json const& line : d.at("advice")) text += "advice    " + plain(line.get<std::string>()) + "\n";
    return text;
}

Outcome version_command() { return {version_document()}; }

std::string version_text(json const& d) {
    return "basicbot " + d["version"].get<std::string>() + " (" + d["compiler"].get<std::string>() +
           ", HDF5 " + d["hdf5"].get<std::string>() + ", TBB " + d["tbb"].get<std::string>() +
           ", CUDA toolkit " + (d["cuda"].is_null() ? "none" : d["cuda"].get<std::string>()) + ")\n";
}

}  // namespace basicbot
