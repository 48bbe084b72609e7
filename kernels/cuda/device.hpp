#pragma once
// What the grid backend needs of a device: memory, copies, launches. The CUDA device and the host emulator
// implement it; a test can put a device between that fails on the n-th call. Every failure is thrown as
// BackendError.
//
// Beside the virtual functions a device D has two templates, since kernels are types:
//   template <class K> void launch(K const& kernel, int64_t blocks, int threads, size_t shared_bytes)
//   template <class K> int64_t resident_warps(int threads)   warps of K that the whole device holds at a time

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

class Device {
  public:
    virtual ~Device() = default;
    virtual std::string name() const = 0;
    virtual size_t free_bytes() const = 0;
    virtual size_t shared_bytes() const = 0;   // the most shared memory that a block may ask for
    virtual void* allocate(size_t bytes) = 0;  // throws DeviceMemoryError when there is not enough
    virtual void release(void* p) noexcept = 0;
    virtual void upload(void* device, void const* host, size_t bytes) = 0;
    virtual void download(void* host, void const* device, size_t bytes) = 0;
    // `rows` rows that lie side by side on the device and `host_pitch` bytes apart on the host.
    virtual void download_rows(void* host, size_t host_pitch, void const* device, size_t row_bytes,
                               size_t rows) = 0;
    virtual void wait() {}  // until all launches have ended, and throws what went wrong in them
    // Launches and copies go to the chosen queue; queues 1 .. device_queues run side by side, each in its
    // order. Queue 0 waits for them and they for it, and so do allocations. A device that does one thing
    // after the other has nothing to do here.
    virtual void use_queue(int) {}
    virtual void join_queues() {}  // what follows in any queue waits for what all have been given so far
};

inline constexpr int device_queues = 8;

// Back to queue 0, also when an error passes.
class QueueScope {
  public:
    explicit QueueScope(Device& device) : device_(device) {}
    ~QueueScope() { device_.use_queue(0); }
    QueueScope(QueueScope const&) = delete;
    QueueScope& operator=(QueueScope const&) = delete;

  private:
    Device& device_;
};

class DeviceMemoryError : public BackendError {
  public:
    using BackendError::BackendError;
};

// Device memory that frees itself.
template <class T>
class DeviceArray {
  public:
    DeviceArray() = default;
    DeviceArray(Device& device, size_t count) : device_(&device), count_(count) {
        data_ = static_cast<T*>(device.allocate(std::max<size_t>(count, 1) * sizeof(T)));
    }
    DeviceArray(Device& device, T const* host, size_t count) : DeviceArray(device, count) {
        if (count > 0) device.upload(data_, host, count * sizeof(T));
    }
    DeviceArray(DeviceArray&& other) noexcept { swap(other); }
    DeviceArray& operator=(DeviceArray&& other) noexcept {
        swap(other);
        return *this;
    }
    ~DeviceArray() {
        if (data_) device_->release(data_);
    }
    T* data() const { return data_; }
    size_t size() const { return count_; }
    void read(T* host) const {
        if (count_ > 0) device_->download(host, data_, count_ * sizeof(T));
    }

  private:
    void swap(DeviceArray& other) noexcept {
        std::swap(device_, other.device_);
        std::swap(data_, other.data_);
        std::swap(count_, other.count_);
    }
    Device* device_ = nullptr;
    T* data_ = nullptr;
    size_t count_ = 0;
};

}  // namespace basicbot
