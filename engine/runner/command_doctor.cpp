#include "engine/runner/command_doctor.hpp"

#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/runner/command_facts.hpp"
#include "engine/runner/terminal.hpp"
#if defined(BASICBOT_HAS_CUDA)
#include "kernels/cuda/cuda_backend.hpp"
#endif

namespace basicbot {

namespace {

using nlohmann::json;

json cuda_document() {
    json document = {{"built", false}, {"devices", json::array()}, {"reason", nullptr}};
#if defined(BASICBOT_HAS_CUDA)
    document["built"] = true;
    std::string why;
    for (CudaDeviceInfo const& device : cuda_devices(&why))
        document["devices"].push_back(
            {{"name", device.name},
             {"compute_capability", std::to_string(device.major) + "." + std::to_string(device.minor)},
             {"memory_bytes", device.memory_bytes},
             {"multiprocessors", device.multiprocessors},
             // Data-centre parts: 6.0, 7.0, 8.0, 9.0 and 10.0; others run float64 at
             // 1/32 or 1/64 of the float32 rate.
             {"full_float64", device.minor == 0 && device.major != 12}});
    if (document["devices"].empty()) document["reason"] = why;
#else
    document["reason"] = "this program was built without CUDA";
#endif
    return document;
}

json folder_document() {
    std::error_code error;
    std::string const path = std::filesystem::current_path(error).string();
    struct statvfs facts {};
    bool const known = ::statvfs(".", &facts) == 0;
    return {{"path", path},
            {"free_bytes", known ? json(std::uint64_t{facts.f_bavail} * facts.f_frsize) : json(nullptr)},
            {"writable", ::access(".", W_OK | X_OK) == 0}};
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
                     {"folder", folder_document()}};
    char const* const forced = std::getenv("BASICBOT_SIMD");
    document["simd_used"] =
        forced != nullptr && *forced != '\0' ? json(forced) : json(cpu_instruction_sets().back());
    document["advice"] = advice_of(document);
    return {std::move(document)};
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
                device["compute_capability"].get<std::string>() + ", " + bytes(device["memory_bytes"]) + "\n";
    if (cuda["devices"].empty()) text += "gpu       none: " + plain(cuda["reason"].get<std::string>()) + "\n";
    json const& folder = d.at("folder");
    text += "folder    " + plain(folder["path"].get<std::string>()) + ", " +
            (folder["free_bytes"].is_null() ? "free space unknown" : bytes(folder["free_bytes"]) + " free") +
            "\n";
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
