#include "engine/config/derived_bars.hpp"

#include <fast_float/fast_float.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/config/decimal.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

constexpr std::array kinds = {
    std::pair{DerivedKind::volume, "volume"}, std::pair{DerivedKind::dollar, "dollar"},
    std::pair{DerivedKind::tick, "tick"},     std::pair{DerivedKind::range, "range"},
    std::pair{DerivedKind::renko, "renko"},   std::pair{DerivedKind::heikin_ashi, "heikin_ashi"}};

std::optional<DerivedKind> kind_of(std::string_view name) {
    for (auto const& [kind, text] : kinds)
        if (name == text) return kind;
    return std::nullopt;
}

std::optional<double> size_of(std::string_view text) {
    double size = 0;
    auto const [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), size);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return size;
}

// A plain decimal: what stands in a file's name has no exponent and no sign.
std::string size_text(double size) {
    Decimal const decimal = *decimal_of(size);
    std::string text;
    auto rest = decimal.digits;
    for (int place = 0; rest > 0 || place <= decimal.scale; ++place) {
        if (place > 0 && place == decimal.scale) text += '.';
        text += static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    std::reverse(text.begin(), text.end());
    return text;
}

}  // namespace

char const* kind_name(DerivedKind kind) {
    for (auto const& [candidate, text] : kinds)
        if (candidate == kind) return text;
    return "";
}

DerivedBars parse_derived(std::string const& text) {
    auto const refuse = [&](std::string const& problem) {
        fail(ErrorKind::usage, {.code = "bad_option",
                                .path = "KIND",
                                .value = text,
                                .problem = problem,
                                .allowed = "volume:N, dollar:N, tick:N, range:N, renko:N, heikin_ashi",
                                .suggestion = ""});
    };
    std::size_t const colon = text.find(':');
    auto const kind = kind_of(std::string_view(text).substr(0, colon));
    if (!kind) refuse("is no kind of derived bars");
    if (*kind == DerivedKind::heikin_ashi) {
        if (colon != std::string::npos) refuse("Heikin-Ashi bars have no size");
        return {*kind, 0};
    }
    if (colon == std::string::npos) refuse("the size of a bar is missing");
    auto const size = size_of(std::string_view(text).substr(colon + 1));
    if (!size || !std::isfinite(*size) || *size <= 0) refuse("the size of a bar is not a number above 0");
    if (!decimal_of(*size)) refuse("the size of a bar has too many digits");
    if (*kind == DerivedKind::tick && std::floor(*size) != *size)
        refuse("ticks are counted in whole numbers");
    return {*kind, *size};
}

std::string derived_text(DerivedBars const& bars) {
    return kind_name(bars.kind) +
           (bars.kind == DerivedKind::heikin_ashi ? std::string() : ":" + size_text(bars.size));
}

std::string derived_name(DerivedBars const& bars, std::string_view source) {
    return kind_name(bars.kind) +
           (bars.kind == DerivedKind::heikin_ashi ? std::string() : size_text(bars.size)) + "_" +
           std::string(source);
}

std::optional<DerivedName> read_derived_name(std::string_view timeframe) {
    std::size_t const mark = timeframe.rfind('_');
    if (mark == std::string_view::npos) return std::nullopt;
    std::string_view const made = timeframe.substr(0, mark), source = timeframe.substr(mark + 1);
    if (source != trades_name && !has_timeframe_form(source)) return std::nullopt;
    std::size_t const digits = std::min(made.find_first_of("0123456789."), made.size());
    auto const kind = kind_of(made.substr(0, digits));
    if (!kind) return std::nullopt;
    DerivedName name{{*kind, 0}, std::string(source)};
    if (digits < made.size()) {
        auto const size = size_of(made.substr(digits));
        if (!size || !(*size > 0) || !decimal_of(*size)) return std::nullopt;
        name.bars.size = *size;
    } else if (*kind != DerivedKind::heikin_ashi) {
        return std::nullopt;
    }
    if (derived_name(name.bars, source) != timeframe) return std::nullopt;  // one name a series
    return name;
}

std::string derived_advice(DerivedName const& name) {
    bool const trades = name.source == trades_name;
    return "take bars of a length of time" + (trades ? std::string() : ", as " + name.source) +
           ", and have their rules read " + kind_name(name.bars.kind) +
           "_close and the others beside them: basicbot store derive STORE SYMBOL " + name.source + " " +
           derived_text(name.bars) + " --onto" + (trades ? " --trades FILE" : "");
}

bool has_timeframe_form(std::string_view text) {
    return text.size() >= 2 && text.size() <= 6 && std::string_view("smhdw").find(text.back()) < 5 &&
           text[0] != '0' &&
           std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace basicbot
