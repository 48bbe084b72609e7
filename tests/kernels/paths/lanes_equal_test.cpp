// The instruction sets and the cuts of a task never show in a result (A20, DESIGN 4).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "cpu_fallback/isa_kernels.hpp"
#include "tests/kernels/paths/path_form.hpp"

namespace basicbot {
namespace {

std::vector<double> const history = [] {
    std::vector<double> r;
    for (int i = 0; i < 37; ++i) r.push_back(0.004 * ((i * 7) % 11 - 5) - 0.0005);
    return r;
}();

// Both models, ends inside lane groups, a path number that crosses 2^32, horizons that are no multiple of
// four.
std::vector<path_task> tasks() {
    std::vector<path_task> list;
    for (int64_t horizon : {0, 1, 2, 3, 4, 127, 252}) {
        path_task g = gbm_task(77, horizon, 2e-4, 0.0126), b = bootstrap_task(77, horizon, history, 6.5);
        for (path_task t : {g, b})
            for (uint64_t first : {uint64_t{0}, uint64_t{5}, (uint64_t{1} << 32) - 19}) {
                t.first_path = first;
                t.fan_every = 3;
                list.push_back(t);
            }
    }
    return list;
}

bool same(std::vector<double> const& a, std::vector<double> const& b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void expect_same(Paths const& got, Paths const& want, path_task const& t) {
    std::string const where = "model " + std::to_string(t.model) + " horizon " + std::to_string(t.horizon) +
                              " first " + std::to_string(t.first_path);
    EXPECT_TRUE(same(got.terminal, want.terminal)) << where;
    EXPECT_TRUE(same(got.drawdown, want.drawdown)) << where;
    EXPECT_TRUE(same(got.fan, want.fan)) << where;
}

void expect_plain_bits(isa_kernels const& kernels) {
    for (path_task const& t : tasks())
        for (bool fan : {false, true}) {
            Paths want(t, fan), got(t, fan);
            want.run_plain();
            kernels.paths(&got.task, 0, t.count);
            expect_same(got, want, t);
        }
}

TEST(PathLanes, A20_cuts_of_a_task_do_not_show) {
    for (path_task const& t : tasks()) {
        Paths whole(t, true), cut(t, true);
        whole.run_plain();
        for (int64_t begin = 0; begin < t.count; begin += 13)
            run_paths<scalar_float_lanes>(cut.task, begin, std::min(t.count, begin + 13));
        expect_same(cut, whole, t);
    }
}

TEST(PathLanes, plain_kernels_have_the_plain_bits) { expect_plain_bits(*bb_kernels_plain()); }

#if defined(__x86_64__)
TEST(PathLanes, avx2_has_the_plain_bits) {
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma"))
        GTEST_SKIP() << "this machine has no AVX2 with FMA";
    expect_plain_bits(*bb_kernels_avx2());
}

TEST(PathLanes, avx512_has_the_plain_bits) {
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl"))
        GTEST_SKIP() << "this machine has no AVX-512 F, DQ, BW and VL";
    expect_plain_bits(*bb_kernels_avx512());
}

TEST(PathLanes, avx512_cuts_do_not_show) {
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512dq") ||
        !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl"))
        GTEST_SKIP() << "this machine has no AVX-512 F, DQ, BW and VL";
    for (path_task const& t : tasks()) {
        Paths whole(t, true), cut(t, true);
        whole.run_plain();
        for (int64_t begin = 0; begin < t.count; begin += 21)
            bb_kernels_avx512()->paths(&cut.task, begin, std::min(t.count, begin + 21));
        expect_same(cut, whole, t);
    }
}
#endif

// The bits of contract version 1: a change here is a new version of the numeric contract.
TEST(PathLanes, contract_1_has_these_bits) {
    uint64_t hash = 0xcbf29ce484222325ull;
    for (path_task const& t : tasks()) {
        Paths p(t);
        p.run_plain();
        for (auto const* values : {&p.terminal, &p.drawdown})
            for (double v : *values) hash = (hash ^ bits_of(v)) * 0x100000001b3ull;
    }
    EXPECT_EQ(hash, 0x5f94967f00314cbbull) << std::hex << hash;
}

}  // namespace
}  // namespace basicbot
