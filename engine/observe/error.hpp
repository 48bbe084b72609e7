#pragma once
// The one error type of the host side. The library throws it; only runner/main.cpp turns it into an exit code
// and a line. A message has the shape "problem (why) suggestion" on one line; the parts stay available as an
// object for --json.

#include <exception>
#include <string>
#include <utility>

namespace basicbot {

// The values are the process exit codes (DESIGN 13).
enum class ErrorKind : int { usage = 2, config = 3, data = 4, device = 5, interrupted = 6, internal = 70 };

struct ErrorParts {
    std::string code;        // stable snake_case identifier, e.g. "unknown_symbol"
    std::string path;        // field ("params.fast"), file, or "file:line:column"; may be empty
    std::string value;       // the offending value as text; may be empty
    std::string problem;     // what is wrong, a clause without a full stop
    std::string allowed;     // the allowed values or range; may be empty
    std::string suggestion;  // the mend, as an imperative; may be empty
};

class Error : public std::exception {
  public:
    Error(ErrorKind kind, ErrorParts parts);

    ErrorKind kind() const noexcept { return kind_; }
    ErrorParts const& parts() const noexcept { return parts_; }
    char const* what() const noexcept override { return message_.c_str(); }
    int exit_code() const noexcept { return static_cast<int>(kind_); }
    static char const* kind_name(ErrorKind kind) noexcept;

  private:
    ErrorKind kind_;
    ErrorParts parts_;
    std::string message_;
};

[[noreturn]] inline void fail(ErrorKind kind, ErrorParts parts) { throw Error(kind, std::move(parts)); }

// What a command was asked that it cannot do.
[[noreturn]] inline void refuse_option(std::string path, std::string value, std::string problem,
                                       std::string suggestion = "", std::string allowed = "") {
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = std::move(path),
                            .value = std::move(value),
                            .problem = std::move(problem),
                            .allowed = std::move(allowed),
                            .suggestion = std::move(suggestion)});
}

}  // namespace basicbot
