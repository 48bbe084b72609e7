#pragma once
// The transcendental functions whose results may enter a cube: the same bits on host and device (DESIGN 4).
//   double exact_exp(double), exact_expm1(double), exact_log(double), exact_log1p(double)
//   double exact_pow(double x, double y), exact_log10(double)
//   double exact_sin(double), exact_cos(double), exact_tan(double)
//   double exact_asin(double), exact_acos(double), exact_atan(double)
//   double exact_sinh(double), exact_cosh(double), exact_tanh(double)
//   double exact_erfc(double), normal_cdf(double), normal_quantile(double)

#include "kernels/core/exact_arc.hpp"
#include "kernels/core/exact_elementary.hpp"
#include "kernels/core/exact_hyperbolic.hpp"
#include "kernels/core/exact_normal.hpp"
#include "kernels/core/exact_pow.hpp"
#include "kernels/core/exact_trig.hpp"
