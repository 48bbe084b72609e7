// The fuzzers' short form: every target over its corpus and some thousand mutants of it, always the same
// ones. BASICBOT_FAULT_ROUNDS raises their number. The long form is scripts/fuzz.sh.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/targets.hpp"
#include "tests/support/places.hpp"
#include "tests/support/rounds.hpp"

namespace basicbot {
namespace {

std::vector<std::string> corpus(std::string const& target) {
    std::vector<std::filesystem::path> paths;
    for (auto const& entry :
         std::filesystem::directory_iterator(source_dir() + "/tests/fuzz/corpus/" + target))
        paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (auto const& path : paths) {
        std::ifstream in(path, std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return texts;
}

// One to four changes: bytes lost, doubled, taken from another seed, or overwritten.
std::string mutant(std::string bytes, std::string const& other, std::mt19937& random) {
    for (unsigned change = 0, changes = 1 + random() % 4; change < changes; ++change) {
        std::size_t const at = random() % (bytes.size() + 1), count = 1 + random() % 12;
        switch (random() % 6) {
            case 0:
                bytes.erase(at, count);
                break;
            case 1:
                bytes.insert(at, bytes.substr(at, count));
                break;
            case 2:
                if (!other.empty()) bytes.insert(at, other.substr(random() % other.size(), count));
                break;
            case 3:
                if (random() % 4 == 0) bytes.resize(at);
                break;
            case 4:
                if (at < bytes.size()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
                break;
            default:
                if (at < bytes.size()) bytes[at] = "0,.\n\"-\0\xff"[random() % 8];
        }
    }
    return bytes;
}

struct Target {
    char const* name;
    void (*run)(std::string_view);
    int mutants;
};

void PrintTo(Target const& target, std::ostream* out) { *out << target.name; }

struct Fuzz : testing::TestWithParam<Target> {};

// "" where the promises hold.
std::string broken(Target const& target, std::string const& bytes) {
    try {
        target.run(bytes);
    } catch (std::exception const& error) {
        return error.what();
    }
    return "";
}

TEST_P(Fuzz, nothing_that_is_read_breaks_a_promise) {
    Target const target = GetParam();
    auto const seeds = corpus(target.name);
    ASSERT_GE(seeds.size(), 2u);
    for (std::string const& seed : seeds) EXPECT_EQ(broken(target, seed), "") << testing::PrintToString(seed);
    int const mutants = fault_rounds(target.mutants);
    std::mt19937 random(5);
    for (int i = 0; i < mutants; ++i) {
        std::string const bytes =
            mutant(seeds[random() % seeds.size()], seeds[random() % seeds.size()], random);
        ASSERT_EQ(broken(target, bytes), "") << "mutant " << i << ": " << testing::PrintToString(bytes);
    }
}

INSTANTIATE_TEST_SUITE_P(Targets, Fuzz,
                         testing::Values(Target{"csv_import", fuzz_csv_import, 3000},
                                         Target{"study", fuzz_study, 2000},
                                         Target{"strategy", fuzz_strategy, 3000},
                                         Target{"journal", fuzz_journal, 4000},
                                         Target{"bar_file", fuzz_bar_file, 1500}),
                         [](auto const& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace basicbot
