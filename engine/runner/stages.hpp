#pragma once
// The stages of one run: their progress, their seconds and what they did in them, and what a failing backend
// or a request to stop becomes.

#include <chrono>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/observe/error.hpp"
#include "engine/observe/shape.hpp"
#include "engine/runner/run_study.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

// Of Stages::describe's rates: by stage.
Shape rates_shape();

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

    // Counts what was done in a stage: `amount` of `unit`, one unit a stage.
    void did(std::string const& name, double amount, std::string const& unit) {
        work_[name].amount += amount;
        work_[name].unit = unit;
    }
    // The same for files; they also count as bytes that the run read or wrote.
    void did_read(std::string const& name, std::uint64_t bytes) {
        did(name, static_cast<double>(bytes), "bytes");
        read_ += bytes;
    }
    void did_write(std::string const& name, std::uint64_t bytes) {
        did(name, static_cast<double>(bytes), "bytes");
        written_ += bytes;
    }
    void add_read(std::uint64_t bytes) { read_ += bytes; }  // outside of any stage
    // Adds seconds, rates, bytes_read and bytes_written (stages.cpp).
    void describe(nlohmann::json& document) const;
    static std::vector<Member> members();

  private:
    [[noreturn]] static void interrupted() {
        fail(ErrorKind::interrupted, {.code = "interrupted",
                                      .path = "",
                                      .value = "",
                                      .problem = "stopped on request",
                                      .allowed = "",
                                      .suggestion = "run the same command again"});
    }
    struct Work {
        double amount = 0;
        std::string unit;
    };
    RunProgress const& progress_;
    std::map<std::string, double> seconds_;
    std::map<std::string, Work> work_;
    std::uint64_t read_ = 0, written_ = 0;
};

}  // namespace basicbot
