#pragma once
// Memory of large arrays that are read all over: on pages of 2 MiB where the system has them, so that neither
// the first touch (a page fault for every 4 KiB otherwise) nor the address look-up shows. Host side.

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace basicbot {

struct FreeBytes {
    void operator()(void* p) const { std::free(p); }
};
using AlignedBytes = std::unique_ptr<unsigned char[], FreeBytes>;

inline constexpr std::size_t big_page = std::size_t{2} << 20;

// At least `bytes`, aligned to a cache line at least. Throws std::bad_alloc.
inline AlignedBytes aligned_bytes(std::size_t bytes) {
    constexpr std::size_t line = 64;
    bool const big = bytes >= 2 * big_page;
    std::size_t const unit = big ? big_page : line;
    std::size_t const size = (bytes + unit - 1) / unit * unit;
    void* const p = std::aligned_alloc(unit, size > 0 ? size : unit);
    if (!p) throw std::bad_alloc();
#ifdef MADV_HUGEPAGE
    if (big) (void)madvise(p, size, MADV_HUGEPAGE);  // a wish: without it everything works, slower
#endif
    return AlignedBytes(static_cast<unsigned char*>(p));
}

template <class T>
struct BigAllocator {
    using value_type = T;
    BigAllocator() = default;
    template <class U>
    BigAllocator(BigAllocator<U> const&) {}
    T* allocate(std::size_t n) {
        return static_cast<T*>(static_cast<void*>(aligned_bytes(n * sizeof(T)).release()));
    }
    void deallocate(T* p, std::size_t) { std::free(p); }
    bool operator==(BigAllocator const&) const { return true; }
};

template <class T>
using BigVector = std::vector<T, BigAllocator<T>>;

}  // namespace basicbot
