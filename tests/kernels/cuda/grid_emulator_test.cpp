// The emulated grid behaves as a device's grid does: indices, shared memory, barriers, and mistakes that are
// seen.

#include "kernels/cuda/emulator/grid_emulator.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "kernels/backtest/backend.hpp"

namespace basicbot {
namespace {

// What emulate_grid throws as a BackendError, "" where it throws nothing.
std::string failure_of(int64_t blocks, int threads, std::function<void(EmulatedGrid&)> const& body) {
    try {
        emulate_grid(blocks, threads, 64, body);
    } catch (BackendError const& e) {
        return e.what();
    }
    return "";
}

TEST(GridEmulator, every_thread_of_every_block_runs_once) {
    std::multiset<std::pair<int64_t, int>> seen;
    emulate_grid(5, 33, 0, [&](EmulatedGrid& g) {
        EXPECT_EQ(g.threads(), 33);
        seen.insert({g.block(), g.thread()});
    });
    EXPECT_EQ(seen.size(), 5u * 33u);
    for (int64_t b = 0; b < 5; ++b)
        for (int t = 0; t < 33; ++t) EXPECT_EQ(seen.count({b, t}), 1u) << b << " " << t;
}

TEST(GridEmulator, no_block_is_no_work) {
    emulate_grid(0, 32, 0, [](EmulatedGrid&) { ADD_FAILURE() << "ran"; });
}

TEST(GridEmulator, no_thread_passes_a_barrier_before_all_have_reached_it) {
    int const threads = 16;
    std::vector<int> phase(threads, 0);
    emulate_grid(3, threads, 0, [&](EmulatedGrid& g) {
        for (int p = 1; p <= 4; ++p) {
            phase[static_cast<size_t>(g.thread())] = p;
            g.sync();
            for (int other : phase) EXPECT_EQ(other, p);
            g.sync();
        }
        phase[static_cast<size_t>(g.thread())] = 0;
    });
}

TEST(GridEmulator, threads_of_a_block_exchange_through_shared_memory) {
    int const threads = 32;
    int64_t const blocks = 7;
    std::vector<int64_t> got(static_cast<size_t>(threads * blocks), -1);
    emulate_grid(blocks, threads, threads * sizeof(int64_t), [&](EmulatedGrid& g) {
        auto* const shared = g.shared<int64_t>();
        shared[g.thread()] = g.block() * 1000 + g.thread();
        g.sync();
        got[static_cast<size_t>(g.block() * threads + g.thread())] = shared[threads - 1 - g.thread()];
    });
    for (int64_t b = 0; b < blocks; ++b)  // only what the own block wrote
        for (int t = 0; t < threads; ++t)
            EXPECT_EQ(got[static_cast<size_t>(b * threads + t)], b * 1000 + threads - 1 - t);
}

TEST(GridEmulator, a_block_finds_garbage_in_its_shared_memory) {
    emulate_grid(3, 4, 4 * sizeof(uint64_t), [&](EmulatedGrid& g) {
        EXPECT_EQ(g.shared<uint64_t>()[g.thread()], 0xa5a5a5a5a5a5a5a5ull) << "block " << g.block();
        g.sync();
        g.shared<uint64_t>()[g.thread()] = 0;
    });
}

TEST(GridEmulator, all_threads_of_a_block_see_the_same_shared_memory) {
    std::set<void*> seen;
    emulate_grid(1, 8, 128, [&](EmulatedGrid& g) { seen.insert(g.shared<char>()); });
    EXPECT_EQ(seen.size(), 1u);
}

TEST(GridEmulator, a_thread_that_leaves_before_a_barrier_is_an_error) {
    auto const text = failure_of(2, 8, [](EmulatedGrid& g) {
        if (g.block() == 1 && g.thread() == 5) return;
        g.sync();
    });
    EXPECT_NE(text.find("barrier"), std::string::npos) << text;
}

TEST(GridEmulator, one_thread_alone_at_a_barrier_is_an_error) {
    for (int alone : {0, 7}) {
        auto const text = failure_of(1, 8, [&](EmulatedGrid& g) {
            if (g.thread() == alone) g.sync();
        });
        EXPECT_NE(text.find("barrier"), std::string::npos) << text;
    }
}

TEST(GridEmulator, unequal_numbers_of_barriers_are_an_error) {
    auto const text = failure_of(1, 8, [](EmulatedGrid& g) {
        for (int i = 0; i < (g.thread() < 4 ? 3 : 4); ++i) g.sync();
    });
    EXPECT_NE(text.find("barrier"), std::string::npos) << text;
}

TEST(GridEmulator, leaving_after_the_last_common_barrier_is_none) {
    EXPECT_EQ(failure_of(2, 8,
                         [](EmulatedGrid& g) {
                             g.sync();
                             if (g.thread() > 3) return;
                         }),
              "");
}

struct Planned : std::runtime_error {
    using std::runtime_error::runtime_error;
};

TEST(GridEmulator, an_exception_of_a_thread_passes_through_as_it_is) {
    for (bool waiting : {false, true}) {
        int64_t last_block = -1;
        try {
            emulate_grid(4, 8, 0, [&](EmulatedGrid& g) {
                last_block = g.block();
                if (waiting) g.sync();
                if (g.block() == 2 && g.thread() == 3) throw Planned("thread 3 of block 2");
                if (waiting) g.sync();
            });
            ADD_FAILURE() << "nothing was thrown";
        } catch (Planned const& e) {
            EXPECT_STREQ(e.what(), "thread 3 of block 2");
        }
        EXPECT_EQ(last_block, 2) << "blocks ran on after a failure";
    }
}

TEST(GridEmulator, works_again_after_a_failure) {
    EXPECT_THROW(emulate_grid(1, 4, 0, [](EmulatedGrid&) { throw Planned("once"); }), Planned);
    EXPECT_NE(failure_of(1, 4, [](EmulatedGrid& g) { g.thread() == 0 ? g.sync() : void(); }), "");
    int ran = 0;
    emulate_grid(2, 4, 0, [&](EmulatedGrid& g) {
        g.sync();
        ++ran;
    });
    EXPECT_EQ(ran, 8);
}

TEST(GridEmulator, two_grids_in_two_threads_do_not_meet) {
    auto const sum_of = [](int64_t blocks) {
        int64_t sum = 0;
        emulate_grid(blocks, 16, 16 * sizeof(int64_t), [&](EmulatedGrid& g) {
            g.shared<int64_t>()[g.thread()] = g.block();
            g.sync();
            sum += g.shared<int64_t>()[15 - g.thread()];
        });
        return sum;
    };
    int64_t one = 0, two = 0;
    std::thread first([&] { one = sum_of(300); }), second([&] { two = sum_of(401); });
    first.join();
    second.join();
    EXPECT_EQ(one, 16 * 300 * 299 / 2);
    EXPECT_EQ(two, 16 * 401 * 400 / 2);
}

}  // namespace
}  // namespace basicbot
