// Trades from CSV as people have it, on their way to derived bars.

#include "engine/ingest/trades.hpp"

#include <cmath>

#include "engine/bars/time_text.hpp"
#include "tests/engine/ingest/derive_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

namespace {

struct Trades : testing::Test {
    std::vector<SourceBar> read(std::string const& text, std::string const& zone = "UTC",
                                std::vector<std::string> const& columns = {}) {
        write_bytes(folder / "t.csv", text);
        return read_files({{folder / "t.csv"}, zone, columns});
    }
    std::vector<SourceBar> read_files(TradeFiles const& files) {
        std::vector<SourceBar> all;
        facts = read_trades(files, [&](SourceBar const& trade) { all.push_back(trade); });
        EXPECT_EQ(facts.trades, all.size());
        return all;
    }
    ErrorParts refused(std::string const& text, std::vector<std::string> const& columns = {}) {
        return error_of([&] { read(text, "America/New_York", columns); });
    }
    TempFolder folder;
    TradeFacts facts;
};

}  // namespace

TEST_F(Trades, are_source_bars_of_one_price) {
    auto const all = read("timestamp,side,size,price\n2024-03-08T14:30:00.123456789Z,buy,2,101.5\n");
    ASSERT_EQ(all.size(), 1u);
    SourceBar const& t = all[0];
    EXPECT_EQ(utc_text(t.time).substr(0, 19), "2024-03-08T14:30:00");
    EXPECT_EQ(t.time % second_ns, 123'456'789);
    EXPECT_EQ(t.known_at, t.time + 1) << "a bar that closes at the stamp has not seen the trade";
    for (double price : {t.open, t.high, t.low, t.close}) EXPECT_EQ(price, 101.5);
    EXPECT_EQ(t.volume, 2);
    EXPECT_EQ(facts.source, "t.csv");
    EXPECT_EQ(facts.input_hash.size(), 32u);
}

TEST_F(Trades, columns_by_the_names_that_people_have) {
    // Kaggle and vendors, Binance's trades and aggregated trades, a tape with date and time, one of futures.
    for (char const* text :
         {"Timestamp;Price;Amount\n2024-03-08 14:30:00;10;3\n",
          "id,price,qty,quote_qty,time,is_buyer_maker\n1,10,3,30,1709908200000,True\n",
          "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n1,10,3,1,1,"
          "1709908200000,true\n",
          "Date,Time,Price,Volume\n2024-03-08,14:30:00,10,3\n",
          "<DATE>,<TIME>,<LAST>,<VOL>\n20240308,143000,10,3\n", "time,price,size\n1709908200,10,3\n",
          "datetime\tprice\tsize\n2024-03-08 14:30:00.000\t10\t3\n"}) {
        auto const all = read(text);
        ASSERT_EQ(all.size(), 1u) << text;
        EXPECT_EQ(utc_text(all[0].time), "2024-03-08T14:30:00Z") << text;
        EXPECT_EQ(all[0].close, 10) << text;
        EXPECT_EQ(all[0].volume, 3) << text;
    }
    EXPECT_TRUE(std::isnan(read("time,price\n1709908200,10\n")[0].volume)) << "no sizes";
    EXPECT_EQ(utc_text(read("time,price\n2024-03-08 09:30,10\n", "America/New_York")[0].time),
              "2024-03-08T14:30:00Z");
}

TEST_F(Trades, without_a_header_the_columns_are_named) {
    std::vector<std::string> const names = {"id", "price", "qty", "quote_qty", "time", "maker", "best"};
    std::string const row = "7,10,3,30,1709908200000000,True,True\n";
    EXPECT_EQ(read(row + row, "UTC", names).size(), 2u);
    EXPECT_EQ(read("a,b,c,d,e,f,g\n" + row, "UTC", names).size(), 1u)
        << "a header that is there is left aside";
    EXPECT_EQ(refused(row).code, "no_header");
    EXPECT_NE(refused(row).suggestion.find("--columns"), std::string::npos);
    EXPECT_EQ(refused(row, {"time", "price"}).code, "missing_column");
}

TEST_F(Trades, of_one_time_keep_the_order_of_their_lines) {
    auto const all = read("time,price,size\n1709908200,10,1\n1709908200,12,1\n1709908200,11,1\n");
    EXPECT_EQ(all[1].close, 12);
    EXPECT_EQ(all[2].close, 11);
    EXPECT_EQ(all[0].time, all[2].time);
}

TEST_F(Trades, out_of_order_they_are_refused_by_line) {
    ErrorParts const parts = refused("time,price,size\n1709908200,10,1\n1709908201,10,1\n1709908200,10,1\n");
    EXPECT_EQ(parts.code, "bad_row");
    EXPECT_NE(parts.path.find("t.csv:4"), std::string::npos) << parts.path;
    EXPECT_NE(parts.problem.find("before the one above it"), std::string::npos);
    write_bytes(folder / "a.csv", "time,price\n1709908200,1\n");
    write_bytes(folder / "b.csv", "time,price\n1709908100,2\n");
    EXPECT_EQ(read_files({{folder / "b.csv", folder / "a.csv"}, "UTC", {}}).size(), 2u);
    EXPECT_EQ(facts.source, "b.csv, a.csv");
    ErrorParts const files = error_of([&] { read_files({{folder / "a.csv", folder / "b.csv"}, "UTC", {}}); });
    EXPECT_NE(files.path.find("b.csv:2"), std::string::npos) << files.path;
}

TEST_F(Trades, what_is_no_trade_is_refused_by_line) {
    std::string const head = "time,price,size\n2024-03-08 09:30,10,1\n";
    for (std::string const row :
         {"2024-03-08 09:31,x,1\n", "2024-03-08 09:31,,1\n", "2024-03-08 09:31,nan,1\n",
          "2024-03-08 09:31,10,-1\n", "2024-03-08 09:31,10,inf\n", "2024-03-08 09:31,10,\n",
          "2024-03-08,10,1\n", "soon,10,1\n", "2024-03-08 09:31,10\n", "2024-03-10 02:30,10,1\n"}) {
        ErrorParts const parts = refused(head + row);
        EXPECT_EQ(parts.code, "bad_row") << row;
        EXPECT_NE(parts.path.find("t.csv:3"), std::string::npos) << parts.path;
    }
    EXPECT_EQ(refused("time,size\n2024-03-08 09:30,1\n").code, "missing_column");
    EXPECT_EQ(refused("price,size\n10,1\n").code, "missing_column");
    EXPECT_EQ(refused("time,price\n").code, "no_rows");
    EXPECT_EQ(refused("<html>").code, "not_csv");
    try {
        read("time,price\n1709908200,10\n", "");
        ADD_FAILURE() << "took a file without its clock";
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::usage);
    }
}
