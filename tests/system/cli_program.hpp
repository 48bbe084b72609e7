#pragma once
// Runs the real program in a fresh folder and keeps what it said.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace basicbot {

inline constexpr std::uint64_t mib = 1 << 20;

// A folder of its own under the temporary folder, removed with everything in it.
class FreshFolder {
  public:
    explicit FreshFolder(std::string const& base = "");  // empty = the temporary folder
    ~FreshFolder();
    FreshFolder(FreshFolder const&) = delete;
    FreshFolder& operator=(FreshFolder const&) = delete;

    std::string const& path() const { return path_; }
    std::string file(std::string const& name) const { return path_ + "/" + name; }
    void write(std::string const& name, std::string const& text) const;
    std::string read(std::string const& name) const;
    bool has(std::string const& name) const;
    // Relative paths of all regular files, sorted.
    std::vector<std::string> files() const;

  private:
    std::string path_;
};

struct ProgramResult {
    int code = -1;  // exit code, or 128 + the signal that ended it
    std::string out, err;
    double seconds = 0;  // wall clock from start to end
    std::size_t error_lines() const;
    nlohmann::json document() const { return nlohmann::json::parse(out); }
};

struct ProgramOptions {
    std::map<std::string, std::string> environment = {};  // on top of this process's own
    // Shell words in front of the program, as "ulimit -f 4; exec"; empty = started without a shell.
    std::string shell = {};
    int stdout_descriptor = -1;     // in place of the captured one
    std::string signal_after = {};  // a signal is sent once stderr holds this text
    int signal = 2;                 // SIGINT
    int delay_ms = 0;               // from there to the signal
};

// basicbot with these arguments, in `folder`, without a terminal. What it says as JSON must fit its own
// schemas.
ProgramResult run_basicbot(FreshFolder const& folder, std::vector<std::string> const& arguments,
                           ProgramOptions const& options = {});

// What it says with --json; null, and the test fails, where it ends with another code than 0.
nlohmann::json document_of(FreshFolder const& folder, std::vector<std::string> arguments);

// The shipped bars as a store "bars" in the folder: GOOG, and NASDAQ where `both`.
void import_sample_bars(FreshFolder const& folder, bool both = false);

// A small walk-forward of sma_cross over the sample store: 6 combinations.
extern char const* const cli_sample_study;

}  // namespace basicbot
