// Packed files give the text that was packed, or say what is wrong with them.

#include "engine/ingest/source_text.hpp"

#include "tests/engine/bars/bars_fixture.hpp"
#include "tests/engine/ingest/packed_files.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

std::string long_text() {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "row " + std::to_string(i * 7919 % 100'003) + "\n";
    return text;
}

struct SourceTexts : testing::Test {
    ErrorParts refused(std::string const& bytes, std::string const& member = "",
                       std::uint64_t most = most_unpacked_bytes) {
        write_bytes(folder / "in", bytes);
        return error_of([&] { open_source(folder / "in", member, most); });
    }
    TempFolder folder;
};

}  // namespace

TEST_F(SourceTexts, are_the_same_plain_and_packed) {
    std::string const text = long_text();
    write_bytes(folder / "plain.csv", text);
    write_bytes(folder / "any_name", gzipped(text));
    write_bytes(folder / "pieces.gz", gzipped(text.substr(0, 1000)) + gzipped(text.substr(1000)));
    write_zip(folder / "one.zip", {{"dir/", ""}, {"dir/a.csv", text}, {"__MACOSX/dir/._a.csv", "x"}});
    EXPECT_EQ(open_source(folder / "plain.csv").text, text);
    EXPECT_EQ(open_source(folder / "any_name").text, text);
    EXPECT_EQ(open_source(folder / "pieces.gz").text, text);
    InputText const zip = open_source(folder / "one.zip");
    EXPECT_EQ(zip.text, text);
    EXPECT_EQ(zip.name, folder / "one.zip:dir/a.csv");
    EXPECT_NE(zip.input_hash, open_source(folder / "plain.csv").input_hash);
}

TEST_F(SourceTexts, of_several_members_are_chosen_by_name) {
    write_zip(folder / "two.zip", {{"a.csv", "one"}, {"b.csv", "two"}});
    EXPECT_EQ(open_source(folder / "two.zip", "b.csv").text, "two");
    ErrorParts const none = error_of([&] { open_source(folder / "two.zip"); });
    EXPECT_EQ(none.code, "no_member");
    EXPECT_EQ(none.allowed, "a.csv, b.csv");
    EXPECT_NE(none.suggestion.find("--member"), std::string::npos);
    EXPECT_EQ(error_of([&] { open_source(folder / "two.zip", "c.csv"); }).value, "c.csv");
    EXPECT_EQ(refused("text", "a.csv").code, "no_member");
    write_zip(folder / "folder.zip", {{"only/", ""}});
    EXPECT_EQ(error_of([&] { open_source(folder / "folder.zip"); }).code, "no_member");
}

TEST_F(SourceTexts, damaged_or_hostile_are_refused) {
    std::string const text = long_text(), packed = gzipped(text);
    EXPECT_EQ(refused(packed.substr(0, packed.size() / 2)).problem, "the gzip data are cut off");
    EXPECT_EQ(refused(packed.substr(0, 5)).code, "damaged_archive");
    EXPECT_EQ(refused(packed.substr(0, packed.size() - 3)).code, "damaged_archive");
    EXPECT_EQ(refused(packed + "tail").code, "damaged_archive");
    EXPECT_EQ(refused(gzipped(packed)).code, "packed_twice");
    std::string flipped = packed;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 4);
    EXPECT_EQ(refused(flipped).code, "damaged_archive");
    std::string const bomb = gzipped(std::string(64 << 20, '0'));
    ASSERT_LT(bomb.size(), 100'000u);
    EXPECT_EQ(refused(bomb, "", 1 << 20).code, "too_large");
    EXPECT_EQ(refused("PK\x03\x04 no archive").code, "damaged_archive");

    write_zip(folder / "a.zip", {{"a.csv", text}});
    std::string zip = read_bytes(folder / "a.zip");
    EXPECT_EQ(refused(zip, "", 1 << 20).code, "too_large");
    EXPECT_EQ(refused(zip.substr(0, zip.size() / 2)).code, "damaged_archive");
    zip[zip.size() / 2] = static_cast<char>(zip[zip.size() / 2] ^ 4);
    EXPECT_EQ(refused(zip).code, "damaged_archive");
    write_zip(folder / "secret.zip", {{"a.csv", text}}, "word");
    EXPECT_EQ(error_of([&] { open_source(folder / "secret.zip"); }).code, "encrypted_archive");
}

TEST_F(SourceTexts, never_crash_on_mutated_archives) {
    std::string const text = long_text().substr(0, 5000);
    write_zip(folder / "a.zip", {{"a.csv", text}});
    TestRandom random;
    for (std::string const& sound : {read_bytes(folder / "a.zip"), gzipped(text)}) {
        for (int i = 0; i < 300; ++i) {
            std::string bytes = sound;
            for (std::uint64_t k = 0; k <= random.next() % 4; ++k)
                bytes[random.next() % bytes.size()] = static_cast<char>(random.next());
            write_bytes(folder / "mutant", bytes);
            try {
                InputText const source = open_source(folder / "mutant");
                if (source.name != folder / "mutant") {
                    EXPECT_EQ(source.text, text);  // header bytes that change nothing
                }
            } catch (Error const& error) {
                EXPECT_EQ(error.kind(), ErrorKind::data);
            }
        }
    }
}
