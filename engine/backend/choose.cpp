#include "engine/backend/choose.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "cpu_fallback/cpu_backend.hpp"
#include "engine/backend/fallback.hpp"
#include "engine/observe/error.hpp"
#include "kernels/cuda/emulator/emulator_backend.hpp"
#if defined(BASICBOT_HAS_CUDA)
#include "kernels/cuda/cuda_backend.hpp"
#endif

namespace basicbot {

namespace {

std::unique_ptr<Backend> cpu(BackendRequest const& r) {
    // A set that no machine has is a slip of the finger; one that this machine lacks is a matter of devices.
    if (!r.simd.empty() && r.simd != "plain" && r.simd != "avx2" && r.simd != "avx512")
        fail(ErrorKind::usage, {.code = "unknown_simd",
                                .path = "--simd",
                                .value = r.simd,
                                .problem = "no such instruction set",
                                .allowed = "plain, avx2, avx512",
                                .suggestion = "use one of them, or leave the option out"});
    try {
        return make_cpu_backend(r.threads, r.simd);
    } catch (BackendError const& e) {
        std::string sets;
        for (std::string const& s : cpu_instruction_sets()) sets += (sets.empty() ? "" : ", ") + s;
        fail(ErrorKind::device, {.code = "unknown_simd",
                                 .path = "--simd",
                                 .value = r.simd,
                                 .problem = "instruction set not available here",
                                 .allowed = sets,
                                 .suggestion = "use one of them, or leave the option out"});
    }
}

[[noreturn]] void no_device(std::string const& device, std::string const& why) {
    fail(ErrorKind::device, {.code = "no_device",
                             .path = "--device",
                             .value = device,
                             .problem = "no such device (" + why + ")",
                             .allowed = "",
                             .suggestion = "use --device=auto or --device=cpu"});
}

std::unique_ptr<Backend> cuda(std::string const& device, [[maybe_unused]] DeviceTimes* times) {
    int number = 0;
    if (device != "cuda") {
        char const* const first = device.data() + 5;
        char const* const last = device.data() + device.size();
        auto const [end, code] = std::from_chars(first, last, number);
        if (device.size() <= 5 || code != std::errc{} || end != last || number < 0)
            fail(ErrorKind::usage, {.code = "bad_device",
                                    .path = "--device",
                                    .value = device,
                                    .problem = "not a device",
                                    .allowed = "auto, cpu, cuda, cuda:N, emulator",
                                    .suggestion = ""});
    }
#if defined(BASICBOT_HAS_CUDA)
    try {
        return make_cuda_backend(number, times);
    } catch (BackendError const& e) {
        no_device(device, e.what());
    }
#else
    no_device(device, "this program was built without CUDA");
#endif
}

// "emulator", or "emulator:8M" for one with so little memory that work is cut into small batches.
std::unique_ptr<Backend> emulator(std::string const& device) {
    if (device == "emulator") return make_emulator_backend();
    std::size_t mebibytes = 0;
    char const* const first = device.data() + 9;
    char const* const last = device.data() + device.size() - 1;
    auto const [end, code] = std::from_chars(std::min(first, last), last, mebibytes);
    if (end != last || *last != 'M' || code != std::errc{} || mebibytes < 1 || mebibytes > (1u << 20))
        fail(ErrorKind::usage, {.code = "bad_device",
                                .path = "--device",
                                .value = device,
                                .problem = "not a device",
                                .allowed = "emulator, or emulator:<n>M with its memory in MiB",
                                .suggestion = ""});
    return make_emulator_backend(mebibytes << 20);
}

// The device as it is, or with the CPU behind it.
std::unique_ptr<Backend> guarded(std::unique_ptr<Backend> device, BackendRequest const& r) {
    bool const go_on = r.on_error == "cpu" || (r.on_error.empty() && r.device == "auto");
    if (!go_on) return device;
    return with_fallback(std::move(device), [r] { return cpu(r); });
}

}  // namespace

ChosenBackend choose_backend(BackendRequest const& request) {
    std::string const& d = request.device;
    if (!request.on_error.empty() && request.on_error != "cpu" && request.on_error != "stop")
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = "--on-device-error",
                                .value = request.on_error,
                                .problem = "not a way to go on",
                                .allowed = "cpu, stop",
                                .suggestion = "use one of them, or leave the option out"});
    if (d == "cpu") return {cpu(request), ""};
    if (d == "emulator" || d.starts_with("emulator:")) return {guarded(emulator(d), request), ""};
    if (d.rfind("cuda", 0) == 0 && (d.size() == 4 || d[4] == ':'))
        return {guarded(cuda(d, request.times), request), ""};
    if (d != "auto")
        fail(ErrorKind::usage, {.code = "bad_device",
                                .path = "--device",
                                .value = d,
                                .problem = "not a device",
                                .allowed = "auto, cpu, cuda, cuda:N, emulator",
                                .suggestion = ""});
#if defined(BASICBOT_HAS_CUDA)
    std::string why;
    if (!cuda_devices(&why).empty()) return {guarded(cuda("cuda", request.times), request), ""};
    return {cpu(request), "no CUDA device (" + why + "); using the CPU"};
#else
    return {cpu(request), ""};
#endif
}

}  // namespace basicbot
