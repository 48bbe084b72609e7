#pragma once
// Trades out of CSV files, packed or not, on their way to derived bars: one trade a line, in the order in
// which they happened.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/ingest/derive.hpp"

namespace basicbot {

struct TradeFiles {
    std::vector<std::string> files;    // each goes on where the one before ends
    std::string timezone;              // required: IANA name of the files' clock
    std::vector<std::string> columns;  // names of the columns where the files have no header
};

struct TradeFacts {
    std::uint64_t trades = 0;
    std::string source;      // names of the files
    std::string input_hash;  // of the file, or of the hashes of several
};

// A trade belongs to the bar that opens at its stamp, so that it is known by no bar that closes there: one
// nanosecond after the stamp.
inline constexpr std::int64_t trade_known_after_ns = 1;

// Columns: the time (timestamp, datetime, transact_time, ..., or date and time), price, and size (or qty,
// quantity, amount, volume); without a size, volumes are not known. Other columns are left aside. Trades may
// share a time and stay in the order of their lines. Hands each to `take` as a source bar. Error(usage) for
// options; Error(data) at file:line for what is no trade and for one that is before the trade above it.
TradeFacts read_trades(TradeFiles const& request, std::function<void(SourceBar const&)> const& take);

}  // namespace basicbot
