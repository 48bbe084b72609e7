#include "tests/system/copied_tree.hpp"
#include "tests/support/files.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "tests/support/places.hpp"

namespace basicbot {

namespace {

namespace fs = std::filesystem;

// The top level of the house, without what the program is not built from.
constexpr char const* top_level[] = {"CMakeLists.txt", "kernels", "cpu_fallback", "engine",
                                     "bench",          "scripts", "tests"};

std::map<std::string, std::string> files_below(fs::path const& folder) {
    std::map<std::string, std::string> files;
    for (auto const& top : fs::directory_iterator(folder)) {
        if (top.path().filename() == "build") continue;  // where the copy is built, if below its sources
        if (top.is_regular_file()) files[top.path().filename().string()] = read_bytes(top.path());
        if (!top.is_directory()) continue;
        for (auto const& entry : fs::recursive_directory_iterator(top.path()))
            if (entry.is_regular_file())
                files[fs::relative(entry.path(), folder).string()] = read_bytes(entry.path());
    }
    return files;
}

void replace_all(std::string& text, std::string const& from, std::string const& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

// NAME=value of a build folder's cache.
std::map<std::string, std::string> cache_of(fs::path const& build) {
    std::map<std::string, std::string> cache;
    std::ifstream in(build / "CMakeCache.txt");
    for (std::string line; std::getline(in, line);) {
        auto const colon = line.find(':'), equals = line.find('=');
        if (colon != std::string::npos && equals != std::string::npos && colon < equals)
            cache[line.substr(0, colon)] = line.substr(equals + 1);
    }
    return cache;
}

// Object -> compile command, with the two folders' names taken out.
std::map<std::string, std::string> commands_of(fs::path const& build, std::string const& source) {
    std::map<std::string, std::string> commands;
    std::ifstream in(build / "compile_commands.json");
    for (auto const& entry : nlohmann::json::parse(in)) {
        std::string command = entry.at("command");
        replace_all(command, build.string(), "<build>");
        replace_all(command, source, "<source>");
        auto const at = command.find(" -o ");
        if (at == std::string::npos) continue;
        std::string const object = command.substr(at + 4, command.find(' ', at + 4) - at - 4);
        // A launcher before the compiler is no part of the object.
        auto const first = std::min(command.find(" -"), at);
        commands[object] = command.substr(
            command.rfind(' ', first - 1) == std::string::npos ? 0 : command.rfind(' ', first - 1) + 1);
    }
    return commands;
}

}  // namespace

CopiedTree::CopiedTree() {
    if (!fs::exists(fs::path(binary_dir()) / "build.ninja")) {
        obstacle_ = "not a Ninja build";
        return;
    }
    fs::create_directory(folder_.file("src"));
    for (char const* name : top_level)
        fs::copy(fs::path(source_dir()) / name, fs::path(folder_.file("src")) / name,
                 fs::copy_options::recursive);
    copied_ = files_below(folder_.file("src"));
    // Commands name sources relative to the build folder, so the copy's must lie as this one does.
    std::string const source = source_dir() + "/", build = binary_dir();
    if (build.starts_with(source)) build_ = "src/" + build.substr(source.size());
    write_launcher();
}

std::string CopiedTree::options() const {
    auto const cache = cache_of(binary_dir());
    std::string text =
        " -DBASICBOT_TESTS=OFF -DBASICBOT_BENCH=OFF -DBASICBOT_CCACHE='" + folder_.file("launcher") + "'";
    for (char const* name :
         {"CMAKE_BUILD_TYPE", "CMAKE_CXX_COMPILER", "CMAKE_CXX_FLAGS", "CMAKE_CXX_FLAGS_RELEASE",
          "CMAKE_CXX_FLAGS_DEBUG", "CMAKE_CXX_FLAGS_RELWITHDEBINFO", "CMAKE_EXE_LINKER_FLAGS",
          "CMAKE_CUDA_COMPILER", "CMAKE_CUDA_ARCHITECTURES", "BASICBOT_CUDA", "BASICBOT_UNITY",
          "BASICBOT_SANITIZE", "CMAKE_MAKE_PROGRAM"})
        if (auto const at = cache.find(name); at != cache.end())
            text += std::string(" -D") + name + "='" + at->second + "'";
    return text;
}

void CopiedTree::write_launcher() const {
    folder_.write("launcher", R"(#!/bin/sh
# compiler and arguments
object= depfile= before=
for word; do
    case $before in -o) object=$word ;; -MF) depfile=$word ;; esac
    before=$word
done
if [ -n "$object" ] && grep -qxF -e "$object" ')" +
                                  folder_.file("reusable") + R"(' 2>/dev/null; then
    cp ')" + binary_dir() + R"('/"$object" "$object" && echo "$object:" >"$depfile"
    exit
fi
echo "$object" >>')" + folder_.file("compiled") +
                                  R"('
exec "$@"
)");
    fs::permissions(folder_.file("launcher"), fs::perms::owner_all);
}

void CopiedTree::find_reusable() {
    fs::path const from_build = binary_dir(), to_build = folder_.file(build_);
    std::string const from_source = source_dir(), to_source = folder_.file("src");
    auto const from = commands_of(from_build, from_source), to = commands_of(to_build, to_source);
    // The dependencies that the original build noted: "object: #deps ..." and an indented line for each.
    std::map<std::string, std::vector<fs::path>> local;
    std::istringstream lines(shell(folder_, "ninja -C '" + from_build.string() + "' -t deps").output);
    std::string object;
    for (std::string line; std::getline(lines, line);) {
        if (line.empty()) continue;
        if (line[0] != ' ') {
            object = line.substr(0, line.find(": #deps"));
            continue;
        }
        std::string path = line.substr(4);
        if (path[0] != '/') path = (from_build / path).lexically_normal().string();
        if (path.starts_with(from_build.string() + "/") || path.starts_with(from_source + "/"))
            local[object].emplace_back(path);
    }
    std::ofstream list(folder_.file("reusable"));
    for (auto const& [name, command] : to) {
        fs::path const built = from_build / name;
        auto const same = from.find(name);
        if (same == from.end() || same->second != command || !fs::exists(built) || local[name].empty())
            continue;
        bool equal = true, old = false;
        for (fs::path const& path : local[name]) {
            std::string copy = path.string();
            bool const made = copy.starts_with(from_build.string() + "/");
            copy = made ? to_build.string() + copy.substr(from_build.string().size())
                        : to_source + copy.substr(from_source.size());
            old = old || !fs::exists(path) || fs::last_write_time(path) > fs::last_write_time(built);
            std::string here = read_bytes(path), there = read_bytes(copy);
            if (made) {  // lists of sources name them by their folder
                replace_all(here, from_source, "<source>");
                replace_all(there, to_source, "<source>");
            }
            equal = equal && here == there;
        }
        if (old) stale_.insert(name);
        if (old || !equal) continue;
        list << name << "\n";
        ++reusable_;
    }
}

std::string CopiedTree::build() {
    auto const configured = shell(folder_, "cmake -S src -B '" + build_ + "' -G Ninja" + options());
    if (configured.code != 0) return configured.output;
    find_reusable();
    auto const built = shell(folder_, "ninja -C '" + build_ + "' -j2 basicbot");
    std::istringstream lines(folder_.read("compiled"));
    for (std::string line; std::getline(lines, line);)
        if (line.ends_with(".o") && !line.starts_with("CMakeFiles/cmTC_")) compiled_.insert(line);
    return built.code == 0 ? "" : built.output;
}

std::set<std::string> CopiedTree::changed_sources() const {
    std::set<std::string> changed;
    auto const now = files_below(folder_.file("src"));
    for (auto const& [path, content] : now)
        if (auto const at = copied_.find(path); at == copied_.end() || at->second != content)
            changed.insert(path);
    for (auto const& [path, content] : copied_)
        if (!now.contains(path)) changed.insert(path);
    return changed;
}

}  // namespace basicbot
