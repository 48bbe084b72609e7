#pragma once
// Small arrays that travel to the device together: one allocation and one copy, however many there are.

#include <cstring>
#include <vector>

#include "kernels/cuda/device.hpp"

namespace basicbot {

class DevicePack {
  public:
    // Notes an array; the number says where it will lie (at<T>).
    template <class T>
    size_t add(T const* host, size_t count) {
        size_t const at = (bytes_.size() + alignment - 1) / alignment * alignment;
        bytes_.resize(at + count * sizeof(T));
        if (count > 0) std::memcpy(bytes_.data() + at, host, count * sizeof(T));
        return at;
    }
    template <class T>
    size_t add(std::vector<T> const& host) {
        return add(host.data(), host.size());
    }
    void send(Device& device) {
        sent_ = DeviceArray<unsigned char>(device, bytes_.data(), bytes_.size());
        bytes_.clear();
    }
    template <class T>
    T const* at(size_t number) const {
        return reinterpret_cast<T const*>(sent_.data() + number);
    }

  private:
    static constexpr size_t alignment =
        256;  // a line of the device's memory, as an allocation of its own has
    std::vector<unsigned char> bytes_;
    DeviceArray<unsigned char> sent_;
};

}  // namespace basicbot
