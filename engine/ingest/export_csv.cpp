#include "engine/ingest/export_csv.hpp"

#include <charconv>
#include <cmath>

#include "engine/bars/file_io.hpp"
#include "engine/ingest/stamp.hpp"

namespace basicbot {
namespace {

constexpr std::size_t piece_bytes = 1 << 20;

void add(std::string& text, double value) {
    if (std::isnan(value)) return;
    char digits[32];
    auto const [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    text.append(digits, end);
}

}  // namespace

std::uint64_t export_csv(Series const& s, std::string const& path) {
    TempFile file(path);
    std::string text = "time,close_time,open,high,low,close,volume\n";
    std::uint64_t written = 0;
    auto const flush = [&] {
        file.write_at(text.data(), text.size(), written);
        written += text.size();
        text.clear();
    };
    for (std::size_t t = 0; t < s.size(); ++t) {
        text += utc_text(s.time[t]) + "," + utc_text(s.close_time[t]);
        for (double value : {s.open[t], s.high[t], s.low[t], s.close[t], s.volume[t]}) {
            text += ',';
            add(text, value);
        }
        text += '\n';
        if (text.size() > piece_bytes) flush();
    }
    flush();
    file.commit();
    return written;
}

}  // namespace basicbot
