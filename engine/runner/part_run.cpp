#include "engine/runner/part_run.hpp"

#include <atomic>
#include <filesystem>
#include <thread>

namespace basicbot {

namespace {

using nlohmann::json;
using Steady = std::chrono::steady_clock;  // the wall clock may go backwards

constexpr std::chrono::seconds between_status{1};
constexpr std::chrono::milliseconds between_looks{100};  // at claims that others hold

double seconds_since(Steady::time_point start) {
    return std::chrono::duration<double>(Steady::now() - start).count();
}

}  // namespace

PartRun::PartRun(RunFolder const& folder, PartWork const& work, Stages& stages)
    : folder_(folder),
      work_(work),
      stages_(stages),
      writer_(this_writer()),
      journal_(folder.journal_file(writer_.name())),
      started_(Steady::now()),
      shown_(started_),
      kept_(folder.present()),
      placed_(folder.plan().parts + 1, false) {}

// False where somebody else is at work on it. `done` of `all` parts are behind us.
bool PartRun::compute_part(std::size_t part, std::size_t done, std::size_t all, bool for_result) {
    std::string holder;
    auto const claim = Claim::take(folder_.claim_file(std::to_string(part)), writer_, holder);
    if (!claim) return false;
    if (folder_.has(part)) return true;  // written since we looked
    auto const start = Steady::now();
    RunPart result = work_.frame(part);
    std::atomic<bool> stop{false};
    result.values = stages_.run(work_.stage, [&](Progress const& report) {
        return work_.compute(part, [&](double of_part) {
            if (!report((static_cast<double>(done) + of_part) / static_cast<double>(all))) stop = true;
            return true;  // the part is finished in any case
        });
    });
    stages_.did(work_.stage, work_.amount(part), work_.unit);
    double const computing = seconds_since(start);
    std::string const hash =
        stages_.run("parts", [&](Progress const&) { return write_part(result, folder_.part_file(part)); });
    stages_.did_write("parts", std::filesystem::file_size(folder_.part_file(part)));
    journal_.add({{"event", "part"},
                  {"part", part},
                  {"hash", hash},
                  {"seconds", computing},
                  {"commit_seconds", seconds_since(start) - computing}});
    ++computed_;
    stop_ = stop_ || stop;
    if (for_result && work_.place_at_once) {
        stages_.run("merge", [&](Progress const&) { work_.place(part, result.values); });
        placed_[part] = true;
    }
    return true;
}

void PartRun::look_for_stop(char const* stage, double done) {
    stages_.run(stage, [&](Progress const& report) { stop_ = !report(done) || stop_; });
    if (stop_) stopped();
}

void PartRun::stopped() const {
    fail(ErrorKind::interrupted,
         {.code = "interrupted",
          .path = folder_.path(),
          .value = "",
          .problem = "stopped on request; " + std::to_string(folder_.present()) + " of " +
                     std::to_string(folder_.plan().parts) + " parts are done and kept",
          .allowed = "",
          .suggestion = "go on with `basicbot resume` on this folder"});
}

void PartRun::compute(PartSpan const& span, bool for_result) {
    std::vector<std::size_t> todo = folder_.missing(span);
    std::size_t const all = todo.size();
    std::size_t done = 0;
    status("running");
    while (!todo.empty()) {
        std::vector<std::size_t> busy;
        for (std::size_t part : todo) {
            look_for_stop(work_.stage, static_cast<double>(done) / static_cast<double>(all));
            if (compute_part(part, done, all, for_result))
                ++done;
            else
                busy.push_back(part);
            if (Steady::now() - shown_ >= between_status) status("running");
        }
        if (!for_result || busy.empty()) break;
        todo.clear();
        for (std::size_t part : busy)
            if (folder_.has(part))
                ++done;
            else
                todo.push_back(part);
        if (!todo.empty()) std::this_thread::sleep_for(between_looks);
    }
    if (stop_) look_for_stop(work_.stage, 1);
}

void PartRun::merge(bool mend) {
    std::vector<std::size_t> bad;
    std::size_t const parts = folder_.plan().parts;
    for (std::size_t part = 1; part <= parts; ++part) {
        look_for_stop("merge", static_cast<double>(part - 1) / static_cast<double>(parts));
        if (placed_[part]) continue;
        auto const read = [&] {
            return stages_.run("merge", [&](Progress const&) {
                return read_part(work_.frame(part), folder_.part_file(part));
            });
        };
        std::vector<double> values;
        try {
            values = read();
        } catch (Error const& error) {
            if (error.kind() != ErrorKind::data) throw;
            bad.push_back(part);
            if (!mend) continue;
            std::error_code gone;
            std::filesystem::remove(folder_.part_file(part), gone);
            compute({part, part}, true);
            if (placed_[part]) continue;
            values = read();
        }
        stages_.run("merge", [&](Progress const&) { work_.place(part, values); });
        stages_.did_read("merge", std::filesystem::file_size(folder_.part_file(part)));
    }
    damaged_ = bad.size();
    if (bad.empty() || mend) return;
    fail(ErrorKind::data, {.code = "parts_missing",
                           .path = folder_.path(),
                           .value = parts_shown(bad),
                           .problem = std::to_string(bad.size()) + " of " + std::to_string(parts) +
                                      " parts are missing or damaged",
                           .allowed = "",
                           .suggestion = "compute them with `basicbot resume` on this folder"});
}

bool PartRun::take_result(std::optional<Claim>& claim) {
    for (std::string holder; !run_is_finished(folder_);) {
        claim = Claim::take(folder_.claim_file("result"), writer_, holder);
        if (claim) return !run_is_finished(folder_);
        look_for_stop("merge", 0);
        std::this_thread::sleep_for(between_looks);
    }
    return false;
}

void PartRun::status(std::string const& state, json const& more) {
    shown_ = Steady::now();
    std::size_t const present = folder_.present(), parts = folder_.plan().parts;
    double const elapsed = seconds_since(started_);
    json document = {
        {"v", 1},          {"plan", folder_.plan().hash()}, {"state", state},      {"parts", parts},
        {"done", present}, {"writer", writer_.name()},      {"elapsed_s", elapsed}};
    if (state == "running" && present > kept_)
        document["left_s"] =
            elapsed * static_cast<double>(parts - present) / static_cast<double>(present - kept_);
    document.update(more);
    folder_.write_status(document);
}

json PartRun::document() const {
    auto const missing = folder_.missing(folder_.all());
    return {{"folder", folder_.path()},
            {"parts", folder_.plan().parts},
            {"computed", computed_},
            {"kept", kept_},
            {"damaged", damaged_},
            {"missing", missing.size()},
            {"missing_parts", parts_shown(missing)}};
}

Shape part_run_shape() {
    using namespace shape;
    return object({{"folder", or_null(text("null: it lasted until the cube stood"))},
                   {"parts", whole("of the run", "parts")},
                   {"computed", whole("by this process", "parts")},
                   {"kept", whole("that were there before", "parts")},
                   {"damaged", whole("of those that were there", "parts")},
                   {"missing", whole("", "parts")},
                   {"missing_parts", text("their numbers, as 1-3, 7")}});
}

Shape run_status_shape() {
    using namespace shape;
    return object({{"v", exactly(1)},
                   {"plan", text("hash of the plan")},
                   {"state", word({"running", "interrupted", "failed", "waiting", "finished"})},
                   {"parts", whole("of the run", "parts")},
                   {"done", whole("", "parts")},
                   {"writer", text("host and process")},
                   {"elapsed_s", number("", "s")},
                   maybe("left_s", number("at the rate so far", "s")),
                   maybe("error", text("on one line")),
                   maybe("cube", object({{"content_hash", text()}, {"bytes", whole("", "bytes")}}))},
                  "status.json of a run folder: how far the run is");
}

bool run_is_finished(RunFolder const& folder) {
    json const status = folder.read_status();
    if (status.is_null() || status.value("state", json()) != json("finished") ||
        status.value("plan", json()) != json(folder.plan().hash()) || !status.contains("cube"))
        return false;
    std::error_code error;
    auto const bytes = std::filesystem::file_size(folder.cube(), error);
    return !error && status["cube"].value("bytes", json()) == json(bytes);
}

json standing_result(RunFolder const& folder) {
    return {{"path", folder.cube()},
            {"content_hash", folder.read_status().at("cube").value("content_hash", json())}};
}

}  // namespace basicbot
