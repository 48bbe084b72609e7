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
    }
    std::string name() const override { return name_; }
    size_t free_bytes() const override {
        size_t free = 0, total = 0;
        BB_CUDA(cudaSetDevice(number_));
        BB_CUDA(cudaMemGetInfo(&free, &total));
        return free;
    }
    void* allocate(size_t bytes) override {
        void* p = nullptr;
        BB_CUDA(cudaSetDevice(number_));
        timed("allocate", bytes, [&] { BB_CUDA(cudaMalloc(&p, bytes)); });
        return p;
    }
    void release(void* p) noexcept override {
        if (times_)
            timed("release", 0, [&] { cudaFree(p); });
        else
            cudaFree(p);
    }
    void upload(void* device, void const* host, size_t bytes) override {
        timed("upload", bytes, [&] { BB_CUDA(cudaMemcpy(device, host, bytes, cudaMemcpyHostToDevice)); });
    }
    void download(void* host, void const* device, size_t bytes) override {
        timed("download", bytes, [&] { BB_CUDA(cudaMemcpy(host, device, bytes, cudaMemcpyDeviceToHost)); });
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
                <<<static_cast<unsigned>(blocks), static_cast<unsigned>(threads), shared_bytes>>>(kernel);
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

    int number_;
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
