#include "engine/ingest/csv_table.hpp"

#include <algorithm>
#include <cctype>

#include "engine/bars/data_error.hpp"

namespace basicbot {
namespace {

std::string_view trim(std::string_view text) {
    auto const blank = [](char c) { return c == ' ' || c == '\r' || c == '\t'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return text;
}

struct Name {
    char const* text;
    Field field;
};
// Where several columns could be the time, the first in this list is.
constexpr Name known_names[] = {{"timestamp", Field::time},     {"datetime", Field::time},
                                {"date time", Field::time},     {"open time", Field::time},
                                {"gmt time", Field::time},      {"date", Field::time},
                                {"time", Field::time},          {"open", Field::open},
                                {"high", Field::high},          {"low", Field::low},
                                {"close", Field::close},        {"adj close", Field::adj_close},
                                {"adjclose", Field::adj_close}, {"adjusted close", Field::adj_close},
                                {"volume", Field::volume},      {"vol", Field::volume},
                                {"symbol", Field::symbol},      {"ticker", Field::symbol}};

bool starts_like(std::string_view text, char const* lower_case) {
    std::string_view const wanted(lower_case);
    if (text.size() < wanted.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (std::tolower(static_cast<unsigned char>(text[i])) != wanted[i]) return false;
    return true;
}

bool is_numeric(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789.-+eE:/TZ ") == std::string_view::npos &&
           text.find_first_of("0123456789") != std::string_view::npos;
}

bool is_price(Field field) {
    return field == Field::open || field == Field::high || field == Field::low || field == Field::close;
}

// Column of each name; the time may be one column or a date and a time.
void find_fields(std::vector<std::string> const& names, Side side, CsvShape& shape) {
    shape.position.fill(-1);
    auto const find = [&](std::string_view name) {
        auto const found = std::find(names.begin(), names.end(), name);
        return found == names.end() ? -1 : static_cast<int>(found - names.begin());
    };
    for (Name const& known : known_names) {
        int& place = shape.position[static_cast<std::size_t>(known.field)];
        bool const of_side = side != Side::none && is_price(known.field);
        if (place < 0)
            place = find((of_side ? side == Side::bid ? "bid " : "ask " : "") + std::string(known.text));
    }
    if (find("date") >= 0 && shape.at(Field::time) == find("date"))
        shape.position[static_cast<std::size_t>(Field::time_of_day)] = find("time");
    for (std::size_t i = 0; i < names.size(); ++i) {
        bool const used = std::find(shape.position.begin(), shape.position.end(), static_cast<int>(i)) !=
                          shape.position.end();
        (used ? shape.used : shape.ignored).push_back(names[i]);
    }
}

}  // namespace

std::string plain_name(std::string_view text) {
    text = trim(text);
    if (text.size() >= 2 && text.front() == '<' && text.back() == '>') text = text.substr(1, text.size() - 2);
    std::string name;
    for (char c : text)
        name += c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return name;
}

bool three_line_header(std::vector<std::string_view> const& first,
                       std::vector<std::string_view> const& second) {
    return first.size() > 1 && first.size() == second.size() && plain_name(first[0]) == "price" &&
           plain_name(second[0]) == "ticker";
}

bool CsvLines::next(CsvLine& line) {
    while (!rest_.empty()) {
        std::size_t const end = rest_.find('\n');
        line.text = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        line.number = ++number_;
        if (!line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
        if (line.text.find_first_not_of(" \t") != std::string_view::npos) return true;
    }
    return false;
}

std::string_view csv_text(std::string_view bytes, std::string const& path) {
    auto const refuse = [&](std::string const& what, std::string const& mend) {
        fail_data("not_csv", path + ":1:1", "", what, "a text with one line per bar", mend);
    };
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"))
        refuse("the file is UTF-16", "save it as UTF-8");
    std::size_t const start = bytes.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) refuse("the file is empty", "download it again");
    std::string_view const begin = bytes.substr(start);
    for (char const* tag :
         {"<!doctype", "<html", "<head", "<?xml", "<body", "<script", "<!--", "<meta", "<div"})
        if (starts_like(begin, tag))
            refuse("the file is a web page, not data (the server answered with a page)",
                   "download it again in a browser");
    if (begin[0] == '{' || begin[0] == '[') refuse("the file is JSON", "convert it to CSV");
    if (bytes.substr(0, 4096).find('\0') != std::string_view::npos) refuse("the file is binary", "");
    return bytes;
}

void split_fields(std::string_view line, char delimiter, std::vector<std::string_view>& fields) {
    fields.clear();
    while (true) {
        std::size_t const end = line.find(delimiter);
        fields.push_back(trim(line.substr(0, end)));
        if (end == std::string_view::npos) return;
        line.remove_prefix(end + 1);
    }
}

// What --columns understands; names that are none of these are left aside.
constexpr char const* column_words =
    "date, time, timestamp or datetime, open, high, low, close, adj close, volume, symbol or ticker";
constexpr char const* column_example = "name all columns, as in --columns time,open,high,low,close,volume";

CsvShape csv_shape(std::string_view text, std::vector<std::string> const& names, Side side,
                   std::string const& path) {
    CsvLines lines(text);
    CsvLine line, second_line;
    lines.next(line);
    std::string const where = path + ":" + std::to_string(line.number) + ":1";
    CsvShape shape;
    std::ptrdiff_t most = 0;
    for (char candidate : {',', ';', '\t'}) {
        auto const count = std::count(line.text.begin(), line.text.end(), candidate);
        if (count > most) shape.delimiter = candidate, most = count;
    }
    std::vector<std::string_view> first, second;
    split_fields(line.text, shape.delimiter, first);
    if (lines.next(second_line)) split_fields(second_line.text, shape.delimiter, second);
    shape.fields = first.size();
    bool const headed = !(is_numeric(first.front()) || is_numeric(first.back()));
    bool const three_lines = three_line_header(first, second);
    shape.header_lines = three_lines ? 3 : headed ? 1 : 0;
    if (!names.empty() && names.size() != first.size())
        fail_data("missing_column", where, std::to_string(names.size()) + " names",
                  "--columns does not name every field of the line: it has " + std::to_string(first.size()) +
                      " fields",
                  std::to_string(first.size()) + " names, of which " + column_words, column_example);
    if (names.empty() && !headed)
        fail_data("no_header", where, std::string(line.text.substr(0, 80)),
                  "the first line is data, not column names", "",
                  "name the columns, as in --columns time,open,high,low,close,volume, or the --format");
    std::vector<std::string> plain;
    for (auto name : first) plain.push_back(plain_name(name));
    if (three_lines) {
        if (std::find_if(second.begin() + 1, second.end(), [&](auto name) { return name != second[1]; }) !=
            second.end())
            fail_data("several_symbols", where, std::string(second_line.text.substr(0, 80)),
                      "the columns are those of several symbols", "", "write one file for each symbol");
        plain[0] = "date";
    }
    if (!names.empty()) {
        plain.clear();
        for (auto const& name : names) plain.push_back(plain_name(name));
    }
    find_fields(plain, side, shape);
    struct Needed {
        Field field;
        char const* text;
    };
    for (Needed const needed :
         {Needed{Field::time, "date, time, timestamp or datetime"}, Needed{Field::open, "open"},
          Needed{Field::high, "high"}, Needed{Field::low, "low"}, Needed{Field::close, "close"}}) {
        if (shape.at(needed.field) >= 0) continue;
        bool const of_side = side != Side::none && is_price(needed.field);
        bool const quotes =
            std::find(plain.begin(), plain.end(), std::string("bid ") + needed.text) != plain.end();
        fail_data(
            "missing_column", where, std::string(line.text.substr(0, 80)),
            (names.empty() ? "the header has no column " : "--columns names no column ") +
                ((of_side ? side == Side::bid ? "bid " : "ask " : "") + std::string(needed.text)),
            column_words,
            quotes ? "these are quotes: choose with --side bid, ask or mid" : std::string(column_example));
    }
    return shape;
}

}  // namespace basicbot
