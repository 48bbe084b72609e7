#pragma once
// What a writer of a run did: journal/<writer>.jsonl, one line each, a checksum in every line.
//   {"v":1,"at":"2026-11-22T12:00:00.000Z","event":"part","part":3,"seconds":0.2,"check":"<16 digits>"}
// Facts for people and for `status`; which parts there are is said by the parts themselves.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace basicbot {

// Appends whole lines; a line that was cut off by the end of the process is ignored by readers.
class Journal {
  public:
    explicit Journal(std::string path);
    ~Journal();
    Journal(Journal const&) = delete;
    Journal& operator=(Journal const&) = delete;

    // `event` is an object; v, at and check are added. Error(data) where the line cannot be written.
    void add(nlohmann::json event);

  private:
    std::string path_;
    int descriptor_ = -1;
};

struct JournalLines {
    std::vector<nlohmann::json> events;  // in the order of the file
    std::size_t damaged = 0;             // lines whose checksum does not fit, the last one cut off included
};

// A missing file has no lines.
JournalLines read_journal(std::string const& path);

}  // namespace basicbot
