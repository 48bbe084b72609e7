#pragma once
// The shape of a CSV text: delimiter, header, which field is what. Knows nothing of times and prices.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace basicbot {

// What a column may be to the importer.
enum class Field { time, time_of_day, open, high, low, close, adj_close, volume, symbol };
inline constexpr std::size_t field_count = 9;

// Whose prices are read where a file has bid and ask side by side.
enum class Side { none, bid, ask };

struct CsvLine {
    std::string_view text;   // without the line end
    std::size_t number = 0;  // 1-based
};

// Steps through the lines that are not blank.
class CsvLines {
  public:
    explicit CsvLines(std::string_view text) : rest_(text) {}
    bool next(CsvLine& line);

  private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

struct CsvShape {
    char delimiter = ',';
    std::array<int, field_count> position;  // of each field in a line, -1 = absent
    std::size_t fields = 0;                 // per line
    std::size_t header_lines = 1;
    std::vector<std::string> used, ignored;  // column names

    int at(Field field) const { return position[static_cast<std::size_t>(field)]; }
};

// Error(data) where the bytes are plainly something else: HTML, JSON, UTF-16, nothing.
std::string_view csv_text(std::string_view bytes, std::string const& path);

// `names` replaces the header where it is not empty. With a side, "bid open" is the open, and so on.
// Error(data, "no_header" or "missing_column").
CsvShape csv_shape(std::string_view text, std::vector<std::string> const& names, Side side,
                   std::string const& path);

// A column's name as it is compared: "<CLOSE>", "Adj_Close" and "adj close" are "close", "adj close", "adj
// close".
std::string plain_name(std::string_view text);

// Price,Close,High,... over Ticker,AAPL,AAPL,... over Date,,...: what pandas writes of a table with two
// levels of column names.
bool three_line_header(std::vector<std::string_view> const& first,
                       std::vector<std::string_view> const& second);

// Cuts a line at the delimiter; blanks and one pair of double quotes around a field are taken off.
void split_fields(std::string_view line, char delimiter, std::vector<std::string_view>& fields);

}  // namespace basicbot
