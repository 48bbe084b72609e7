#pragma once
// The functions of MPFR, rounded once to the 64-bit mantissa of long double: a reference that shares nothing
// with the exact functions.

#include <mpfr.h>

namespace basicbot {

template <int (*F)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t)>
long double true_value(long double x) {
    mpfr_t in, out;
    mpfr_init2(in, 64);
    mpfr_init2(out, 64);
    mpfr_set_ld(in, x, MPFR_RNDN);
    F(out, in, MPFR_RNDN);
    long double const value = mpfr_get_ld(out, MPFR_RNDN);
    mpfr_clear(in);
    mpfr_clear(out);
    return value;
}

}  // namespace basicbot
