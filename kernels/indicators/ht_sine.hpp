#pragma once
// Sine of the dominant cycle's phase, and the sine an eighth of a turn ahead; they cross before a cycle
// turns.
//   sine = sin(ht_dcphase(x)), leadsine = sin(ht_dcphase(x) + 45), in degrees
// Source: John Ehlers, Rocket Science for Traders (2001), chapter 9; TA-Lib, ta_HT_SINE.c
// (https://ta-lib.org): look-back 63, unstable period 0. Cost per bar: a phase, two sines and three
// operations, as columns. Degenerate: that of ht_dcphase.

#include "kernels/core/entry.hpp"

BB_ISA_BEGIN

struct ht_sine {
    static constexpr entry_info info{"ht_sine",
                                     "Hilbert transform, sine wave",
                                     "cycle",
                                     "sine = sin(ht_dcphase(x)), leadsine = sin(ht_dcphase(x) + 45)",
                                     "Ehlers 2001; TA-Lib ta_HT_SINE.c, https://ta-lib.org",
                                     "flat for a turn: that of ht_dcphase; NaN inside: NaN from there on"};
    static constexpr int param_count = 0;
    static constexpr char const* inputs[] = {"x"};
    static constexpr char const* outputs[] = {"sine", "leadsine"};
    static constexpr char const* composed =
        "let phase = ht_dcphase(x)\n"
        "let sine = sin(phase * 0.017453292519943295)\n"
        "let leadsine = sin((phase + 45) * 0.017453292519943295)";
};

BB_ISA_END
