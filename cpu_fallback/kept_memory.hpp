#pragma once
// Memory of column sets, used again: fresh pages cost more than most columns (a fault and the clearing of
// every page), and one symbol's columns are as large as the last one's. One free block is kept, so an idle
// backend holds no more than its largest column set. Safe to use from several threads.

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>

#include "cpu_fallback/big_memory.hpp"

namespace basicbot {

class KeptMemory {
  public:
    struct Block {
        AlignedBytes bytes;
        std::size_t size = 0;
    };

    // A block of at least `size` bytes with any content. Throws std::bad_alloc.
    Block take(std::size_t size) {
        Block kept;
        {
            std::lock_guard const lock(mutex_);
            std::swap(kept, free_);
        }
        if (kept.size >= size && kept.size <= most_waste * size) return kept;
        kept = {};  // freed before the new one is asked for
        // What lasts may as well be large pages: two dozen columns written at once need as many translations.
        if (size >= few_pages && size < 2 * big_page) size = 2 * big_page;
        return {aligned_bytes(size), size};
    }
    void give_back(Block block) {
        std::lock_guard const lock(mutex_);
        if (block.size > free_.size) std::swap(free_, block);
    }

  private:
    static constexpr std::size_t most_waste = 8, few_pages = std::size_t{512} << 10;
    std::mutex mutex_;
    Block free_;
};

}  // namespace basicbot
