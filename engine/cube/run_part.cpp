#include "engine/cube/run_part.hpp"

#include <algorithm>

#include "engine/cube/cube.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

[[noreturn]] void refuse_part(std::string const& path, std::string const& value, std::string const& problem) {
    fail(ErrorKind::data, {.code = "bad_part",
                           .path = path,
                           .value = value,
                           .problem = problem,
                           .allowed = "",
                           .suggestion = "resume the run, which computes this part anew"});
}

// Without the values.
Cube frame_of(RunPart const& part) {
    Cube cube;
    cube.variables.push_back({"value", {}, std::vector<double>{}, "1", "part of a run", {}});
    for (auto const& [name, extent] : part.axes) {
        std::vector<std::int64_t> numbers(extent);
        for (std::size_t i = 0; i < extent; ++i) numbers[i] = static_cast<std::int64_t>(i);
        cube.axes.push_back({name, std::move(numbers), "1", "number inside the part", ""});
        cube.variables.front().axes.push_back(name);
    }
    cube.attributes = {{"plan", part.plan}, {"part", std::to_string(part.number)}};
    return cube;
}

}  // namespace

std::string write_part(RunPart const& part, std::string const& path) {
    Cube cube = frame_of(part);
    std::vector<std::size_t> shape;
    for (auto const& [name, extent] : part.axes) shape.push_back(extent);
    cube.variables.front().values =
        ValueSource{shape, [&](std::size_t first, std::span<double> out) {
                        std::copy_n(part.values.data() + first, out.size(), out.data());
                    }};
    return write_cube(cube, path, {.mend = "then resume the run", .read_back = false});
}

std::vector<double> read_part(RunPart const& wanted, std::string const& path) {
    Cube cube = read_cube(path);
    Cube const frame = frame_of(wanted);
    for (std::size_t i = 0; i < frame.attributes.size(); ++i)
        if (i >= cube.attributes.size() || cube.attributes[i] != frame.attributes[i])
            refuse_part(path, i < cube.attributes.size() ? cube.attributes[i].second : "",
                        "a part of another run (" + frame.attributes[i].first + ")");
    bool same = cube.axes.size() == frame.axes.size() && cube.variables.size() == 1 &&
                cube.variables.front().axes == frame.variables.front().axes &&
                std::holds_alternative<std::vector<double>>(cube.variables.front().values);
    for (std::size_t i = 0; same && i < frame.axes.size(); ++i)
        same = cube.axes[i].name == frame.axes[i].name && cube.axes[i].values == frame.axes[i].values;
    if (!same) refuse_part(path, "", "a part of another shape");
    return std::move(std::get<std::vector<double>>(cube.variables.front().values));
}

}  // namespace basicbot
