#include "engine/ingest/derive.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/bars/data_error.hpp"
#include "engine/bars/time_text.hpp"

namespace basicbot {

class Deriver::Maker {
  public:
    virtual ~Maker() = default;
    virtual void push(SourceBar const& bar, BarColumns& made) = 0;
};

namespace {

constexpr double most_bricks = 10'000;  // of one source bar

// Ten trades of 0.1 fill a bar of 1, which their sum in float64 misses by one unit of its last place.
bool fills(double amount, double size) { return amount >= size * (1 - 1e-12); }

// How many steps of `size` lie between two prices, and how far the float64 forms of their decimals may be
// from the true count: 100.3 lies three bricks of 0.1 above 100.
struct Steps {
    double count, slack;
};
Steps steps_between(double from, double to, double size) {
    constexpr double unit = std::numeric_limits<double>::epsilon();
    return {(to - from) / size, 4 * unit * (std::fabs(from) + std::fabs(to)) / size};
}

// The source bars since the last derived one.
struct Gathered {
    std::int64_t time = 0;
    double open = 0, high = 0, low = 0, volume = 0;
    bool empty = true;

    void add(SourceBar const& bar) {
        if (empty) *this = {bar.time, bar.open, bar.high, bar.low, 0, false};
        high = std::max(high, bar.high), low = std::min(low, bar.low);
        volume += bar.volume;
    }
};

class Gathering : public Deriver::Maker {
  public:
    Gathering(DerivedBars const& what, std::string source) : what_(what), source_(std::move(source)) {}

    void push(SourceBar const& bar, BarColumns& made) override {
        bool const counts_volume = what_.kind == DerivedKind::volume || what_.kind == DerivedKind::dollar;
        if (counts_volume && std::isnan(bar.volume))
            fail_data("no_volume", source_, utc_text(bar.time),
                      "its volume is not known, and " + std::string(kind_name(what_.kind)) + " bars count it",
                      "", "derive tick, range, renko or heikin_ashi bars");
        bars_.add(bar);
        amount_ += what_.kind == DerivedKind::volume   ? bar.volume
                   : what_.kind == DerivedKind::dollar ? std::fabs(bar.close) * bar.volume
                                                       : 1;
        if (!complete()) return;
        made.push_back(bars_.time, bar.known_at, bars_.open, bars_.high, bars_.low, bar.close, bars_.volume);
        bars_ = {}, amount_ = 0;
    }

  private:
    bool complete() const {
        if (what_.kind != DerivedKind::range) return fills(amount_, what_.size);
        Steps const steps = steps_between(bars_.low, bars_.high, what_.size);
        return steps.count + steps.slack >= 1;
    }

    DerivedBars what_;
    std::string source_;
    Gathered bars_;
    double amount_ = 0;
};

class Renko : public Deriver::Maker {
  public:
    Renko(double size, std::string source) : size_(size), source_(std::move(source)) {}

    void push(SourceBar const& bar, BarColumns& made) override {
        if (!begun_) base_ = bar.close, begun_ = true;
        bars_.add(bar);
        Steps const steps = steps_between(base_, bar.close, size_);
        // Whole levels above the base that the close has reached from below, and from above.
        double const up = std::floor(steps.count + steps.slack), down = std::ceil(steps.count - steps.slack);
        // A brick against the last one begins at that one's other end.
        double const low = direction_ > 0 ? level_ - 1 : level_, high = direction_ < 0 ? level_ + 1 : level_;
        bool const fine = steps.slack < 0.01 && std::fabs(steps.count) < 1e15;
        if (!fine || up - high > most_bricks || low - down > most_bricks)
            fail_data("too_many_bricks", source_, utc_text(bar.time),
                      "its close completes over 10000 bricks, or a brick is too small for float64", "",
                      "choose larger bricks");
        if (up >= high + 1) lay(bar, high, up, +1, made);
        if (down <= low - 1) lay(bar, low, down, -1, made);
    }

  private:
    void lay(SourceBar const& bar, double from, double to, int direction, BarColumns& made) {
        int const bricks = static_cast<int>(std::fabs(to - from));
        double const share = bars_.volume / bricks;
        for (int i = 0; i < bricks; ++i) {
            double const level = from + direction * i;
            double const open = base_ + level * size_, close = base_ + (level + direction) * size_;
            made.push_back(i == 0 ? bars_.time : bar.time, bar.known_at, open, std::max(open, close),
                           std::min(open, close), close, share);
        }
        level_ = to, direction_ = direction, bars_ = {};
    }

    double size_;
    std::string source_;
    bool begun_ = false;
    double base_ = 0;    // of the grid, a price
    double level_ = 0;   // whole bricks above the base at which the last brick closed
    int direction_ = 0;  // of the last brick; 0 = there is none
    Gathered bars_;
};

class HeikinAshi : public Deriver::Maker {
  public:
    void push(SourceBar const& bar, BarColumns& made) override {
        double const open = made.size() == 0 ? (bar.open + bar.close) / 2
                                             : (made.open.back() + made.close.back()) / 2,
                     close = (bar.high + bar.low + bar.close + bar.open) / 4;
        made.push_back(bar.time, bar.known_at, open, std::max({bar.high, open, close}),
                       std::min({bar.low, open, close}), close, bar.volume);
    }
};

}  // namespace

Deriver::Deriver(DerivedBars const& what, std::string source) {
    if (what.kind == DerivedKind::heikin_ashi)
        maker_ = std::make_unique<HeikinAshi>();
    else if (what.kind == DerivedKind::renko)
        maker_ = std::make_unique<Renko>(what.size, std::move(source));
    else
        maker_ = std::make_unique<Gathering>(what, std::move(source));
}

Deriver::~Deriver() = default;
Deriver::Deriver(Deriver&&) noexcept = default;

void Deriver::push(SourceBar const& bar) {
    std::size_t const before = made_.bars.size();
    maker_->push(bar, made_.bars);
    ++made_.source_bars;
    made_.left_over = made_.bars.size() > before ? 0 : made_.left_over + 1;
}

BarColumns stored_form(BarColumns bars) {
    std::int64_t known = std::numeric_limits<std::int64_t>::min();
    for (std::size_t t = 0; t < bars.size(); ++t) {
        bars.time[t] = std::max(bars.time[t], known);
        known = bars.close_time[t] = std::max(bars.close_time[t], bars.time[t] + 1);
    }
    return bars;
}

}  // namespace basicbot
