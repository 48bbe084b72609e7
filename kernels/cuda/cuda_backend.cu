#include "kernels/cuda/cuda_backend.hpp"

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

class CudaDevice final : public Device {
  public:
    explicit CudaDevice(int number) : number_(number) {
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
        BB_CUDA(cudaMalloc(&p, bytes));
        return p;
    }
    void release(void* p) noexcept override { cudaFree(p); }
    void upload(void* device, void const* host, size_t bytes) override {
        BB_CUDA(cudaMemcpy(device, host, bytes, cudaMemcpyHostToDevice));
    }
    void download(void* host, void const* device, size_t bytes) override {
        BB_CUDA(cudaMemcpy(host, device, bytes, cudaMemcpyDeviceToHost));
    }

    template <class K>
    void launch(K const& kernel, int64_t blocks, int threads, size_t shared_bytes) {
        if (blocks == 0) return;
        BB_CUDA(cudaSetDevice(number_));
        if (shared_bytes > 48 * 1024)
            BB_CUDA(cudaFuncSetAttribute(run_kernel<K>, cudaFuncAttributeMaxDynamicSharedMemorySize,
                                         static_cast<int>(shared_bytes)));
        run_kernel<K>
            <<<static_cast<unsigned>(blocks), static_cast<unsigned>(threads), shared_bytes>>>(kernel);
        BB_CUDA(cudaPeekAtLastError());
    }

  private:
    int number_;
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

std::unique_ptr<Backend> make_cuda_backend(int device) {
    std::string why;
    auto const devices = cuda_devices(&why);
    if (device < 0 || device >= static_cast<int>(devices.size()))
        throw BackendError("cuda:" + std::to_string(device) + " is not there" +
                           (why.empty() ? "" : " (" + why + ")"));
    return std::make_unique<GridBackend<CudaDevice>>(std::make_unique<CudaDevice>(device));
}

}  // namespace basicbot
