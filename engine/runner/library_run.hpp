#pragma once
// One run of the C interface (basicbot.h): a thread, what it has said so far, and its cube.

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "engine/bars/series.hpp"
#include "engine/cube/cube.hpp"
#include "engine/runner/run_study.hpp"

namespace basicbot {

// What the thread begins with, nothing of it checked.
struct LibraryRequest {
    std::string study, options;
    std::vector<Series> bars;
    std::exception_ptr refused;  // bars that could not be taken over
};

class LibraryRun {
  public:
    enum class State { running, done, failed };

    explicit LibraryRun(LibraryRequest request);
    ~LibraryRun();
    LibraryRun(LibraryRun const&) = delete;
    LibraryRun& operator=(LibraryRun const&) = delete;

    State state() const;
    // The pointer holds until the next call.
    State poll(char const** stage, double* done);
    State wait(std::int64_t milliseconds);
    void cancel() { stop_ = true; }
    // After the end.
    std::string const& document() const { return document_; }
    int exit_code() const { return exit_code_; }
    Cube const& cube();  // read once; throws what read_cube throws

  private:
    void work(LibraryRequest request);
    nlohmann::json run(LibraryRequest& request);
    bool report(std::string const& stage, double done);

    mutable std::mutex mutex_;
    std::condition_variable ended_;
    State state_ = State::running;
    std::string stage_, shown_stage_;
    double done_ = 0;
    std::atomic<bool> stop_{false};
    std::string document_, cube_path_, own_folder_;  // own_folder_: removed at the end, "" = none
    int exit_code_ = -1;
    std::optional<Cube> cube_;
    std::thread thread_;
};

}  // namespace basicbot
