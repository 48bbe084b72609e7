// What this device can do at most, measured: the figures are judged against these. Prints one line of JSON.
//   bb_device_limits [DEVICE [--hold MIB]]
// --hold takes all of the device's memory but MIB and keeps it until the end of its input: how do others
// fare?

#include <cuda_runtime.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

void check(cudaError_t status, char const* call) {
    if (status == cudaSuccess) return;
    std::fprintf(stderr, "bb_device_limits: %s: %s\n", call, cudaGetErrorString(status));
    std::exit(5);
}
#define CHECK(call) check((call), #call)

// Seconds of one call of `body`: the median of 9 after 2 to warm up.
template <class Body>
double seconds(Body const& body) {
    cudaEvent_t begin, end;
    CHECK(cudaEventCreate(&begin));
    CHECK(cudaEventCreate(&end));
    std::vector<double> all;
    for (int i = 0; i < 11; ++i) {
        CHECK(cudaEventRecord(begin));
        body();
        CHECK(cudaEventRecord(end));
        CHECK(cudaEventSynchronize(end));
        CHECK(cudaGetLastError());
        float ms = 0;
        CHECK(cudaEventElapsedTime(&ms, begin, end));
        if (i >= 2) all.push_back(ms / 1000.0);
    }
    CHECK(cudaEventDestroy(begin));
    CHECK(cudaEventDestroy(end));
    std::sort(all.begin(), all.end());
    return all[all.size() / 2];
}

int hold(size_t left) {
    size_t free = 0, total = 0;
    CHECK(cudaMemGetInfo(&free, &total));
    void* all = nullptr;
    CHECK(cudaMalloc(&all, free > left ? free - left : 1));
    std::puts("held");
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return 0;
}

constexpr int chains = 8, rounds = 4096, threads = 256;

// Eight independent chains a thread: enough for the scheduler to issue every cycle.
template <class T, class Step>
__device__ void spin(T* out, Step const& step) {
    T x[chains];
    for (int k = 0; k < chains; ++k) x[k] = static_cast<T>(threadIdx.x + k + 1);
    for (int i = 0; i < rounds; ++i)
#pragma unroll
        for (int k = 0; k < chains; ++k) x[k] = step(x[k]);
    T sum = 0;
    for (int k = 0; k < chains; ++k) sum += x[k];
    if (sum == T(-12345)) *out = sum;  // never, but the compiler cannot know
}
__global__ void double_adds(double* out, double a) {
    spin(out, [a](double x) { return x + a; });
}
__global__ void float_fmas(float* out, float a) {
    spin(out, [a](float x) { return fmaf(x, a, a); });
}
__global__ void integer_adds(uint32_t* out, uint32_t a) {
    spin(out, [a](uint32_t x) { return (x ^ a) + a; });  // LOP3 and IADD3: two instructions
}
__global__ void nothing() {}

}  // namespace

int main(int argc, char** argv) {
    int const device = argc > 1 ? std::atoi(argv[1]) : 0;
    CHECK(cudaSetDevice(device));
    if (argc > 3 && std::strcmp(argv[2], "--hold") == 0)
        return hold(std::strtoull(argv[3], nullptr, 10) << 20);
    cudaDeviceProp p;
    CHECK(cudaGetDeviceProperties(&p, device));
    int driver = 0, runtime = 0, clock_khz = 0;
    CHECK(cudaDriverGetVersion(&driver));
    CHECK(cudaRuntimeGetVersion(&runtime));
    CHECK(cudaDeviceGetAttribute(&clock_khz, cudaDevAttrClockRate, device));

    size_t const bytes = size_t{1} << 31, small = size_t{1} << 28;
    char *a, *b, *pinned;
    CHECK(cudaMalloc(&a, bytes));
    CHECK(cudaMalloc(&b, bytes));
    CHECK(cudaMemset(a, 1, bytes));
    CHECK(cudaMallocHost(&pinned, small));
    std::vector<char> pageable(small, 1);
    double const copy = seconds([&] { CHECK(cudaMemcpyAsync(b, a, bytes, cudaMemcpyDeviceToDevice)); });
    double const up = seconds([&] { CHECK(cudaMemcpy(a, pageable.data(), small, cudaMemcpyHostToDevice)); });
    double const down =
        seconds([&] { CHECK(cudaMemcpy(pageable.data(), a, small, cudaMemcpyDeviceToHost)); });
    double const pinned_up = seconds([&] { CHECK(cudaMemcpy(a, pinned, small, cudaMemcpyHostToDevice)); });
    double const pinned_down = seconds([&] { CHECK(cudaMemcpy(pinned, a, small, cudaMemcpyDeviceToHost)); });

    int const blocks = p.multiProcessorCount * 8;
    double const steps = double(blocks) * threads * chains * rounds;
    double const adds = seconds([&] { double_adds<<<blocks, threads>>>(reinterpret_cast<double*>(a), 1.5); });
    double const fmas = seconds([&] { float_fmas<<<blocks, threads>>>(reinterpret_cast<float*>(a), 0.5f); });
    double const ints =
        seconds([&] { integer_adds<<<blocks, threads>>>(reinterpret_cast<uint32_t*>(a), 7); });
    double const launch = seconds([&] {
                              for (int i = 0; i < 1000; ++i) nothing<<<1, 32>>>();
                          }) /
                          1000;
    double const allocate = seconds([&] {
        void* q;
        CHECK(cudaMalloc(&q, small));
        CHECK(cudaFree(q));
    });

    std::printf(
        "{\"device\": \"%s\", \"compute_capability\": \"%d.%d\", \"multiprocessors\": %d, \"memory_GiB\": "
        "%.1f, "
        "\"L2_MiB\": %.1f, \"clock_MHz\": %d, \"driver_api\": %d, \"runtime_api\": %d, "
        "\"device_copy_GB_per_s\": %.1f, \"upload_pageable_GB_per_s\": %.2f, \"download_pageable_GB_per_s\": "
        "%.2f, "
        "\"upload_pinned_GB_per_s\": %.2f, \"download_pinned_GB_per_s\": %.2f, \"float64_add_per_s\": %.4g, "
        "\"float32_fma_per_s\": %.4g, \"int32_op_per_s\": %.4g, \"launch_us\": %.3f, "
        "\"allocate_and_free_256MiB_us\": %.1f}\n",
        p.name, p.major, p.minor, p.multiProcessorCount, static_cast<double>(p.totalGlobalMem) / (1 << 30),
        p.l2CacheSize / 1048576.0, clock_khz / 1000, driver, runtime, 2e-9 * double(bytes) / copy,
        1e-9 * double(small) / up, 1e-9 * double(small) / down, 1e-9 * double(small) / pinned_up,
        1e-9 * double(small) / pinned_down, steps / adds, steps / fmas, 2 * steps / ints, 1e6 * launch,
        1e6 * allocate);
    return 0;
}
