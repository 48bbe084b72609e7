#include "engine/catalogue/running_indicator.hpp"

#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

#include "kernels/backtest/snapshot.hpp"
#include "kernels/core/bits.hpp"

namespace basicbot {

namespace {

// The number is that of the numeric contract that the states belong to.
constexpr char const* kind = "basicbot indicator 3";

}  // namespace

RunningIndicator::RunningIndicator(IndicatorEntry const& entry, std::vector<double> params,
                                   std::int64_t begin)
    : entry_(entry), params_(std::move(params)), begin_(begin), next_(begin), state_(entry.walk.state_bytes) {
    if (params_.size() != entry.params.size())
        throw std::invalid_argument(usage_of(entry) + " has " + std::to_string(entry.params.size()) +
                                    " parameters, not " + std::to_string(params_.size()));
    if (entry_.repaints)
        throw std::invalid_argument(usage_of(entry_) + " repaints: its value at a bar needs later bars");
    if (entry_.composed)
        throw std::invalid_argument(usage_of(entry_) +
                                    " is made of other indicators: RunningSeries advances it");
    entry_.walk.start(state_.data(), params_.data());
}

void RunningIndicator::step(std::span<double const* const> inputs, double* out) {
    if (inputs.size() != entry_.inputs.size())
        throw std::invalid_argument(usage_of(entry_) + " reads " + std::to_string(entry_.inputs.size()) +
                                    " series, not " + std::to_string(inputs.size()));
    series_view in{};
    for (std::size_t k = 0; k < inputs.size(); ++k) in.x[k] = inputs[k];
    in.begin = begin_;
    in.size = next_ + 1;
    double values[max_outputs];
    entry_.walk.step(state_.data(), params_.data(), in, next_, values);
    bool const warm = next_ >= begin_ + entry_.warmup(params_.data());
    for (std::size_t k = 0; k < entry_.outputs.size(); ++k)
        out[k] = warm ? canonical(values[k]) : quiet_nan();
    ++next_;
}

std::vector<std::byte> RunningIndicator::terms() const {
    std::vector<std::byte> all;
    auto const append = [&](std::span<std::byte const> part) {
        all.insert(all.end(), part.begin(), part.end());
    };
    std::string const name = std::string(entry_.info->name) + "\n";
    append(std::as_bytes(std::span<char const>(name)));
    append(bytes_of(params_));
    append(bytes_of(begin_));
    return all;
}

std::vector<std::byte> RunningIndicator::snapshot() const {
    return seal_snapshot(kind, {terms(), bytes_of(next_), state_});
}

void RunningIndicator::restore(std::span<std::byte const> snapshot) {
    std::span<std::byte const> const bytes = open_snapshot(kind, snapshot);
    std::vector<std::byte> const want = terms();
    if (bytes.size() != want.size() + sizeof(next_) + state_.size() ||
        std::memcmp(bytes.data(), want.data(), want.size()) != 0)
        throw std::invalid_argument(
            "the snapshot is of another indicator, other parameters or another beginning");
    std::memcpy(&next_, bytes.data() + want.size(), sizeof(next_));
    std::memcpy(state_.data(), bytes.data() + want.size() + sizeof(next_), state_.size());
}

}  // namespace basicbot
