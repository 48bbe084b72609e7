#pragma once
// Seeded numbers for tests, the same on every machine and library (std distributions are not).

#include <cstdint>

namespace basicbot {

class TestRandom {  // splitmix64 (Steele, Lea, Flood 2014)
  public:
    explicit TestRandom(uint64_t seed) : state_(seed) {}

    uint64_t word() {
        uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    double uniform() { return static_cast<double>(word() >> 11) * 0x1p-53; }  // [0, 1)
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    bool chance(double p) { return uniform() < p; }
    int64_t below(int64_t n) { return static_cast<int64_t>(word() % static_cast<uint64_t>(n)); }  // n >= 1
    // About normal: twelve uniforms less six; mean 0, variance 1, within +-6.
    double bell() {
        double sum = -6.0;
        for (int i = 0; i < 12; ++i) sum += uniform();
        return sum;
    }

  private:
    uint64_t state_;
};

}  // namespace basicbot
