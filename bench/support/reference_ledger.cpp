#include "bench/support/reference_ledger.hpp"

#include <algorithm>
#include <cmath>

#include "bench/support/verify.hpp"

namespace basicbot {

namespace {

class Account {
  public:
    Account(Series const& bars, cost_row const& costs) : bars_(bars), costs_(costs) {}

    void decide(reference_rules const& r) {
        blocked_long_ =
            blocked_long_ && r.long_entry;  // a stop blocks its side until the entry has been false
        blocked_short_ = blocked_short_ && r.short_entry;
        bool const enter_long = r.long_entry && !r.long_exit && !blocked_long_;
        bool const enter_short = r.short_entry && !r.short_exit && !blocked_short_;
        if (enter_long && enter_short) return;
        if (enter_long)
            wanted_ = 1;
        else if (enter_short)
            wanted_ = -1;
        else if ((wanted_ > 0 && r.long_exit) || (wanted_ < 0 && r.short_exit))
            wanted_ = 0;
    }

    void live(std::size_t t, bool last) {
        if (bars_.volume[t] != 0) trade(t);
        if (last && side() != 0) close(bars_.close[t]);
        double const now = cash_ + units_ * bars_.close[t];
        if (!(now > 0)) not_verified("a ruined account, which the benchmark's reference does not know");
        double const r = now / equity_ - 1;
        out_.s1 += r;
        out_.s2 += r * r;
        equity_ = now;
        peak_ = std::max(peak_, equity_);
        out_.drawdown = std::min(out_.drawdown, equity_ / peak_ - 1);
        out_.wealth = equity_;
    }

    reference_result const& result() const { return out_; }

  private:
    int side() const { return units_ > 0 ? 1 : units_ < 0 ? -1 : 0; }

    bool crossed(double price) const {
        if (side() == 0 || costs_.stop == 0) return false;
        return side() > 0 ? price <= level_ : price >= level_;
    }

    void trade(std::size_t t) {
        double const open = bars_.open[t];
        if (crossed(open)) stop_out(open);
        if (wanted_ != side()) {
            if (side() != 0) close(open);
            if (wanted_ != 0) enter(open);
        }
        double const worst = side() > 0 ? bars_.low[t] : bars_.high[t];
        if (crossed(worst)) stop_out(side() > 0 ? std::min(open, level_) : std::max(open, level_));
    }

    void stop_out(double price) {
        int const stopped = side();
        close(price);
        (stopped > 0 ? blocked_long_ : blocked_short_) = true;
        if (wanted_ == stopped) wanted_ = 0;
    }

    void enter(double reference) {
        bool const buy = wanted_ > 0;
        double const price = reference * (buy ? 1 + costs_.slippage : 1 - costs_.slippage);
        double const size = cash_ / (price * (1 + costs_.fee));
        entry_ = price * (buy ? 1 + costs_.fee : 1 - costs_.fee);
        cash_ = buy ? 0 : cash_ + size * entry_;
        units_ = buy ? size : -size;
        level_ = price * (buy ? 1 - costs_.stop : 1 + costs_.stop);
    }

    void close(double reference) {
        bool const buy = units_ < 0;
        double const price = reference * (buy ? 1 + costs_.slippage : 1 - costs_.slippage);
        double const leave = price * (buy ? 1 + costs_.fee : 1 - costs_.fee);
        cash_ += units_ * leave;
        out_.trades += 1;
        out_.wins += buy ? entry_ > leave : leave > entry_;
        units_ = 0;
    }

    Series const& bars_;
    cost_row costs_;
    reference_result out_;
    double cash_ = 1, units_ = 0, entry_ = 0, level_ = 0, equity_ = 1, peak_ = 1;
    int wanted_ = 0;
    bool blocked_long_ = false, blocked_short_ = false;
};

}  // namespace

reference_result reference_ledger(Series const& bars,
                                  std::function<reference_rules(std::int64_t)> const& rules,
                                  cost_row const& costs, window span) {
    Account account(bars, costs);
    if (span.begin > 0) account.decide(rules(span.begin - 1));
    for (std::int64_t t = span.begin; t < span.end; ++t) {
        account.live(static_cast<std::size_t>(t), t + 1 == span.end);
        if (t + 1 < span.end) account.decide(rules(t));
    }
    return account.result();
}

}  // namespace basicbot
