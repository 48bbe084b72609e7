// basicbot.h on top of LibraryRun.

#include <algorithm>
#include <list>
#include <mutex>
#include <new>
#include <optional>

#include "engine/bars/columns.hpp"
#include "engine/bars/timeframe.hpp"
#include "engine/cube/cube_check.hpp"
#include "engine/observe/error.hpp"
#include "engine/runner/basicbot.h"
#include "engine/runner/library_run.hpp"
#include "kernels/core/bits.hpp"

using namespace basicbot;

namespace {

// What basicbot_view has handed out.
struct View {
    std::vector<double> data;
    std::vector<std::int64_t> shape;
    std::vector<std::string> axes;
    std::vector<char const*> names;  // of the axes, as C reads them
};

std::string text_of(char const* text, char const* otherwise = "") {
    return text == nullptr ? otherwise : text;
}

Series series_of(basicbot_bars const& given) {
    auto const n = static_cast<std::size_t>(std::max<std::int64_t>(given.n, 0));
    std::string const timeframe = text_of(given.timeframe);
    std::int64_t const length = timeframe_ns(timeframe);
    for (auto const* column : {given.open, given.high, given.low, given.close})
        if (column == nullptr || given.time == nullptr)
            fail(ErrorKind::data, {.code = "bad_bars",
                                   .path = text_of(given.symbol),
                                   .value = "",
                                   .problem = "time or a price is a null pointer",
                                   .allowed = "",
                                   .suggestion = "only close_time and volume may be null"});
    BarColumns bars;
    bars.reserve(n);
    for (std::size_t t = 0; t < n; ++t) {
        std::int64_t const next = t + 1 < n ? given.time[t + 1] : given.time[t] + length;
        bars.push_back(given.time[t], given.close_time != nullptr ? given.close_time[t] : next, given.open[t],
                       given.high[t], given.low[t], given.close[t],
                       given.volume != nullptr ? given.volume[t] : quiet_nan());
    }
    SeriesAttributes attributes;
    attributes.timezone = text_of(given.timezone, "UTC");
    attributes.stamp = "open";
    attributes.bar_ns = length;
    attributes.source = "memory";
    attributes.adjustments = "raw";
    return make_series(std::move(bars), std::move(attributes), text_of(given.symbol), timeframe);
}

CubeAxis const* find_axis(Cube const& cube, std::string const& name) {
    for (CubeAxis const& axis : cube.axes)
        if (axis.name == name) return &axis;
    return nullptr;
}

// Numbers of that name, or none.
std::optional<View> find(Cube const& cube, std::string const& name) {
    if (CubeAxis const* const axis = find_axis(cube, name)) {
        auto const n = static_cast<std::int64_t>(length_of(*axis));
        std::string const along = axis->along.empty() ? name : axis->along;
        if (auto const* const x = std::get_if<std::vector<double>>(&axis->values))
            return View{*x, {n}, {along}, {}};
        if (auto const* const x = std::get_if<std::vector<std::int64_t>>(&axis->values))
            return View{{x->begin(), x->end()}, {n}, {along}, {}};
        return std::nullopt;
    }
    for (CubeVariable const& variable : cube.variables) {
        auto const* const x = std::get_if<std::vector<double>>(&variable.values);
        if (variable.name != name || x == nullptr) continue;
        std::vector<std::int64_t> shape;
        for (std::string const& axis : variable.axes)
            shape.push_back(static_cast<std::int64_t>(length_of(*find_axis(cube, axis))));
        return View{*x, std::move(shape), variable.axes, {}};
    }
    return std::nullopt;
}

}  // namespace

struct basicbot_run {
    explicit basicbot_run(LibraryRequest request) : run(std::move(request)) {}
    LibraryRun run;
    std::mutex mutex;  // of what follows
    std::list<View> views;
    std::list<std::string> labels;
};

extern "C" {

int32_t basicbot_api_version(void) { return BASICBOT_API_VERSION; }

basicbot_run* basicbot_start(char const* study, char const* options, basicbot_bars const* bars,
                             int64_t count) {
    try {
        LibraryRequest request{text_of(study), text_of(options), {}, nullptr};
        try {
            for (int64_t i = 0; bars != nullptr && i < count; ++i) request.bars.push_back(series_of(bars[i]));
        } catch (...) {
            request.refused = std::current_exception();
        }
        return new basicbot_run(std::move(request));
    } catch (...) {
        return nullptr;
    }
}

int32_t basicbot_poll(basicbot_run* run, char const** stage, double* done) {
    return static_cast<int32_t>(run->run.poll(stage, done));
}

int32_t basicbot_wait(basicbot_run* run, int64_t milliseconds) {
    return static_cast<int32_t>(run->run.wait(milliseconds));
}

void basicbot_cancel(basicbot_run* run) { run->run.cancel(); }

char const* basicbot_document(basicbot_run* run) {
    return run->run.state() == LibraryRun::State::running ? nullptr : run->run.document().c_str();
}

int32_t basicbot_exit_code(basicbot_run* run) {
    return run->run.state() == LibraryRun::State::running ? -1 : run->run.exit_code();
}

int32_t basicbot_view(basicbot_run* run, char const* name, basicbot_array* out) {
    *out = {};
    if (run->run.state() != LibraryRun::State::done) return -1;
    std::lock_guard const lock(run->mutex);
    try {
        std::optional<View> found = find(run->run.cube(), text_of(name));
        if (!found) return static_cast<int32_t>(ErrorKind::usage);
        View& view = run->views.emplace_back(std::move(*found));
        for (std::string const& axis : view.axes) view.names.push_back(axis.c_str());
        *out = {view.data.data(), static_cast<int64_t>(view.data.size()),
                static_cast<int32_t>(view.shape.size()), view.shape.data(), view.names.data()};
        return 0;
    } catch (...) {
        return static_cast<int32_t>(ErrorKind::data);
    }
}

char const* basicbot_label(basicbot_run* run, char const* axis, int64_t i) {
    if (run->run.state() != LibraryRun::State::done) return nullptr;
    std::lock_guard const lock(run->mutex);
    try {
        CubeAxis const* const found = find_axis(run->run.cube(), text_of(axis));
        auto const* const texts =
            found == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&found->values);
        if (texts == nullptr || i < 0 || i >= static_cast<int64_t>(texts->size())) return nullptr;
        return run->labels.emplace_back((*texts)[static_cast<std::size_t>(i)]).c_str();
    } catch (...) {
        return nullptr;
    }
}

void basicbot_free(basicbot_run* run) { delete run; }

}  // extern "C"
