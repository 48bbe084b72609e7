#pragma once
// A sum over bars whose value depends on the bars' absolute indices alone (A10): blocks of 64 bars, blocks of
// 4,096, then those in order. A window that begins or ends inside a block adds what it has of it; whoever
// asks for the same bars gets the same bits, however the work is cut.

#include "kernels/core/lanes_scalar.hpp"

BB_ISA_BEGIN

template <class L>
struct tree_sum {
    using real = typename L::real;
    real leaf, branch, trunk;

    BB_HD void clear() { leaf = branch = trunk = real(0.0); }
    BB_HD void add(real x) { leaf = leaf + x; }
    // Call after the last bar of 64-bar block number `block` that the window has.
    BB_HD void end_block(int64_t block) {
        branch = branch + leaf;
        leaf = real(0.0);
        if ((block & 63) == 63) {
            trunk = trunk + branch;
            branch = real(0.0);
        }
    }
    BB_HD real value() const { return trunk + branch; }
};

BB_ISA_END
