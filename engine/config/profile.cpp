#include "engine/config/profile.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "engine/observe/error.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace {

namespace fs = std::filesystem;

std::vector<std::string> const stages = {"dev", "test", "prod"};

std::string variable(Environment const& environment, char const* name) {
    auto const found = environment.find(name);
    return found == environment.end() ? "" : found->second;
}

// Where the file of a stage may lie, the first that exists wins.
std::vector<fs::path> folders(Environment const& environment) {
    std::vector<fs::path> all;
    if (std::string const given = variable(environment, "XDG_CONFIG_HOME"); !given.empty())
        all.push_back(fs::path(given) / "basicbot");
    else if (std::string const home = variable(environment, "HOME"); !home.empty())
        all.push_back(fs::path(home) / ".config/basicbot");
    all.emplace_back("/etc/basicbot");
    return all;
}

bool is_path(std::string const& asked) {
    return asked.find('/') != std::string::npos || asked.ends_with(".toml");
}

}  // namespace

Profile find_profile(std::string const& asked, Environment const& environment) {
    std::string const name = asked.empty() ? variable(environment, "BASICBOT_PROFILE") : asked;
    if (name.empty()) return {};
    if (is_path(name)) return {fs::path(name).stem().string(), name, read_settings(name, "profile")};
    if (std::find(stages.begin(), stages.end(), name) == stages.end()) {
        std::string const near = did_you_mean(name, stages);
        fail(ErrorKind::usage, {.code = "unknown_profile",
                                .path = asked.empty() ? "BASICBOT_PROFILE" : "--profile",
                                .value = name,
                                .problem = "no such profile",
                                .allowed = "dev, test, prod or the path of a TOML file",
                                .suggestion = near});
    }
    for (fs::path const& folder : folders(environment)) {
        std::error_code error;
        fs::path const file = folder / (name + ".toml");
        if (fs::exists(file, error)) return {name, file.string(), read_settings(file.string(), "profile")};
    }
    return {name, "", ""};
}

void refuse_open_to_all(Profile const& profile, std::string const& field, std::string const& path) {
    struct stat facts {};
    if (profile.name != "prod" || path.empty() || ::stat(path.c_str(), &facts) != 0) return;
    if ((facts.st_mode & S_IWOTH) == 0) return;
    fail(ErrorKind::config, {.code = "open_to_all",
                             .path = field,
                             .value = path,
                             .problem = "the profile prod takes nothing that anyone may write to",
                             .allowed = "files and folders without the right to write for others",
                             .suggestion = "chmod o-w it, or use another place or profile"});
}

}  // namespace basicbot
