#pragma once
// Comparing a result with a slow reference. A benchmark whose result does not hold does not run.

#include <cmath>
#include <string>

#include "engine/observe/error.hpp"

namespace basicbot {

[[noreturn]] inline void not_verified(std::string const& what) {
    fail(ErrorKind::internal, {.code = "not_verified",
                               .path = "",
                               .value = what,
                               .problem = "the result differs from the slow reference",
                               .allowed = "",
                               .suggestion = "run the tests"});
}

// Worst deviation seen, and refusal of one beyond the tolerance. NaN agrees with NaN only.
class Deviation {
  public:
    Deviation(std::string name, double tolerance) : name_(std::move(name)), tolerance_(tolerance) {}

    // |got - want| against tolerance * scale.
    void compare(double got, double want, double scale, std::string const& where) {
        ++count_;
        if (std::isnan(got) && std::isnan(want)) return;
        double const off = std::fabs(got - want) / scale;
        if (!(off <= tolerance_))
            not_verified(name_ + " of " + where + ": " + std::to_string(got) + " instead of " +
                         std::to_string(want));
        if (off > worst_) worst_ = off;
    }
    void absolute(double got, double want, std::string const& where) { compare(got, want, 1.0, where); }
    // Relative to the larger of |want| and 1e-300.
    void relative(double got, double want, std::string const& where) {
        compare(got, want, std::fmax(std::fabs(want), 1e-300), where);
    }

    double worst() const { return worst_; }
    double tolerance() const { return tolerance_; }
    long count() const { return count_; }

  private:
    std::string name_;
    double tolerance_, worst_ = 0;
    long count_ = 0;
};

}  // namespace basicbot
