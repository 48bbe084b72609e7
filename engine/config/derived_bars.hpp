#pragma once
// Bars made of trades or of other bars: their kinds, how a kind is written ("renko:2.5") and what a store
// calls its series ("renko2.5_1m"). They show prices that nobody could trade at, so a study may not be run
// over them: derived bars never price a fill (A23). What the kinds mean is in engine/ingest/derive.hpp.

#include <optional>
#include <string>
#include <string_view>

namespace basicbot {

enum class DerivedKind { volume, dollar, tick, range, renko, heikin_ashi };

struct DerivedBars {
    DerivedKind kind = DerivedKind::tick;
    double size = 0;  // of a bar: units traded, money, trades or source bars, price, price; 0 = heikin_ashi

    bool operator==(DerivedBars const&) const = default;
};

// The source of bars that were made of trades.
inline constexpr char const* trades_name = "trades";

// "volume", ..., "heikin_ashi": an identifier of the strategy language.
char const* kind_name(DerivedKind kind);

// "volume:1000000", "dollar:5e6", "tick:500", "range:2", "renko:2.5", "heikin_ashi". Error(usage,
// "bad_option") for another kind, a size that is not above 0 or has more than 15 digits, parts of a tick.
DerivedBars parse_derived(std::string const& text);
// The same text again; the size as a plain decimal.
std::string derived_text(DerivedBars const& bars);

// What a store calls the series: kind and size, then the source, which is a bar length or "trades".
std::string derived_name(DerivedBars const& bars, std::string_view source);

struct DerivedName {
    DerivedBars bars;
    std::string source;
};
// Empty where this is not derived_name() of anything.
std::optional<DerivedName> read_derived_name(std::string_view timeframe);

// Why a study over such bars is refused, and what gives the same rules prices to trade at.
inline constexpr char const* derived_problem = "derived bars never price a fill or a return (A23)";
std::string derived_advice(DerivedName const& name);

// A whole number and a unit, as in 5m; engine/bars/timeframe.hpp knows its length.
bool has_timeframe_form(std::string_view text);

}  // namespace basicbot
