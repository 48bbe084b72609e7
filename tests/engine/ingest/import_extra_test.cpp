// Extra series from CSV: what was known when.

#include "engine/ingest/import_extra.hpp"

#include <cmath>

#include "tests/engine/ingest/csv_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

struct ImportExtra : testing::Test {
    ExtraSeries import(std::string const& text, std::string const& delay = "",
                       std::string const& value = "") {
        write_bytes(folder / "in.csv", text);
        return import_extra({folder / "in.csv", "A", "mood", value, "America/New_York", delay, ""});
    }
    ErrorKind kind_of(std::string const& text, std::string const& delay = "") {
        try {
            import(text, delay);
        } catch (Error const& error) {
            return error.kind();
        }
        return ErrorKind::internal;
    }
    TempFolder folder;
};

}  // namespace

TEST_F(ImportExtra, A22_a_date_is_known_when_it_is_over) {
    ExtraSeries const e =
        import("date,known_at,value\n2024-03-08,2024-03-11,1.5\n2024-03-07,2024-03-11 08:30,\n");
    ASSERT_EQ(e.size(), 2u);
    EXPECT_EQ(utc_text(e.known_at[0]), "2024-03-11T12:30:00Z") << "sorted by what was known first";
    EXPECT_TRUE(std::isnan(e.value[0]));
    EXPECT_EQ(utc_text(e.time[1]), "2024-03-08T05:00:00Z");
    EXPECT_EQ(utc_text(e.known_at[1]), "2024-03-12T04:00:00Z");
    EXPECT_EQ(e.value[1], 1.5);
    EXPECT_EQ(e.source, "in.csv");
}

TEST_F(ImportExtra, without_a_column_the_delay_must_be_stated) {
    std::string const text = "timestamp;mood\n2024-03-08T10:00:00Z;1\n2024-03-09;2\n";
    EXPECT_EQ(kind_of(text), ErrorKind::usage);
    EXPECT_EQ(kind_of(text, "soon"), ErrorKind::usage);
    ExtraSeries const e = import(text, "1h");
    EXPECT_EQ(utc_text(e.known_at[0]), "2024-03-08T11:00:00Z");
    EXPECT_EQ(utc_text(e.known_at[1]), "2024-03-10T06:00:00Z");
    EXPECT_EQ(utc_text(import(text, "0s").known_at[0]), "2024-03-08T10:00:00Z");
    EXPECT_EQ(import("date,a,b\n2024-03-08,1,2\n", "0s", "B").value[0], 2);
}

TEST_F(ImportExtra, bad_rows_are_refused_by_line) {
    std::string const head = "date,known_at,value\n2024-03-08,2024-03-08,1\n";
    for (std::string const row :
         {"2024-03-09,2024-03-07,1\n", "2024-03-09,2024-03-09,x\n", "2024-03-09,2024-03-09,inf\n",
          "2024-03-09,2024-03-09\n", "soon,2024-03-09,1\n", "2024-03-08,2024-03-08,2\n",
          "2024-03-10,2024-03-10 02:30,1\n"}) {
        ErrorParts const parts = error_of([&] { import(head + row); });
        EXPECT_EQ(parts.code, "bad_row") << row;
        EXPECT_NE(parts.path.find("in.csv:3"), std::string::npos) << parts.path;
    }
    EXPECT_EQ(error_of([&] { import("date,known_at,score\n2024-03-08,2024-03-08,1\n"); }).code,
              "missing_column");
    EXPECT_EQ(error_of([&] { import("date,known_at,value\n"); }).code, "no_rows");
    EXPECT_EQ(error_of([&] { import("<!doctype html>"); }).code, "not_csv");
}
