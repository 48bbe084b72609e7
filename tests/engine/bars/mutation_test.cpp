// Truncated and mutated bar files: refused, or exactly the bars that were written; never a crash, never
// another value.

#include <xxhash.h>

#include <cstddef>
#include <cstring>

#include "engine/bars/bar_file.hpp"
#include "engine/bars/layout.hpp"
#include "tests/engine/bars/bars_fixture.hpp"
#include "tests/support/rounds.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

struct Outcome {
    int refused = 0, intact = 0;
};

// Opens `bytes` as a bar file; counts what happened and fails the test on a wrong value.
void judge(std::string const& path, std::string const& bytes, BarColumns const& truth, Outcome& outcome) {
    write_bytes(path, bytes);
    try {
        Series const s = open_bar_file(path, Verify::blocks);
        ASSERT_TRUE(same_bars(s, truth));
        ASSERT_EQ(s.attributes, some_attributes());
        ++outcome.intact;
    } catch (Error const& error) {
        ASSERT_EQ(error.kind(), ErrorKind::data);
        ASSERT_EQ(error.parts().path.substr(0, path.size()), path) << error.what();
        ++outcome.refused;
    }
}

std::string with_header(std::string bytes, BarFileHeader header) {
    header.header_hash = XXH3_64bits(&header, offsetof(BarFileHeader, header_hash));
    std::memcpy(bytes.data(), &header, sizeof header);
    return bytes;
}

BarFileHeader header_of(std::string const& bytes) {
    BarFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

}  // namespace

// BASICBOT_FAULT_ROUNDS raises the number of mutants (scripts/nightly.sh).
TEST(Mutation, mutated_files_are_refused_or_intact) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    BarColumns const truth = some_bars(2000);
    write_bar_file(path, truth, some_attributes(), "A", "1h");
    std::string const sound = read_bytes(path);
    BarFileHeader const header = header_of(sound);
    TestRandom random;
    Outcome outcome;
    int const mutants = fault_rounds(500);
    for (int mutant = 0; mutant < mutants; ++mutant) {
        std::string bytes = sound;
        // A third each: our header, HDF5's metadata, the columns; 1 to 8 bytes.
        std::size_t start = 0, length = sizeof(BarFileHeader);
        if (mutant % 3 == 1) start = user_block_bytes, length = 8192;
        if (mutant % 3 == 2) start = header.offset[mutant / 3 % 7], length = 16'000;
        for (std::uint64_t k = 0; k <= random.next() % 8; ++k)
            bytes[start + random.next() % length] = static_cast<char>(random.next());
        judge(path, bytes, truth, outcome);
        if (HasFatalFailure()) return;
    }
    EXPECT_EQ(outcome.refused + outcome.intact, mutants);
    EXPECT_GT(outcome.refused, mutants / 100 * 96);
}

TEST(Mutation, a_file_of_any_shorter_or_longer_size_is_refused) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    BarColumns const truth = some_bars(2000);
    write_bar_file(path, truth, some_attributes(), "A", "1h");
    std::string const sound = read_bytes(path);
    TestRandom random;
    Outcome outcome;
    for (int k = 0; k < 100; ++k) judge(path, sound.substr(0, random.next() % sound.size()), truth, outcome);
    for (std::size_t cut : {0, 1, 7, 100, 65535, 65536, 65537})
        judge(path, sound.substr(0, cut), truth, outcome);
    judge(path, sound.substr(0, sound.size() - 1), truth, outcome);
    judge(path, sound + '\0', truth, outcome);
    EXPECT_EQ(outcome.intact, 0);
    EXPECT_EQ(outcome.refused, 109);
}

TEST(Mutation, a_header_that_is_signed_but_wrong_is_refused) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    BarColumns const truth = some_bars(2000);
    write_bar_file(path, truth, some_attributes(), "A", "1h");
    std::string const sound = read_bytes(path);
    Outcome outcome;
    std::uint64_t const odd[] = {0, 1, 1999, 2001, 8192, 1ull << 40, 1ull << 61, ~0ull, ~0ull / 8};
    for (std::uint64_t bars : odd) {
        BarFileHeader header = header_of(sound);
        header.bars = bars;
        judge(path, with_header(sound, header), truth, outcome);
    }
    for (std::uint64_t offset :
         std::initializer_list<std::uint64_t>{0, 8, 65536, sound.size(), ~0ull, ~0ull - 65535}) {
        BarFileHeader header = header_of(sound);
        header.offset[3] = offset;
        judge(path, with_header(sound, header), truth, outcome);
    }
    BarFileHeader swapped = header_of(sound);
    std::swap(swapped.offset[3],
              swapped.offset[4]);  // high and low: every hash outside the columns still fits
    judge(path, with_header(sound, swapped), truth, outcome);
    EXPECT_EQ(outcome.intact, 0);
    judge(path, with_header(sound, header_of(sound)), truth, outcome);
    EXPECT_EQ(outcome.intact, 1) << "the signing above is right, so the refusals are due to the values";
}

TEST(Mutation, a_flipped_data_bit_names_column_and_bars) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    write_bar_file(path, some_bars(200'000), some_attributes(), "A", "1h");
    std::string bytes = read_bytes(path);
    bytes[header_of(bytes).offset[5] + 8 * 150'000] ^= 1;
    write_bytes(path, bytes);
    auto const parts = error_of([&] { open_bar_file(path, Verify::blocks); });
    EXPECT_EQ(parts.code, "damaged_file");
    EXPECT_EQ(parts.problem, "column close is damaged in bars 131072 to 199999");
    EXPECT_EQ(open_bar_file(path, Verify::none).size(), 200'000u);
}

TEST(Mutation, other_files_are_named_as_such) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    error_of([&] { open_bar_file(path, Verify::blocks); });           // missing
    error_of([&] { open_bar_file(folder.path(), Verify::blocks); });  // a folder
    for (std::string const& bytes : {std::string("hello"), std::string(200'000, 'x'),
                                     std::string("\x89HDF\r\n\x1a\n") + std::string(4000, '\0')}) {
        write_bytes(path, bytes);
        auto const code = error_of([&] { open_bar_file(path, Verify::blocks); }).code;
        EXPECT_EQ(code, bytes.size() < 100 ? "truncated_file" : "not_a_bar_file");
    }
}
