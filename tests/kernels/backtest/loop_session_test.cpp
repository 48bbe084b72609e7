// Sessions of the bar loop: an action buffer as policy against the reference ledger, equal bits on every
// backend however the bars are handed over, and snapshots that another backend goes on from.

#include "kernels/backtest/loop_session.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <stdexcept>

#include "tests/oracles/ledger.hpp"
#include "tests/support/backends.hpp"
#include "tests/support/bars.hpp"
#include "tests/support/random.hpp"
#include "tests/support/tolerance.hpp"

namespace basicbot {
namespace {

struct SessionCase {
    oracle_bars bars;
    window win;
    metric_context context{};
    std::vector<cost_row> costs;
    int64_t first;
    std::vector<int8_t> actions;  // [bar - first][lane]

    SessionCase(bar_recipe const& recipe, window win, int64_t lanes, uint64_t seed)
        : bars(make_bars(recipe)), win(win) {
        context.years = 1;
        context.bars_per_year = static_cast<double>(win.end - win.begin);
        context.mar_bar = 0.0004;
        context.risk_free_bar = 0.0002;
        context.start_cash = 100000;
        first = win.begin > 0 ? win.begin - 1 : 0;
        TestRandom random(seed);
        for (int64_t i = 0; i < lanes; ++i)
            costs.push_back({0.0005 * static_cast<double>(i % 3), 0.0002 * static_cast<double>(i % 2),
                             i % 4 == 0 ? 0.0 : 0.01 * static_cast<double>(i % 4)});
        for (int64_t t = first; t < win.end; ++t)
            for (int64_t i = 0; i < lanes; ++i) {
                bool const speaks = random.below(static_cast<uint64_t>(2 + 5 * (i % 5))) == 0;
                actions.push_back(speaks ? static_cast<int8_t>(random.below(3)) - 1 : action_keep);
            }
    }
    int64_t lanes() const { return static_cast<int64_t>(costs.size()); }
    loop_task task() const {
        loop_task t{};
        t.bars = {
            {bars.open.data(), bars.high.data(), bars.low.data(), bars.close.data(), bars.volume.data()},
            bars.size()};
        t.win = win;
        t.context = context;
        t.costs = costs.data();
        t.lanes = lanes();
        return t;
    }
    int8_t const* from(int64_t bar) const { return actions.data() + (bar - first) * lanes(); }
    oracle_rules rules_of(int64_t lane) const {
        auto const n = static_cast<size_t>(bars.size());
        oracle_rules r{std::vector<bool>(n), std::vector<bool>(n), std::vector<bool>(n),
                       std::vector<bool>(n)};
        for (int64_t t = first; t < win.end; ++t) {
            int8_t const a = from(t)[lane];
            auto const at = static_cast<size_t>(t);
            if (a == action_keep) continue;
            r.long_entry[at] = a == action_long;
            r.long_exit[at] = a != action_long;
            r.short_entry[at] = a == action_short;
            r.short_exit[at] = a != action_short;
        }
        return r;
    }
};

// Hands over the bars in pieces of random length.
std::vector<window_sums> run(Backend& backend, SessionCase const& k, uint64_t seed) {
    TestRandom random(seed);
    auto const session = backend.session(k.task());
    while (session->next_bar() < k.win.end) {
        int64_t const count = std::min<int64_t>(k.win.end - session->next_bar(),
                                                static_cast<int64_t>(random.below(seed % 2 ? 3 : 150)));
        session->advance(count, k.from(session->next_bar()));
    }
    std::vector<window_sums> out(k.costs.size());
    session->finish(out.data());
    return out;
}

bar_recipe recipe_of(int64_t size, uint64_t seed) {
    bar_recipe r;
    r.seed = seed;
    r.size = size;
    r.gap_rate = 0.1;
    r.quiet_rate = 0.05;
    return r;
}

TEST(LoopSession, an_action_buffer_trades_as_the_reference_ledger) {
    auto const backend = make_cpu_backend(1, "plain");
    for (named_bars const& market : market_recipes(21, 333)) {
        SCOPED_TRACE(market.name);
        for (window const win : {window{0, 333}, window{1, 330}, window{100, 101}, window{64, 300}}) {
            SessionCase const k(market.recipe, win, 12, 5);
            std::vector<window_sums> const got = run(*backend, k, 4);
            for (int64_t lane = 0; lane < k.lanes(); ++lane) {
                auto const i = static_cast<size_t>(lane);
                oracle_ledger const want =
                    run_ledger(k.bars, k.rules_of(lane), k.costs[i], win,
                               {k.context.start_cash, k.context.mar_bar, k.context.risk_free_bar});
                EXPECT_TRUE(sums_match(got[i], want, compared_sums::full)) << "lane " << lane;
            }
        }
    }
}

TEST(SameBits, sessions_on_every_backend_in_any_pieces) {
    auto const backends = all_backends();
    for (int64_t lanes : {1, 33, 130}) {
        SessionCase const k(recipe_of(700, 8), {63, 690}, lanes, 6);
        auto const want = run(*backends.front().backend, k, 2);
        for (NamedBackend const& b : backends)
            for (uint64_t seed : {7, 8}) {
                auto const got = run(*b.backend, k, seed);
                ASSERT_EQ(std::memcmp(want.data(), got.data(), want.size() * sizeof(window_sums)), 0)
                    << b.name;
            }
    }
}

// A session that moves from backend to backend at every stop, over a series that grows as bars come in.
TEST(LoopSession, a_snapshot_is_gone_on_from_anywhere) {
    auto const backends = all_backends();
    SessionCase const k(recipe_of(500, 9), {10, 490}, 17, 7);
    auto const want = run(*backends.front().backend, k, 2);
    TestRandom random(3);
    std::vector<std::byte> saved;
    std::vector<window_sums> got(k.costs.size());
    std::vector<loop_account> before(k.costs.size()), after(k.costs.size());
    for (int64_t bar = k.first; bar < k.win.end;) {
        int64_t const count = std::min<int64_t>(k.win.end - bar, 1 + static_cast<int64_t>(random.below(90)));
        loop_task task = k.task();
        task.bars.size = bar + count;
        auto const session = backends[random.below(backends.size())].backend->session(task);
        if (!saved.empty()) {
            session->restore(saved);
            session->accounts(after.data());
            ASSERT_EQ(std::memcmp(before.data(), after.data(), after.size() * sizeof(loop_account)), 0);
        }
        ASSERT_EQ(session->next_bar(), bar);
        session->advance(count, k.from(bar));
        session->accounts(before.data());
        saved = session->snapshot();
        bar += count;
        if (bar == k.win.end) session->finish(got.data());
    }
    EXPECT_EQ(std::memcmp(want.data(), got.data(), want.size() * sizeof(window_sums)), 0);
}

TEST(LoopSession, accounts_are_those_of_the_last_close) {
    SessionCase const k(recipe_of(200, 10), {0, 200}, 4, 8);
    for (NamedBackend const& b : all_backends()) {
        auto const session = b.backend->session(k.task());
        std::vector<loop_account> accounts(4);
        session->accounts(accounts.data());
        for (loop_account const& a : accounts) {
            EXPECT_EQ(a.equity, 100000);
            EXPECT_EQ(a.units, 0);
        }
        session->advance(150, k.from(0));
        session->accounts(accounts.data());
        for (int64_t lane = 0; lane < 4; ++lane) {
            auto const i = static_cast<size_t>(lane);
            oracle_ledger const want =
                run_ledger(k.bars, k.rules_of(lane), k.costs[i], {0, 200}, {k.context.start_cash});
            EXPECT_EQ(accounts[i].equity, want.equity[149]) << b.name;
            EXPECT_EQ(accounts[i].cash, want.cash[149]) << b.name;
        }
    }
}

TEST(LoopSession, what_the_caller_does_wrong_is_refused_and_changes_nothing) {
    SessionCase const k(recipe_of(100, 11), {5, 90}, 3, 9);
    for (NamedBackend const& b : all_backends()) {
        auto const session = b.backend->session(k.task());
        session->advance(40, k.from(4));
        std::vector<int8_t> const wrong = {0, 1, 3};
        EXPECT_THROW(session->advance(1, wrong.data()), std::invalid_argument);
        EXPECT_THROW(session->advance(47, k.from(43)), std::invalid_argument);  // one more than there are
        std::vector<window_sums> out(3);
        EXPECT_THROW(session->finish(out.data()), std::invalid_argument);

        std::vector<std::byte> const good = session->snapshot();
        for (size_t i = 0; i < good.size(); ++i) {
            std::vector<std::byte> damaged = good;
            damaged[i] ^= std::byte{0x10};
            EXPECT_THROW(session->restore(damaged), std::invalid_argument) << "byte " << i;
        }
        EXPECT_THROW(session->restore(std::vector<std::byte>(good.begin(), good.end() - 1)),
                     std::invalid_argument);
        SessionCase other = k;
        other.costs[1].fee = 0.01;
        EXPECT_THROW(b.backend->session(other.task())->restore(good), std::invalid_argument);
        other = k;
        other.win.end = 91;
        EXPECT_THROW(b.backend->session(other.task())->restore(good), std::invalid_argument);
        loop_task shorter = k.task();
        shorter.bars.size = 43;
        EXPECT_THROW(b.backend->session(shorter)->restore(good), std::invalid_argument);

        session->advance(46, k.from(44));
        session->finish(out.data());
        auto const want = run(*b.backend, k, 2);
        EXPECT_EQ(std::memcmp(want.data(), out.data(), out.size() * sizeof(window_sums)), 0);
    }
    loop_task none = k.task();
    none.lanes = 0;
    EXPECT_THROW(make_cpu_backend(1, "plain")->session(none), std::invalid_argument);
}

}  // namespace
}  // namespace basicbot
