#pragma once
// The stages of one run: their progress, their seconds, and what a failing backend or a request to stop
// becomes.

#include <chrono>
#include <map>
#include <string>

#include "engine/observe/error.hpp"
#include "engine/runner/run_study.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

class Stages {
  public:
    Stages(RunProgress const& progress) : progress_(progress) {}
    // Runs `work` as the stage `name`, counting its seconds; backend failures become Errors.
    template <class Work>
    auto run(std::string const& name, Work const& work) {
        auto const start = std::chrono::steady_clock::now();
        struct Clock {
            Stages& s;
            std::string const& name;
            std::chrono::steady_clock::time_point start;
            ~Clock() {
                s.seconds_[name] +=
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            }
        } const clock{*this, name, start};
        try {
            return work([&](double done) { return !progress_ || progress_(name, done); });
        } catch (Cancelled const&) {
            interrupted();
        } catch (BackendError const& e) {
            fail(ErrorKind::device,
                 {.code = "device_failed",
                  .path = "",
                  .value = "",
                  .problem = e.what(),
                  .allowed = "",
                  .suggestion = "run again with --device=cpu, or with --on-device-error=cpu"});
        }
    }
    // Between stages: has somebody asked to stop?
    void check(std::string const& name) {
        if (progress_ && !progress_(name, 0.0)) interrupted();
    }
    std::map<std::string, double> const& seconds() const { return seconds_; }

  private:
    [[noreturn]] static void interrupted() {
        fail(ErrorKind::interrupted, {.code = "interrupted",
                                      .path = "",
                                      .value = "",
                                      .problem = "stopped on request",
                                      .allowed = "",
                                      .suggestion = "run the same command again"});
    }
    RunProgress const& progress_;
    std::map<std::string, double> seconds_;
};

}  // namespace basicbot
