#pragma once
// Where a device's time goes, for benchmarks: each kernel, copy and allocation by name. Measuring waits for
// every launch to end, so the parts add up but the whole is a little slower than without.

#include <cstdint>
#include <map>
#include <string>

namespace basicbot {

struct DeviceTimes {
    struct Part {
        int64_t calls = 0;
        double seconds = 0;
        double bytes = 0;  // copied or allocated; kernels: 0
    };
    std::map<std::string, Part> parts;

    void add(std::string const& name, double seconds, double bytes) {
        Part& part = parts[name];
        ++part.calls;
        part.seconds += seconds;
        part.bytes += bytes;
    }
};

}  // namespace basicbot
