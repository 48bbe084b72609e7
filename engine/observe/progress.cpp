#include "engine/observe/progress.hpp"

#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/observe/error.hpp"
#include "engine/observe/shape.hpp"

namespace basicbot {

namespace {

constexpr std::chrono::milliseconds between{100};
constexpr int bar_width = 24;

double rounded(double value) { return static_cast<double>(std::llround(value * 1000.0)) / 1000.0; }

}  // namespace

ProgressMode progress_mode_from(std::string const& text, bool terminal) {
    if (text == "json") return ProgressMode::json;
    if (text == "none") return ProgressMode::none;
    if (text == "auto" || text == "bar") return terminal ? ProgressMode::bar : ProgressMode::none;
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = "--progress",
                            .value = text,
                            .problem = "no such form of progress",
                            .allowed = "auto, bar, json, none",
                            .suggestion = "use one of them"});
}

Shape progress_line_shape() {
    using namespace shape;
    return object({{"v", exactly(1)},
                   {"stage", text("columns, sweep, parts, merge, strategy, paths or cube")},
                   {"done", number("share of the stage, 0 to 1")},
                   {"elapsed_s", number("since the stage began", "s")},
                   maybe("left_s", number("of the stage, once it can be told", "s"))},
                  "a line on stderr under --progress=json");
}

std::string duration_text(double seconds) {
    char text[48];
    long long const whole = std::llround(seconds);
    if (whole < 60)
        std::snprintf(text, sizeof text, "%lld s", whole);
    else if (whole < 3600)
        std::snprintf(text, sizeof text, "%lld min %02lld s", whole / 60, whole % 60);
    else
        std::snprintf(text, sizeof text, "%lld h %02lld min", whole / 3600, whole / 60 % 60);
    return text;
}

void ProgressWriter::report(std::string const& stage, double done) {
    if (mode_ == ProgressMode::none) return;
    std::lock_guard const lock(mutex_);
    auto const now = Clock::now();
    done = done >= 0.0 ? std::min(done, 1.0) : 0.0;
    if (stage != stage_) {
        if (!stage_.empty() && !full_) show(1.0, now);
        stage_ = stage;
        began_ = now;
        most_ = 0;
        full_ = false;
        show(done, now);
        return;
    }
    if (full_ || (done < 1.0 && (done < most_ || now - shown_ < between))) return;
    show(done, now);
}

void ProgressWriter::show(double done, Clock::time_point now) {
    shown_ = now;
    most_ = done;
    full_ = done >= 1.0;
    double const elapsed = std::chrono::duration<double>(now - began_).count();
    bool const known = done >= 0.005 && elapsed > 0.2;  // before that it would be a guess
    double const left = known ? elapsed * (1.0 - done) / done : 0.0;
    if (mode_ == ProgressMode::json) {
        nlohmann::ordered_json line = {
            {"v", 1}, {"stage", stage_}, {"done", done}, {"elapsed_s", rounded(elapsed)}};
        if (known) line["left_s"] = rounded(left);
        put(line.dump() + "\n");
        return;
    }
    int const filled = static_cast<int>(done * bar_width);
    char text[160];
    std::snprintf(text, sizeof text, "\r\x1b[K%-10.40s [%.*s%*s] %3.0f %%", stage_.c_str(), filled,
                  "########################", bar_width - filled, "", done * 100.0);
    std::string line = text;
    if (known) {
        std::snprintf(text, sizeof text, "  %.3g %%/s  ", 100.0 * done / elapsed);
        line += text + duration_text(left) + " left";
    }
    put(line);
    drawn_ = true;
}

void ProgressWriter::finish() {
    {
        std::lock_guard const lock(mutex_);
        if (mode_ != ProgressMode::none && !stage_.empty() && !full_) show(1.0, Clock::now());
    }
    clear();
}

void ProgressWriter::clear() {
    std::lock_guard const lock(mutex_);
    if (drawn_) put("\r\x1b[K");
    drawn_ = false;
}

void ProgressWriter::put(std::string const& text) const {
    std::string_view rest = text;
    while (!rest.empty()) {
        ssize_t const written = ::write(descriptor_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;  // nobody watches any more; the run goes on
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace basicbot
