#pragma once
// Wall time and process CPU time side by side: on a shared machine the first says what was waited for, the
// second what was done.

#include <time.h>

namespace basicbot {

struct Lap {
    double wall_s = 0, cpu_s = 0;  // seconds
    Lap operator+(Lap const& other) const { return {wall_s + other.wall_s, cpu_s + other.cpu_s}; }
};

class Stopwatch {
  public:
    // Seconds since construction; cpu_s is that of all threads of the process.
    Lap lap() const { return {seconds(CLOCK_MONOTONIC) - wall_, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_}; }

  private:
    static double seconds(clockid_t clock) {
        timespec at{};
        clock_gettime(clock, &at);
        return static_cast<double>(at.tv_sec) + 1e-9 * static_cast<double>(at.tv_nsec);
    }
    double wall_ = seconds(CLOCK_MONOTONIC), cpu_ = seconds(CLOCK_PROCESS_CPUTIME_ID);
};

template <class Body>
Lap timed(Body&& body) {
    Stopwatch const watch;
    body();
    return watch.lap();
}

}  // namespace basicbot
