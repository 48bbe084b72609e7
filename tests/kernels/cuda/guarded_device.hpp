#pragma once
// A device for tests: the host grid emulator behind memory with guard zones, a limit, and calls that can be
// made to fail. What a kernel writes outside its arrays, or what the backend forgets to release, is seen.

#include <cstdlib>
#include <cstring>
#include <map>
#include <string>

#include "kernels/cuda/device.hpp"
#include "kernels/cuda/emulator/grid_emulator.hpp"
#include "tests/kernels/cuda/guarded_backend.hpp"

namespace basicbot {

class GuardedDevice final : public Device {
  public:
    GuardedDevice(DeviceLog& log, DeviceFaults const& faults) : log_(log), faults_(faults) {}
    ~GuardedDevice() override {
        while (!blocks_.empty()) free_block(blocks_.begin());  // stays counted in log.live
    }
    std::string name() const override { return "guarded"; }
    size_t free_bytes() const override { return faults_.claimed ? faults_.claimed : faults_.memory - used_; }
    size_t shared_bytes() const override { return faults_.shared; }
    void* allocate(size_t bytes) override {
        refuse_if_dead();
        if (++log_.allocations == faults_.allocation) {
            died_ = faults_.dead;
            throw DeviceMemoryError("planned: allocation");
        }
        if (bytes > faults_.memory - used_) throw DeviceMemoryError("guarded: out of memory");
        auto* const base = static_cast<unsigned char*>(std::malloc(bytes + 2 * guard));
        std::memset(base, guard_byte, bytes + 2 * guard);
        std::memset(base + guard, 0xa5, bytes);  // memory of a device is not zero
        blocks_[base + guard] = bytes;
        used_ += bytes;
        log_.most_bytes = std::max(log_.most_bytes, used_);
        ++log_.live;
        return base + guard;
    }
    void release(void* p) noexcept override {
        auto const at = blocks_.find(static_cast<unsigned char*>(p));
        if (at == blocks_.end()) {
            ++log_.foreign;
            return;
        }
        --log_.live;
        used_ -= at->second;
        free_block(at);
    }
    void upload(void* device, void const* host, size_t bytes) override {
        fail_at(++log_.uploads, faults_.upload, "planned: upload");
        check_inside(device, bytes);
        std::memcpy(device, host, bytes);
    }
    void download(void* host, void const* device, size_t bytes) override {
        fail_at(++log_.downloads, faults_.download, "planned: download");
        check_inside(device, bytes);
        std::memcpy(host, device, bytes);
    }
    void download_rows(void* host, size_t host_pitch, void const* device, size_t row_bytes,
                       size_t rows) override {
        fail_at(++log_.downloads, faults_.download, "planned: download");
        check_inside(device, rows * row_bytes);
        for (size_t r = 0; r < rows; ++r)
            std::memcpy(static_cast<char*>(host) + r * host_pitch,
                        static_cast<char const*>(device) + r * row_bytes, row_bytes);
    }
    template <class K>
    int64_t resident_warps(int) const {
        return faults_.warps;
    }
    template <class K>
    void launch(K const& kernel, int64_t blocks, int threads, size_t shared_bytes) {
        if (shared_bytes > faults_.shared) throw BackendError("guarded: more shared memory than there is");
        fail_at(++log_.launches, faults_.launch, "planned: launch");
        emulate_grid(blocks, threads, shared_bytes, [&](EmulatedGrid& grid) { kernel(grid); });
        for (auto const& [p, bytes] : blocks_) log_.broken_guards += !whole(p, bytes);
    }

  private:
    static constexpr size_t guard = 256;
    static constexpr unsigned char guard_byte = 0xee;

    void refuse_if_dead() const {
        if (died_) throw BackendError("planned: the device is dead");
    }
    void fail_at(int call, int planned, char const* text) {
        refuse_if_dead();
        if (call != planned) return;
        died_ = faults_.dead;
        throw BackendError(text);
    }
    static bool whole(unsigned char const* p, size_t bytes) {
        for (size_t i = 1; i <= guard; ++i)
            if (p[-static_cast<ptrdiff_t>(i)] != guard_byte || p[bytes + i - 1] != guard_byte) return false;
        return true;
    }
    void free_block(std::map<unsigned char*, size_t>::iterator at) {
        log_.broken_guards += !whole(at->first, at->second);
        std::free(at->first - guard);
        blocks_.erase(at);
    }
    void check_inside(void const* device, size_t bytes) {
        auto* const p = static_cast<unsigned char*>(const_cast<void*>(device));
        auto at = blocks_.upper_bound(p);
        bool inside = at != blocks_.begin();
        if (inside) --at, inside = p + bytes <= at->first + at->second;
        log_.foreign += !inside;
    }

    DeviceLog& log_;
    DeviceFaults faults_;
    size_t used_ = 0;
    bool died_ = false;
    std::map<unsigned char*, size_t> blocks_;
};

}  // namespace basicbot
