#include "engine/bars/extra_series.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/names.hpp"
#include "engine/bars/store_files.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {

namespace fs = std::filesystem;

void validate(ExtraSeries const& e) {
    auto const refuse = [&](std::size_t row, std::string const& problem) {
        fail_data("bad_extra", e.symbol + " " + e.name + ": row " + std::to_string(row), "", problem);
    };
    if (e.size() == 0 || e.known_at.size() != e.size() || e.value.size() != e.size())
        refuse(0, "there are no values, or columns of different lengths");
    for (std::size_t i = 0; i < e.size(); ++i) {
        if (e.known_at[i] < e.time[i]) refuse(i, "the value is known before the time that it is about");
        if (std::isinf(e.value[i])) refuse(i, "the value is infinite");
        if (i == 0) continue;
        if (e.known_at[i] < e.known_at[i - 1]) refuse(i, "it was known before the row before it");
        if (e.known_at[i] == e.known_at[i - 1] && e.time[i] <= e.time[i - 1])
            refuse(i, "two values of one time are known at once, or rows of one moment are out of order");
    }
}

std::vector<std::string> extra_names(std::string const& store, std::string const& symbol) {
    std::vector<std::string> names;
    std::error_code error;
    for (auto const& file : fs::directory_iterator(store + "/" + folder_name(symbol) + "/extra", error)) {
        std::string const name = file.path().filename().string();
        if (name.ends_with(".h5") && !name.starts_with(".")) names.push_back(name.substr(0, name.size() - 3));
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> extra_files(std::string const& store) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto const& symbol : fs::directory_iterator(store, error)) {
        for (auto const& file : fs::directory_iterator(symbol.path() / "extra", error)) {
            std::string const name = file.path().filename().string();
            if (name.ends_with(".h5") && !name.starts_with("."))
                files.push_back(symbol.path().filename().string() + "/extra/" + name);
        }
        error.clear();
    }
    std::sort(files.begin(), files.end());
    return files;
}

ExtraSeries load_extra(std::string const& store, std::string const& symbol, std::string const& name) {
    auto const names = extra_names(store, symbol);
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        std::string all;
        for (std::string const& n : names) all += (all.empty() ? "" : ", ") + n;
        fail_data("unknown_extra", store, name, "there is no such extra series of " + symbol,
                  all.empty() ? "none is there" : all, did_you_mean(name, names));
    }
    std::string const path = store + "/" + folder_name(symbol) + "/extra/" + name + ".h5";
    ExtraSeries extra = open_extra_file(path);
    if (extra.symbol != symbol || extra.name != name)
        fail_data("wrong_file", path, extra.symbol + " " + extra.name,
                  "the file holds another series than its name says", "", "import the series again");
    return extra;
}

std::vector<double> as_of(ExtraSeries const& e, std::span<std::int64_t const> close_time) {
    std::vector<double> seen;
    seen.reserve(close_time.size());
    std::size_t next = 0;
    std::int64_t about = std::numeric_limits<std::int64_t>::min();
    double value = std::numeric_limits<double>::quiet_NaN();
    for (std::int64_t const close : close_time) {
        for (; next < e.size() && e.known_at[next] <= close; ++next)
            if (e.time[next] >= about) about = e.time[next], value = e.value[next];
        seen.push_back(value);
    }
    return seen;
}

}  // namespace basicbot
