#include "bench/support/reference_paths.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace basicbot {

namespace {

using Words = std::array<std::uint32_t, 4>;

// Salmon et al. 2011, as published.
Words philox(Words c, std::uint64_t seed) {
    auto k0 = static_cast<std::uint32_t>(seed), k1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        std::uint64_t const a = 0xD2511F53ull * c[0], b = 0xCD9E8D57ull * c[2];
        c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ k0, static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ k1, static_cast<std::uint32_t>(a)};
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return c;
}

Words draw(path_task const& task, std::uint64_t path, std::uint64_t block) {
    return philox({static_cast<std::uint32_t>(block), task.stream, static_cast<std::uint32_t>(path),
                   static_cast<std::uint32_t>(path >> 32)},
                  task.seed);
}

double quantile(std::uint32_t word) {
    if (word == 0) word = 2;
    if (word > 0x80000000u) return -quantile(0u - word);
    double const p = word * 0x1p-32;
    double low = -9, high = 0;
    for (int i = 0; i < 60; ++i) {
        double const middle = 0.5 * (low + high);
        (std::erfc(-middle / std::sqrt(2.0)) / 2 < p ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

class Walk {
  public:
    void step(double log_return) {
        level_ += log_return;
        peak_ = std::max(peak_, level_);
        worst_ = std::min(worst_, std::exp(level_ - peak_) - 1);
    }
    reference_path end() const { return {level_, worst_}; }

  private:
    double level_ = 0, peak_ = 0, worst_ = 0;
};

}  // namespace

reference_path reference_gbm(path_task const& task, std::uint64_t path) {
    Walk walk;
    for (std::int64_t t = 0; t < task.horizon; ++t) {
        Words const words = draw(task, path, static_cast<std::uint64_t>(t) / 4);
        walk.step(task.values[0] + task.values[1] * quantile(words[static_cast<std::size_t>(t % 4)]));
    }
    return walk.end();
}

reference_path reference_bootstrap(path_task const& task, std::uint64_t path) {
    Walk walk;
    auto const count = static_cast<std::uint64_t>(task.return_count);
    std::int64_t left = task.horizon;
    for (std::uint64_t block = 0; left > 0; ++block) {
        Words const words = draw(task, path, block / 2);
        std::size_t const half = 2 * (block % 2);
        double const u = (words[half] + 0.5) * 0x1p-32;
        auto const length = 1 + static_cast<std::int64_t>(std::log(u) / std::log1p(-1 / task.values[0]));
        std::uint64_t at = words[half + 1] * count >> 32;
        for (std::int64_t i = 0; i < length && left > 0; ++i, --left, at = (at + 1) % count)
            walk.step(task.returns[at]);
    }
    return walk.end();
}

}  // namespace basicbot
