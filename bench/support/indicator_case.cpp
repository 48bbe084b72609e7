#include "bench/support/indicator_case.hpp"

#include <algorithm>
#include <utility>

#include "bench/support/bits.hpp"
#include "bench/support/keep_memory.hpp"
#include "bench/support/market.hpp"
#include "bench/support/reference_columns.hpp"
#include "bench/support/verify.hpp"
#include "engine/backend/choose.hpp"
#include "engine/catalogue/catalogue.hpp"
#include "engine/runner/evaluate.hpp"

namespace basicbot {

namespace {

constexpr std::int32_t windows = 32;
constexpr double band_width = 2;

double window_of(std::int32_t lane) { return 5 + 3 * lane; }

}  // namespace

struct IndicatorCase::Work {
    std::string name;
    IndicatorEntry const* entry;
    std::vector<double> params;
    std::vector<std::int32_t> outputs;
    std::int32_t inputs[5] = {-1, -1, -1, -1, -1};
};

std::vector<std::string> const& IndicatorCase::names() {
    static std::vector<std::string> const all{"sma", "ema", "rsi", "atr", "bbands"};
    return all;
}

IndicatorCase::IndicatorCase(std::int64_t bars, BenchOptions const& options)
    : series_(synthetic_series(bars, options.seed)),
      backend_(choose_backend({options.device, options.threads, options.simd, options.times}).backend) {
    keep_memory();
    for (std::string const& name : names()) {
        auto work = std::make_shared<Work>();
        work->name = name;
        work->entry = find_indicator(name);
        for (std::size_t i = 0; i < work->entry->inputs.size(); ++i) {
            int const field = implied_field(work->entry->inputs[i]);
            work->inputs[i] = field >= 0 ? field : static_cast<std::int32_t>(bar_field::close);
        }
        for (std::int32_t lane = 0; lane < windows; ++lane) {
            for (std::size_t p = 0; p < work->entry->params.size(); ++p)
                work->params.push_back(p == 0 ? window_of(lane) : band_width);
            for (std::size_t o = 0; o < work->entry->outputs.size(); ++o)
                work->outputs.push_back(first_computed_column +
                                        static_cast<std::int32_t>(work->outputs.size()));
        }
        works_.push_back(std::move(work));
    }
}

IndicatorCase::Work const& IndicatorCase::work(std::string const& name) const {
    return **std::find_if(works_.begin(), works_.end(), [&](auto const& w) { return w->name == name; });
}

column_task IndicatorCase::task_of(Work const& work) const {
    column_task task{};
    task.entry = work.entry->number;
    std::copy(std::begin(work.inputs), std::end(work.inputs), task.inputs);
    task.lanes = windows;
    task.param_count = static_cast<std::int32_t>(work.entry->params.size());
    task.output_count = static_cast<std::int32_t>(work.entry->outputs.size());
    task.params = work.params.data();
    task.outputs = work.outputs.data();
    return task;
}

Lap IndicatorCase::run(std::string const& name) {
    Work const& w = work(name);
    columns_.reset();
    return timed([&] {
        columns_ = backend_->columns(bars_of(series_), {}, {task_of(w)},
                                     first_computed_column + static_cast<std::int32_t>(w.outputs.size()));
    });
}

double IndicatorCase::values(std::string const& name) const {
    return static_cast<double>(series_.size()) * static_cast<double>(work(name).outputs.size());
}

nlohmann::json IndicatorCase::verify() {
    nlohmann::json facts = {{"against", "the definitions in long double, every window summed anew"},
                            {"tolerance_relative", 1e-9}};
    for (std::string const& name : names()) {
        run(name);
        Work const& w = work(name);
        std::size_t const outputs = w.entry->outputs.size();
        Deviation off(name, 1e-9);
        std::vector<double> got(series_.size());
        for (std::int32_t lane : {0, windows / 2, windows - 1}) {
            auto const n = static_cast<std::size_t>(window_of(lane));
            std::vector<std::vector<double>> want;
            if (name == "sma") want = {reference_sma(series_.close, n)};
            if (name == "ema") want = {reference_ema(series_.close, n)};
            if (name == "rsi") want = {reference_rsi(series_.close, n)};
            if (name == "atr") want = {reference_atr(series_, n)};
            if (name == "bbands") {
                ReferenceBands bands = reference_bbands(series_.close, n, band_width);
                want = {std::move(bands.upper), std::move(bands.middle), std::move(bands.lower)};
            }
            for (std::size_t o = 0; o < outputs; ++o) {
                columns_->read(w.outputs[static_cast<std::size_t>(lane) * outputs + o], got.data());
                for (std::size_t t = 0; t < got.size(); ++t)
                    off.relative(got[t], want[o][t], "bar " + std::to_string(t));
            }
        }
        facts[name] = off.worst();
    }
    return facts;
}

nlohmann::json IndicatorCase::facts() const {
    double all = 0;
    for (std::string const& name : names()) all += values(name);
    return {{"device", backend_->name()},
            {"bars", series_.size()},
            {"indicators", names()},
            {"windows", windows},
            {"unit", "value"},
            {"units", all},
            {"timed",
             "all columns of each indicator into memory that the process already has, with the copy of the "
             "five bar columns"},
            {"apart", "nothing"}};
}

nlohmann::json IndicatorCase::checksums() {
    nlohmann::json sums;
    std::vector<double> column(series_.size());
    for (std::string const& name : names()) {
        run(name);
        double sum = 0;
        std::string bits;
        for (std::int32_t c : work(name).outputs) {
            columns_->read(c, column.data());
            for (double v : column)
                if (v == v) sum += v;
            bits = bits_of(std::span(std::as_const(column)), bits);
        }
        sums[name] = sum;
        sums["bits"][name] = bits;
    }
    return sums;
}

void IndicatorCase::write_inputs(RawFiles& files, nlohmann::json& header) {
    if (!files.wanted()) return;
    auto const bars = static_cast<std::int64_t>(series_.size());
    files.write("open", series_.open, {bars});
    files.write("high", series_.high, {bars});
    files.write("low", series_.low, {bars});
    files.write("close", series_.close, {bars});
    header["window_values"] = nlohmann::json::array();
    for (std::int32_t lane = 0; lane < windows; ++lane) header["window_values"].push_back(window_of(lane));
    header["band_width"] = band_width;  // bbands: standard deviations (ddof 0) about the simple average
    header["expected"] = checksums();   // sum of all values that are not NaN, by indicator
}

}  // namespace basicbot
