#pragma once
// Every path model of kernels/paths, as data. Generated from the files: a new file is a new entry.

#include <span>
#include <string_view>

#include "kernels/paths/model_info.hpp"

namespace basicbot {

struct PathModelEntry {
    int number;  // place in the alphabetical list; path_task::model
    path_info const* info;
    std::span<path_param const> params;
    std::span<path_value const> values;  // of path_task::values
    // What the lanes read, of one symbol; `stated` by params, NaN where history has to give it.
    void (*calibrate)(path_history const&, double const* stated, double* values);
};

// All models; element i has number i.
std::span<PathModelEntry const> path_models();

// By lower-case name, nullptr where there is none.
PathModelEntry const* find_path_model(std::string_view name);

}  // namespace basicbot
