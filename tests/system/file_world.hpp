#pragma once
// What the disk may hold after a process or a machine ended at any moment, from the record of all its steps
// (tests/preload/record.cpp).

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/preload/record.hpp"

namespace basicbot {

struct RecordedStep {
    FileStep step;
    std::string name, second;
    std::uint64_t inode = 0, offset = 0;
    std::string data;
};

std::vector<RecordedStep> read_record(std::string const& log);

// Folders and the contents of files, by name.
class FileWorld {
  public:
    void apply(RecordedStep const& step);
    // The same with only so many bytes of a write.
    void apply_cut(RecordedStep const& step, std::size_t bytes);

    std::set<std::string> const& folders() const { return folders_; }
    // nullptr where there is no such file.
    std::string const* find(std::string const& name) const;
    std::vector<std::string> names() const;
    // Writes all of it below `path`, which is emptied first.
    void put_down(std::string const& path) const;

  private:
    std::set<std::string> folders_;
    std::map<std::string, std::uint64_t> names_;
    std::map<std::uint64_t, std::shared_ptr<std::string>> contents_;  // by inode; lasts as long as a name
};

// Visits the state after every step, and `cuts` states inside every write. `done` steps are behind it.
using StateVisitor = std::function<void(FileWorld const& world, std::size_t done)>;
void for_each_prefix(std::vector<RecordedStep> const& steps, std::size_t cuts, StateVisitor const& visit);

// One state after a loss of power behind the first `done` steps: what no sync behind it made sure of (of the
// file for its contents, of the folder for names) is lost with probability one half, each step for itself.
FileWorld after_power_loss(std::vector<RecordedStep> const& steps, std::size_t done, std::mt19937& random);

}  // namespace basicbot
