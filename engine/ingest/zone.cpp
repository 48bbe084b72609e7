#include "engine/ingest/zone.hpp"

#include <date/tz.h>

#include <chrono>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/bars/data_error.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/observe/nearest.hpp"

namespace basicbot {
namespace {

using std::chrono::seconds;

std::int64_t floor_seconds(std::int64_t ns) { return ns / second_ns - (ns % second_ns < 0 ? 1 : 0); }

}  // namespace

// Bars come in order, so nearly every look-up falls into the same stretch between two clock changes.
struct ZoneClock::Facts {
    date::time_zone const* zone = nullptr;
    std::int64_t begin_s = 1, end_s = 0, offset_s = 0;  // stretch of UTC seconds with one offset

    void remember(date::sys_info const& info) {
        begin_s = info.begin.time_since_epoch().count();
        end_s = info.end.time_since_epoch().count();
        offset_s = info.offset.count();
    }
};

ZoneClock::ZoneClock(std::string const& name) : facts_(std::make_unique<Facts>()) {
    auto const no_tzdata = [&](std::exception const& error) {
        fail_data("no_tzdata", "--timezone", name,
                  std::string("the system's time zone data cannot be read: ") + error.what(), "",
                  "install the package tzdata");
    };
    date::tzdb const* database = nullptr;
    try {
        database = &date::get_tzdb();
    } catch (std::runtime_error const& error) {
        no_tzdata(error);
    }
    // With the system's zone data, old names such as US/Eastern are zones of their own.
    for (auto const& zone : database->zones)
        if (zone.name() == name) facts_->zone = &zone;
    if (facts_->zone == nullptr) {
        std::vector<std::string> names;
        for (auto const& zone : database->zones) names.push_back(zone.name());
        fail(ErrorKind::usage, ErrorParts{"unknown_timezone", "--timezone", name, "is not an IANA time zone",
                                          "a name like America/New_York or UTC", did_you_mean(name, names)});
    }
    try {  // the file of a zone is read at its first use
        facts_->remember(facts_->zone->get_info(date::sys_seconds(seconds(0))));
    } catch (std::runtime_error const& error) {
        no_tzdata(error);
    }
}

ZoneClock::~ZoneClock() = default;

char const* ZoneClock::to_utc(std::int64_t local_ns, DstChoice choice, std::int64_t& utc_ns) {
    std::int64_t const local_s = floor_seconds(local_ns), rest = local_ns - local_s * second_ns;
    std::int64_t const guess = local_s - facts_->offset_s;
    // A day inside the stretch no clock change can touch it.
    if (guess - 86'400 >= facts_->begin_s && guess + 86'400 < facts_->end_s) {
        utc_ns = guess * second_ns + rest;
        return nullptr;
    }
    date::local_info const info = facts_->zone->get_info(date::local_seconds(seconds(local_s)));
    if (info.result == date::local_info::unique) {
        facts_->remember(info.first);
        utc_ns = (local_s - info.first.offset.count()) * second_ns + rest;
        return nullptr;
    }
    bool const missing = info.result == date::local_info::nonexistent;
    if (choice == DstChoice::refuse)
        return missing ? "does not exist in the time zone (the clock was put forward)"
                       : "names two instants in the time zone (the clock was put back)";
    if (missing) {
        utc_ns = info.first.end.time_since_epoch().count() * second_ns;
        return nullptr;
    }
    auto const& taken = choice == DstChoice::earliest ? info.first : info.second;
    utc_ns = (local_s - taken.offset.count()) * second_ns + rest;
    return nullptr;
}

std::int64_t ZoneClock::to_local(std::int64_t utc_ns) {
    std::int64_t const utc_s = floor_seconds(utc_ns);
    if (utc_s < facts_->begin_s || utc_s >= facts_->end_s)
        facts_->remember(facts_->zone->get_info(date::sys_seconds(seconds(utc_s))));
    return utc_ns + facts_->offset_s * second_ns;
}

std::int64_t ZoneClock::midnight(std::int64_t day) {
    std::int64_t utc = 0;
    to_utc(day * day_ns, DstChoice::earliest, utc);
    return utc;
}

}  // namespace basicbot
