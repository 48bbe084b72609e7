#include "engine/ingest/quotes.hpp"

#include <algorithm>

#include "engine/bars/data_error.hpp"
#include "engine/bars/layout.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/ingest/stamp.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {
namespace {

constexpr double bps = 1e4;

struct Sides {
    CsvImport bid, ask;
};

Sides read_sides(std::string const& bid_path, std::string const& ask_path, CsvImportOptions options) {
    bool const one_file = ask_path.empty();
    options.side = one_file ? "bid" : "";
    CsvImport bid = import_csv(bid_path, options);
    options.side = one_file ? "ask" : "";
    CsvImport ask = import_csv(one_file ? bid_path : ask_path, options);
    if (bid.attributes.bar_ns != ask.attributes.bar_ns ||
        bid.attributes.timezone != ask.attributes.timezone || bid.attributes.stamp != ask.attributes.stamp ||
        bid.attributes.adjustments != ask.attributes.adjustments)
        fail_data("attributes_differ", bid_path, ask_path,
                  "the two sides differ in bar length, time zone, stamp or adjustments");
    return {std::move(bid), std::move(ask)};
}

class Join {
  public:
    Join(Sides const& sides, OnBad on_bad, QuoteFacts& facts)
        : bid_(sides.bid.bars), ask_(sides.ask.bars), sides_(sides), on_bad_(on_bad), facts_(facts) {}

    BarColumns mids() {
        for (std::size_t i = 0, j = 0; i < bid_.size() || j < ask_.size();) {
            bool const no_ask = j == ask_.size() || (i < bid_.size() && bid_.time[i] < ask_.time[j]);
            if (no_ask || i == bid_.size() || ask_.time[j] < bid_.time[i]) {
                std::int64_t const time = no_ask ? bid_.time[i++] : ask_.time[j++];
                ++facts_.unpaired;
                if (on_bad_ == OnBad::reject)
                    refuse(time, std::string("the bar has no ") + (no_ask ? "ask" : "bid"));
                continue;
            }
            add(i++, j++);
        }
        finish();
        return std::move(mids_);
    }

  private:
    [[noreturn]] void refuse(std::int64_t time, std::string const& problem) const {
        fail_data("bad_quote", sides_.bid.report.file, utc_text(time), problem, "",
                  "mend the files, or use --on-bad drop to leave such bars out");
    }

    void add(std::size_t i, std::size_t j) {
        if (ask_.close[j] < bid_.close[i]) {
            ++facts_.crossed;
            if (on_bad_ == OnBad::reject) refuse(bid_.time[i], "the bar closes with the ask under the bid");
            if (on_bad_ == OnBad::drop) return;
        }
        auto const mid = [&](std::vector<double> const& b, std::vector<double> const& a) {
            return 0.5 * (b[i] + a[j]);
        };
        double const close = mid(bid_.close, ask_.close);
        mids_.push_back(bid_.time[i], std::max(bid_.close_time[i], ask_.close_time[j]),
                        mid(bid_.open, ask_.open), mid(bid_.high, ask_.high), mid(bid_.low, ask_.low), close,
                        bid_.volume[i]);
        spreads_.push_back((ask_.close[j] - bid_.close[i]) / close * bps);
    }

    void finish() {
        if (spreads_.empty())
            fail_data("no_bars", sides_.bid.report.file, "", "no bar stands on both sides", "",
                      "check that the two sides are of one time");
        auto const middle = spreads_.begin() + static_cast<std::ptrdiff_t>(spreads_.size() / 2);
        std::nth_element(spreads_.begin(), middle, spreads_.end());
        facts_.median_spread_bps = *middle;
        facts_.largest_spread_bps = *std::max_element(spreads_.begin(), spreads_.end());
    }

    BarColumns const &bid_, &ask_;
    Sides const& sides_;
    OnBad on_bad_;
    QuoteFacts& facts_;
    BarColumns mids_;
    std::vector<double> spreads_;  // at the closes, in bps of the mid
};

}  // namespace

CsvFile import_quotes(std::string const& bid_path, std::string const& ask_path,
                      CsvImportOptions const& options) {
    Sides const sides = read_sides(bid_path, ask_path, options);
    QuoteFacts facts;
    BarColumns mids = Join(sides, options.on_bad, facts).mids();
    CsvFile file{{}, timeframe_name(sides.bid.attributes.bar_ns), sides.bid.attributes, sides.bid.report};
    std::string const hashes = sides.bid.attributes.input_hash + sides.ask.attributes.input_hash;
    file.attributes.input_hash = hash_hex(hashes.data(), hashes.size());
    file.report.quotes = facts;
    file.report.bars = mids.size();
    file.report.dropped = file.report.rows - std::min<std::uint64_t>(file.report.rows, mids.size());
    validate(mids, file.report.file);
    file.series.push_back({"", std::move(mids)});
    return file;
}

}  // namespace basicbot
