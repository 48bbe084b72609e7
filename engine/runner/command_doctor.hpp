#pragma once
// basicbot doctor, basicbot --version: what is here, and what would make it faster.

#include "engine/runner/command_outcome.hpp"

namespace basicbot {

// {command, version {..}, host {cpu, system, cores, threads, memory_bytes, ...}, simd [..], simd_used, cuda
// {built, devices [..], reason}, folder {path, free_bytes, writable}, advice [..]}
Outcome doctor();
std::string doctor_text(nlohmann::json const& document);

Outcome version_command();
std::string version_text(nlohmann::json const& document);

}  // namespace basicbot
