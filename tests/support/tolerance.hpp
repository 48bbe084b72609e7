#pragma once
// How close is close enough (DESIGN 4): sums within 1e-12 of the sum of absolute contributions, drawdown
// 1e-12 absolute, counts and decisions exactly.

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

#include "tests/oracles/ledger_form.hpp"

namespace basicbot {

inline bool same_bits(double a, double b) { return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b); }

// |got - want| <= relative * scale; NaN equals NaN.
inline ::testing::AssertionResult within(double got, long double want, long double scale,
                                         long double relative = 1e-12L) {
    if (std::isnan(got) && std::isnan(want)) return ::testing::AssertionSuccess();
    if (std::fabs(got - want) <= relative * std::fabs(scale)) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure()
           << std::hexfloat << "got " << got << std::defaultfloat << " (" << got << "), want " << want
           << ", off by " << got - want << ", allowed " << relative * std::fabs(scale);
}

// A sum against the ledger's, within the magnitude of its terms and what rounding of its inputs may do.
inline ::testing::AssertionResult sum_within(double got, oracle_sum const& want,
                                             long double relative = 1e-12L) {
    long double allowed = relative * want.magnitude + want.slack;
    return within(got, want.value, allowed, 1.0L);
}

enum class compared_sums { lean, full };  // lean: wealth, drawdown, s1, s2, trades, wins

// Every field of what an evaluator made against the ledger; the failure names all fields that are off.
inline ::testing::AssertionResult sums_match(window_sums const& got, oracle_ledger const& want,
                                             compared_sums level = compared_sums::full,
                                             long double relative = 1e-12L) {
    std::string off;
    auto check = [&](char const* field, ::testing::AssertionResult const& result) {
        if (!result) off += std::string("\n  ") + field + ": " + result.message();
    };
    auto exactly = [&](char const* field, double a, double b) { check(field, within(a, b, 0.0L)); };
    window_sums const& w = want.sums;
    double fills = static_cast<double>(want.fills.size());
    check("wealth", within(got.wealth, w.wealth, w.wealth, relative + fills * 0x1p-50L));
    check("drawdown", within(got.drawdown, w.drawdown, 1.0L, relative));
    check("s1", sum_within(got.s1, want.exact.s1, relative));
    check("s2", sum_within(got.s2, want.exact.s2, relative));
    exactly("trades", got.trades, w.trades);
    check("wins", within(got.wins, w.wins, want.doubtful_wins, 1.0L));
    if (level == compared_sums::full) {
        exactly("bars", got.bars, w.bars);
        exactly("returns", got.returns, w.returns);
        check("s3", sum_within(got.s3, want.exact.s3, relative));
        check("s4", sum_within(got.s4, want.exact.s4, relative));
        check("down2", sum_within(got.down2, want.exact.down2, relative));
        check("gain", sum_within(got.gain, want.exact.gain, relative));
        check("loss", sum_within(got.loss, want.exact.loss, relative));
        check("won", sum_within(got.won, want.exact.won, relative));
        check("lost", sum_within(got.lost, want.exact.lost, relative));
        check("profit2", sum_within(got.profit2, want.exact.profit2, relative));
        exactly("held", got.held, w.held);
        check("fees", sum_within(got.fees, want.exact.fees, relative));
        check("notional", sum_within(got.notional, want.exact.notional, relative));
        check("equity", sum_within(got.equity, want.exact.equity, relative));
        exactly("conflicts", got.conflicts, w.conflicts);
        exactly("waits", got.waits, w.waits);
        exactly("ruined", got.ruined, w.ruined);
        // What is left below zero hangs on the account before the last trade.
        long double account = want.trades.empty() ? 0.0L : want.trades.back().before + w.deficit;
        check("deficit", within(got.deficit, w.deficit, account, relative + fills * 0x1p-50L));
    }
    if (off.empty()) return ::testing::AssertionSuccess();
    return ::testing::AssertionFailure() << "sums are off:" << off;
}

}  // namespace basicbot
