#include "engine/ingest/trades.hpp"

#include <filesystem>
#include <limits>

#include "engine/bars/data_error.hpp"
#include "engine/bars/layout.hpp"
#include "engine/bars/time_text.hpp"
#include "engine/ingest/named_table.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {
namespace {

struct TradeColumns {
    int time, time_of_day, price, size;  // -1 = absent
};

TradeColumns columns_of(NamedTable const& file, std::string const& path) {
    if (file.lacks_header())
        fail_data("no_header", path + ":1:1", "", "the first line is data, not column names", "",
                  "name the columns, as in --columns id,price,size,quote_size,time,is_buyer_maker");
    TradeColumns at{};
    at.time =
        file.column({"timestamp", "datetime", "date time", "trade time", "transact time", "ts event", "ts"});
    at.time_of_day = at.time < 0 && file.column({"date"}) >= 0 ? file.column({"time"}) : -1;
    if (at.time < 0) at.time = file.needed({"date", "time"}, "time");
    at.price = file.needed({"price", "trade price", "px", "last"}, "price");
    at.size = file.column({"size", "qty", "quantity", "amount", "volume", "trade size", "vol"});
    return at;
}

SourceBar trade_of(NamedTable const& file, TradeColumns const& at, ZoneClock& zone) {
    SourceBar trade;
    trade.time = file.moment(at.time, at.time_of_day, zone);
    trade.known_at = trade.time + trade_known_after_ns;
    if (!read_finite(file.field(at.price), trade.close))
        file.refuse(file.line(), file.field(at.price), "is not a price");
    trade.open = trade.high = trade.low = trade.close;
    trade.volume = std::numeric_limits<double>::quiet_NaN();
    if (at.size >= 0 && (!read_finite(file.field(at.size), trade.volume) || trade.volume < 0))
        file.refuse(file.line(), file.field(at.size), "is not the size of a trade", "a number, 0 or above");
    return trade;
}

}  // namespace

TradeFacts read_trades(TradeFiles const& r, std::function<void(SourceBar const&)> const& take) {
    if (r.timezone.empty())
        fail(ErrorKind::usage,
             ErrorParts{"missing_option", "--timezone", "", "the time zone of the trades must be stated",
                        "an IANA name like America/New_York or UTC", ""});
    ZoneClock zone(r.timezone);
    TradeFacts facts;
    std::string hashes;
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    for (std::string const& path : r.files) {
        NamedTable file(path, r.columns);
        TradeColumns const at = columns_of(file, path);
        while (file.next()) {
            SourceBar const trade = trade_of(file, at, zone);
            if (trade.time < last)
                file.refuse(file.line(), file.field(at.time),
                            "the trade is before the one above it, at " + utc_text(last),
                            "trades in the order of their times, files too");
            last = trade.time;
            ++facts.trades;
            take(trade);
        }
        facts.source += (facts.source.empty() ? "" : ", ") + std::filesystem::path(path).filename().string();
        hashes += file.input_hash();
    }
    if (facts.trades == 0)
        fail_data("no_rows", r.files.empty() ? "--trades" : r.files.front(), "", "there are no trades in it",
                  "", "export it again");
    facts.input_hash = r.files.size() == 1 ? hashes : hash_hex(hashes.data(), hashes.size());
    return facts;
}

}  // namespace basicbot
