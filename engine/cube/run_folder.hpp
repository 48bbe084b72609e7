#pragma once
// The folder of a run (DESIGN 12). Any number of processes may work in it at once.
//   plan.json            what the run is for; written once
//   parts/00000001.h5    appears whole or not at all, and checks itself
//   journal/<writer>.jsonl, claims/<part>
//   status.json          how far it is; replaced in one step
//   cube.h5              the result, where the plan names no other place

#include <string>
#include <vector>

#include "engine/cube/run_plan.hpp"

namespace basicbot {

// A range of part numbers, from 1 on.
struct PartSpan {
    std::size_t first = 1, last = 0;  // inclusive
    bool empty() const { return last < first; }
};

class RunFolder {
  public:
    // True where `path` holds a plan, whatever its state.
    static bool exists(std::string const& path);
    // Error(data) where there is no plan, or a damaged one.
    static RunFolder open(std::string const& path);
    // Makes the folder, or opens one that is there already: whoever comes first writes the plan. Error(data)
    // where `path` holds other things.
    static RunFolder create(std::string const& path, RunPlan const& plan);

    std::string const& path() const { return path_; }
    RunPlan const& plan() const { return plan_; }
    std::string cube() const;  // path of the result

    std::string part_file(std::size_t part) const;
    std::string claim_file(std::string const& name) const { return path_ + "/claims/" + name; }
    std::string journal_file(std::string const& writer) const;
    std::vector<std::string> journals() const;  // paths, sorted
    std::vector<std::string> claims() const;    // paths, sorted

    bool has(std::size_t part) const;
    // Parts of `span` without a file, ascending, and how many of all parts have one. Reads the folder alone.
    std::vector<std::size_t> missing(PartSpan const& span) const;
    std::size_t present() const;
    PartSpan all() const { return {1, plan_.parts}; }

    void write_status(nlohmann::json const& status) const;
    // Null where there is none that can be read.
    nlohmann::json read_status() const;

    // Takes away what processes of this machine that were killed left behind: temporary files, claims.
    void sweep() const;
    // Takes the run folder away again, but not the result: for one that was only made to survive.
    void remove() const;

  private:
    RunFolder(std::string path, RunPlan plan) : path_(std::move(path)), plan_(std::move(plan)) {}
    std::vector<bool> listed() const;
    std::vector<std::string> files_in(char const* folder) const;

    std::string path_;
    RunPlan plan_;
};

// "1-3, 7, 9-12 and 40 more"; at most `count` ranges are named.
std::string parts_shown(std::vector<std::size_t> const& parts, std::size_t count = 8);

}  // namespace basicbot
