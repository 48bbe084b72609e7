#pragma once
// Where the tests find what they read. The build's own folders, unless the environment names others: a bundle
// that was carried to another machine sets BASICBOT_SOURCE_DIR and BASICBOT_PROGRAM (scripts/gpu_run.sh).

#include <filesystem>
#include <string>

namespace basicbot {

std::string source_dir();               // the repository's root
std::string binary_dir();               // of the build; no such folder in a bundle
std::string program();                  // basicbot
std::filesystem::path shared_folder();  // data beside the repository, BASICBOT_SHARED; need not exist

}  // namespace basicbot
