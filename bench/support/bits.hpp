#pragma once
// A hash of results as they lie in memory: equal on all devices, or the results are not the same.

#include <xxhash.h>

#include <cstdio>
#include <span>
#include <string>

namespace basicbot {

template <class T>
std::string bits_of(std::span<T const> values, std::string const& before = "") {
    XXH64_hash_t const hash =
        XXH3_64bits_withSeed(values.data(), values.size_bytes(), XXH3_64bits(before.data(), before.size()));
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
    return text;
}

}  // namespace basicbot
