// What basicbot study answers: its shape, and the same for people.

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/runner/command_signal_study.hpp"
#include "engine/runner/signal_file.hpp"
#include "engine/runner/stages.hpp"
#include "engine/runner/terminal.hpp"

namespace basicbot {

using nlohmann::json;

Shape signal_study_shape() {
    using namespace shape;
    std::vector<Member> figures = {
        {"parameters", by_name(number(), "value of each axis")},
        {"horizon", whole("from entry to exit", "bars")},
        {"quantile_return", list(or_null(number("mean return, lowest values first")))}};
    for (SignalFigure const& f : signal_figures()) figures.push_back({f.name, or_null(number(f.what))});
    Shape const signal = object({{"name", text("of its variables in the file")},
                                 {"expression", text()},
                                 {"event", flag("a condition: 1 or 0")},
                                 {"results", list(object(figures))}});
    Shape const symbol = object({{"symbol", text()}, {"timeframe", text()}, {"bars", whole("", "bars")}});
    return document_shape(
        "study",
        joined({{"store", text("folder of the store")},
                {"device", text()},
                {"entry", text("open: the next bar's; close: the bar's own")},
                {"quantiles", whole("groups of values")},
                {"top", whole("rows that are shown")},
                {"symbols", list(symbol)},
                {"signals", list(signal)},
                maybe("file",
                      object({{"path", text()}, {"content_hash", text()}, {"bytes", whole("", "bytes")}}))},
               Stages::members()));
}

std::string signal_study_text(json const& document) {
    struct Row {
        double strength;
        std::vector<std::string> cells;
    };
    std::vector<Row> events, scores;
    for (json const& s : document.at("signals")) {
        bool const event = s.at("event").get<bool>();
        for (json const& r : s.at("results")) {
            auto const percent = [&](char const* name) { return metric_shown("total_return", r.at(name)); };
            auto const plain_number = [&](char const* name) { return number_shown(r.at(name)); };
            json const& strong = r.at(event ? "edge" : "ic");
            std::vector<std::string> cells = {plain(s.at("name").get<std::string>()),
                                              members_shown(r.at("parameters")), plain_number("horizon")};
            if (event) {
                for (char const* name : {"events", "turnover"}) cells.push_back(plain_number(name));
                for (char const* name :
                     {"event_return", "mean_return", "edge", "edge_low", "edge_high", "hit_rate"})
                    cells.push_back(percent(name));
            } else {
                for (char const* name : {"observations", "ic", "ic_low", "ic_high", "cross_ic", "cross_ic_t"})
                    cells.push_back(plain_number(name));
                json const& q = r.at("quantile_return");
                cells.push_back(metric_shown("total_return", q.front()));
                cells.push_back(metric_shown("total_return", q.back()));
                cells.push_back(percent("hit_rate"));
                cells.push_back(plain_number("turnover"));
                cells.push_back(plain_number("autocorrelation"));
            }
            double const strength = strong.is_number() ? std::fabs(strong.get<double>()) : -1;
            (event ? events : scores).push_back({strength, std::move(cells)});
        }
    }
    std::string text;
    auto const show = [&](std::vector<Row>& rows, std::vector<std::string> header) {
        if (rows.empty()) return;
        auto const top = static_cast<std::size_t>(std::max(0, document.at("top").get<int>()));
        std::size_t const total = rows.size();
        if (total > top) {
            std::stable_sort(rows.begin(), rows.end(),
                             [](Row const& a, Row const& b) { return a.strength > b.strength; });
            rows.resize(top);
        }
        TextTable table(std::move(header));
        for (Row& row : rows) table.add(std::move(row.cells));
        text += table.text();
        if (total > top)
            text += "the strongest " + std::to_string(top) + " of " + std::to_string(total) + " (--top)\n";
    };
    show(scores, {"signal", "parameters", "horizon", "bars", "ic", "low", "high", "cross ic", "t", "bottom",
                  "top", "hits", "turnover", "autocorr"});
    show(events, {"event", "parameters", "horizon", "events", "turnover", "after", "always", "edge", "low",
                  "high", "hits"});
    text += "returns from the " +
            std::string(document.at("entry") == "close" ? "bar's close" : "next bar's open") +
            "; intervals are 95 %, over bars a horizon apart\n";
    if (document.contains("file"))
        text += "wrote " + plain(document["file"].at("path").get<std::string>()) + "\n";
    return text;
}

}  // namespace basicbot
