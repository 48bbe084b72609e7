#pragma once
// Sums whose order is fixed by the index of the terms alone: runs of 128 terms in order, then halves of the
// number of runs, so that the error grows with log n.

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace basicbot {

namespace detail {

constexpr std::size_t sum_run = 128;

// How many of n terms, n > sum_run, are summed before the rest is.
constexpr std::size_t sum_head(std::size_t n) {
    std::size_t const left = (n / sum_run + 1) / 2 * sum_run;
    return left < n ? left : sum_run;
}

}  // namespace detail

// term(0) + ... + term(n - 1).
template <class Term>
double fixed_sum(std::size_t n, Term const& term, std::size_t first = 0) {
    if (n <= detail::sum_run) {
        double sum = 0.0;
        for (std::size_t i = first; i < first + n; ++i) sum += term(i);
        return sum;
    }
    std::size_t const head = detail::sum_head(n);
    return fixed_sum(head, term, first) + fixed_sum(n - head, term, first + head);
}

// The same sum of terms that come one after the other: fixed_sum of n terms, to the bit.
class FixedSum {
  public:
    explicit FixedSum(std::size_t n) { begin(n); }

    // The next term(x) for all of `values`; those behind the n-th are left out.
    template <class Term>
    void add(std::span<double const> values, Term const& term) {
        for (std::size_t i = 0; i < values.size() && left_in_run_ > 0;) {
            std::size_t const end = i + std::min(left_in_run_, values.size() - i);
            left_in_run_ -= end - i;
            double sum = run_;
            for (; i < end; ++i) sum += term(values[i]);
            run_ = sum;
            if (left_in_run_ == 0) end_run();
        }
    }
    void add(std::span<double const> values) {
        add(values, [](double x) { return x; });
    }

    double value() const { return run_; }  // once all n terms are there

  private:
    // A sum of two halves, of which the first is under way, or done and `head`.
    struct Node {
        std::size_t tail;  // terms of the second half; 0 = that one is under way
        double head;
    };

    void begin(std::size_t n) {
        while (n > detail::sum_run) {
            std::size_t const head = detail::sum_head(n);
            nodes_.push_back({n - head, 0.0});
            n = head;
        }
        left_in_run_ = n;
        run_ = 0.0;
    }

    void end_run() {
        while (!nodes_.empty()) {
            Node& node = nodes_.back();
            if (node.tail > 0) {
                std::size_t const tail = node.tail;
                node = {0, run_};
                return begin(tail);
            }
            run_ = node.head + run_;
            nodes_.pop_back();
        }
    }

    std::vector<Node> nodes_;  // from the whole sum down to the run
    std::size_t left_in_run_ = 0;
    double run_ = 0.0;
};

}  // namespace basicbot
