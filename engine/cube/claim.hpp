#pragma once
// Who is at work on a part: claims/<name>, held with flock and signed with host, process and its start.
// Two writers on one part would do no harm, since a part appears whole and is the same whoever writes it; the
// claim only saves the work.

#include <optional>
#include <string>

namespace basicbot {

// One process. The start (clock ticks since the machine's) tells it from a later one of the same number, the
// boot from one of the same number on another machine or before a restart.
struct Writer {
    std::string host, boot;
    long pid = 0;
    long long start = 0;

    std::string name() const;  // "host-pid-start", usable as a file name
};

Writer this_writer();

class Claim {
  public:
    // Empty where somebody else is at work there; `holder` then says who, as "host, process N".
    static std::optional<Claim> take(std::string const& path, Writer const& writer, std::string& holder);

    // Who signed the claim and may still be at work; empty where nobody is.
    static std::string holder(std::string const& path, Writer const& self);

    Claim(Claim&& other) noexcept;
    Claim& operator=(Claim&& other) noexcept;
    ~Claim();  // gives the claim up

  private:
    Claim(std::string path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}

    std::string path_;
    int descriptor_ = -1;
};

}  // namespace basicbot
