// Tables and numbers for people (terminal.hpp).

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/runner/terminal.hpp"

namespace basicbot {

namespace {

// Bytes that begin a character: what a UTF-8 text takes on the screen, wide characters left aside.
std::size_t width(std::string const& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool looks_numeric(std::string const& cell) {
    if (cell == "-") return true;
    std::size_t const at = cell.find_first_of("0123456789");
    return at != std::string::npos && at <= 1 && cell.find_first_of(":T") == std::string::npos &&
           cell.find_first_not_of("0123456789+-.e %kMGB") == std::string::npos &&
           cell.find('-', 1) == std::string::npos;
}

double value_of(nlohmann::json const& value) {
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

std::string TextTable::text(std::string_view indent) const {
    std::size_t const columns = rows_.front().size();
    std::vector<std::size_t> widths(columns, 0);
    std::vector<bool> right(columns, rows_.size() > 1);
    for (std::size_t r = 0; r < rows_.size(); ++r)
        for (std::size_t c = 0; c < columns; ++c) {
            widths[c] = std::max(widths[c], width(rows_[r][c]));
            if (r > 0 && !looks_numeric(rows_[r][c])) right[c] = false;
        }
    std::string result;
    for (auto const& row : rows_) {
        std::string line(indent);
        for (std::size_t c = 0; c < columns; ++c) {
            std::string const space(widths[c] - width(row[c]), ' ');
            line += (c == 0 ? "" : "  ") + (right[c] ? space + row[c] : row[c] + space);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result += line + "\n";
    }
    return result;
}

std::string number_shown(double value) {
    if (!std::isfinite(value)) return "-";
    char text[40];
    if (value == std::floor(value) && std::fabs(value) < 1e15)
        std::snprintf(text, sizeof text, "%.0f", value == 0 ? 0.0 : value);
    else if (std::fabs(value) >= 1000 && std::fabs(value) < 1e12)
        std::snprintf(text, sizeof text, "%.2f", value);
    else
        std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

std::string number_shown(nlohmann::json const& value) { return number_shown(value_of(value)); }

std::string metric_shown(std::string_view metric, nlohmann::json const& json) {
    static constexpr std::string_view percents[] = {
        "total_return", "cagr", "volatility", "downside_deviation", "max_drawdown", "win_rate", "exposure"};
    double const value = value_of(json);
    if (!std::isfinite(value)) return "-";
    char text[40];
    if (std::find(std::begin(percents), std::end(percents), metric) != std::end(percents)) {
        double const share = 100 * value;
        std::snprintf(text, sizeof text, std::fabs(share) < 1000 ? "%.2f %%" : "%.0f %%", share);
        return text;
    }
    if (metric == "trades") return number_shown(value);
    std::snprintf(text, sizeof text, std::fabs(value) < 1000 ? "%.3f" : "%.2f", value);
    return text;
}

std::string bytes_shown(std::uint64_t bytes) {
    static constexpr char const* units[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < std::size(units)) {
        value /= 1000;
        ++unit;
    }
    char text[40];
    std::snprintf(text, sizeof text, unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return text;
}

std::string time_shown(std::string const& utc, bool daily) {
    std::size_t const at = utc.find('T');
    if (at == std::string::npos) return utc;
    if (daily) return utc.substr(0, at);
    std::string text = utc;
    text[at] = ' ';
    if (text.ends_with('Z')) text.pop_back();
    if (text.ends_with(":00")) text.resize(text.size() - 3);
    return text;
}

std::string plain(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
    return result;
}

std::string members_shown(nlohmann::json const& object) {
    std::string text;
    if (!object.is_object()) return text;
    for (auto const& [name, value] : object.items())
        text += (text.empty() ? "" : ", ") + plain(name) + " " + number_shown(value);
    return text;
}

}  // namespace basicbot
