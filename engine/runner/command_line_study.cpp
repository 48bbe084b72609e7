// Commands that run studies and read their cubes.

#include "engine/runner/command_config.hpp"
#include "engine/runner/command_cube.hpp"
#include "engine/runner/command_line_parts.hpp"
#include "engine/runner/command_queue.hpp"
#include "engine/runner/command_run.hpp"
#include "engine/runner/command_study.hpp"

namespace basicbot {

void add_machine_options(CommandTable& table, CLI::App& c, RunOptions& options, std::string& memory) {
    flag(table, c, "--dry-run", options.dry_run, "Only say what would be computed");
    option(table, c, "--device", options.backend.device, "auto (default), cpu, cuda, cuda:N or emulator")
        ->envname("BASICBOT_DEVICE")
        ->type_name("WHICH");
    option(table, c, "--on-device-error", options.backend.on_error,
           "cpu: go on there when a device fails; stop: end with code 5; cpu for auto, else stop",
           {"cpu", "stop"})
        ->type_name("HOW");
    option(table, c, "--threads", options.backend.threads, "CPU threads; 0 (default): as many as it may use")
        ->envname("BASICBOT_THREADS")
        ->type_name("N");
    option(table, c, "--memory", memory,
           "Most memory a study may take, as 2G; half of what there is by default")
        ->envname("BASICBOT_MEMORY")
        ->type_name("BYTES");
    option(table, c, "--simd", options.backend.simd, "plain, avx2 or avx512; the widest by default",
           {"plain", "avx2", "avx512"})
        ->envname("BASICBOT_SIMD")
        ->type_name("SET");
}

namespace {

void add_parts_option(CommandTable& table, CLI::App& c, std::string& parts) {
    option(table, c, "--parts", parts,
           "Only these parts of the run, and no result; several processes may share one")
        ->type_name("A..B");
}

// What speaks beside the study file.
void add_field_options(CommandTable& table, CLI::App& c, std::vector<std::string>& overrides,
                       std::string& profile) {
    option(table, c, "--set", overrides, "Override a field, as walkforward.train=504; may be repeated")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    option(table, c, "--profile", profile, "dev, test, prod or a TOML file: fields below the study's own")
        ->type_name("PROFILE");
}

void add_study(CommandTable& table, char const* name, char const* description, Shape (*shape)()) {
    auto const r = std::make_shared<StudyRequest>();
    r->command = name;
    r->argv = table.argv;
    std::string const example =
        std::string("basicbot ") + name + " study.toml --set data.store=bars --out result.h5";
    CLI::App* const c = add_command(table, table.app, name, description, example.c_str());
    auto const files = std::make_shared<std::vector<std::string>>();
    bool const queue = std::string_view(name) == "run";
    if (queue)
        option(table, *c, "STUDY", *files, "Study files (TOML), run one after the other")->required();
    else
        option(table, *c, "STUDY", r->file, "Study file (TOML)")->required();
    add_field_options(table, *c, r->overrides, r->profile);
    add_machine_options(table, *c, r->options, r->memory);
    option(table, *c, "--run", r->options.run.folder,
           "Folder of the run: its parts survive, the result lies in it")
        ->type_name("FOLDER");
    add_parts_option(table, *c, r->parts);
    option(table, *c, "--part-cells", r->options.run.part_cells,
           "Cells of one part, for a run that begins here")
        ->type_name("N");
    option(table, *c, "--part-paths", r->options.run.part_paths,
           "Paths of one part of a Monte Carlo run that begins here")
        ->type_name("N");
    option(table, *c, "--seed", r->seed, "Override study.seed")->type_name("N");
    option(table, *c, "--out", r->out, "File of the result cube")->type_name("CUBE.h5");
    option(table, *c, "--top", r->options.top, "Best cells that are shown (10 by default)")->type_name("N");
    table.entries[c] = {true,
                        [=](CommandContext const& context) {
                            if (files->size() > 1) return queue_command(*files, *r, context);
                            if (queue) r->file = files->front();
                            return study_command(*r, context);
                        },
                        [](nlohmann::json const& document) {
                            return document.contains("studies") ? queue_text(document) : study_text(document);
                        },
                        shape};
}

void add_runs(CommandTable& table) {
    auto const add = [&](char const* name, char const* description, auto run, auto shape) {
        auto const r = std::make_shared<ResumeRequest>();
        r->argv = table.argv;
        std::string const example = std::string("basicbot ") + name + " runs/night";
        CLI::App* const c = add_command(table, table.app, name, description, example.c_str());
        option(table, *c, "FOLDER", r->folder, "Folder of the run")->required();
        add_machine_options(table, *c, r->options, r->memory);
        if (std::string_view(name) == "resume") add_parts_option(table, *c, r->parts);
        option(table, *c, "--store", r->store, "Where the bars lie now")->type_name("DIR");
        option(table, *c, "--top", r->options.top, "Best cells that are shown (10 by default)")
            ->type_name("N");
        table.entries[c] = {true, [=](CommandContext const& context) { return run(*r, context); }, study_text,
                            shape};
    };
    add("resume", "Go on with a run that was interrupted", resume_command, resume_shape);
    add("merge", "The result out of the parts that are there; names what is missing", merge_command,
        merge_shape);
    auto const folder = std::make_shared<std::string>();
    CLI::App* const c = add_command(table, table.app, "status", "How far a run is, and who is at work on it",
                                    "basicbot status runs/night");
    option(table, *c, "FOLDER", *folder, "Folder of the run")->required();
    table.entries[c] = {false, [=](CommandContext const&) { return status_command(*folder); }, status_text,
                        status_shape};
}

void add_cube(CommandTable& table) {
    CLI::App* const cube = add_command(table, table.app, "cube", "What a result cube holds",
                                       "basicbot cube top result.h5 --metric sharpe");
    cube->require_subcommand(0, 1);
    auto const info = std::make_shared<CubeRequest>();
    CLI::App* c = add_command(table, *cube, "info", "Axes, variables and where they came from",
                              "basicbot cube info result.h5");
    option(table, *c, "CUBE", info->cube, "Result cube")->required();
    table.entries[c] = {false, [=](CommandContext const& context) { return cube_info(*info, context); },
                        cube_info_text, cube_info_shape};

    auto const top = std::make_shared<CubeRequest>();
    c = add_command(table, *cube, "top", "The best values of one metric",
                    "basicbot cube top result.h5 --metric calmar --n 5 --where fold=3");
    option(table, *c, "CUBE", top->cube, "Result cube")->required();
    option(table, *c, "--metric", top->metric, "A metric of the cube (sharpe by default, where it is there)")
        ->type_name("NAME");
    option(table, *c, "--n", top->count, "How many (10 by default)")->type_name("N");
    option(table, *c, "--where", top->where,
           "Only there, as fast=10; segment=train unless it is named; may be repeated")
        ->type_name("AXIS=VALUE")
        ->allow_extra_args(false);
    table.entries[c] = {false, [=](CommandContext const& context) { return cube_top(*top, context); },
                        cube_top_text, cube_top_shape};
}

void add_config(CommandTable& table) {
    CLI::App* const config = add_command(table, table.app, "config", "What a study says in the end",
                                         "basicbot config show study.toml --origin");
    config->require_subcommand(0, 1);
    auto const r = std::make_shared<ConfigRequest>();
    CLI::App* const c = add_command(table, *config, "show", "Every field that the study uses, with its value",
                                    "basicbot config show study.toml --profile prod --origin");
    option(table, *c, "STUDY", r->file, "Study file (TOML)")->required();
    add_field_options(table, *c, r->overrides, r->profile);
    flag(table, *c, "--origin", r->origin, "Say where each value came from");
    table.entries[c] = {false, [=](CommandContext const&) { return config_show(*r); }, config_text,
                        config_shape};
}

}  // namespace

void add_study_commands(CommandTable& table) {
    add_study(table, "run", "Run a study of any kind", run_shape);
    add_study(table, "sweep", "Run a parameter sweep", sweep_shape);
    add_study(table, "walkforward", "Run a walk-forward grid search", walkforward_shape);
    add_study(table, "montecarlo", "Run a Monte Carlo study", montecarlo_shape);
    add_runs(table);
    add_config(table);
    add_cube(table);
}

}  // namespace basicbot
