// Rules between the fields of a study.

#include <algorithm>

#include "engine/config/derived_bars.hpp"
#include "engine/config/study_reader.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

class Checker {
  public:
    Checker(Study const& study, std::vector<std::string> const& written) : study_(study), written_(written) {}

    std::vector<Error> run() {
        for (char const* path : {"data.store", "data.symbols", "data.timeframe"})
            require(path, "name the bars");
        if (auto const derived = read_derived_name(study_.data.timeframe))
            refuse("derived_bars", "data.timeframe", study_.data.timeframe, derived_problem,
                   derived_advice(*derived) + ", and name them in data.series");
        if (study_.data.from && study_.data.to && *study_.data.to <= *study_.data.from)
            refuse("bad_range", "data.to", "", "data.to is not after data.from", "swap them");
        if (trades()) {
            check_strategy();
            for (char const* path : {"execution.fee_bps", "execution.slippage_bps"})
                require(path, "state it, as 5; costs have no default, and 0 is allowed if written");
        }
        if (study_.kind == StudyKind::walkforward) check_walkforward();
        if (study_.kind == StudyKind::montecarlo) check_montecarlo();
        return std::move(problems_);
    }

  private:
    bool trades() const { return study_.kind != StudyKind::montecarlo || study_.montecarlo.of == "strategy"; }
    bool has(std::string const& path) const {
        return std::find(written_.begin(), written_.end(), path) != written_.end();
    }

    void refuse(std::string const& code, std::string const& path, std::string const& value,
                std::string const& problem, std::string const& suggestion) {
        problems_.push_back({ErrorKind::config,
                             {.code = code,
                              .path = path,
                              .value = value,
                              .problem = problem,
                              .allowed = {},
                              .suggestion = suggestion}});
    }

    void require(std::string const& path, std::string const& mend) {
        if (!has(path)) refuse("missing_field", path, "", "the study does not say it", mend);
    }

    void check_strategy() {
        auto const& strategy = study_.strategy;
        if (strategy.use.empty() && strategy.rules.empty())
            refuse("missing_field", "strategy.use", "", "the study names no strategy",
                   "name a shipped strategy, as use = \"sma_cross\", or write long_entry and long_exit");
        else if (!strategy.use.empty() && !strategy.rules.empty())
            refuse("bad_strategy", "strategy." + strategy.rules.begin()->first,
                   strategy.rules.begin()->second, "the strategy has both use and rules in place",
                   "keep one of the two");
        else if (strategy.use.empty() && !strategy.rules.contains("long_entry") &&
                 !strategy.rules.contains("short_entry"))
            refuse("missing_field", "strategy.long_entry", "", "the strategy never enters",
                   "write long_entry or short_entry");
    }

    void check_walkforward() {
        for (char const* path : {"walkforward.train", "walkforward.test"})
            require(path, "give a whole number of bars, as 504");
        if (has("walkforward.train") && has("walkforward.test") &&
            study_.walkforward.step >
                study_.walkforward.train + study_.walkforward.test + study_.walkforward.purge)
            refuse("out_of_range", "walkforward.step", std::to_string(study_.walkforward.step),
                   "the step is longer than a whole fold and would leave bars out", "use step = test");
    }

    void check_montecarlo() {
        if (study_.montecarlo.of != "strategy") return;
        std::vector<ParameterAxis> axes = study_.params;
        for (auto const* axis :
             {&study_.execution.fee_bps, &study_.execution.slippage_bps, &study_.execution.stop_loss})
            axes.push_back(*axis);
        for (auto const& axis : axes)
            if (axis.values.size() > 1)
                refuse("many_cells", axis.name, std::to_string(axis.values.size()) + " values",
                       "paths are made of the returns of one cell", "give the field one value");
    }

    Study const& study_;
    std::vector<std::string> const& written_;
    std::vector<Error> problems_;
};

}  // namespace

std::vector<Error> study_problems(Study const& study, std::vector<std::string> const& written) {
    return Checker(study, written).run();
}

}  // namespace basicbot
