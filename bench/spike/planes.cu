// Three ways to make the planes of a crossover sweep on a device: 40,000 comparisons of 258 columns over 100,260 bars.
//   nvcc -std=c++20 -O3 -arch=sm_90 --fmad=false -o planes bench/spike/planes.cu && ./planes
// Every way must give the bits of the first, which is what kernels/cuda/grid_kernels.hpp does.

#include <cuda_runtime.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

#define CHECK(call)                                                                      \
    do {                                                                                 \
        cudaError_t const status = (call);                                               \
        if (status != cudaSuccess) {                                                     \
            std::fprintf(stderr, "planes: %s: %s\n", #call, cudaGetErrorString(status)); \
            std::exit(1);                                                                \
        }                                                                                \
    } while (0)

struct spec {
    int a, b;  // column a > column b
};

// A thread per (plane, word of 64 bars): neighbours in a warp read 512 bytes apart.
__global__ void thread_per_word(double const* const* columns, int64_t bars, int64_t words, spec const* specs,
                                int64_t count, uint64_t* out) {
    int64_t const i = blockIdx.x * static_cast<int64_t>(blockDim.x) + threadIdx.x;
    if (i >= count * words) return;
    spec const p = specs[i / words];
    int64_t const from = 64 * (i % words);
    int const bits = bars - from < 64 ? static_cast<int>(bars - from) : 64;
    uint64_t plane = 0;
    for (int b = 0; b < bits; ++b)
        plane |= static_cast<uint64_t>(columns[p.a][from + b] > columns[p.b][from + b]) << b;
    out[i] = plane;
}

// A warp per (plane, word), a lane per bar, two ballots: whole lines are read, but every column again for every plane.
__global__ void warp_per_word(double const* const* columns, int64_t bars, int64_t words, spec const* specs,
                              int64_t count, uint64_t* out) {
    int64_t const i = (blockIdx.x * static_cast<int64_t>(blockDim.x) + threadIdx.x) / 32;
    if (i >= count * words) return;
    int const lane = static_cast<int>(threadIdx.x % 32);
    spec const p = specs[i / words];
    int64_t const t = 64 * (i % words) + lane;
    double const *a = columns[p.a], *b = columns[p.b];
    bool const first = t < bars && a[t] > b[t], second = t + 32 < bars && a[t + 32] > b[t + 32];
    uint64_t const low = __ballot_sync(~0u, first), high = __ballot_sync(~0u, second);
    if (lane == 0) out[i] = low | high << 32;
}

// A block per tile of 32 bars, all its columns in shared memory as [bar][column]; a thread per plane makes the tile's
// 32 bits. `out` is [tile][plane], so that stores, and the loads of neighbouring cells later, are whole lines.
__global__ void tile_in_shared(double const* const* columns, int column_count, int64_t bars, spec const* specs,
                               int64_t count, uint32_t* out) {
    extern __shared__ double tile[];
    int const row = column_count + 1;  // one more, so that a warp's stores meet different banks
    int const lane = static_cast<int>(threadIdx.x % 32);
    int64_t const t = 32 * static_cast<int64_t>(blockIdx.x) + lane;
    for (int c = static_cast<int>(threadIdx.x / 32); c < column_count; c += static_cast<int>(blockDim.x / 32))
        tile[lane * row + c] = t < bars ? columns[c][t] : 0.0;
    __syncthreads();
    for (int64_t p = threadIdx.x; p < count; p += blockDim.x) {
        spec const mine = specs[p];
        uint32_t plane = 0;
#pragma unroll
        for (int b = 0; b < 32; ++b)
            plane |= static_cast<uint32_t>(tile[b * row + mine.a] > tile[b * row + mine.b]) << b;
        out[blockIdx.x * count + p] = plane;
    }
}

template <class Body>
double best_ms(Body const& body) {
    cudaEvent_t begin, end;
    CHECK(cudaEventCreate(&begin));
    CHECK(cudaEventCreate(&end));
    float best = 1e30f;
    for (int i = 0; i < 6; ++i) {
        CHECK(cudaEventRecord(begin));
        body();
        CHECK(cudaEventRecord(end));
        CHECK(cudaEventSynchronize(end));
        CHECK(cudaGetLastError());
        float ms = 0;
        CHECK(cudaEventElapsedTime(&ms, begin, end));
        if (i > 0) best = std::min(best, ms);
    }
    return best;
}

template <class T>
T* on_device(std::vector<T> const& host) {
    T* p = nullptr;
    CHECK(cudaMalloc(&p, host.size() * sizeof(T)));
    CHECK(cudaMemcpy(p, host.data(), host.size() * sizeof(T), cudaMemcpyHostToDevice));
    return p;
}

template <class T>
std::vector<T> from_device(T const* p, int64_t count) {
    std::vector<T> host(static_cast<size_t>(count));
    CHECK(cudaMemcpy(host.data(), p, host.size() * sizeof(T), cudaMemcpyDeviceToHost));
    return host;
}

}  // namespace

int main() {
    constexpr int fast = 100, slow = 200, shared_from = 58, columns = 258;
    constexpr int64_t bars = 100'260, words = (bars + 63) / 64, tiles = 2 * words;
    std::vector<spec> specs;  // same left sides together, as make_cell_batch sorts them
    for (int a = 0; a < fast; ++a)
        for (int b = 0; b < slow; ++b) specs.push_back({a, shared_from + b});
    for (int b = 0; b < slow; ++b)
        for (int a = 0; a < fast; ++a) specs.push_back({shared_from + b, a});
    auto const count = static_cast<int64_t>(specs.size());

    std::vector<double> values(static_cast<size_t>(columns * bars));
    uint64_t state = 88172645463325252ull;  // xorshift
    for (int c = 0; c < columns; ++c) {
        double level = 0;
        for (int64_t t = 0; t < bars; ++t) {
            state ^= state << 13, state ^= state >> 7, state ^= state << 17;
            level += static_cast<double>(state >> 11) / 9007199254740992.0 - 0.5;
            values[static_cast<size_t>(c * bars + t)] = level / (1 + c);
        }
    }
    double* const data = on_device(values);
    std::vector<double const*> addresses;
    for (int c = 0; c < columns; ++c) addresses.push_back(data + c * bars);
    auto* const table = on_device(addresses);
    auto* const wanted = on_device(specs);
    uint64_t* out = nullptr;
    uint32_t* tiled = nullptr;
    CHECK(cudaMalloc(&out, static_cast<size_t>(count * words) * 8));
    CHECK(cudaMalloc(&tiled, static_cast<size_t>(count * tiles) * 4));
    auto const say = [&](char const* name, double ms) {
        std::printf("%-18s %7.3f ms  %.3g comparisons/s\n", name, ms,
                    static_cast<double>(count * bars) / ms * 1e3);
    };

    say("thread per word", best_ms([&] {
            thread_per_word<<<(count * words + 127) / 128, 128>>>(table, bars, words, wanted, count, out);
        }));
    auto const want = from_device(out, count * words);
    say("warp per word", best_ms([&] {
            warp_per_word<<<(count * words * 32 + 255) / 256, 256>>>(table, bars, words, wanted, count, out);
        }));
    bool same = from_device(out, count * words) == want;
    size_t const shared = (columns + 1) * 32 * sizeof(double);
    CHECK(cudaFuncSetAttribute(tile_in_shared, cudaFuncAttributeMaxDynamicSharedMemorySize,
                               static_cast<int>(shared)));
    say("tile in shared", best_ms([&] {
            tile_in_shared<<<tiles, 1024, shared>>>(table, columns, bars, wanted, count, tiled);
        }));
    auto const halves = from_device(tiled, count * tiles);
    for (int64_t p = 0; p < count; ++p)
        for (int64_t w = 0; w < words; ++w)
            same = same && want[p * words + w] ==
                               (halves[2 * w * count + p] | uint64_t{halves[(2 * w + 1) * count + p]} << 32);
    std::puts(same ? "the same bits" : "OTHER BITS");
    return same ? 0 : 1;
}
