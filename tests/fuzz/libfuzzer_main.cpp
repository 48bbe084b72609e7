// One fuzzer: compiled once per target with BASICBOT_FUZZ_TARGET as its function.

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    basicbot::BASICBOT_FUZZ_TARGET({reinterpret_cast<char const*>(data), size});
    return 0;
}
