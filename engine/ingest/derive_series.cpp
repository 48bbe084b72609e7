#include "engine/ingest/derive_series.hpp"

#include <utility>

#include "engine/bars/data_error.hpp"

namespace basicbot {
namespace {

std::vector<Deriver> derivers_of(std::vector<DerivedBars> const& kinds, std::string const& where) {
    std::vector<Deriver> derivers;
    for (DerivedBars const& kind : kinds) derivers.emplace_back(kind, where);
    return derivers;
}

void finish(DerivedOf& all, std::vector<Deriver>& derivers, std::string const& where) {
    for (std::size_t k = 0; k < derivers.size(); ++k) {
        all.made.push_back(derivers[k].take());
        if (all.made.back().bars.size() == 0)
            fail_data("no_bars", where, derived_text(all.kinds[k]),
                      "the source ends before the first bar is complete", "", "choose a smaller size");
    }
}

std::string origin(DerivedOf const& all, std::size_t k) {
    return all.attributes.source + ", " + derived_text(all.kinds[k]) + " from " + all.source;
}

}  // namespace

DerivedOf derive(Series const& s, std::vector<DerivedBars> kinds) {
    DerivedOf all{s.symbol, s.timeframe, s.attributes, std::move(kinds), {}};
    all.attributes.input_hash = s.data_hash;
    std::string const where = s.symbol + " " + s.timeframe;
    std::vector<Deriver> derivers = derivers_of(all.kinds, where);
    for (std::size_t t = 0; t < s.size(); ++t)
        for (Deriver& deriver : derivers)
            deriver.push(
                {s.time[t], s.close_time[t], s.open[t], s.high[t], s.low[t], s.close[t], s.volume[t]});
    finish(all, derivers, where);
    return all;
}

DerivedOf derive(TradeFiles const& trades, std::string const& symbol, std::vector<DerivedBars> kinds) {
    DerivedOf all{symbol, trades_name, {}, std::move(kinds), {}};
    std::string const where = symbol + " " + trades_name;
    std::vector<Deriver> derivers = derivers_of(all.kinds, where);
    TradeFacts const facts = read_trades(trades, [&](SourceBar const& trade) {
        for (Deriver& deriver : derivers) deriver.push(trade);
    });
    all.attributes.timezone = trades.timezone;
    all.attributes.stamp = "open";
    all.attributes.source = facts.source;
    all.attributes.input_hash = facts.input_hash;
    all.attributes.adjustments = "raw";
    finish(all, derivers, where);
    return all;
}

NewSeries series_of(DerivedOf const& all, std::size_t k) {
    NewSeries fresh{all.symbol, derived_name(all.kinds[k], all.source), stored_form(all.made[k].bars),
                    all.attributes};
    fresh.attributes.stamp = "open";
    fresh.attributes.bar_ns = 0;
    fresh.attributes.bars_per_year = 0;
    fresh.attributes.source = origin(all, k);
    return fresh;
}

std::vector<std::string> names_beside(std::string const& prefix) {
    return {prefix + "_open", prefix + "_high", prefix + "_low", prefix + "_close", prefix + "_volume"};
}

std::vector<ExtraSeries> beside(DerivedOf const& all, std::size_t k, std::string const& prefix) {
    BarColumns const& b = all.made[k].bars;
    std::vector<double> const* const columns[] = {&b.open, &b.high, &b.low, &b.close, &b.volume};
    std::vector<ExtraSeries> made;
    for (std::string const& name : names_beside(prefix)) {
        std::vector<double> const& column = *columns[made.size()];
        ExtraSeries& extra = made.emplace_back();
        extra.symbol = all.symbol, extra.name = name;
        extra.source = origin(all, k), extra.input_hash = all.attributes.input_hash;
        for (std::size_t t = 0; t < b.size(); ++t) {
            if (t + 1 < b.size() && b.close_time[t + 1] == b.close_time[t])
                continue;  // known with a later one
            extra.time.push_back(b.time[t]);
            extra.known_at.push_back(b.close_time[t]);
            extra.value.push_back(column[t]);
        }
    }
    return made;
}

}  // namespace basicbot
