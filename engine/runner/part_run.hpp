#pragma once
// Computing the parts of a run into its folder, and putting them together. Knows nothing of what is in them.

#include <functional>
#include <vector>

#include "engine/cube/claim.hpp"
#include "engine/cube/journal.hpp"
#include "engine/cube/run_folder.hpp"
#include "engine/cube/run_part.hpp"
#include "engine/observe/shape.hpp"
#include "engine/runner/stages.hpp"

namespace basicbot {

// A study cut into parts, numbered from 1.
struct PartWork {
    char const* stage;                               // under which a part is computed
    std::function<RunPart(std::size_t part)> frame;  // all but the values
    std::function<std::vector<double>(std::size_t part, Progress const& progress)> compute;
    std::function<void(std::size_t part, std::vector<double> const& values)> place;  // into the result
    std::function<double(std::size_t part)> amount;  // of work that computing it takes, in `unit`
    char const* unit;
    bool place_at_once = false;  // parts as they are computed; not where placing takes room on the disk
};

class PartRun {
  public:
    PartRun(RunFolder const& folder, PartWork const& work, Stages& stages);

    // Computes what of `span` is not there. A request to stop is obeyed after the current part:
    // Error(interrupted). Where the result is wanted, parts that others are at work on are waited for; else
    // they are left to them.
    void compute(PartSpan const& span, bool for_result);
    // Reads and places every part that is not placed yet. One that is missing or damaged is computed anew
    // where `mend`, else Error(data) names them all.
    void merge(bool mend);

    // Error(interrupted): what is done is kept.
    [[noreturn]] void stopped() const;

    // Waits for its turn to write the result. False where somebody else has written it meanwhile.
    bool take_result(std::optional<Claim>& claim);

    // "running", "interrupted", "failed", "waiting" (parts are missing) or "finished"; `more` joins the
    // document.
    void status(std::string const& state, nlohmann::json const& more = nlohmann::json::object());
    void note(nlohmann::json event) { journal_.add(std::move(event)); }
    nlohmann::json document() const;

  private:
    bool compute_part(std::size_t part, std::size_t done, std::size_t all, bool for_result);
    void look_for_stop(char const* stage, double done);

    RunFolder const& folder_;
    PartWork const& work_;
    Stages& stages_;
    Writer writer_;
    Journal journal_;
    std::chrono::steady_clock::time_point started_, shown_;
    std::size_t kept_ = 0, computed_ = 0, damaged_ = 0;
    bool stop_ = false;
    std::vector<bool> placed_;  // [part]
};

Shape part_run_shape();    // of PartRun::document
Shape run_status_shape();  // of status.json

// True where the result of the folder's plan stands: nothing is left to do.
bool run_is_finished(RunFolder const& folder);
// Of a finished run, as write_result says it.
nlohmann::json standing_result(RunFolder const& folder);

}  // namespace basicbot
