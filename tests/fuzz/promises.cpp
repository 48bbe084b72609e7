#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/fuzz/targets.hpp"

namespace basicbot::fuzz {

void promise(bool holds, std::string const& what) {
    if (!holds) throw std::logic_error("a broken promise: " + what);
}

void check_refusal(Error const& error, ErrorKind kind) {
    std::string const line = error.what();
    promise(error.kind() == kind, "an error of another kind: " + line);
    promise(!error.parts().code.empty() && !error.parts().problem.empty(), "an error without words: " + line);
    promise(line.find('\n') == std::string::npos, "an error of several lines: " + line);
    promise(line.size() < 4000, "an error as long as a page: " + line);
}

MemoryFile::MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("input", MFD_CLOEXEC)) {
    promise(descriptor_ >= 0, "no file in memory");
    for (std::size_t at = 0; at < bytes.size();) {
        ssize_t const written = ::write(descriptor_, bytes.data() + at, bytes.size() - at);
        promise(written > 0, "no file in memory");
        at += static_cast<std::size_t>(written);
    }
    path_ = "/proc/self/fd/" + std::to_string(descriptor_);
}

MemoryFile::~MemoryFile() { ::close(descriptor_); }

}  // namespace basicbot::fuzz
