#include "kernels/cuda/emulator/emulator_backend.hpp"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <unordered_map>

#include "kernels/cuda/emulator/grid_emulator.hpp"
#include "kernels/cuda/grid_backend.hpp"

namespace basicbot {

namespace {

class EmulatedDevice final : public Device {
  public:
    explicit EmulatedDevice(size_t memory) : memory_(memory) {}
    ~EmulatedDevice() override {
        for (auto const& [p, bytes] : blocks_) std::free(p);
    }
    std::string name() const override { return "emulator"; }
    size_t free_bytes() const override { return memory_ - used_; }
    size_t shared_bytes() const override { return 227 * 1024; }  // an H100's
    void* allocate(size_t bytes) override {
        if (bytes > memory_ - used_) throw DeviceMemoryError("emulator: out of memory");
        void* const p = std::malloc(bytes);
        if (!p) throw DeviceMemoryError("emulator: out of host memory");
        std::memset(p, 0xa5, bytes);  // memory of a device is not zero
        blocks_[p] = bytes;
        used_ += bytes;
        return p;
    }
    void release(void* p) noexcept override {
        auto const at = blocks_.find(p);
        if (at == blocks_.end()) return;
        used_ -= at->second;
        blocks_.erase(at);
        std::free(p);
    }
    void upload(void* device, void const* host, size_t bytes) override { std::memcpy(device, host, bytes); }
    void download(void* host, void const* device, size_t bytes) override { std::memcpy(host, device, bytes); }
    void download_rows(void* host, size_t host_pitch, void const* device, size_t row_bytes,
                       size_t rows) override {
        for (size_t r = 0; r < rows; ++r)
            std::memcpy(static_cast<char*>(host) + r * host_pitch,
                        static_cast<char const*>(device) + r * row_bytes, row_bytes);
    }

    template <class K>
    void launch(K const& kernel, int64_t blocks, int threads, size_t shared_bytes) {
        emulate_grid(blocks, threads, shared_bytes, [&](EmulatedGrid& grid) { kernel(grid); });
    }
    // Few, so that warps of every number of lanes occur.
    template <class K>
    int64_t resident_warps(int) const {
        return 16;
    }

  private:
    size_t memory_, used_ = 0;
    std::unordered_map<void*, size_t> blocks_;
};

}  // namespace

std::unique_ptr<Backend> make_emulator_backend(size_t memory_bytes) {
    return std::make_unique<GridBackend<EmulatedDevice>>(std::make_unique<EmulatedDevice>(memory_bytes));
}

}  // namespace basicbot
