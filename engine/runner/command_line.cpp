#include "engine/runner/command_line.hpp"

#include "engine/observe/nearest.hpp"
#include "engine/runner/command_catalogue.hpp"
#include "engine/runner/command_doctor.hpp"
#include "engine/runner/command_fields.hpp"
#include "engine/runner/command_language.hpp"
#include "engine/runner/command_line_parts.hpp"
#include "engine/runner/command_schema.hpp"

namespace basicbot {

namespace {

void add_catalogue_commands(CommandTable& table) {
    auto const add = [&](char const* name, char const* description, char const* example, char const* one,
                         auto run, auto text, auto shape) {
        auto const r = std::make_shared<CatalogueRequest>();
        CLI::App* const c = add_command(table, table.app, name, description, example);
        flag(table, *c, "--list", r->list, "All of them (the default)");
        flag(table, *c, "--explain", r->explain, "Formula, parameters, source, odd cases");
        flag(table, *c, "--page", r->page, "The same as a page of Markdown");
        option(table, *c, "NAME", r->name, one);
        table.entries[c] = {false, [=](CommandContext const&) { return run(*r); }, text, shape};
        return c;
    };
    CLI::App* const indicators =
        add("indicators", "What strategies may be written with", "basicbot indicators rsi --explain",
            "One indicator", indicators_command, indicators_text, indicators_shape);
    indicators->require_subcommand(0, 1);
    add_compute_command(table, *indicators);
    add("models", "How the paths of a Monte Carlo study can be made", "basicbot models gbm --explain",
        "One model", models_command, models_text, models_shape);

    auto const strategies = std::make_shared<CatalogueRequest>();
    CLI::App* c =
        add_command(table, table.app, "strategies", "The shipped strategies, or a check of your own",
                    "basicbot strategies --check mine.strategy");
    flag(table, *c, "--list", strategies->list, "All of them (the default)");
    flag(table, *c, "--explain", strategies->explain, "Rules, parameters, columns, warm-up");
    option(table, *c, "--check", strategies->check, "A .strategy file to check")->type_name("FILE");
    option(table, *c, "NAME", strategies->name, "One strategy");
    table.entries[c] = {false, [=](CommandContext const&) { return strategies_command(*strategies); },
                        strategies_text, strategies_shape};

    c = add_command(table, table.app, "language", "The strategy language on one page", "basicbot language");
    table.entries[c] = {false, [](CommandContext const&) { return language_command(); }, language_text,
                        language_shape};

    c = add_command(table, table.app, "fields", "Every field of a study file", "basicbot fields walkforward");
    auto const section = std::make_shared<std::string>();
    option(table, *c, "SECTION", *section, "Only this section");
    table.entries[c] = {false, [=](CommandContext const&) { return fields_command(*section); }, fields_text,
                        fields_shape};

    c = add_command(table, table.app, "schema",
                    "What commands take and give, and what files hold, as JSON Schema",
                    "basicbot schema store verify");
    auto const schema = std::make_shared<SchemaRequest>();
    option(table, *c, "NAME", schema->name, "A command, or one of the files; a list of both without it");
    flag(table, *c, "--all", schema->all, "Everything in one schema");
    table.entries[c] = {false, [=](CommandContext const&) { return schema_command(*schema); }, schema_text,
                        schema_shape};

    c = add_command(table, table.app, "doctor", "What this machine offers, and advice", "basicbot doctor");
    table.entries[c] = {false, [](CommandContext const&) { return doctor(); }, doctor_text, doctor_shape};
}

void add_commands(CommandTable& table) {
    add_global_options(table, table.app);
    table.app.require_subcommand(0, 1);
    add_data_commands(table);
    add_store_commands(table);
    add_catalogue_commands(table);
    add_study_commands(table);
    add_signal_study_command(table);
}

CLI::App const* deepest(CLI::App const& app) {
    CLI::App const* at = &app;
    while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
    return at;
}

std::vector<std::string> option_names(CLI::App const& app) {
    std::vector<std::string> names;
    for (CLI::Option const* option : app.get_options())
        for (std::string const& name : option->get_lnames()) names.push_back("--" + name);
    return names;
}

std::vector<std::string> command_names(CLI::App const& app) {
    std::vector<std::string> names;
    for (CLI::App const* command : app.get_subcommands([](CLI::App const*) { return true; }))
        names.push_back(command->get_name());
    return names;
}

std::string full_name(CLI::App const* app) {
    std::string name = app->get_name();
    for (CLI::App const* up = app->get_parent(); up != nullptr; up = up->get_parent())
        name = up->get_name() + " " + name;
    return name;
}

// Rules for all options: one that is given twice has its last value, so that a script may append to a command
// line; and none takes the next option for its value ("--out --json").
void set_option_rules(CLI::App& app) {
    for (CLI::Option* option : app.get_options()) {
        if (option->get_items_expected_max() == 0) continue;
        if (option->nonpositional() && option->get_items_expected_max() == 1) option->take_last();
        option->check([named = option->nonpositional()](std::string const& value) {
            return value.empty()
                       ? std::string(named ? "the option has an empty value" : "the argument is empty")
                   : named && value.starts_with("--")
                       ? "the option has no value: '" + value + "' is the next option"
                       : "";
        });
    }
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) set_option_rules(*command);
}

// The first word that no command took, with what was probably meant.
[[noreturn]] void refuse_word(CLI::App const& at, std::string const& word) {
    std::string const cut = word.substr(0, word.find('='));
    auto const commands = command_names(at);
    bool const option = word.size() > 1 && word[0] == '-';
    bool const command = !option && !commands.empty();
    std::string allowed;
    if (command)
        for (std::string const& name : commands) allowed += (allowed.empty() ? "" : ", ") + name;
    std::string const near = did_you_mean(cut, command ? commands : option ? option_names(at) : commands);
    fail(ErrorKind::usage, {.code = command  ? "unknown_command"
                                    : option ? "unknown_option"
                                             : "unexpected_argument",
                            .path = "",
                            .value = word,
                            .problem = command  ? "no such command"
                                       : option ? "no such option of " + full_name(&at)
                                                : full_name(&at) + " takes no further argument",
                            .allowed = allowed,
                            .suggestion = near.empty() ? "see " + full_name(&at) + " --help" : near});
}

// CLI11's own complaints: "--n is required", "Could not convert: --n = x", "--n: 1 required TEXT missing".
[[noreturn]] void refuse_parse(CommandTable const& table, CLI::App const& at, CLI::ParseError const& error) {
    std::string problem = error.what(), path, value;
    if (std::size_t const equals = problem.find(" = "); problem.starts_with("Could not convert: ")) {
        path = problem.substr(19, equals - 19);
        value = equals == std::string::npos ? "" : problem.substr(equals + 3);
        problem = "not a number that fits";
    } else if (problem.ends_with(" is required")) {
        path = problem.substr(0, problem.size() - 12);
        problem = path.starts_with("-") ? "the option is missing" : "the argument is missing";
    } else if (std::size_t const colon = problem.find(": ");
               colon != std::string::npos && problem.starts_with("-")) {
        path = problem.substr(0, colon);
        problem = problem.substr(colon + 2);
    }
    auto const sources = values_from_environment(table, at);
    if (auto const source = sources.find(path); source != sources.end()) path = source->second;
    fail(ErrorKind::usage, {.code = "bad_command_line",
                            .path = path,
                            .value = value,
                            .problem = problem,
                            .allowed = "",
                            .suggestion = "see " + full_name(&at) + " --help"});
}

// Errors name the environment variable where the value came from one.
std::function<Outcome(CommandContext const&)> naming_sources(
    std::function<Outcome(CommandContext const&)> run, std::map<std::string, std::string> sources) {
    if (sources.empty()) return run;
    return [run = std::move(run), sources = std::move(sources)](CommandContext const& context) {
        try {
            return run(context);
        } catch (Error const& error) {
            auto const source = sources.find(error.parts().path);
            if (source == sources.end()) throw;
            ErrorParts parts = error.parts();
            parts.path = source->second;
            fail(error.kind(), std::move(parts));
        }
    };
}

void gather(CommandTable const& table, CLI::App const& app, std::string const& front,
            std::vector<CommandSchema>& all) {
    for (CLI::App const* command : app.get_subcommands([](CLI::App const*) { return true; })) {
        std::string const name = front + command->get_name();
        if (auto const entry = table.entries.find(command); entry != table.entries.end())
            all.push_back({name, command->get_description(), request_schema(table, *command),
                           entry->second.shape().schema});
        gather(table, *command, name + " ", all);
    }
}

}  // namespace

std::vector<CommandSchema> command_schemas() {
    CommandTable table;
    add_commands(table);
    std::vector<CommandSchema> all;
    gather(table, table.app, "", all);
    return all;
}

void add_global_options(CommandTable& table, CLI::App& app) {
    Invocation& said = table.invocation;
    flag(table, app, "--json", said.json, "One JSON document on stdout, errors too")->group("Output");
    option(table, app, "--progress", said.progress, "auto, bar, json or none, on stderr",
           {"auto", "bar", "json", "none"})
        ->type_name("FORM")
        ->group("Output");
    option(table, app, "--log-level", said.log_level, "off, error, warn, info or debug",
           {"off", "error", "warn", "info", "debug"})
        ->type_name("LEVEL")
        ->group("Output");
    option(table, app, "--log-format", said.log_format, "text, or json: one object a line, on stderr",
           {"text", "json"})
        ->type_name("FORM")
        ->group("Output");
}

CLI::App* add_command(CommandTable& table, CLI::App& parent, char const* name, char const* description,
                      char const* example) {
    CLI::App* const command = parent.add_subcommand(name, description);
    command->footer(std::string("Example:\n  ") + example);
    add_global_options(table, *command);
    return command;
}

Invocation parse_command_line(int argc, char const* const* argv) {
    CommandTable table;
    table.argv.assign(argv, argv + argc);
    CLI::App& app = table.app;
    app.footer(
        "Exit codes: 0 ok, 2 usage, 3 configuration, 4 data, 5 device, 6 interrupted, 70 internal\n"
        "Example:\n  basicbot synth --store bars --symbol DEMO --bars 2000 && basicbot store list bars");
    bool version = false;
    app.add_flag("--version", version, "Version, compiler and libraries")->group("Output");
    add_commands(table);
    set_option_rules(app);

    CLI::App const* at = &app;
    try {
        app.parse(argc, argv);
        at = deepest(app);
    } catch (CLI::CallForHelp const&) {
        CLI::App const* const asked = deepest(app);
        std::string const front = asked->get_parent() == nullptr ? "" : full_name(asked->get_parent());
        table.invocation.help = asked->help(front, CLI::AppFormatMode::Normal);
        return std::move(table.invocation);
    } catch (CLI::ParseError const& error) {
        at = deepest(app);
        // A mistyped option is also a missing one; the mistyped word says more.
        if (auto const rest = at->remaining(); !rest.empty()) refuse_word(*at, rest.front());
        if (auto const rest = app.remaining(true); !rest.empty()) refuse_word(app, rest.front());
        refuse_parse(table, *at, error);
    }
    if (version) {
        table.invocation.run = [](CommandContext const&) { return version_command(); };
        table.invocation.text = version_text;
        return std::move(table.invocation);
    }
    auto const entry = table.entries.find(at);
    if (entry == table.entries.end()) {
        std::string names;
        for (std::string const& name : command_names(*at)) names += (names.empty() ? "" : ", ") + name;
        fail(ErrorKind::usage, {.code = "no_command",
                                .path = "",
                                .value = "",
                                .problem = full_name(at) + " needs a command",
                                .allowed = names,
                                .suggestion = "see " + full_name(at) + " --help"});
    }
    check_values(table, app);
    check_values(table, *at);
    table.invocation.cancellable = entry->second.cancellable;
    table.invocation.run = naming_sources(entry->second.run, values_from_environment(table, *at));
    table.invocation.text = entry->second.text;
    return std::move(table.invocation);
}

}  // namespace basicbot
