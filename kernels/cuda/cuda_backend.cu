#include "kernels/cuda/cuda_backend.hpp"

#include <cxxabi.h>

#include <chrono>
#include <cstdlib>
#include <typeinfo>

#include "kernels/cuda/cuda_try.hpp"
#include "kernels/cuda/grid_backend.hpp"

namespace basicbot {

namespace {

struct device_grid {
    __device__ int64_t block() const { return blockIdx.x; }
    __device__ int thread() const { return static_cast<int>(threadIdx.x); }
    __device__ int threads() const { return static_cast<int>(blockDim.x); }
    __device__ void sync() { __syncthreads(); }
    template <class T>
    __device__ T* shared() {
        extern __shared__ double bytes[];
        return reinterpret_cast<T*>(bytes);
    }
};

template <class K>
__global__ void run_kernel(K const kernel) {
#if defined(__CUDA_ARCH__)
    device_grid grid;
    kernel(grid);
#endif
}

// "basicbot::isa_cuda::columns_kernel<basicbot::isa_cuda::sma>" -> "columns_kernel<sma>"
template <class K>
std::string kernel_name() {
    int status = 0;
    std::unique_ptr<char, void (*)(void*)> const text(
        abi::__cxa_demangle(typeid(K).name(), nullptr, nullptr, &status), std::free);
    std::string name = status == 0 ? text.get() : typeid(K).name();
    for (std::string const prefix : {"basicbot::", "isa_cuda::"})
        for (size_t at; (at = name.find(prefix)) != std::string::npos;) name.erase(at, prefix.size());
    return name;
}

class CudaDevice final : public Device {
  public:
    CudaDevice(int number, DeviceTimes* times) : number_(number), times_(times) {
        BB_CUDA(cudaSetDevice(number));
        cudaDeviceProp properties;
        BB_CUDA(cudaGetDeviceProperties(&properties, number));
        name_ = "cuda:" + std::to_string(number) + " " + properties.name;
        multiprocessors_ = properties.multiProcessorCount;
        shared_bytes_ = properties.sharedMemPerBlockOptin;
        make_pool();
    }
    ~CudaDevice() override {
        for (Queue const& q : queues_) {
            if (q.done) cudaEventDestroy(q.done);
            if (q.stream) cudaStreamDestroy(q.stream);
        }
        if (pool_) cudaMemPoolDestroy(pool_);
    }
    CudaDevice(CudaDevice const&) = delete;
    CudaDevice& operator=(CudaDevice const&) = delete;
    std::string name() const override { return name_; }
    size_t free_bytes() const override {
        size_t free = 0, total = 0;
        BB_CUDA(cudaSetDevice(number_));
        BB_CUDA(cudaMemGetInfo(&free, &total));
        if (!pool_) return free;
        uint64_t reserved = 0, used = 0;
        BB_CUDA(cudaMemPoolGetAttribute(pool_, cudaMemPoolAttrReservedMemCurrent, &reserved));
        BB_CUDA(cudaMemPoolGetAttribute(pool_, cudaMemPoolAttrUsedMemCurrent, &used));
        return free + (reserved - used);
    }
    size_t shared_bytes() const override { return shared_bytes_; }
    void* allocate(size_t bytes) override {
        void* p = nullptr;
        BB_CUDA(cudaSetDevice(number_));
        timed("allocate", bytes, [&] {
            if (!pool_) {
                BB_CUDA(cudaMalloc(&p, bytes));
                return;
            }
            cudaError_t status = cudaMallocFromPoolAsync(&p, bytes, pool_, nullptr);
            if (status == cudaErrorMemoryAllocation) {  // what the pool keeps may lie in too small pieces
                cudaGetLastError();
                BB_CUDA(cudaDeviceSynchronize());
                BB_CUDA(cudaMemPoolTrimTo(pool_, 0));
                status = cudaMallocFromPoolAsync(&p, bytes, pool_, nullptr);
            }
            cuda_try(status, "cudaMallocFromPoolAsync");
        });
        return p;
    }
    void release(void* p) noexcept override {
        auto const give_back = [&] { pool_ ? cudaFreeAsync(p, nullptr) : cudaFree(p); };
        if (times_)
            timed("release", 0, give_back);
        else
            give_back();
    }
    void upload(void* device, void const* host, size_t bytes) override {
        timed("upload", bytes,
              [&] { BB_CUDA(cudaMemcpyAsync(device, host, bytes, cudaMemcpyHostToDevice, stream())); });
    }
    void download(void* host, void const* device, size_t bytes) override {
        timed("download", bytes, [&] {
            BB_CUDA(cudaMemcpyAsync(host, device, bytes, cudaMemcpyDeviceToHost, stream()));
            BB_CUDA(cudaStreamSynchronize(stream()));
        });
    }
    void download_rows(void* host, size_t host_pitch, void const* device, size_t row_bytes,
                       size_t rows) override {
        if (rows == 0 || row_bytes == 0) return;
        if (host_pitch == row_bytes) return download(host, device, rows * row_bytes);
        timed("download", rows * row_bytes, [&] {
            BB_CUDA(cudaMemcpy2DAsync(host, host_pitch, device, row_bytes, row_bytes, rows,
                                      cudaMemcpyDeviceToHost, stream()));
            BB_CUDA(cudaStreamSynchronize(stream()));
        });
    }

    // Queue 0 is the null stream; the others are made when they are first used, and wait for it as it does
    // for them.
    void use_queue(int number) override {
        queue_ = number;
        Queue& q = queues_[number];
        if (number == 0 || q.stream) return;
        BB_CUDA(cudaSetDevice(number_));
        BB_CUDA(cudaStreamCreate(&q.stream));
        BB_CUDA(cudaEventCreateWithFlags(&q.done, cudaEventDisableTiming));
    }
    void wait() override { BB_CUDA(cudaDeviceSynchronize()); }
    void join_queues() override {
        for (Queue const& q : queues_) {
            if (!q.stream) continue;
            BB_CUDA(cudaEventRecord(q.done, q.stream));
            for (Queue const& other : queues_)
                if (&other == &queues_[0] || other.stream)
                    BB_CUDA(cudaStreamWaitEvent(other.stream, q.done, 0));
        }
    }

    template <class K>
    int64_t resident_warps(int threads) const {
        int blocks = 0;
        BB_CUDA(cudaSetDevice(number_));
        BB_CUDA(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks, run_kernel<K>, threads, 0));
        return static_cast<int64_t>(blocks) * multiprocessors_ * (threads / warp_threads);
    }

    template <class K>
    void launch(K const& kernel, int64_t blocks, int threads, size_t shared_bytes) {
        if (blocks == 0) return;
        BB_CUDA(cudaSetDevice(number_));
        if (shared_bytes > 48 * 1024)
            BB_CUDA(cudaFuncSetAttribute(run_kernel<K>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                         static_cast<int>(shared_bytes)));
        auto const start = [&] {
            run_kernel<K>
                <<<static_cast<unsigned>(blocks), static_cast<unsigned>(threads), shared_bytes, stream()>>>(
                    kernel);
            BB_CUDA(cudaGetLastError());  // of the launch; clears what does not stick
        };
        if (times_)
            timed(kernel_name<K>(), 0, start);
        else
            start();
    }

  private:
    // With times: from an idle device to an idle device.
    template <class Body>
    void timed(std::string const& what, size_t bytes, Body const& body) {
        if (!times_) return body();
        using clock = std::chrono::steady_clock;
        cudaDeviceSynchronize();  // an error stays and is thrown by the next call
        auto const begin = clock::now();
        body();
        cudaDeviceSynchronize();
        times_->add(what, std::chrono::duration<double>(clock::now() - begin).count(),
                    static_cast<double>(bytes));
    }

    // Memory that is given back stays with the pool until the backend ends: neither allocating nor releasing
    // then waits for the device. A device without pools has none (null).
    void make_pool() {
        int supported = 0;
        BB_CUDA(cudaDeviceGetAttribute(&supported, cudaDevAttrMemoryPoolsSupported, number_));
        if (!supported) return;
        cudaMemPoolProps wanted{};
        wanted.allocType =
            cudaMemAllocationTypePinned;  // the only type there is: memory that stays where it is
        wanted.location.type = cudaMemLocationTypeDevice;
        wanted.location.id = number_;
        BB_CUDA(cudaMemPoolCreate(&pool_, &wanted));
        uint64_t keep = UINT64_MAX;
        BB_CUDA(cudaMemPoolSetAttribute(pool_, cudaMemPoolAttrReleaseThreshold, &keep));
    }

    struct Queue {
        cudaStream_t stream = nullptr;
        cudaEvent_t done = nullptr;
    };
    cudaStream_t stream() const { return queues_[queue_].stream; }

    int number_;
    int queue_ = 0;
    Queue queues_[device_queues + 1];
    int multiprocessors_ = 0;
    size_t shared_bytes_ = 0;
    cudaMemPool_t pool_ = nullptr;
    DeviceTimes* times_;
    std::string name_;
};

}  // namespace

std::vector<CudaDeviceInfo> cuda_devices(std::string* why) {
    std::vector<CudaDeviceInfo> found;
    int count = 0;
    cudaError_t const status = cudaGetDeviceCount(&count);
    if (status != cudaSuccess) {
        if (why) *why = cudaGetErrorString(status);
        cudaGetLastError();
        return found;
    }
    for (int i = 0; i < count; ++i) {
        cudaDeviceProp p;
        if (cudaGetDeviceProperties(&p, i) == cudaSuccess)
            found.push_back({p.name, p.major, p.minor, p.totalGlobalMem, p.multiProcessorCount});
    }
    if (found.empty() && why) *why = "no device";
    return found;
}

std::unique_ptr<Backend> make_cuda_backend(int device, DeviceTimes* times) {
    std::string why;
    auto const devices = cuda_devices(&why);
    if (device < 0 || device >= static_cast<int>(devices.size()))
        throw BackendError("cuda:" + std::to_string(device) + " is not there" +
                           (why.empty() ? "" : " (" + why + ")"));
    return std::make_unique<GridBackend<CudaDevice>>(std::make_unique<CudaDevice>(device, times));
}

}  // namespace basicbot
