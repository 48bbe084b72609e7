#pragma once
// A device that may fail in the middle of a run: what it has not finished is done again on the CPU, which
// gives the same bytes, and so is all that follows (DESIGN 14).

#include <functional>
#include <memory>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

// `make_cpu` is called at the first failure, which notice() then tells. Bars
// that a ColumnSet was made of must live as long as the set. A cancelled call is no failure.
std::unique_ptr<Backend> with_fallback(std::unique_ptr<Backend> device,
                                       std::function<std::unique_ptr<Backend>()> make_cpu);

}  // namespace basicbot
