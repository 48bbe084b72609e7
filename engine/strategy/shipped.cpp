#include "engine/strategy/shipped.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "engine/observe/nearest.hpp"
#include "engine/strategy/lexer.hpp"
#include "engine/strategy/strategy_file.hpp"

namespace basicbot {

namespace {

constexpr ShippedStrategy shipped[] = {
#include "shipped_strategies.inc"
};

constexpr std::string_view suffix = ".strategy";

std::string read_text(std::string const& file, std::string const& path) {
    std::error_code problem;
    bool const regular = std::filesystem::is_regular_file(file, problem);
    std::ifstream in(file, std::ios::binary);
    if (!regular || !in)
        fail(ErrorKind::config,
             {.code = "strategy_file",
              .path = path,
              .value = file,
              .problem = regular ? "cannot read the strategy file" : "there is no such strategy file",
              .allowed = "",
              .suggestion = "give the path of a readable .strategy file"});
    // One byte more than is allowed shows that a file is too large without reading all of it.
    std::string text(max_strategy_bytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (in.bad())  // or a strategy would be what could be read of it
        fail(ErrorKind::config, {.code = "strategy_file",
                                 .path = path,
                                 .value = file,
                                 .problem = "cannot read the strategy file",
                                 .allowed = "",
                                 .suggestion = "check the disk that it lies on"});
    return text;
}

}  // namespace

std::span<ShippedStrategy const> shipped_strategies() { return shipped; }

Strategy open_strategy(std::string const& use, std::string const& path) {
    if (use.size() > suffix.size() && use.compare(use.size() - suffix.size(), suffix.size(), suffix) == 0)
        return parse_strategy(read_text(use, path), use, std::filesystem::path(use).stem().string());
    std::vector<std::string> names;
    for (ShippedStrategy const& entry : shipped) {
        if (use == entry.name) return parse_strategy(entry.text, use + std::string(suffix), use);
        names.push_back(entry.name);
    }
    std::string list;
    for (std::string const& name : names) list += (list.empty() ? "" : ", ") + name;
    fail(ErrorKind::config, {.code = "unknown_strategy",
                             .path = path,
                             .value = use,
                             .problem = "no strategy has this name",
                             .allowed = list + ", or a path ending in .strategy",
                             .suggestion = did_you_mean(use, names)});
}

Strategy load_strategy(StrategySpec const& spec, std::vector<ParameterAxis> const& params) {
    if (!spec.use.empty() && !spec.rules.empty())
        fail(ErrorKind::config, {.code = "two_strategies",
                                 .path = "strategy.use",
                                 .value = spec.use,
                                 .problem = "the study names a strategy and also writes rules",
                                 .allowed = "one of them",
                                 .suggestion = "remove 'use' or the rules"});
    if (spec.use.empty()) return parse_rules(spec.rules, params);
    return open_strategy(spec.use);
}

}  // namespace basicbot
