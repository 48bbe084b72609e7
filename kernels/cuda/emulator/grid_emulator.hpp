#pragma once
// A grid of threads on the host, so that the device's kernel bodies run where there is no GPU. The threads of
// a block are contexts that take turns; sync() is a real barrier, and a block in which one thread has
// finished or waits while another waits at a barrier it can never complete is an error, as it would be on a
// device.

#include <cstddef>
#include <cstdint>
#include <functional>

namespace basicbot {

class EmulatedGrid {
  public:
    int64_t block() const { return block_; }
    int thread() const { return thread_; }
    int threads() const { return threads_; }
    void sync();  // all threads of the block
    template <class T>
    T* shared() {
        return static_cast<T*>(shared_);
    }

  private:
    friend class EmulatedBlock;
    int64_t block_ = 0;
    int thread_ = 0, threads_ = 0;
    void* shared_ = nullptr;
    class EmulatedBlock* owner_ = nullptr;
};

// Runs body(grid) for every thread of every block. Throws BackendError on a barrier that not all threads
// reach.
void emulate_grid(int64_t blocks, int threads, size_t shared_bytes,
                  std::function<void(EmulatedGrid&)> const& body);

}  // namespace basicbot
