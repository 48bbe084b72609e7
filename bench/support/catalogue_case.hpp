#pragma once
// The twenty indicators that TA-Lib is timed with (research: SMA EMA WMA DEMA TEMA RSI MACD BBANDS STDDEV ATR
// ADX CCI STOCH MAX MIN WILLR OBV MFI ROC LINEARREG), each for `sets` parameter sets, or, where it has none,
// series.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/support/options.hpp"
#include "bench/support/raw_files.hpp"
#include "bench/support/stopwatch.hpp"
#include "engine/bars/series.hpp"
#include "engine/plan/expressions.hpp"
#include "kernels/backtest/backend.hpp"

namespace basicbot {

class CatalogueCase {
  public:
    // sets: 1, or several for windows of 5, 8, 11, ... bars.
    CatalogueCase(int sets, BenchOptions const& options);

    // One pass takes a millisecond or two, too little to get over what another process has left in the
    // caches.
    static constexpr int passes = 8;

    // Computes one indicator after the other, nothing shared between them, `passes` times; processor seconds
    // by name.
    std::map<std::string, Lap> run();
    // All columns, [indicator] [set] [output] [bar], and how the peer makes the same.
    void write(RawFiles& files, nlohmann::json& header);
    nlohmann::json facts() const;
    std::string checksum();

  private:
    struct Item {
        std::string name;  // TA-Lib's
        LoweredSeries made;
        bool by_series;  // one column of every series instead of one of every parameter set
    };
    template <class Use>
    void compute(Item const& item, Use use);
    std::vector<double> values(Item const& item);

    int sets_;
    std::vector<Series> series_;  // the first one is that of the parameter sets
    std::unique_ptr<Backend> backend_;
    std::vector<Item> items_;
};

}  // namespace basicbot
