#pragma once
// Shows how far a run is: a bar for a person, JSON lines for a program, or nothing. Results never go this
// way.

#include <chrono>
#include <mutex>
#include <string>

namespace basicbot {

struct Shape;

enum class ProgressMode { none, bar, json };

// "auto" (a bar where `terminal` is true), "bar", "json", "none". A bar is only drawn on a terminal.
// Error(usage) for any other text.
ProgressMode progress_mode_from(std::string const& text, bool terminal);

// A JSON line is {"v":1,"stage":"sweep","done":0.42,"elapsed_s":1.3,"left_s":1.8}. A stage begins with done =
// 0 and ends with done = 1 at the latest when the next begins or finish() is called. New members may be added
// under the same v.
Shape progress_line_shape();

class ProgressWriter {
  public:
    ProgressWriter(ProgressMode mode, int descriptor) : mode_(mode), descriptor_(descriptor) {}
    ~ProgressWriter() { clear(); }
    ProgressWriter(ProgressWriter const&) = delete;
    ProgressWriter& operator=(ProgressWriter const&) = delete;

    // From any thread; writes at most ten times a second and at a stage's begin and end.
    void report(std::string const& stage, double done);
    // The run succeeded: the stage that was under way is done.
    void finish();
    // Takes the bar off the line; the next report draws it again.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    void show(double done, Clock::time_point now);
    void put(std::string const& text) const;

    ProgressMode mode_;
    int descriptor_;
    std::mutex mutex_;
    std::string stage_;
    Clock::time_point began_, shown_;
    double most_ = 0;  // threads report out of order; the bar never runs backwards
    bool drawn_ = false, full_ = false;
};

// "3 s", "4 min 05 s", "2 h 07 min".
std::string duration_text(double seconds);

}  // namespace basicbot
