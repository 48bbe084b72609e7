// Time stamps: every accepted form, and no silent 1970.

#include "engine/ingest/stamp.hpp"

#include <gtest/gtest.h>

using namespace basicbot;

namespace {

std::string utc(char const* text, EpochUnit unit = EpochUnit::by_magnitude) {
    Stamp stamp;
    if (char const* problem = parse_stamp(text, unit, stamp)) return std::string("refused: ") + problem;
    return utc_text(stamp.kind == Stamp::Kind::instant ? stamp.utc_ns() : stamp.written_ns());
}

bool refused(char const* text, EpochUnit unit = EpochUnit::by_magnitude) {
    return utc(text, unit).starts_with("refused");
}

}  // namespace

TEST(Stamp, written_dates_and_times) {
    EXPECT_EQ(utc("2020-02-29"), "2020-02-29T00:00:00Z");
    EXPECT_EQ(utc("20200229"), "2020-02-29T00:00:00Z");
    EXPECT_EQ(utc("2020-02-29 09:30"), "2020-02-29T09:30:00Z");
    EXPECT_EQ(utc("2020-02-29 09:30:15"), "2020-02-29T09:30:15Z");
    EXPECT_EQ(utc("20200229 09:30"), "2020-02-29T09:30:00Z");
    EXPECT_EQ(utc("2020-02-29 09:30:15.25"), "2020-02-29T09:30:15.25Z");
    EXPECT_EQ(utc("2020-02-29T09:30:15.123456789Z"), "2020-02-29T09:30:15.123456789Z");
    EXPECT_EQ(utc("2020-02-29T09:30:15+01:00"), "2020-02-29T08:30:15Z");
    EXPECT_EQ(utc("2020-02-29T23:30:00-0500"), "2020-03-01T04:30:00Z");
    EXPECT_EQ(utc("2020-02-29T09:30-05"), "2020-02-29T14:30:00Z");
    EXPECT_EQ(utc("1969-12-31"), "1969-12-31T00:00:00Z");
    EXPECT_EQ(utc("1969-12-31T23:59:59.5Z"), "1969-12-31T23:59:59.5Z");
}

TEST(Stamp, epoch_counts_are_told_apart_by_magnitude) {
    EXPECT_EQ(utc("1600000000"), "2020-09-13T12:26:40Z");
    EXPECT_EQ(utc("1600000000.5"), "2020-09-13T12:26:40.5Z");
    EXPECT_EQ(utc("1600000000000"), "2020-09-13T12:26:40Z");
    EXPECT_EQ(utc("1735689600000000"), "2025-01-01T00:00:00Z");
    EXPECT_EQ(utc("1600000000000000001"), "2020-09-13T12:26:40.000000001Z");
    EXPECT_EQ(utc("86400", EpochUnit::s), "1970-01-02T00:00:00Z");
    EXPECT_EQ(utc("20200229", EpochUnit::s), "1970-08-22T19:10:29Z") << "a stated unit wins over YYYYMMDD";
}

TEST(Stamp, what_is_not_clear_is_refused) {
    for (char const* text : {"",
                             "0",
                             "1",
                             "43831",
                             "99999999",
                             "20200230",
                             "20201301",
                             "2020-02-30",
                             "2020-13-01",
                             "2020-1-1",
                             "01/02/2020",
                             "2020-02-29x",
                             "2020-02-29 24:00",
                             "2020-02-29 09:60",
                             "2020-02-29 9:30",
                             "2020-02-29T09:30:15.",
                             "-1600000000",
                             "1600000000000.5",
                             "10000000000",
                             "50000000000",
                             "20200229093000",
                             "20200230 09:30",
                             "20200229 0930",
                             "99999999999999999999",
                             "9300000000000000000",
                             "1e9",
                             "2020-02-29T09:30EST",
                             "2020-02-29T09:30+1",
                             "2262-01-01",
                             "1600-01-01",
                             "date"})
        EXPECT_TRUE(refused(text)) << text << " -> " << utc(text);
    EXPECT_TRUE(refused("99999999999", EpochUnit::s));
    EXPECT_NE(utc("43831").find("in no known range"), std::string::npos);
}
