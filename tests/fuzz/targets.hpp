#pragma once
// What the fuzzers feed. A target takes any bytes whatever: it reads them as its reader would, and returns
// where they were accepted or refused as promised. A broken promise is an exception of another kind than
// Error, or the end of the process. libFuzzer drives the targets (libfuzzer_main.cpp, scripts/fuzz.sh);
// fuzz_test.cpp runs them over the corpus and its mutants in the suite.

#include <string>
#include <string_view>

#include "engine/observe/error.hpp"

namespace basicbot {

void fuzz_csv_import(std::string_view bytes);
void fuzz_study(std::string_view bytes);
void fuzz_strategy(std::string_view bytes);
void fuzz_journal(std::string_view bytes);
void fuzz_bar_file(std::string_view bytes);

namespace fuzz {

// Throws std::logic_error where `holds` is false.
void promise(bool holds, std::string const& what);
// Every refusal is one line that names a code and what is wrong, and is of the kind that the reader promises.
void check_refusal(Error const& error, ErrorKind kind);

// A file in memory with these bytes, for readers that take a path.
class MemoryFile {
  public:
    explicit MemoryFile(std::string_view bytes);
    ~MemoryFile();
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    std::string const& path() const { return path_; }

  private:
    int descriptor_ = -1;
    std::string path_;
};

}  // namespace fuzz
}  // namespace basicbot
