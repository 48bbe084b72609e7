#include "engine/runner/command_language.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "engine/bars/series.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

struct Topic {
    char const* title;
    char const* text;
    std::vector<char const*> examples;
};

std::vector<Topic> const& topics() {
    static std::vector<Topic> const all = {
        {"Rules",
         "A strategy has up to four rules: long_entry, long_exit, short_entry, short_exit. Each is a "
         "condition\n"
         "that is looked at when a bar closes; the trade is made at the next open. A strategy needs at "
         "least\n"
         "one entry. Rules stand in a study under [strategy], in quotes, or in a .strategy file (below).",
         {"close > sma(close, slow)"}},
        {"Prices",
         "open, high, low, close, volume; hl2 = (high + low) / 2, hlc3 = (high + low + close) / 3,\n"
         "ohlc4 = (open + high + low + close) / 4. Each is a series: one value per bar. So are the series "
         "beside\n"
         "the bars (basicbot store extra) that a study names, as data.series = [\"mood\"]: mood is then what "
         "was\n"
         "known of it at the bar's close.",
         {"close > hl2", "hlc3 < ohlc4", "volume > 100000"}},
        {"Clock",
         "What the clock of the bars' source says when a bar opens: session (the day, counted from 1970), "
         "hour,\n"
         "minute, day (of the month), weekday (1 is Monday) and month. Series like the prices.",
         {"hour >= 9 and hour < 16", "weekday == 1 and day <= 7", "session != session[1]",
          "close > session_vwap()"}},
        {"Indicators",
         "Written as calls, arguments by position or by name; `basicbot indicators` lists them. What is left "
         "out\n"
         "has its default. An indicator with several outputs names the one that is meant behind a point. "
         "highest\n"
         "and lowest look back over n bars, this one included.",
         {"rsi(close, n) < 30", "sma(close, n = 20) > ema(close, slow)",
          "macd(close, fast, slow, 9).hist > 0", "close < bbands(close, n, k, k).lower",
          "high - low > atr(n)", "sma(rsi(close, n), 3) > 50"}},
        {"Lag",
         "x[1] is the value of the bar before, x[2] of the one before that. No rule can look ahead.",
         {"close > highest(high, n)[1]", "close < lowest(low, n)[1]", "close > close[1]",
          "sma(close, n) > sma(close, n)[5]"}},
        {"Longer bars",
         "@ and a bar length behind an expression mean it over longer bars, made of the study's by the clock "
         "of\n"
         "their source: ema(close, 50)@1d is the average over days. What a bar sees of them was known at its "
         "own\n"
         "close: the last longer bar that had ended by then. A day ends at midnight. Inside, x[1] is one "
         "longer "
         "bar\n"
         "back; behind the suffix it is one of the study's.",
         {"close > ema(close, slow)@1d", "rsi(close, n)@4h < 30", "close > high[1]@1w",
          "(close > sma(close, slow))@1d and cross_above(close, sma(close, n))",
          "macd(close, fast, slow, 9)@1d.hist > 0"}},
        {"Arithmetic",
         "+ - * / and brackets, over series and numbers.",
         {"(close - sma(close, n)) / atr(n) > k", "close > 1.02 * close[1]", "-close < 0"}},
        {"Choices",
         "choose(k, a, b, ...) is a where the number k is 0, b where it is 1, and so on; beyond the last, "
         "the "
         "last.\n"
         "k is a number or a parameter, so that a study can sweep over what a rule is made of. Only what is "
         "chosen\n"
         "is computed.",
         {"close > choose(k, sma(close, n), ema(close, n))", "close > sma(close, choose(k, n, 2 * n))"}},
        {"Events",
         "bars_since(event) says how many bars ago a condition last held, value_when(event, x) what x was "
         "then;\n"
         "neither has a value before the first time, and an average that remembers all bars (ema, rsi) has "
         "none over "
         "them:\n"
         "skip(x, n) leaves the first n bars out. if(condition, a, b) is a on the bars on which the "
         "condition\n"
         "holds and b on the others, where both are known; a and b may be conditions themselves.",
         {"bars_since(cross_above(close, sma(close, n))) < 5",
          "close > value_when(session != session[1], high)", "close > if(weekday == 1, high[1], close[1])",
          "if(close > sma(close, slow), rsi(close, n) < 40, rsi(close, n) < 20)"}},
        {"Comparison and logic",
         "> < >= <= == !=, and, or, not. Comparisons do not chain: a < b and b < c.",
         {"close > open and close[1] < open[1]", "rsi(close, n) < 30 or not close > sma(close, slow)",
          "close != close[1]"}},
        {"Crossings",
         "cross_above(a, b) is true on the bar at which a rises above b, cross_below(a, b) where it falls "
         "below.\n"
         "One side may be a number.",
         {"cross_above(sma(close, fast), sma(close, slow))", "cross_below(rsi(close, n), 70)"}},
    };
    return all;
}

constexpr char const* where_text =
    "A study's params.where is a condition over parameters and numbers alone, without prices and "
    "indicators.\n"
    "Combinations that do not meet it are left out.";
constexpr char const* where_examples[] = {"fast < slow", "slow >= 2 * fast and n != 10"};

constexpr char const* file_text =
    "The first comment line is the title. param declares a parameter: its default, the range that is allowed "
    "and\n"
    "the sweep that is suggested, the last two optional. let names an expression for the lines below it. A "
    "line\n"
    "that begins or ends with an operator goes on. `basicbot strategies --check FILE` checks a file, and\n"
    "strategy.use = \"FILE\" in a study uses it.";
constexpr char const* file_example =
    "# Pullback in a trend\n"
    "# Buys weakness above a long average.\n"
    "param slow = 200 in 20..500 sweep 100..300 step 50  # bars of the trend\n"
    "param n = 3 in 2..50                                # bars of the index\n"
    "\n"
    "let trend = sma(close, slow)\n"
    "let strength = rsi(close, n)\n"
    "\n"
    "long_entry = close > trend and strength < 20\n"
    "long_exit = strength > 60 or close < trend\n"
    "short_entry = close < trend and strength > 80\n"
    "short_exit = strength < 40 or close > trend\n";

std::string indented(std::string const& text) {
    std::string result;
    bool begin = true;
    for (char const c : text) {
        if (begin && c != '\n') result += "  ";
        begin = c == '\n';
        result += c;
    }
    return result;
}

}  // namespace

Outcome language_command() {
    json document = {{"command", "language"}, {"topics", json::array()}};
    for (Topic const& topic : topics())
        document["topics"].push_back(
            {{"title", topic.title}, {"text", topic.text}, {"examples", topic.examples}});
    document["where"] = where_examples;
    document["file"] = file_example;
    return {std::move(document)};
}

Shape language_shape() {
    using namespace shape;
    return document_shape(
        "language",
        {{"topics", list(object({{"title", text()},
                                 {"text", text()},
                                 {"examples", list(text("a condition as a rule may have it, with the "
                                                        "parameters fast, slow, n and k"))}}))},
         {"where", list(text("a condition over parameters"))},
         {"file", text("a whole .strategy file")}});
}

std::string language_text(json const& document) {
    std::string text;
    for (json const& topic : document.at("topics")) {
        text += topic.at("title").get<std::string>() + "\n" + topic.at("text").get<std::string>() + "\n";
        for (json const& example : topic.at("examples")) text += "  " + example.get<std::string>() + "\n";
        text += "\n";
    }
    text += std::string("Combinations\n") + where_text + "\n";
    for (json const& example : document.at("where")) text += "  " + example.get<std::string>() + "\n";
    return text + "\nStrategy files\n" + file_text + "\n" + indented(document.at("file").get<std::string>());
}

bool is_language_word(std::string_view word) {
    static constexpr std::string_view words[] = {
        "open",       "high",      "low",         "close",      "volume",      "hl2",         "hlc3",
        "ohlc4",      "if",        "and",         "or",         "not",         "let",         "param",
        "long_entry", "long_exit", "short_entry", "short_exit", "cross_above", "cross_below", "choose"};
    return clock_number(word) >= 0 || std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace basicbot
