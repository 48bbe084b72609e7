#include "engine/observe/log.hpp"

#include <date/date.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>

#include <unistd.h>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string_view>
#include <utility>

#include "engine/observe/error.hpp"
#include "engine/observe/shape.hpp"

namespace basicbot {

namespace {

struct LevelName {
    LogLevel level;
    spdlog::level::level_enum theirs;
    char const* option;
    char const* label;   // in front of a line
    char const* colour;  // escape sequence
};

constexpr LevelName level_names[] = {
    {LogLevel::off, spdlog::level::off, "off", "", ""},
    {LogLevel::error, spdlog::level::err, "error", "error", "\x1b[1;31m"},
    {LogLevel::warn, spdlog::level::warn, "warn", "warning", "\x1b[1;33m"},
    {LogLevel::info, spdlog::level::info, "info", "note", "\x1b[1;36m"},
    {LogLevel::debug, spdlog::level::debug, "debug", "debug", "\x1b[2m"},
};

// One write per line, so that lines of several processes do not mix.
class DescriptorSink final : public spdlog::sinks::base_sink<std::mutex> {
  public:
    explicit DescriptorSink(LogTarget target) : target_(std::move(target)) {}

  private:
    void sink_it_(spdlog::details::log_msg const& message) override {
        if (target_.before_line) target_.before_line();
        std::string const line = (target_.form == LogForm::json ? json(message) : text(message)) + "\n";
        std::string_view rest = line;
        while (!rest.empty()) {
            ssize_t const written = ::write(target_.descriptor, rest.data(), rest.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return;
            rest.remove_prefix(static_cast<std::size_t>(written));
        }
    }
    void flush_() override {}

    static LevelName const& level_of(spdlog::details::log_msg const& message) {
        for (LevelName const& name : level_names)
            if (name.theirs == message.level) return name;
        return level_names[0];
    }
    std::string text(spdlog::details::log_msg const& message) const {
        LevelName const& level = level_of(message);
        std::string line = std::string(target_.colour ? level.colour : "") + level.label +
                           (target_.colour ? ":\x1b[0m " : ": ");
        line.append(message.payload.data(), message.payload.size());
        for (char& c : line)
            if (c == '\n' || c == '\r') c = ' ';
        return line;
    }
    std::string json(spdlog::details::log_msg const& message) const {
        auto const time = date::floor<std::chrono::milliseconds>(message.time);
        nlohmann::ordered_json const line = {
            {"v", 1},
            {"time", date::format("%FT%TZ", time)},
            {"run", target_.run},
            {"level", level_of(message).option},
            {"message", std::string(message.payload.data(), message.payload.size())}};
        return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }

    LogTarget target_;
};

}  // namespace

LogLevel log_level_from(std::string const& text) {
    for (LevelName const& name : level_names)
        if (text == name.option) return name.level;
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = "--log-level",
                            .value = text,
                            .problem = "no such level",
                            .allowed = "off, error, warn, info, debug",
                            .suggestion = "use one of them"});
}

LogForm log_form_from(std::string const& text) {
    if (text == "text") return LogForm::text;
    if (text == "json") return LogForm::json;
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = "--log-format",
                            .value = text,
                            .problem = "no such form of log lines",
                            .allowed = "text, json",
                            .suggestion = "use one of them"});
}

Shape log_line_shape() {
    using namespace shape;
    return object({{"v", exactly(1)},
                   {"time", time("to the millisecond")},
                   {"run", text("identifier of the run, also in <cube>.run.json")},
                   {"level", word({"error", "warn", "info", "debug"})},
                   {"message", text()}},
                  "a line on stderr under --log-format=json");
}

std::string new_run_identifier() {
    std::random_device source;
    char text[17];
    std::snprintf(text, sizeof text, "%08x%08x", source(), source());
    return text;
}

Log::Log(LogLevel level, LogTarget target)
    : run_(target.run),
      logger_(std::make_shared<spdlog::logger>("run", std::make_shared<DescriptorSink>(std::move(target)))) {
    for (LevelName const& name : level_names)
        if (name.level == level) logger_->set_level(name.theirs);
}

// The text is passed as an argument and never as a format.
void Log::error(std::string const& line) const { logger_->error("{}", line); }
void Log::warn(std::string const& line) const { logger_->warn("{}", line); }
void Log::info(std::string const& line) const { logger_->info("{}", line); }
void Log::debug(std::string const& line) const { logger_->debug("{}", line); }
bool Log::wants_debug() const { return logger_->should_log(spdlog::level::debug); }

}  // namespace basicbot
