#include "engine/runner/metric_table.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "engine/bars/data_error.hpp"
#include "kernels/core/bits.hpp"

namespace basicbot {

MetricTable::MetricTable(MetricShape const& shape)
    : shape_(shape), values_(shape.metrics * shape.of_metric(), quiet_nan()) {}

MetricTable::MetricTable(MetricShape const& shape, std::string const& folder)
    : shape_(shape), folder_(folder) {
    descriptor_ = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor_ < 0) {  // not every file system has files without a name
        std::string name = folder + "/.tmp-" + std::to_string(::getpid()) + "-table-XXXXXX";
        descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
        if (descriptor_ >= 0) ::unlink(name.c_str());
    }
    if (descriptor_ < 0) fail_system(folder, "make a temporary file");
}

MetricTable::~MetricTable() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void MetricTable::store(std::size_t at, std::span<double const> values) {
    if (descriptor_ < 0) {
        std::copy(values.begin(), values.end(), values_.begin() + static_cast<std::ptrdiff_t>(at));
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

void MetricTable::put(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
                      std::span<double const> values) {
    std::size_t const first = (symbol * shape_.windows + window) * shape_.row() + cell * shape_.costs;
    store(metric * shape_.of_metric() + first, values);
}

void MetricTable::blank(std::size_t symbol, std::size_t window) {
    std::vector<double> const nothing(shape_.row(), quiet_nan());
    for (std::size_t m = 0; m < shape_.metrics; ++m)
        for (std::size_t w = window; w < shape_.windows; ++w) put(m, symbol, w, 0, nothing);
}

void MetricTable::get(std::size_t metric, std::size_t first, std::span<double> out) const {
    std::size_t const at = metric * shape_.of_metric() + first;
    if (descriptor_ < 0) {
        std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(at), out.size(), out.begin());
        return;
    }
    auto* cursor = reinterpret_cast<char*>(out.data());
    auto offset = static_cast<off_t>(at * sizeof(double));
    for (std::size_t left = out.size_bytes(); left > 0;) {
        ssize_t const got = ::pread(descriptor_, cursor, left, offset);
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;  // never written: every place is, before it is read
        if (got <= 0) fail_system(folder_, "read the parts");
        cursor += got;
        offset += got;
        left -= static_cast<std::size_t>(got);
    }
}

std::vector<double> MetricTable::row(std::size_t metric, std::size_t symbol, std::size_t window) const {
    std::vector<double> values(shape_.row());
    get(metric, (symbol * shape_.windows + window) * shape_.row(), values);
    return values;
}

double MetricTable::at(std::size_t metric, std::size_t symbol, std::size_t window, std::size_t cell,
                       std::size_t cost) const {
    double value;
    get(metric, (symbol * shape_.windows + window) * shape_.row() + cell * shape_.costs + cost, {&value, 1});
    return value;
}

}  // namespace basicbot
