#include "engine/plan/running_series.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>

#include "kernels/backtest/snapshot.hpp"
#include "kernels/core/bits.hpp"

namespace basicbot {

namespace {

constexpr char const* kind = "basicbot series 1";
constexpr std::size_t first_room = 4096;  // bars

}  // namespace

RunningSeries::RunningSeries(std::vector<Expression> const& expressions)
    : made_(lower_series(expressions)), columns_(static_cast<std::size_t>(made_.column_count())) {
    for (SeriesColumns const& one : made_.series)
        if (one.repaints)
            throw std::invalid_argument(one.text + " repaints: its value at a bar needs later bars");
    if (!made_.plan.longer.empty())
        throw std::invalid_argument("@" + made_.plan.longer[0].timeframe +
                                    " is read of longer bars, which a running series does not make");
    for (ColumnBatch const& batch : made_.plan.batches) {
        IndicatorEntry const& entry = indicators()[static_cast<std::size_t>(batch.entry)];
        std::size_t const params = entry.params.size(), outputs = entry.outputs.size();
        for (std::size_t lane = 0; lane < static_cast<std::size_t>(batch.lanes); ++lane) {
            auto const first = batch.params.begin() + static_cast<std::ptrdiff_t>(lane * params);
            Walk walk{
                RunningIndicator(entry, {first, first + static_cast<std::ptrdiff_t>(params)}, batch.begin),
                std::vector<double const*>(entry.inputs.size()),
                {},
                {}};
            walk.input_columns.assign(
                batch.inputs.begin(),
                batch.inputs.begin() + static_cast<std::ptrdiff_t>(entry.inputs.size()));
            auto const out = batch.outputs.begin() + static_cast<std::ptrdiff_t>(lane * outputs);
            walk.output_columns.assign(out, out + static_cast<std::ptrdiff_t>(outputs));
            walks_.push_back(std::move(walk));
        }
    }
    for (SeriesColumns const& one : made_.series)
        results_.insert(results_.end(), one.columns.begin(), one.columns.end());
    values_.resize(results_.size());
    make_room(first_room);
}

void RunningSeries::make_room(std::size_t bars) {
    for (std::vector<double>& column : columns_) column.resize(bars, quiet_nan());
    for (Walk& walk : walks_)
        for (std::size_t k = 0; k < walk.inputs.size(); ++k)
            walk.inputs[k] = columns_[static_cast<std::size_t>(walk.input_columns[k])].data();
}

std::span<double const> RunningSeries::step(std::span<double const> bar, std::span<double const> extra) {
    std::size_t const extras = made_.plan.extra.size();
    if (bar.size() != first_computed_column || extra.size() != extras)
        throw std::invalid_argument("a bar has 5 prices and " + std::to_string(extras) +
                                    " extra values here, not " + std::to_string(bar.size()) + " and " +
                                    std::to_string(extra.size()));
    auto const t = static_cast<std::size_t>(next_);
    if (t == columns_.front().size()) make_room(2 * t);
    for (std::size_t k = 0; k < bar.size(); ++k) columns_[k][t] = bar[k];
    for (std::size_t k = 0; k < extras; ++k) columns_[first_computed_column + k][t] = extra[k];
    for (Walk& walk : walks_) {
        if (next_ < walk.indicator.next_bar()) continue;  // its inputs have no value yet
        double out[max_outputs];
        walk.indicator.step(walk.inputs, out);
        for (std::size_t k = 0; k < walk.output_columns.size(); ++k)
            if (walk.output_columns[k] >= 0)
                columns_[static_cast<std::size_t>(walk.output_columns[k])][t] = out[k];
    }
    for (std::size_t k = 0; k < results_.size(); ++k)
        values_[k] = columns_[static_cast<std::size_t>(results_[k])][t];
    ++next_;
    return values_;
}

std::vector<std::byte> RunningSeries::snapshot() const {
    std::vector<std::vector<std::byte>> states;
    for (Walk const& walk : walks_) states.push_back(walk.indicator.snapshot());
    std::vector<std::span<std::byte const>> parts = {bytes_of(next_)};
    for (auto const& state : states) parts.emplace_back(state);
    auto const bars = static_cast<std::size_t>(next_);
    for (auto const& column : columns_) parts.push_back(std::as_bytes(std::span(column).first(bars)));
    return seal_snapshot(kind, parts);
}

void RunningSeries::restore(std::span<std::byte const> snapshot) {
    std::span<std::byte const> rest = open_snapshot(kind, snapshot);
    auto const take = [&](std::size_t bytes) {
        if (rest.size() < bytes)
            throw std::invalid_argument("the snapshot is of other series: it is too short for these");
        std::span<std::byte const> const taken = rest.first(bytes);
        rest = rest.subspan(bytes);
        return taken;
    };
    std::int64_t next = 0;
    std::memcpy(&next, take(sizeof(next)).data(), sizeof(next));
    std::vector<Walk> walks = walks_;
    for (Walk& walk : walks) walk.indicator.restore(take(walk.indicator.snapshot().size()));
    std::size_t const bytes = columns_.size() * sizeof(double);
    if (next < 0 || rest.size() % bytes != 0 || rest.size() / bytes != static_cast<std::size_t>(next))
        throw std::invalid_argument("the snapshot is of other series: its bars do not fit these");
    auto const bars = static_cast<std::size_t>(next);
    walks_ = std::move(walks);
    make_room(std::max(columns_.front().size(), bars));
    for (auto& column : columns_) {
        auto const saved = take(bars * sizeof(double));
        if (bars > 0) std::memcpy(column.data(), saved.data(), saved.size());
        std::fill(column.begin() + next, column.end(), quiet_nan());
    }
    next_ = next;
}

}  // namespace basicbot
