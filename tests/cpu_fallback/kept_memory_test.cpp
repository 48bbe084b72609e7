// Which memory a column set gets: that of the one before where it fits without waste.

#include <gtest/gtest.h>

#include <cstdint>

#include "cpu_fallback/kept_memory.hpp"

namespace basicbot {
namespace {

TEST(KeptMemory, is_used_again_by_what_fits) {
    KeptMemory memory;
    KeptMemory::Block block = memory.take(1 << 14);
    unsigned char const* const first = block.bytes.get();
    memory.give_back(std::move(block));
    block = memory.take(1 << 13);
    EXPECT_EQ(block.bytes.get(), first);
    EXPECT_EQ(block.size, std::size_t{1} << 14);
    KeptMemory::Block const beside = memory.take(1 << 13);
    EXPECT_NE(beside.bytes.get(), first);
}

TEST(KeptMemory, holds_one_block_the_largest) {
    KeptMemory memory;
    KeptMemory::Block small = memory.take(1 << 10), large = memory.take(1 << 14);
    unsigned char const* const kept = large.bytes.get();
    memory.give_back(std::move(large));
    memory.give_back(std::move(small));
    EXPECT_EQ(memory.take(1 << 12).bytes.get(), kept);
}

TEST(KeptMemory, is_not_given_for_what_would_waste_it_and_not_for_what_is_larger) {
    KeptMemory memory;
    memory.give_back(memory.take(1 << 20));
    EXPECT_EQ(memory.take(1 << 10).size, std::size_t{1} << 10);
    memory.give_back(memory.take(1 << 10));
    EXPECT_EQ(memory.take(1 << 14).size, std::size_t{1} << 14);
}

TEST(KeptMemory, is_of_large_pages_where_it_is_not_small) {
    KeptMemory memory;
    KeptMemory::Block block = memory.take(1 << 20);
    EXPECT_EQ(block.size, 2 * big_page);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block.bytes.get()) % big_page, 0u);
    memory.give_back(std::move(block));
    EXPECT_EQ(memory.take(1 << 19).size, 2 * big_page);
}

}  // namespace
}  // namespace basicbot
