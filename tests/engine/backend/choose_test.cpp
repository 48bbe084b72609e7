// Which backend the words of the command line mean.

#include "engine/backend/choose.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {
namespace {

// Code of the error that the request ends in, "" without one.
std::string refusal(BackendRequest const& request, ErrorKind* kind = nullptr) {
    try {
        choose_backend(request);
        return "";
    } catch (Error const& e) {
        if (kind != nullptr) *kind = e.kind();
        return e.parts().code;
    }
}

TEST(ChooseBackend, the_emulator_may_be_given_little_memory) {
    for (char const* device : {"emulator", "emulator:1M", "emulator:64M"})
        EXPECT_EQ(refusal({device, 1, ""}), "") << device;
    for (char const* device :
         {"emulator:", "emulator:M", "emulator:8", "emulator:8G", "emulator:0M", "emulator:-1M",
          "emulator:9999999M", "emulator:99999999999999999999M", "emulator: 8M", "emulators"}) {
        ErrorKind kind = ErrorKind::internal;
        EXPECT_EQ(refusal({device, 1, ""}, &kind), "bad_device") << device;
        EXPECT_EQ(kind, ErrorKind::usage) << device;
    }
}

TEST(ChooseBackend, words_that_are_no_device_are_refused) {
    for (char const* device : {"", "gpu", "CPU", "cuda:", "cuda:x", "cuda:-1", "cuda:0x", "cudas"})
        EXPECT_EQ(refusal({device, 1, ""}), "bad_device") << device;
}

TEST(ChooseBackend, a_device_that_is_not_there_is_named) {
    ErrorKind kind = ErrorKind::internal;
    EXPECT_EQ(refusal({"cuda:4096", 1, ""}, &kind), "no_device");
    EXPECT_EQ(kind, ErrorKind::device);
}

TEST(ChooseBackend, instruction_sets) {
    for (std::string const& simd : cpu_instruction_sets()) EXPECT_EQ(refusal({"cpu", 1, simd}), "") << simd;
    EXPECT_EQ(refusal({"cpu", 1, "sse9"}), "unknown_simd");
    if (cpu_instruction_sets().size() < 3) {
        EXPECT_EQ(refusal({"cpu", 1, "avx512"}), "unknown_simd");
    }
}

TEST(ChooseBackend, ways_to_go_on_after_a_failure) {
    for (char const* how : {"", "cpu", "stop"})
        EXPECT_EQ(refusal({"emulator", 1, "", nullptr, how}), "") << how;
    EXPECT_EQ(refusal({"emulator", 1, "", nullptr, "retry"}), "bad_option");
}

}  // namespace
}  // namespace basicbot
