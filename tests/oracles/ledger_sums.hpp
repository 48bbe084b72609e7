#pragma once
// The sums of a reference ledger, taken from its lists: once in float64 from left to right (as a reader would
// write them), once in extended precision with the magnitudes that a tolerance is measured against (DESIGN 4,
// A10).

#include <algorithm>
#include <cmath>

#include "tests/oracles/ledger_form.hpp"

namespace basicbot {

// One rounding of a bar return costs about 2^-52 absolute, however small the return; four of them are
// allowed.
inline constexpr long double oracle_return_error = 0x1p-50L;
// Cash that went through k fills carries a relative error of about k roundings; four a fill are allowed.
inline constexpr long double oracle_cash_error = 0x1p-50L;

// Adds a term; `error` is the absolute error that float64 inputs may carry into it.
inline void oracle_add(oracle_sum& sum, long double term, long double error) {
    sum.value += term;
    sum.magnitude += std::fabs(term);
    sum.slack += error;
}

inline void fill_return_sums(oracle_ledger& x, oracle_terms terms) {
    window_sums& s = x.sums;
    double previous = terms.start_cash;
    for (double equity : x.equity) {
        if (previous == 0.0) break;  // ruined on the bar before: no returns from here on (A14)
        double r = equity / previous - 1.0;
        double below = std::min(r - terms.mar_bar, 0.0);
        s.returns += 1.0;
        s.s1 += r;
        s.s2 += r * r;
        s.s3 += r * r * r;
        s.s4 += r * r * r * r;
        s.down2 += below * below;
        s.gain += std::max(r - terms.threshold_bar, 0.0);
        s.loss += std::max(terms.threshold_bar - r, 0.0);

        long double e = oracle_return_error;
        long double q = static_cast<long double>(equity) / previous - 1.0L;
        long double short_of = std::min(q - terms.mar_bar, 0.0L), a = std::fabs(q);
        e *= 1.0L + a;
        oracle_add(x.exact.s1, q, e);
        oracle_add(x.exact.s2, q * q, 2 * a * e + e * e);
        oracle_add(x.exact.s3, q * q * q, 3 * a * a * e + e * e * e);
        oracle_add(x.exact.s4, q * q * q * q, 4 * a * a * a * e + e * e * e * e);
        oracle_add(x.exact.down2, short_of * short_of, 2 * -short_of * e + e * e);
        oracle_add(x.exact.gain, std::max(q - terms.threshold_bar, 0.0L), e);
        oracle_add(x.exact.loss, std::max(terms.threshold_bar - q, 0.0L), e);
        previous = equity;
    }
}

inline void fill_trade_sums(oracle_ledger& x) {
    window_sums& s = x.sums;
    long double roundings = 0;
    for (oracle_trade const& t : x.trades) {
        double p = t.profit;
        s.trades += 1.0;
        s.wins += p > 0.0 ? 1.0 : 0.0;
        s.won += std::max(p, 0.0);
        s.lost += std::min(p, 0.0);
        s.profit2 += p * p;

        roundings += 2;
        long double account = std::max(std::fabs(t.before), std::fabs(t.after));
        long double q = static_cast<long double>(t.after) - t.before;
        long double e = account * roundings * oracle_cash_error;
        oracle_add(x.exact.won, std::max(q, 0.0L), e);
        oracle_add(x.exact.lost, std::min(q, 0.0L), e);
        oracle_add(x.exact.profit2, q * q, 2 * std::fabs(q) * e + e * e);
        if (std::fabs(q) <= 1e-12L * account) ++x.doubtful_wins;
    }
    roundings = 0;
    for (oracle_fill const& f : x.fills) {
        s.fees += f.fee;
        s.notional += f.units * f.price;

        roundings += 1;
        long double n = static_cast<long double>(f.units) * f.price;
        oracle_add(x.exact.fees, f.fee, f.fee * roundings * oracle_cash_error);
        oracle_add(x.exact.notional, n, n * roundings * oracle_cash_error);
    }
}

// Fills x.sums, x.exact and x.doubtful_wins from the lists of the ledger.
inline void fill_sums(oracle_ledger& x, window span, oracle_terms terms) {
    window_sums& s = x.sums;
    s = window_sums{};
    s.bars = static_cast<double>(span.end - span.begin);
    double peak = terms.start_cash;
    for (double equity : x.equity) {
        peak = std::max(peak, equity);
        s.drawdown = std::min(s.drawdown, equity / peak - 1.0);
        s.equity += equity;
        oracle_add(x.exact.equity, equity, equity * (x.fills.size() + 1) * oracle_cash_error);
    }
    for (bool held : x.held) s.held += held ? 1.0 : 0.0;
    s.wealth = (x.equity.empty() ? terms.start_cash : x.equity.back()) / terms.start_cash;
    s.conflicts = static_cast<double>(x.conflicts.size());
    s.waits = static_cast<double>(x.waits.size());
    s.ruined = x.ruin_bar >= 0 ? 1.0 : 0.0;
    s.deficit = x.deficit;
    fill_return_sums(x, terms);
    fill_trade_sums(x);
}

}  // namespace basicbot
