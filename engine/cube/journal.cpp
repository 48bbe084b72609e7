#include "engine/cube/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "engine/bars/data_error.hpp"
#include "engine/cube/text_hash.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

constexpr std::string_view check_mark = ",\"check\":\"";
constexpr std::size_t digits = 16;

std::string check_of(std::string_view text) { return text_hash(text).substr(0, digits); }

// A line with its checksum, without the newline.
std::string sealed(json const& event) {
    std::string text = event.dump(-1, ' ', false, json::error_handler_t::replace);
    text.pop_back();  // the closing brace
    return text + std::string(check_mark) + check_of(text) + "\"}";
}

// Null where the line is damaged.
json opened(std::string const& line) {
    std::size_t const tail = check_mark.size() + digits + 2;
    if (line.size() < tail) return nullptr;
    std::string const text = line.substr(0, line.size() - tail);
    if (line.substr(text.size()) != std::string(check_mark) + check_of(text) + "\"}") return nullptr;
    json event = json::parse(text + "}", nullptr, false);
    return event.is_object() ? event : json(nullptr);
}

}  // namespace

Journal::Journal(std::string path) : path_(std::move(path)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail_system(path_, "open the journal");
}

Journal::~Journal() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Journal::add(json event) {
    using namespace std::chrono;
    auto const now = system_clock::now().time_since_epoch();
    event["v"] = 1;
    event["at"] = utc_text(duration_cast<milliseconds>(now).count() * 1'000'000);
    std::string const line = sealed(event) + "\n";
    ssize_t const written = ::write(descriptor_, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) return;
    if (written >= 0) {
        [[maybe_unused]] ssize_t const ended = ::write(descriptor_, "\n", 1);  // what was cut off is one line
        errno = ENOSPC;
    }
    fail_system(path_, "write the journal");
}

JournalLines read_journal(std::string const& path) {
    JournalLines lines;
    std::ifstream in(path, std::ios::binary);
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) continue;
        json event = opened(line);
        if (event.is_null())
            ++lines.damaged;
        else
            lines.events.push_back(std::move(event));
    }
    return lines;
}

}  // namespace basicbot
