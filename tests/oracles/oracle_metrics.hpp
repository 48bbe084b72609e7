#pragma once
// The 20 default metrics from the lists of a reference ledger, in extended precision, by the textbook: means
// first, then deviations from them (never by power sums). Definitions: research/features.md 2.2 with RULES
// A13-A16. Undefined is NaN, never 0 or infinity.
//
// Returns are those of the bars of the window up to and with the ruin (A14); n is their number. K = bars /
// years with all bars of the window (A13). Ruin: total return = CAGR = maximum drawdown = -1.
//   total_return        final / start - 1
//   cagr                (final / start)^(1/years) - 1
//   volatility          sd sqrt(K), ddof 1; n >= 2
//   sharpe              mean(r - rf) / sd(r - rf) sqrt(K); NaN without variance
//   downside_deviation  sqrt(mean of min(r - MAR, 0)^2 over all n), per bar
//   sortino             mean(r - MAR) K / (downside_deviation sqrt(K)); NaN where that is 0
//   max_drawdown        min(equity / peak) - 1, the start cash is the first peak; <= 0
//   calmar              cagr / |max_drawdown|; NaN where that is 0
//   omega               sum max(r - L, 0) / sum max(L - r, 0), L = rf + required; NaN without a loss
//   skew, kurtosis      bias-corrected G1 (n >= 3) and excess G2 (n >= 4), as pandas; NaN without variance
//   trades, win_rate    closed trades; wins / trades, a win is a profit > 0
//   profit_factor       sum of profits / |sum of losses|; NaN without a loss
//   payoff              mean of the wins / |mean of the others|; NaN without a win or a loss
//   expectancy          w mean(win) - (1-w) |mean(other)| = mean profit of a trade
//   sqn                 sqrt(N) mean / sd of the profits, ddof 1; N >= 2, NaN without variance
//   exposure            held bars / bars
//   turnover            traded notional, both sides / mean equity over all bars / years
//   fees                sum
// A trade of exactly no profit is no win; it stands with the losses in `payoff` (win rate's complement).

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/oracles/ledger_form.hpp"

namespace basicbot {

struct oracle_period {
    long double years;  // (last close time - first open time) / 365.2425 days
    long double risk_free_bar = 0, mar_bar = 0, required_bar = 0;
    long double start_cash = 1;
};

struct oracle_metrics {
    long double total_return, cagr, volatility, sharpe, downside_deviation, sortino, max_drawdown, calmar,
        omega;
    long double skew, kurtosis, trades, win_rate, profit_factor, payoff, expectancy, sqn, exposure, turnover,
        fees;
};

struct oracle_moments {  // of a list: mean, and the sums of powers of the deviations from it
    long double n = 0, mean = 0, m2 = 0, m3 = 0, m4 = 0;
};

inline oracle_moments oracle_moments_of(std::vector<long double> const& x) {
    oracle_moments m;
    m.n = static_cast<long double>(x.size());
    for (long double v : x) m.mean += v / m.n;
    // A list of one value has no variance, whatever rounding did to the mean.
    if (x.empty() || std::all_of(x.begin(), x.end(), [&](long double v) { return v == x[0]; })) return m;
    for (long double v : x) {
        long double d = v - m.mean;
        m.m2 += d * d;
        m.m3 += d * d * d;
        m.m4 += d * d * d * d;
    }
    return m;
}

inline std::vector<long double> oracle_returns(oracle_ledger const& x, oracle_period const& p) {
    std::vector<long double> r;
    long double previous = p.start_cash;
    for (double equity : x.equity) {
        if (previous == 0) break;
        r.push_back(equity / previous - 1);
        previous = equity;
    }
    return r;
}

inline void oracle_return_metrics(oracle_metrics& out, std::vector<long double> const& r,
                                  oracle_period const& p, long double bars_per_year) {
    long double const nan = std::numeric_limits<long double>::quiet_NaN();
    oracle_moments m = oracle_moments_of(r);
    long double n = m.n, k = bars_per_year;
    long double sd = n >= 2 ? std::sqrt(m.m2 / (n - 1)) : nan;
    out.volatility = sd * std::sqrt(k);
    out.sharpe = sd > 0 ? (m.mean - p.risk_free_bar) / sd * std::sqrt(k) : nan;
    long double below = 0, gain = 0, loss = 0, limit = p.risk_free_bar + p.required_bar;
    for (long double v : r) {
        long double d = std::min(v - p.mar_bar, 0.0L);
        below += d * d;
        gain += std::max(v - limit, 0.0L);
        loss += std::max(limit - v, 0.0L);
    }
    long double dd = n > 0 ? std::sqrt(below / n) : nan;
    out.downside_deviation = dd;
    out.sortino = dd > 0 ? (m.mean - p.mar_bar) * k / (dd * std::sqrt(k)) : nan;
    out.omega = loss > 0 ? gain / loss : nan;
    bool varied = m.m2 > 0;
    long double v2 = m.m2 / n, v3 = m.m3 / n, v4 = m.m4 / n;  // moments with 1/n
    out.skew = n >= 3 && varied ? std::sqrt(n * (n - 1)) / (n - 2) * v3 / (v2 * std::sqrt(v2)) : nan;
    out.kurtosis =
        n >= 4 && varied ? (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (v4 / (v2 * v2) - 3) + 6) : nan;
}

inline void oracle_trade_metrics(oracle_metrics& out, oracle_ledger const& x) {
    long double const nan = std::numeric_limits<long double>::quiet_NaN();
    std::vector<long double> profits;
    long double won = 0, lost = 0, wins = 0;
    for (oracle_trade const& t : x.trades) {
        profits.push_back(t.profit);
        if (t.profit > 0) wins += 1, won += t.profit;
        if (t.profit < 0) lost -= t.profit;
    }
    oracle_moments m = oracle_moments_of(profits);
    out.trades = m.n;
    out.win_rate = m.n > 0 ? wins / m.n : nan;
    out.profit_factor = lost > 0 ? won / lost : nan;
    out.payoff = wins > 0 && lost > 0 ? (won / wins) / (lost / (m.n - wins)) : nan;
    out.expectancy = m.n > 0 ? m.mean : nan;
    out.sqn = m.n >= 2 && m.m2 > 0 ? std::sqrt(m.n) * m.mean / std::sqrt(m.m2 / (m.n - 1)) : nan;
}

// The metrics of a ledger over its window; p.years belongs to the window, p.start_cash is the ledger's.
inline oracle_metrics metrics_of(oracle_ledger const& x, oracle_period const& p) {
    long double const nan = std::numeric_limits<long double>::quiet_NaN();
    oracle_metrics out{};
    long double bars = static_cast<long double>(x.equity.size());
    bool timed = p.years > 0;
    long double final_equity = x.equity.empty() ? p.start_cash : static_cast<long double>(x.equity.back());
    long double wealth = final_equity / p.start_cash;
    out.total_return = wealth - 1;
    out.cagr = wealth == 0 ? -1 : timed ? std::pow(wealth, 1 / p.years) - 1 : nan;
    long double peak = p.start_cash, deepest = 0, equity_sum = 0;
    for (double equity : x.equity) {
        peak = std::max(peak, static_cast<long double>(equity));
        deepest = std::min(deepest, equity / peak - 1);
        equity_sum += equity;
    }
    out.max_drawdown = deepest;
    out.calmar = deepest < 0 ? out.cagr / -deepest : nan;
    oracle_return_metrics(out, oracle_returns(x, p), p, timed ? bars / p.years : nan);
    oracle_trade_metrics(out, x);
    long double held = static_cast<long double>(std::count(x.held.begin(), x.held.end(), true));
    out.exposure = bars > 0 ? held / bars : nan;
    long double notional = 0;
    for (oracle_fill const& f : x.fills) {
        notional += static_cast<long double>(f.units) * f.price;
        out.fees += f.fee;
    }
    out.turnover = timed && equity_sum > 0 ? notional / (equity_sum / bars) / p.years : nan;
    return out;
}

}  // namespace basicbot
