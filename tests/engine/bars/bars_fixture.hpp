#pragma once
// Small deterministic bars and a folder that removes itself, for the tests of store and import.

#include <gtest/gtest.h>
#include <unistd.h>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "engine/bars/columns.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/observe/error.hpp"
#include "tests/support/files.hpp"

namespace basicbot::testing_bars {

class TempFolder {
  public:
    TempFolder() {
        // Memory where there is some: the store's fsyncs would be most of the suite's time on a disk.
        std::error_code ignored;
        bool const memory = std::filesystem::space("/dev/shm", ignored).available > (48u << 20) && !ignored;
        auto const base = memory ? std::filesystem::path("/dev/shm") : std::filesystem::temp_directory_path();
        std::string pattern = (base / "basicbot-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    std::string operator/(std::string const& name) const { return path_ + "/" + name; }
    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

// xorshift64*: the tests' own numbers, unrelated to the engine's generator.
struct TestRandom {
    std::uint64_t state = 88172645463325252ull;
    std::uint64_t next() {
        state ^= state >> 12, state ^= state << 25, state ^= state >> 27;
        return state * 2685821657736338717ull;
    }
    double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
};

inline BarColumns some_bars(std::size_t bars, std::int64_t bar_ns = hour_ns, std::uint64_t seed = 1) {
    TestRandom random{88172645463325252ull + seed};
    BarColumns columns;
    double price = 100;
    for (std::size_t t = 0; t < bars; ++t) {
        auto const open_time =
            std::int64_t{1'600'000'000} * second_ns + static_cast<std::int64_t>(t) * bar_ns;
        double const open = price, close = price * (0.99 + 0.02 * random.unit());
        double const high = (open > close ? open : close) + random.unit(),
                     low = (open < close ? open : close) * 0.99;
        columns.push_back(open_time, open_time + bar_ns, open, high, low, close, 1000 * random.unit());
        price = close;
    }
    return columns;
}

inline SeriesAttributes some_attributes(std::int64_t bar_ns = hour_ns) {
    return {"America/New_York", "open", bar_ns, 1764, "USD", "made for a test", "0123456789abcdef", "raw"};
}

// The parts of the Error that `action` throws; a test failure where it throws none.
template <class Action>
ErrorParts error_of(Action&& action) {
    try {
        action();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data) << error.what();
        return error.parts();
    }
    ADD_FAILURE() << "no error was thrown";
    return {};
}

template <class A, class B>
bool same_bits(A const& a, B const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i])) return false;
    return true;
}

inline bool same_bars(Series const& s, BarColumns const& b) {
    return same_bits(s.time, b.time) && same_bits(s.close_time, b.close_time) && same_bits(s.open, b.open) &&
           same_bits(s.high, b.high) && same_bits(s.low, b.low) && same_bits(s.close, b.close) &&
           same_bits(s.volume, b.volume);
}

}  // namespace basicbot::testing_bars
