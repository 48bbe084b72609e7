#pragma once
// Files of expected values: tests/golden/<entry>.csv and those of ../shared/oracles.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tests/kernels/indicators/columns_support.hpp"

namespace columns_test {

using Table = std::vector<std::pair<std::string, Series>>;  // columns in the file's order; empty field = NaN

inline std::vector<std::string> split(std::string const& line, char by) {
    std::vector<std::string> parts;
    std::stringstream stream(line);
    for (std::string part; std::getline(stream, part, by);) parts.push_back(part);
    if (!line.empty() && line.back() == by) parts.emplace_back();
    return parts;
}

inline Table read_table(std::filesystem::path const& path) {
    Table table;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        auto const parts = split(line, ',');
        if (table.empty()) {
            for (std::string const& name : parts) table.emplace_back(name, Series());
            continue;
        }
        for (size_t i = 0; i < table.size(); ++i) {
            table[i].second.push_back(
                i < parts.size() && !parts[i].empty() ? std::strtod(parts[i].c_str(), nullptr) : NAN);
        }
    }
    return table;
}

// The same bars undefined; the same values within `relative` of the larger of the value and `least`.
inline void expect_close(Series const& got, Series const& want, double relative, double least,
                         std::string const& what) {
    ASSERT_EQ(got.size(), want.size()) << what;
    for (size_t t = 0; t < got.size(); ++t) {
        ASSERT_EQ(std::isnan(got[t]), std::isnan(want[t])) << what << " bar " << t;
        if (std::isnan(want[t])) continue;
        ASSERT_NEAR(got[t], want[t], relative * std::max(least, std::fabs(want[t]))) << what << " bar " << t;
    }
}

}  // namespace columns_test
