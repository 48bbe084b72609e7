#include "engine/stats/sorted_runs.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace basicbot {

namespace {

constexpr std::size_t sorted_at_once = 256;  // values that are not worth counting
constexpr std::size_t most_buckets = 16384;  // 512 KiB of counters
constexpr int even_depth = 2;                // countings of a bucket within a bucket before images are used

// Integers in the order of the numbers; the two zeros, which compare equal, have one.
std::uint64_t image_of(double x) {
    auto const bits = std::bit_cast<std::uint64_t>(x + 0.0);
    return bits >> 63 != 0 ? ~bits : bits | std::uint64_t{1} << 63;
}

// Which bucket a value of [low, high] falls into: never a lower one for a higher value, and not the same one
// for low and high. Even in the value; where the distance has no finite reciprocal, or values crowd so that
// even buckets did not part them, in the image.
class Buckets {
  public:
    Buckets(double low, double high, std::size_t count, bool even)
        : low_(low), scale_(static_cast<double>(count - 1) / (high - low)), last_(count - 1) {
        even_ = even && std::isfinite(high - low) && std::isfinite(scale_);
        while (((image_of(high) - image_of(low)) >> shift_) >= count) ++shift_;
    }
    std::size_t of(double x) const {
        if (!even_) return static_cast<std::size_t>((image_of(x) - image_of(low_)) >> shift_);
        return std::min(last_, static_cast<std::size_t>(static_cast<std::int64_t>((x - low_) * scale_)));
    }

  private:
    double low_, scale_;
    std::size_t last_;
    bool even_ = false;
    int shift_ = 0;
};

// Values of the sample between two of them, and the rank of the lowest.
struct Bucket {
    double low = std::numeric_limits<double>::infinity(), high = -low;
    std::size_t count = 0, rank = 0;

    void add(double x) {
        if (x < low) low = x;
        if (x > high) high = x;
        ++count;
    }
    bool has(double x) const { return x >= low && x <= high; }
};

class SortedRuns {
  public:
    SortedRuns(Sample const& sample, std::span<RankRange const> wanted, std::size_t gathered,
               std::function<void(std::size_t, std::span<double const>)> const& visit)
        : sample_(sample), wanted_(wanted), most_(std::max(gathered, least_gathered)), visit_(visit) {}

    bool run() {
        Bucket all;
        bool ordered = true;
        for_each_piece(sample_, [&](std::span<double const> piece) {
            for (double x : piece) {
                all.add(x);
                ordered &= x == x;
            }
        });
        if (ordered && is_wanted(all)) visit(all, 0);
        return ordered;
    }

  private:
    bool is_wanted(Bucket const& b) const {
        auto const at = std::find_if(wanted_.begin(), wanted_.end(),
                                     [&](RankRange const& range) { return range.last > b.rank; });
        return b.count > 0 && at != wanted_.end() && at->first < b.rank + b.count;
    }

    void visit(Bucket const& whole, int depth) {
        if (whole.low == whole.high) return repeat(whole);
        if (whole.count <= sorted_at_once) return gather(whole, [](double) { return 0; }, {whole});
        std::size_t const count = std::bit_floor(std::clamp(whole.count / 8, sorted_at_once, most_buckets));
        Buckets const place(whole.low, whole.high, count, depth < even_depth);
        std::vector<Bucket> const buckets = counted(whole, place, count);
        auto const number = [&](double x) { return place.of(x); };
        std::vector<Bucket> held(count);  // the buckets to be gathered next; the others are empty
        std::size_t values = 0;
        auto const flush = [&] {
            if (values > 0) gather(whole, number, held);
            held.assign(count, {});
            values = 0;
        };
        for (std::size_t b = 0; b < count; ++b) {
            if (!is_wanted(buckets[b])) continue;
            bool const large = buckets[b].count > most_;
            if (large || values + buckets[b].count > most_) flush();
            if (large) {
                visit(buckets[b], depth + 1);
            } else {
                held[b] = buckets[b];
                values += buckets[b].count;
            }
        }
        flush();
    }

    std::vector<Bucket> counted(Bucket const& whole, Buckets const& place, std::size_t count) const {
        std::vector<Bucket> buckets(count);
        for_each_piece(sample_, [&](std::span<double const> piece) {
            for (double x : piece)
                if (whole.has(x)) buckets[place.of(x)].add(x);
        });
        std::size_t rank = whole.rank;
        for (Bucket& b : buckets) {
            b.rank = rank;
            rank += b.count;
        }
        return buckets;
    }

    // Every bucket of `held` that is not empty: its values, sorted. number(x) is the place in `held` of a
    // value of `whole`.
    template <class Number>
    void gather(Bucket const& whole, Number const& number, std::vector<Bucket> const& held) const {
        constexpr auto none = std::numeric_limits<std::size_t>::max();
        std::vector<std::size_t> next(held.size(), none);  // where a bucket's next value goes
        std::size_t size = 0;
        for (std::size_t b = 0; b < held.size(); ++b)
            if (held[b].count > 0) {
                next[b] = size;
                size += held[b].count;
            }
        std::vector<double> values(size);
        for_each_piece(sample_, [&](std::span<double const> piece) {
            for (double x : piece) {
                if (!whole.has(x)) continue;
                std::size_t& at = next[static_cast<std::size_t>(number(x))];
                if (at != none) values[at++] = x;
            }
        });
        auto begin = values.begin();
        for (Bucket const& b : held) {
            auto const end = begin + static_cast<std::ptrdiff_t>(b.count);
            std::sort(begin, end);
            if (begin != end) visit_(b.rank, {begin, end});
            begin = end;
        }
    }

    // Equal values are not gathered.
    void repeat(Bucket const& b) const {
        std::vector<double> const run(std::min(b.count, least_gathered), b.low);
        for (std::size_t done = 0; done < b.count; done += run.size())
            visit_(b.rank + done, std::span(run).first(std::min(run.size(), b.count - done)));
    }

    Sample const& sample_;
    std::span<RankRange const> wanted_;
    std::size_t most_;
    std::function<void(std::size_t, std::span<double const>)> const& visit_;
};

}  // namespace

bool visit_sorted_runs(Sample const& sample, std::span<RankRange const> wanted, std::size_t gathered,
                       std::function<void(std::size_t, std::span<double const>)> const& visit) {
    return SortedRuns(sample, wanted, gathered, visit).run();
}

}  // namespace basicbot
