#include "engine/cube/run_folder.hpp"

#include <signal.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <iterator>

#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/cube/claim.hpp"

namespace basicbot {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int wait_for_plan_ms = 10000;
constexpr char const* folders[] = {"parts", "journal", "claims"};

std::string read_text(std::string const& path) { return std::string(MappedFile(path).text()); }

std::string part_name(std::size_t part) {
    char name[32];
    std::snprintf(name, sizeof name, "%08zu.h5", part);
    return name;
}

// 0 where the name is no part's.
std::size_t part_of_name(std::string const& name) {
    std::size_t part = 0;
    auto const [end, error] = std::from_chars(name.data(), name.data() + name.size(), part);
    return error == std::errc{} && name == part_name(part) ? part : 0;
}

// ".tmp-<process>-..." (file_io.hpp) of a process that is no more.
bool left_behind(std::string const& name) {
    constexpr std::string_view start = ".tmp-";
    if (!name.starts_with(start)) return false;
    int process = 0;
    std::from_chars(name.data() + start.size(), name.data() + name.size(), process);
    return process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

void make_folder(std::string const& path) {
    std::error_code error;
    fs::create_directories(path, error);
    if (!error) return;
    errno = error.value();
    fail_system(path, "make the folder of the run");
}

}  // namespace

bool RunFolder::exists(std::string const& path) {
    std::error_code error;
    return fs::exists(path + "/plan.json", error);
}

RunFolder RunFolder::open(std::string const& path) {
    if (!exists(path))
        fail_data("no_run", path, "", "is no folder of a run: it has no plan.json", "",
                  "name the folder that --run named");
    return RunFolder(path, parse_plan(read_text(path + "/plan.json"), path + "/plan.json"));
}

RunFolder RunFolder::create(std::string const& path, RunPlan const& plan) {
    std::error_code error;
    if (!exists(path) && fs::exists(path, error)) {
        if (!fs::is_directory(path, error))
            fail_data("no_run", path, "", "a file stands where the folder of the run would be", "",
                      "name another folder with --run");
        // Another process may just be making the same folder.
        for (auto const& entry : fs::directory_iterator(path, error)) {
            std::string const name = entry.path().filename().string();
            bool const ours = name.starts_with(".") || name == "plan.json" ||
                              std::find(std::begin(folders), std::end(folders), name) != std::end(folders);
            if (!ours)
                fail_data("no_run", path, name, "the folder holds other things than a run", "",
                          "name another folder with --run");
        }
    }
    make_lasting_folder(path);
    for (char const* folder : folders) make_folder(path + "/" + folder);
    if (!exists(path)) {
        FolderLock const lock(path + "/.lock", wait_for_plan_ms, "the run folder", "run_busy");
        if (!exists(path)) write_file_atomically(path + "/plan.json", plan_text(plan));
    }
    return open(path);
}

// Without "..": the folder may be one that goes away.
std::string RunFolder::cube() const { return (fs::path(path_) / plan_.cube).lexically_normal().string(); }

std::string RunFolder::part_file(std::size_t part) const { return path_ + "/parts/" + part_name(part); }

std::string RunFolder::journal_file(std::string const& writer) const {
    return path_ + "/journal/" + writer + ".jsonl";
}

std::vector<std::string> RunFolder::files_in(char const* folder) const {
    std::vector<std::string> files;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(path_ + "/" + folder, error))
        files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> RunFolder::journals() const { return files_in("journal"); }
std::vector<std::string> RunFolder::claims() const { return files_in("claims"); }

bool RunFolder::has(std::size_t part) const {
    std::error_code error;
    return fs::exists(part_file(part), error);
}

std::vector<bool> RunFolder::listed() const {
    std::vector<bool> there(plan_.parts + 1, false);
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(path_ + "/parts", error)) {
        std::size_t const part = part_of_name(entry.path().filename().string());
        if (part > 0 && part <= plan_.parts) there[part] = true;
    }
    if (error) {
        errno = error.value();
        fail_system(path_ + "/parts", "list the parts");
    }
    return there;
}

std::vector<std::size_t> RunFolder::missing(PartSpan const& span) const {
    std::vector<bool> const there = listed();
    std::vector<std::size_t> parts;
    for (std::size_t part = span.first; part <= span.last && part <= plan_.parts; ++part)
        if (!there[part]) parts.push_back(part);
    return parts;
}

std::size_t RunFolder::present() const {
    std::vector<bool> const there = listed();
    return static_cast<std::size_t>(std::count(there.begin(), there.end(), true));
}

void RunFolder::write_status(json const& status) const {
    write_file_atomically(path_ + "/status.json",
                          status.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

json RunFolder::read_status() const {
    std::error_code error;
    if (!fs::exists(path_ + "/status.json", error)) return nullptr;
    json const status = json::parse(read_text(path_ + "/status.json"), nullptr, false);
    return status.is_object() ? status : json(nullptr);
}

void RunFolder::sweep() const {
    std::error_code error;
    for (char const* folder : {"", "/parts"})
        for (auto const& entry : fs::directory_iterator(path_ + folder, error))
            if (left_behind(entry.path().filename().string())) fs::remove(entry.path(), error);
    Writer const self = this_writer();
    std::string holder;
    for (std::string const& claim : claims()) Claim::take(claim, self, holder);  // and gives it up again
}

void RunFolder::remove() const {
    std::error_code error;
    sweep();
    for (std::size_t part = 1; part <= plan_.parts; ++part) fs::remove(part_file(part), error);
    for (auto const& files : {journals(), claims()})
        for (std::string const& file : files) fs::remove(file, error);
    // plan.json goes last of the files: without it the folder is no run any more.
    for (char const* name : {"parts", "journal", "claims", "status.json", ".lock", "plan.json", ""})
        fs::remove(path_ + "/" + name, error);
}

std::string parts_shown(std::vector<std::size_t> const& parts, std::size_t count) {
    std::string text;
    std::size_t ranges = 0, named = 0;
    for (std::size_t i = 0; i < parts.size() && ranges < count; ++ranges) {
        std::size_t end = i + 1;
        while (end < parts.size() && parts[end] == parts[end - 1] + 1) ++end;
        text += (text.empty() ? "" : ", ") + std::to_string(parts[i]);
        if (end - i > 1) text += "-" + std::to_string(parts[end - 1]);
        named += end - i;
        i = end;
    }
    if (named < parts.size()) text += " and " + std::to_string(parts.size() - named) + " more";
    return text;
}

}  // namespace basicbot
