#include "engine/runner/path_risk.hpp"

#include <algorithm>

namespace basicbot {

namespace {

// How often a value is read: once with its batch, then by the sums and for the order of all.
constexpr double order_reads = 4, all_reads = 6;
constexpr std::size_t between_reports = std::size_t{1} << 20;  // values

// Turns values read into a share of the work. What takes more reads than usual does not show.
class ReadingProgress {
  public:
    ReadingProgress(PathShape const& shape, Progress const& progress)
        : all_(2 * static_cast<double>(shape.paths) * all_reads +
               static_cast<double>(shape.bands * shape.fan_paths) * order_reads),
          progress_(progress) {}

    // The next figure is done after so many reads of each of its values.
    void begin(double values, double reads) {
        read_ = end_;
        end_ += values * reads;
    }
    void reading(std::size_t count) {
        read_ = std::min(end_, read_ + static_cast<double>(count));
        since_ += count;
        if (since_ < between_reports) return;
        since_ = 0;
        if (progress_ && !progress_(std::min(1.0, read_ / all_))) throw Cancelled();
    }

  private:
    double all_, read_ = 0, end_ = 0;
    std::size_t since_ = 0;
    Progress const& progress_;
};

}  // namespace

SymbolRisk path_risk(PathTable const& table, std::size_t symbol, MonteCarloSpec const& spec,
                     std::size_t gathered, Progress const& progress) {
    PathShape const& shape = table.shape();
    ReadingProgress reads(shape, progress);
    auto const sample = [&](std::size_t figure, double times) {
        reads.begin(static_cast<double>(shape.paths_of(figure)), times);
        return table.sample(symbol, figure, [&](std::size_t count) { reads.reading(count); });
    };
    SymbolRisk risk;
    risk.terminal =
        risk_figures(sample(PathShape::terminal, all_reads), {spec.levels, spec.quantiles}, gathered);
    risk.drawdown = risk_figures(sample(PathShape::drawdown, all_reads), {{}, spec.quantiles}, gathered);
    for (std::size_t band = 0; band < shape.bands && !spec.quantiles.empty(); ++band)
        risk.fan.push_back(risk_figures(sample(PathShape::first_band + band, order_reads),
                                        {{}, spec.quantiles, false}, gathered)
                               .quantiles);
    return risk;
}

}  // namespace basicbot
