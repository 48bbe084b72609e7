// bb_figure_runner WORKLOAD [options]: one workload, prepared and verified once, then run as often as the
// caller asks. scripts/figures.py drives it beside a peer, so that both are measured interleaved.
//
// Protocol, one line each on stdout, flushed:
//   ready {json}    after preparing and verifying; a result that does not verify ends the program with code
//   70 run {json}      for every line "go" on stdin: {"wall_s", "cpu_s", "columns_wall_s", "columns_cpu_s",
//   ...}
//                   wall_s and cpu_s are those of the work itself (cpu_s: of the whole process); what else it
//                   takes is in fields of its own, and "ready" says what is in which ("timed", "apart")
//   result {json}   for the line "result": checksums of the last run
// End of input ends the program. What the work is made of lies as raw little-endian files in --workdir,
// described by workload.json there (bench/support/raw_files.hpp), so that a peer computes the same.
// --repeat N runs N times without being asked and prints the best and the median instead of waiting for
// lines. --parts first prints where a CUDA device's time goes in one run that waits for every launch:
//   parts {json}    name -> {"calls", "s", "bytes"} for kernels, copies and allocations; "wall_s"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "bench/support/machine.hpp"
#include "bench/support/workload.hpp"
#include "engine/observe/error.hpp"
#include "kernels/backtest/backend.hpp"
#include "kernels/cuda/device_times.hpp"

namespace basicbot {

namespace {

void say(char const* word, nlohmann::json const& facts) {
    std::cout << word << ' ' << facts.dump() << std::endl;
}

void answer_lines(Workload& work) {
    for (std::string line; std::getline(std::cin, line);) {
        if (line == "go")
            say("run", work.run());
        else if (line == "result")
            say("result", work.result());
        else if (!line.empty())
            fail(ErrorKind::usage, {.code = "unknown_line",
                                    .path = "stdin",
                                    .value = line,
                                    .problem = "no such request",
                                    .allowed = "go, result",
                                    .suggestion = ""});
    }
}

nlohmann::json parts_of(DeviceTimes const& times, double wall_s) {
    nlohmann::json parts = {{"wall_s", wall_s}};
    for (auto const& [name, part] : times.parts)
        parts[name] = {{"calls", part.calls}, {"s", part.seconds}, {"bytes", part.bytes}};
    return parts;
}

// One run in which every launch, copy and allocation is waited for.
void print_parts(Workload& work, DeviceTimes& times) {
    times.parts.clear();
    Lap const lap = timed([&] { work.run(); });
    say("parts", parts_of(times, lap.wall_s));
}

// Every numeric member of the runs: its lowest value and its median.
void repeat(Workload& work, int count) {
    std::vector<nlohmann::json> runs;
    for (int i = 0; i < count; ++i) {
        runs.push_back(work.run());
        say("run", runs.back());
    }
    nlohmann::json best, median;
    for (auto const& [name, first] : runs.front().items()) {
        if (!first.is_number()) continue;
        std::vector<double> values;
        for (auto const& run : runs) values.push_back(run.at(name).get<double>());
        std::sort(values.begin(), values.end());
        best[name] = values.front();
        median[name] = values[values.size() / 2];
    }
    say("result", work.result());
    say("best", best);
    say("median", median);
}

int run(int argc, char** argv) {
    CLI::App app("Prepares one workload, verifies it and runs it on request.");
    BenchOptions options;
    std::string name, list;
    int repeats = 0;
    bool parts = false;
    DeviceTimes times;
    for (std::string const& n : workload_names()) list += list.empty() ? n : ", " + n;
    app.add_option("workload", name, list)->required();
    app.add_option("--workdir", options.workdir, "folder for the inputs, read by a peer");
    app.add_option("--device", options.device, "auto, cpu, cuda, cuda:N, emulator");
    app.add_option("--simd", options.simd, "plain, avx2, avx512; the widest if not given");
    app.add_option("--threads", options.threads, "threads of the backend (1)");
    app.add_option("--seed", options.seed, "seed of bars and paths");
    app.add_option("--bars", options.bars, "measured bars");
    app.add_option("--paths", options.paths, "simulated paths");
    app.add_option("--samples", options.samples, "cells or paths compared with the slow reference")
        ->take_last();
    app.add_flag("--full", options.full, "all sums of a cell, as the program asks for");
    app.add_option("--fast-from", options.fast_from, "crossover grid: first fast window");
    app.add_option("--fast-count", options.fast_count, "fast windows");
    app.add_option("--slow-from", options.slow_from, "first slow window");
    app.add_option("--slow-count", options.slow_count, "slow windows");
    app.add_option("--repeat", repeats, "run so many times, then end");
    app.add_flag("--parts", parts, "also where a CUDA device's time goes; every launch is waited for");
    CLI11_PARSE(app, argc, argv);
    if (parts) options.times = &times;
    auto const work = make_workload(name, options);
    nlohmann::json ready = work->ready();
    ready["workload"] = name;
    ready["machine"] = machine_facts();
    say("ready", ready);
    if (parts) print_parts(*work, times);
    if (repeats > 0)
        repeat(*work, repeats);
    else
        answer_lines(*work);
    return 0;
}

}  // namespace

}  // namespace basicbot

int main(int argc, char** argv) {
    try {
        return basicbot::run(argc, argv);
    } catch (basicbot::Error const& error) {
        std::fprintf(stderr, "bb_figure_runner: %s\n", error.what());
        return error.exit_code();
    } catch (std::exception const& error) {
        std::fprintf(stderr, "bb_figure_runner: %s\n", error.what());
        return static_cast<int>(basicbot::ErrorKind::internal);
    }
}
