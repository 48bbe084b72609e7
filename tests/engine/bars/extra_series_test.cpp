// Extra series: kept exactly, seen only once known, and refused where damaged.

#include "engine/bars/extra_series.hpp"

#include <cmath>
#include <limits>

#include "engine/bars/store.hpp"
#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

ExtraSeries some_extra() {
    ExtraSeries e;
    e.symbol = "A/B", e.name = "mood", e.source = "a test", e.input_hash = "12";
    e.time = {10, 20, 10, 30, 40};
    e.known_at = {15, 25, 26, 35, 45};  // the third row revises the first
    e.value = {1, 2, 1.5, 3, nan_value};
    return e;
}

}  // namespace

TEST(ExtraSeries, A22_a_bar_sees_what_was_known_at_its_close) {
    std::vector<std::int64_t> const closes = {14, 15, 24, 25, 26, 34, 35, 44, 45, 99};
    std::vector<double> const seen = as_of(some_extra(), closes);
    std::vector<double> const expected = {nan_value, 1, 1, 2, 2, 2, 3, 3, nan_value, nan_value};
    EXPECT_TRUE(same_bits(seen, expected))
        << "a late revision of an older time does not hide the newer value";
    ExtraSeries revised = some_extra();
    revised.time[2] = 20;
    EXPECT_EQ(as_of(revised, closes)[4], 1.5) << "a revision of the newest time is seen";
    EXPECT_TRUE(as_of(revised, {}).empty());
}

TEST(ExtraSeries, later_rows_change_nothing_before_they_are_known) {
    TestRandom random;
    std::vector<std::int64_t> closes;
    for (std::int64_t t = 0; t < 200; ++t) closes.push_back(t);
    ExtraSeries whole;
    for (std::int64_t known = 1; known < 180; known += 1 + static_cast<std::int64_t>(random.next() % 3)) {
        whole.known_at.push_back(known);
        whole.time.push_back(known - static_cast<std::int64_t>(random.next() % 9));
        whole.value.push_back(random.unit());
    }
    std::vector<double> const full = as_of(whole, closes);
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
        ExtraSeries part = whole;
        for (std::size_t i = cut; i < whole.size(); ++i) part.value[i] = -1000;
        std::vector<double> const seen = as_of(part, closes);
        for (std::int64_t t = 0; t < whole.known_at[cut]; ++t)
            ASSERT_TRUE(same_bits(std::vector{seen[static_cast<std::size_t>(t)]},
                                  std::vector{full[static_cast<std::size_t>(t)]}));
    }
}

TEST(ExtraSeries, round_trip_keeps_every_bit) {
    TempFolder folder;
    Store store = Store::create(folder / "store");
    store.write(some_bars(20), some_attributes(), "A/B", "1h", WriteMode::create);
    ExtraSeries const extra = some_extra();
    write_extra(folder / "store", extra);
    ExtraSeries const back = load_extra(folder / "store", "A/B", "mood");
    EXPECT_EQ(back.time, extra.time);
    EXPECT_EQ(back.known_at, extra.known_at);
    EXPECT_TRUE(same_bits(back.value, extra.value));
    EXPECT_EQ(back.source, "a test");
    EXPECT_EQ(extra_names(folder / "store", "A/B"), std::vector<std::string>{"mood"});
    EXPECT_EQ(store.list().size(), 1u) << "no series of bars";
    EXPECT_TRUE(Store::open(folder / "store").verify().ok());
    std::string const path = folder / "store/A%2FB/extra/mood.h5", bytes = read_bytes(path);
    write_extra(folder / "store", extra);
    EXPECT_EQ(read_bytes(path), bytes) << "the same series gives the same bytes";
    ErrorParts const unknown = error_of([&] { load_extra(folder / "store", "A/B", "moods"); });
    EXPECT_EQ(unknown.code, "unknown_extra");
    EXPECT_NE(unknown.suggestion.find("mood"), std::string::npos);
}

TEST(ExtraSeries, rows_and_names_that_make_no_sense_are_refused) {
    TempFolder folder;
    Store::create(folder / "store");
    auto const refused = [&](auto change) {
        ExtraSeries e = some_extra();
        change(e);
        return error_of([&] { write_extra(folder / "store", e); }).code == "bad_extra";
    };
    EXPECT_TRUE(refused([](ExtraSeries& e) { e.time[1] = 26; }));
    EXPECT_TRUE(refused([](ExtraSeries& e) { e.known_at[1] = 14; }));
    EXPECT_TRUE(refused([](ExtraSeries& e) { e.known_at[1] = 26; }));
    EXPECT_TRUE(refused([](ExtraSeries& e) { e.value[1] = -std::numeric_limits<double>::infinity(); }));
    EXPECT_TRUE(refused([](ExtraSeries& e) { e.value.pop_back(); }));
    EXPECT_TRUE(refused([](ExtraSeries& e) { e.time.clear(), e.known_at.clear(), e.value.clear(); }));
    for (char const* name : {"", "day", "2nd", "a b", "../x", "a.b"}) {
        ExtraSeries e = some_extra();
        e.name = name;
        EXPECT_THROW(write_extra(folder / "store", e), Error) << name;
    }
    EXPECT_TRUE(extra_files(folder / "store").empty());
}

TEST(ExtraSeries, every_mutated_byte_is_noticed) {
    TempFolder folder;
    Store::create(folder / "store");
    write_extra(folder / "store", some_extra());
    std::string const path = folder / "store/A%2FB/extra/mood.h5", sound = read_bytes(path);
    TestRandom random;
    for (int i = 0; i < 500; ++i) {
        std::string bytes = sound;
        bytes[i < 60 ? static_cast<std::size_t>(i) : random.next() % bytes.size()] ^=
            static_cast<char>(1 + random.next() % 255);
        if (i < 60 && bytes == sound) continue;
        write_bytes(path, bytes);
        EXPECT_EQ(error_of([&] { open_extra_file(path); }).code, "damaged_file") << i;
    }
    for (std::size_t cut : {0, 1, 100, 512, 600}) {
        write_bytes(path, sound.substr(0, cut));
        EXPECT_EQ(error_of([&] { open_extra_file(path); }).code, "damaged_file");
    }
    EXPECT_FALSE(Store::open(folder / "store").verify().ok());
}
