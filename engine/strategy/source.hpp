#pragma once
// Where a word of a strategy stands, and errors that point at it.

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/observe/error.hpp"

namespace basicbot {

// A word: line and column count from 1, column and length in bytes. `source` numbers the text it stands in.
struct Place {
    std::int32_t source = 0, line = 1, column = 1, length = 1;
};

// A text and what errors call it: a file's path, "strategy.long_entry" or "params.where".
struct SourceText {
    std::string path;
    std::string text;
};

// Error(config) that also knows the source line, so that a person can be shown it.
class SourceError : public Error {
  public:
    SourceError(ErrorParts parts, std::string line, Place place);

    Place place() const noexcept { return place_; }
    // Two lines: the source line and a caret under the offending word.
    std::string picture() const;

  private:
    std::string line_;
    Place place_;
};

// Throws SourceError; parts.path becomes "<source path>:<line>:<column>".
[[noreturn]] void fail_at(SourceText const& source, Place place, ErrorParts parts);

// The message, and the picture on two further lines where the error came from a text.
std::string with_caret(Error const& error);

// Shortest decimal text that reads back as the same double.
std::string number_text(double value);

}  // namespace basicbot
