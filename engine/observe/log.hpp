#pragma once
// Log lines of one run, on a file descriptor, through spdlog. There is no global logger: who runs something
// owns one.

#include <functional>
#include <memory>
#include <string>

namespace spdlog {
class logger;
}

namespace basicbot {

struct Shape;

enum class LogLevel { off, error, warn, info, debug };

// "off", "error", "warn", "info", "debug"; Error(usage) for any other text.
LogLevel log_level_from(std::string const& text);

enum class LogForm { text, json };

// "text", "json"; Error(usage) for any other text.
LogForm log_form_from(std::string const& text);

// Sixteen hexadecimal digits that no other run has, out of the system's random source.
std::string new_run_identifier();

struct LogTarget {
    int descriptor = 2;
    bool colour = false;
    // json: {"v":1,"time":"2026-11-22T20:05:01.123Z","run":"...","level":"info","message":"..."} a line. New
    // members may be added under the same v.
    LogForm form = LogForm::text;
    std::string run = {};                    // identifier, in every JSON line
    std::function<void()> before_line = {};  // takes a progress bar off the line
};

Shape log_line_shape();

// May be used from any thread. A line that cannot be written is lost without a word.
class Log {
  public:
    Log(LogLevel level, LogTarget target);

    void error(std::string const& line) const;
    void warn(std::string const& line) const;
    void info(std::string const& line) const;
    void debug(std::string const& line) const;
    // For what costs time to find out.
    bool wants_debug() const;
    std::string const& run() const { return run_; }  // LogTarget::run

  private:
    std::string run_;
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace basicbot
