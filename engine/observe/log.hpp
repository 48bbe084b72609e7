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

enum class LogLevel { off, error, warn, info, debug };

// "off", "error", "warn", "info", "debug"; Error(usage) for any other text.
LogLevel log_level_from(std::string const& text);

struct LogTarget {
    int descriptor = 2;
    bool colour = false;
    std::function<void()> before_line = {};  // takes a progress bar off the line
};

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

  private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace basicbot
