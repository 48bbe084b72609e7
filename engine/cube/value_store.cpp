#include "engine/cube/value_store.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "engine/bars/data_error.hpp"

namespace basicbot {

ValueStore::ValueStore(std::size_t size)
    : size_(size), values_(std::make_unique_for_overwrite<double[]>(size)) {}

ValueStore::ValueStore(std::size_t size, std::string const& folder) : size_(size), folder_(folder) {
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor_ < 0) {  // not every file system has files without a name
        std::string name = folder + "/.tmp-" + std::to_string(::getpid()) + "-values-XXXXXX";
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ >= 0) ::unlink(name.c_str());
    }
    if (descriptor_ < 0) fail_system(folder, "make a temporary file");
}

ValueStore::~ValueStore() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void ValueStore::put(std::size_t at, std::span<double const> values) {
    if (values_) {
        std::copy(values.begin(), values.end(), values_.get() + at);
        return;
    }
    auto const* cursor = reinterpret_cast<char const*>(values.data());
    auto offset = static_cast<off_t>(at * sizeof(double));
    for (std::size_t left = values.size_bytes(); left > 0;) {
        ssize_t const written = ::pwrite(descriptor_, cursor, left, offset);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail_system(folder_, "put the parts together");
        cursor += written;
        offset += written;
        left -= static_cast<std::size_t>(written);
    }
}

void ValueStore::get(std::size_t at, std::span<double> out) const {
    if (values_) {
        std::copy_n(values_.get() + at, out.size(), out.begin());
        return;
    }
    auto* cursor = reinterpret_cast<char*>(out.data());
    auto offset = static_cast<off_t>(at * sizeof(double));
    for (std::size_t left = out.size_bytes(); left > 0;) {
        ssize_t const got = ::pread(descriptor_, cursor, left, offset);
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;  // never written
        if (got <= 0) fail_system(folder_, "read the parts");
        cursor += got;
        offset += got;
        left -= static_cast<std::size_t>(got);
    }
}

}  // namespace basicbot
