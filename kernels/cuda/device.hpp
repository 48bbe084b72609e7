#pragma once
// What the grid backend needs of a device: memory, copies, launches. The CUDA device and the host emulator
// implement it; a test can put a device between that fails on the n-th call. Every failure is thrown as
// BackendError.

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

class Device {
  public:
    virtual ~Device() = default;
    virtual std::string name() const = 0;
    virtual size_t free_bytes() const = 0;
    virtual void* allocate(size_t bytes) = 0;  // throws DeviceMemoryError when there is not enough
    virtual void release(void* p) noexcept = 0;
    virtual void upload(void* device, void const* host, size_t bytes) = 0;
    virtual void download(void* host, void const* device, size_t bytes) = 0;
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
