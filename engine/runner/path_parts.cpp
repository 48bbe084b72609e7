#include "engine/runner/path_parts.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "engine/cube/text_hash.hpp"
#include "engine/observe/error.hpp"
#include "engine/runner/contract.hpp"
#include "engine/runner/run_in_parts.hpp"
#include "engine/runner/study_parts.hpp"
#include "engine/stats/sorted_runs.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

constexpr std::uint64_t history_copies = 2;
constexpr double large_paths = 1e11;  // path-steps: about half a minute on two cores
constexpr double part_steps = 2e9;    // path-steps
// What is held of a part's values at once: they themselves, the fan as it is simulated or the file that is
// being written, and what libhdf5 copies.
constexpr std::uint64_t part_copies = 3;
// Paths of a part's file lie in blocks, so that its axes, which are numbered, stay short.
constexpr std::size_t block = 4096;

double steps(PathWork const& work) {
    return static_cast<double>(work.shape.paths) * static_cast<double>(work.study.montecarlo.horizon);
}

// Whole blocks, where there are several: nothing but the last part is filled up.
std::size_t in_blocks(std::size_t paths) { return paths > block ? paths / block * block : paths; }

// Of the paths within the fan so many that a part has about as many values as one behind it.
std::size_t fan_part_paths(PathShape const& shape, std::size_t part_paths) {
    return std::max(std::min(part_paths, block),
                    in_blocks(PathShape::first_band * part_paths / shape.figures(true)));
}

// How the paths of one symbol are cut.
struct Cut {
    std::size_t paths, fan_paths, part_paths, fan_part_paths;

    explicit Cut(json const& layout)
        : paths(layout.at("paths")),
          fan_paths(layout.at("fan_paths")),
          part_paths(layout.at("part_paths")),
          fan_part_paths(layout.at("fan_part_paths")) {}
    std::size_t fan_parts() const { return (fan_paths + fan_part_paths - 1) / fan_part_paths; }
    std::size_t parts() const { return fan_parts() + (paths - fan_paths + part_paths - 1) / part_paths; }
};

// Values of a figure in a part's file: whole blocks, where there are several.
std::size_t padded(std::size_t count) { return count <= block ? count : (count + block - 1) / block * block; }

std::size_t figures_of(PathShape const& shape, PathRange const& range) {
    return shape.figures(range.first < shape.fan_paths);
}

// Bytes of the larger kind of part.
std::uint64_t bytes_of_part(PathShape const& shape, std::size_t part_paths) {
    std::size_t const fan = std::min(fan_part_paths(shape, part_paths), shape.fan_paths),
                      plain = std::min(part_paths, shape.paths - shape.fan_paths);
    return real_bytes * std::max(padded(fan) * shape.figures(true), padded(plain) * shape.figures(false));
}

std::vector<double> part_values(PathWork const& work, PathRange const& range, Backend& backend,
                                Progress const& progress) {
    std::size_t const stride = padded(range.count), figures = figures_of(work.shape, range);
    std::vector<double> values(figures * stride);
    std::vector<double*> rows;
    for (std::size_t f = 0; f < figures; ++f) rows.push_back(values.data() + f * stride);
    simulate(work, range, rows, backend, progress);
    return values;
}

}  // namespace

PathMemory path_memory(PathWork const& work) {
    PathMemory need;
    for (Series const& s : work.series)
        need.fixed += s.size() * (series_fields + history_copies) * real_bytes;
    PathShape const& shape = work.shape;
    need.whole = need.fixed + real_bytes * (shape.values() + shape.bands * shape.fan_paths +
                                            std::min(shape.paths, usual_gathered));
    return need;
}

bool is_large(PathWork const& work, std::uint64_t memory) {
    double const symbols = static_cast<double>(work.series.size());
    return symbols * steps(work) > large_paths || path_memory(work).whole > memory;
}

std::size_t gathered_in(PathWork const& work, std::uint64_t memory) {
    std::uint64_t const fixed = path_memory(work).fixed, left = memory > fixed ? memory - fixed : 0;
    return std::clamp<std::size_t>(left / part_copies / real_bytes, least_gathered, usual_gathered);
}

std::size_t usual_part_paths(PathWork const& work, std::uint64_t memory) {
    std::uint64_t const fixed = path_memory(work).fixed, left = memory > fixed ? memory - fixed : 0;
    std::uint64_t const bytes = std::min(part_bytes, left / part_copies);
    std::uint64_t const by_bytes = bytes / (real_bytes * PathShape::first_band);
    double const by_work = part_steps / static_cast<double>(work.study.montecarlo.horizon);
    double const most = std::min(by_work, static_cast<double>(by_bytes));
    return std::min(in_blocks(static_cast<std::size_t>(std::max(most, 1.0))), work.shape.paths);
}

RunPlan make_run_plan(PathWork const& work, std::string const& rules, std::size_t part_paths) {
    json data = json::array();
    for (Series const& s : work.series)
        data.push_back({{"symbol", s.symbol}, {"timeframe", s.timeframe}, {"hash", s.identity()}});
    json const layout = {{"paths", work.shape.paths},
                         {"fan_paths", work.shape.fan_paths},
                         {"bands", work.shape.bands},
                         {"part_paths", part_paths},
                         {"fan_part_paths", fan_part_paths(work.shape, part_paths)}};
    RunPlan plan;
    plan.identity = {{"study", work.study.text},
                     {"rules", text_hash(rules)},
                     {"data", data},
                     {"numeric_contract", numeric_contract},
                     {"layout", layout}};
    plan.parts = work.series.size() * Cut(layout).parts();
    return plan;
}

std::uint64_t parts_bytes(PathWork const& work) {
    return work.series.size() * work.shape.values() * real_bytes;
}

PathRange paths_of_part(json const& identity, std::size_t part) {
    Cut const cut(identity.at("layout"));
    std::size_t const number = (part - 1) % cut.parts(), symbol = (part - 1) / cut.parts();
    bool const fan = number < cut.fan_parts();
    std::size_t const size = fan ? cut.fan_part_paths : cut.part_paths,
                      first = fan ? number * size : cut.fan_paths + (number - cut.fan_parts()) * size,
                      end = fan ? cut.fan_paths : cut.paths;
    return {symbol, first, std::min(size, end - first)};
}

bool parts_fit_in(PathWork const& work, RunPlan const& plan, std::uint64_t memory) {
    std::uint64_t const part = bytes_of_part(work.shape, plan.identity.at("layout").at("part_paths")),
                        gathered = gathered_in(work, memory) * real_bytes;
    return path_memory(work).fixed + parts_bytes(work) + std::max(part_copies * part, gathered) <= memory;
}

void check_part_memory(PathWork const& work, RunPlan const& plan, std::uint64_t memory) {
    std::uint64_t const fixed = path_memory(work).fixed,
                        part = bytes_of_part(work.shape, plan.identity.at("layout").at("part_paths")),
                        wanted = fixed + part_copies * part;
    if (wanted <= memory) return;
    fail(ErrorKind::config, {.code = "too_little_memory",
                             .path = "--memory",
                             .value = std::to_string(memory) + " bytes",
                             .problem = "a part of the run does not fit: bars take " + std::to_string(fixed) +
                                        " bytes, the values of a part " + std::to_string(part) + ", " +
                                        std::to_string(part_copies) + " times",
                             .allowed = std::to_string((wanted + (1 << 20) - 1) >> 20) + "M or more",
                             .suggestion = "give more, or use fewer bars"});
}

PartWork make_part_work(PathWork const& work, RunPlan const& plan, PathTable& table, Backend& backend) {
    json const identity = plan.identity;
    auto const frame = [&work, identity, hash = plan.hash()](std::size_t part) {
        PathRange const range = paths_of_part(identity, part);
        std::size_t const stride = padded(range.count), in_block = std::min(stride, block);
        return RunPart{
            hash,
            part,
            {{"figure", figures_of(work.shape, range)}, {"block", stride / in_block}, {"path", in_block}},
            {}};
    };
    return {"paths",
            frame,
            [&work, &backend, identity](std::size_t part, Progress const& progress) {
                return part_values(work, paths_of_part(identity, part), backend, progress);
            },
            [&work, &table, identity](std::size_t part, std::vector<double> const& values) {
                PathRange const range = paths_of_part(identity, part);
                std::size_t const stride = padded(range.count);
                for (std::size_t f = 0; f < figures_of(work.shape, range); ++f)
                    table.put(range.symbol, f, range.first,
                              std::span(values).subspan(f * stride, range.count));
            },
            [&work, identity](std::size_t part) {
                return static_cast<double>(paths_of_part(identity, part).count) *
                       static_cast<double>(work.study.montecarlo.horizon);
            },
            "path-steps",
            table.in_memory()};
}

}  // namespace basicbot
