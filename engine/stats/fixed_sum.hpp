#pragma once
// Sums whose order is fixed by the index of the terms alone.

#include <cstddef>

namespace basicbot {

// term(0) + ... + term(n - 1): runs of 128 in order, then halves of the run count, so the error grows with
// log n.
template <class Term>
double fixed_sum(std::size_t n, Term const& term, std::size_t first = 0) {
    constexpr std::size_t run = 128;
    if (n <= run) {
        double sum = 0.0;
        for (std::size_t i = first; i < first + n; ++i) sum += term(i);
        return sum;
    }
    std::size_t const left = (n / run + 1) / 2 * run;
    std::size_t const head = left < n ? left : run;
    return fixed_sum(head, term, first) + fixed_sum(n - head, term, first + head);
}

}  // namespace basicbot
