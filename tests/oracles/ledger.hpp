#pragma once
// The reference backtester: one cell, one symbol, bar by bar, float64, every step written out. Slow on
// purpose.
//
// State: cash, units (negative = short), the wanted side d in {-1, 0, +1}, one blocked flag a side.
// A1   Units are fixed from fill to fill; equity = cash + units * price.
// A9   The window [a, b) starts flat with d = 0. The signals of bars a-1 .. b-2 decide; a = 0 has no bar
// before it.
//      What bar b-1 decides dies, so its signals are not looked at (nor are its conflicts counted).
// A6   Signals of bar t, with a side's block lifted first where its raw entry rule is false at t:
//        le = long_entry and not long_exit and not blocked (exit beats entry of the same side); se likewise
//        le and se: no order, d stays, one conflict; else le: d = +1; else se: d = -1;
//        else d = +1 and long_exit, or d = -1 and short_exit: d = 0.
//      An opposite entry closes and reverses at one price.
//      A stop blocks its side before the signals of its bar are looked at (re-entry = edge).
// A2   Bar t:
//        1. stop against the open: long open <= level, short open >= level; fills at the open. d = 0 if it
//        named the
//           stopped side; an opposite order still fills in step 2; an order to close is void.
//        2. if d is not the side held: close what is held, open d, at the open.
//        3. stop against low (long) or high (short) of the position now held, also of one opened in step 2;
//        fills at
//           the level, or at the open where the level lies beyond it (stop smaller than slippage; A4: the
//           reference price lies in [low, high]).
//        4. mark at the close. On bar b-1 an open position is then closed at the close with costs (A9),
//        whatever the
//           volume, and the bar's equity is the cash after it.
// A4   Market and stop fills: price = reference * (1 + slippage) to buy, * (1 - slippage) to sell; fee on the
// slipped
//      notional of every leg. A bar of known zero volume fills nothing (steps 1-3); it is a wait if d is not
//      the side held or the stop would have been hit; the level keeps resting, the hit is not remembered.
// A5   All in at the fill. Cash per unit of a buy at p is p * (1 + fee), of a sale p * (1 - fee):
//        open long    units = cash / (p * (1 + fee))      cash = 0
//        open short   units = -(cash / (p * (1 + fee)))   cash = cash + |units| * (p * (1 - fee))
//        close long   cash = cash + units * (p * (1 - fee))
//        close short  cash = cash - |units| * (p * (1 + fee))
//      Profit of a trade = |units| * (cash per unit received - cash per unit paid): from the fill prices.
//      Stop level = fill price * (1 - stop) long, * (1 + stop) short; stop = 0: none.
// A14  Cash <= 0 after a closing leg, or equity <= 0 at a mark: the account is closed there. Equity is 0 from
// this bar
//      on, its return is -1, later bars give no returns, no signals, no waits; deficit = what was below 0.
//      The trade counts as closed with nothing left (after = 0), so that the profits add up to the change of
//      the account.
// Held: a position at the close (before the closing at the window's end), or closed in step 3. A position
// that leaves at the open (steps 1 and 2) did not see the bar.

#include <limits>

#include "tests/oracles/ledger_form.hpp"
#include "tests/oracles/ledger_sums.hpp"

namespace basicbot {

class OracleLedger {
  public:
    OracleLedger(oracle_bars const& bars, oracle_rules const& rules, cost_row costs, window span,
                 oracle_terms terms)
        : bars_(bars), rules_(rules), costs_(costs), span_(span), terms_(terms), cash_(terms.start_cash) {}

    oracle_ledger run() {
        if (span_.begin > 0) look_at_signals(span_.begin - 1);
        for (int64_t t = span_.begin; t < span_.end; ++t) {
            if (ruined()) {
                out_.held.push_back(false);
                out_.equity.push_back(0.0);
            } else {
                out_.held.push_back(live_through(t));
            }
            out_.cash.push_back(cash_);
            if (!ruined() && t + 1 < span_.end) look_at_signals(t);
        }
        fill_sums(out_, span_, terms_);
        return out_;
    }

  private:
    bool ruined() const { return out_.ruin_bar >= 0; }
    int side() const { return units_ > 0 ? 1 : units_ < 0 ? -1 : 0; }

    bool live_through(int64_t t) {  // returns whether the bar counts as held
        bool stopped_inside = false;
        if (bars_.volume[t] == 0.0) {
            if (wanted_ != side() || stop_crossed(bars_.open[t]) || stop_crossed(worst_price(t)))
                out_.waits.push_back(t);
        } else {
            if (stop_crossed(bars_.open[t])) stop_out(t, bars_.open[t]);
            if (!ruined() && wanted_ != side()) trade_to_wanted(t);
            if (!ruined() && stop_crossed(worst_price(t))) {
                bool beyond = side() > 0 ? level_ > bars_.open[t] : level_ < bars_.open[t];
                stop_out(t, beyond ? bars_.open[t] : level_);
                stopped_inside = true;
            }
        }
        bool held = stopped_inside || side() != 0;
        mark(t);
        return held;
    }

    double worst_price(int64_t t) const { return side() > 0 ? bars_.low[t] : bars_.high[t]; }

    bool stop_crossed(double price) const {
        if (side() == 0 || costs_.stop == 0.0) return false;
        return side() > 0 ? price <= level_ : price >= level_;
    }

    void stop_out(int64_t t, double reference) {
        int stopped = side();
        close_position(t, reference, fill_reason::stop);
        (stopped > 0 ? long_blocked_ : short_blocked_) = true;
        if (wanted_ == stopped) wanted_ = 0;
    }

    void trade_to_wanted(int64_t t) {
        bool reversal = side() != 0 && wanted_ != 0;
        if (side() != 0)
            close_position(t, bars_.open[t], reversal ? fill_reason::reverse : fill_reason::exit);
        if (wanted_ != 0 && !ruined())
            open_position(t, bars_.open[t], reversal ? fill_reason::reverse : fill_reason::entry);
    }

    void open_position(int64_t t, double reference, fill_reason reason) {
        bool buy = wanted_ > 0;
        double p = buy ? reference * (1.0 + costs_.slippage) : reference * (1.0 - costs_.slippage);
        double size = cash_ / (p * (1.0 + costs_.fee));
        double n = size * p;
        double fee = n * costs_.fee;
        before_ = cash_;
        entry_cash_ = buy ? p * (1.0 + costs_.fee) : p * (1.0 - costs_.fee);
        cash_ = buy ? 0.0 : cash_ + size * entry_cash_;
        units_ = buy ? size : -size;
        level_ = buy ? p * (1.0 - costs_.stop) : p * (1.0 + costs_.stop);
        entry_bar_ = t;
        entry_price_ = p;
        out_.fills.push_back({t, buy ? 1 : -1, p, size, fee, reason});
    }

    void close_position(int64_t t, double reference, fill_reason reason) {
        bool buy = side() < 0;
        double p = buy ? reference * (1.0 + costs_.slippage) : reference * (1.0 - costs_.slippage);
        double size = buy ? -units_ : units_;
        double n = size * p;
        double fee = n * costs_.fee;
        double exit_cash = buy ? p * (1.0 + costs_.fee) : p * (1.0 - costs_.fee);
        cash_ = buy ? cash_ - size * exit_cash : cash_ + size * exit_cash;
        double profit = buy ? size * (entry_cash_ - exit_cash) : size * (exit_cash - entry_cash_);
        out_.fills.push_back({t, buy ? 1 : -1, p, size, fee, reason});
        if (cash_ <= 0.0) {
            profit = -before_;
            ruin(t, cash_);
        }
        book_trade(t, p, profit, reason);
    }

    void book_trade(int64_t t, double exit_price, double profit, fill_reason reason) {
        double size = units_ < 0 ? -units_ : units_;
        out_.trades.push_back(
            {entry_bar_, t, side(), size, entry_price_, exit_price, before_, cash_, profit, reason});
        units_ = 0.0;
    }

    void ruin(int64_t t, double equity) {
        out_.ruin_bar = t;
        out_.deficit = 0.0 - equity;
        cash_ = 0.0;
    }

    void mark(int64_t t) {
        if (t + 1 == span_.end && side() != 0) close_position(t, bars_.close[t], fill_reason::window_end);
        double equity = cash_ + units_ * bars_.close[t];
        if (side() != 0 && equity <= 0.0) {
            ruin(t, equity);
            book_trade(t, std::numeric_limits<double>::quiet_NaN(), -before_, fill_reason::ruin);
            equity = 0.0;
        }
        out_.equity.push_back(equity);
    }

    void look_at_signals(int64_t t) {
        if (!rules_.long_entry[t]) long_blocked_ = false;
        if (!rules_.short_entry[t]) short_blocked_ = false;
        bool le = rules_.long_entry[t] && !rules_.long_exit[t] && !long_blocked_;
        bool se = rules_.short_entry[t] && !rules_.short_exit[t] && !short_blocked_;
        if (le && se)
            out_.conflicts.push_back(t);
        else if (le)
            wanted_ = 1;
        else if (se)
            wanted_ = -1;
        else if ((wanted_ > 0 && rules_.long_exit[t]) || (wanted_ < 0 && rules_.short_exit[t]))
            wanted_ = 0;
    }

    oracle_bars const& bars_;
    oracle_rules const& rules_;
    cost_row costs_;
    window span_;
    oracle_terms terms_;
    oracle_ledger out_;

    double cash_;
    double units_ = 0.0;
    int wanted_ = 0;
    bool long_blocked_ = false, short_blocked_ = false;
    double level_ = 0.0, before_ = 0.0, entry_price_ = 0.0, entry_cash_ = 0.0;
    int64_t entry_bar_ = -1;
};

// Runs one cell over the window [span.begin, span.end) of the bars. All vectors have one length; the window
// lies in it.
inline oracle_ledger run_ledger(oracle_bars const& bars, oracle_rules const& rules, cost_row costs,
                                window span, oracle_terms terms = {}) {
    return OracleLedger(bars, rules, costs, span, terms).run();
}

}  // namespace basicbot
