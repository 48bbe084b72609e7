#include "engine/runner/study_parts.hpp"

#include <algorithm>
#include <filesystem>

#include "engine/bars/store.hpp"
#include "engine/ingest/clock_series.hpp"
#include "engine/runner/sweep_cube.hpp"

namespace basicbot {

using json = nlohmann::json;

json number_or_null(double x) { return x == x ? json(x) : json(nullptr); }

namespace {

std::vector<Series> picked(Study const& study, std::vector<std::string> const& extra,
                           std::vector<Series> const& memory) {
    std::vector<Series> all;
    for (std::string const& symbol : study.data.symbols) {
        auto const at = std::find_if(memory.begin(), memory.end(), [&](Series const& s) {
            return s.symbol == symbol && s.timeframe == study.data.timeframe;
        });
        if (at == memory.end())
            fail(ErrorKind::data, {.code = "unknown_symbol",
                                   .path = "data.symbols",
                                   .value = symbol,
                                   .problem = "no bars of this symbol and timeframe were handed over",
                                   .allowed = "",
                                   .suggestion = "hand them over, or leave the symbol out"});
        all.push_back(*at);
        all.back().extra.clear();
        for (std::string const& name : extra) {
            if (clock_number(name) >= 0) {
                all.back().extra.push_back(clock_column(*at, name));
                continue;
            }
            auto const column = std::find_if(at->extra.begin(), at->extra.end(),
                                             [&](SeriesColumn const& c) { return c.name == name; });
            if (column == at->extra.end() || column->values.size() != at->size())
                fail(ErrorKind::data,
                     {.code = "unknown_extra",
                      .path = "data.series",
                      .value = name,
                      .problem = column == at->extra.end() ? "no such series was handed over beside " + symbol
                                                           : "it has not one value for each bar of " + symbol,
                      .allowed = "",
                      .suggestion = "hand it over with the bars, or leave it out"});
            all.back().extra.push_back(*column);
        }
    }
    return all;
}

}  // namespace

std::vector<Series> load_all(Study const& study, std::vector<std::string> const& extra,
                             std::vector<Series> const& memory) {
    if (!memory.empty()) return picked(study, extra, memory);
    Store const store = Store::open(study.data.store);
    std::vector<Series> all;
    for (std::string const& symbol : study.data.symbols) {
        Series& series = all.emplace_back(store.load(symbol, study.data.timeframe));
        for (std::string const& name : extra)
            series.extra.push_back(extra_column(study.data.store, series, name));
    }
    return all;
}

void note_actions(Series const& series, json& document) {
    if (series.split_time.empty() && series.dividend_time.empty()) return;
    std::string notice = document.value("notice", "");
    notice += (notice.empty() ? "" : "; ") + series.symbol +
              " has splits or dividends, which studies do not apply: basicbot store adjust makes a series "
              "that has them "
              "in its prices";
    document["notice"] = notice;
}

std::uint64_t stored_bytes(Series const& series) { return series.size() * series_fields * real_bytes; }

std::string cube_path(Study const& study) {
    return study.output.cube.empty() ? study.name + ".h5" : study.output.cube;
}

void write_result(Cube const& cube, std::string const& path, Stages& stages, json& document) {
    std::string const hash = stages.run("cube", [&](Progress const&) { return write_cube(cube, path); });
    stages.did_write("cube", std::filesystem::file_size(path));
    document["cube"] = {{"path", path}, {"content_hash", hash}};
}

json params_document(SweepPlan const& plan, std::size_t cell) {
    json p = json::object();
    for (std::size_t a = 0; a < plan.grid.axes.size(); ++a)
        p[plan.grid.axes[a].name] = plan.grid.axes[a].values[plan.grid.indices(cell)[a]];
    return p;
}

json execution_document(SweepPlan const& plan, std::size_t cost) {
    json d = json::object();
    for (std::size_t a = plan.execution_axes.size(); a-- > 0;) {  // row-major, the last axis fastest
        std::vector<double> const& values = plan.execution_axes[a].values;
        d[plan.execution_axes[a].name] = values[cost % values.size()];
        cost /= values.size();
    }
    return d;
}

json window_document(Series const& s, window w) {
    return {{"first", iso_time(s.time[static_cast<std::size_t>(w.begin)])},
            {"last", iso_time(s.time[static_cast<std::size_t>(w.end - 1)])},
            {"bars", w.end - w.begin}};
}

Shape cube_place_shape() {
    using namespace shape;
    return object({{"path", text()}, {"content_hash", text("of everything but the way it is stored")}});
}

Shape metrics_shape() {
    using namespace shape;
    std::vector<Member> members;
    for (MetricEntry const& m : metrics())
        members.push_back(maybe(m.info->name, or_null(number(m.info->long_name, m.info->unit))));
    return object(members, "undefined is null");
}

std::vector<Member> window_members() {
    using namespace shape;
    return {{"first", time("open of the first measured bar")},
            {"last", time("open of the last measured bar")},
            {"bars", whole("", "bars")}};
}

}  // namespace basicbot
