#pragma once
// A source's clock: local times to UTC and back by the IANA time zone data of the system.

#include <cstdint>
#include <memory>
#include <string>

namespace basicbot {

// What to do with a local time that a clock change makes ambiguous or lets not exist. `refuse` is the
// default: the file does not say which instant it means. A time that does not exist becomes the instant of
// the change.
enum class DstChoice { refuse, earliest, latest };

class ZoneClock {
  public:
    // Error(usage, "unknown_timezone") names near zones; Error(data, "no_tzdata") where the system has no
    // zones.
    explicit ZoneClock(std::string const& iana_name);
    ~ZoneClock();
    ZoneClock(ZoneClock const&) = delete;
    ZoneClock& operator=(ZoneClock const&) = delete;

    // Fills `utc_ns` and returns nullptr, or says why the local time names no single instant.
    char const* to_utc(std::int64_t local_ns, DstChoice choice, std::int64_t& utc_ns);
    std::int64_t to_local(std::int64_t utc_ns);
    // The first instant of a local day (days since 1970-01-01), also where its midnight does not exist.
    std::int64_t midnight(std::int64_t day);

  private:
    struct Facts;
    std::unique_ptr<Facts> facts_;
};

}  // namespace basicbot
