#include "engine/ingest/csv_quick.hpp"

#include <fast_float/fast_float.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "engine/bars/timeframe.hpp"
#include "engine/config/decimal.hpp"

namespace basicbot {
namespace {

// How often `wanted` stands in [at, stop): eight bytes at a time, each lane of `counts` counting for one of
// them.
std::size_t count_of(char wanted, char const* at, char const* stop) {
    constexpr std::uint64_t ones = 0x0101010101010101, low7 = 0x7f7f7f7f7f7f7f7f;
    std::size_t total = 0;
    while (stop - at >= 8) {
        std::uint64_t counts = 0;
        for (int steps = 0; stop - at >= 8 && steps < 31; ++steps, at += 8) {
            std::uint64_t word;
            std::memcpy(&word, at, 8);
            word ^=
                ones * static_cast<unsigned char>(wanted);  // a lane is 0 where the byte is the wanted one
            counts += ~(((word & low7) + low7) | word | low7) >> 7;  // its highest bit, then 1 there
        }
        total += counts * ones >> 56;
    }
    for (; at < stop; ++at) total += *at == wanted;
    return total;
}

// What a column of the file is to this reader.
enum Slot : int { open_slot, high_slot, low_slot, close_slot, volume_slot, time_slot, skipped };

// The slot of each column, up to the last one that is used.
std::vector<Slot> slots_of(CsvShape const& shape) {
    std::vector<Slot> slots(shape.fields, skipped);
    struct Place {
        Field field;
        Slot slot;
    };
    for (Place const p :
         {Place{Field::time, time_slot}, Place{Field::open, open_slot}, Place{Field::high, high_slot},
          Place{Field::low, low_slot}, Place{Field::close, close_slot}, Place{Field::volume, volume_slot}})
        if (shape.at(p.field) >= 0) slots[static_cast<std::size_t>(shape.at(p.field))] = p.slot;
    while (slots.back() == skipped) slots.pop_back();
    return slots;
}

class QuickReader {
  public:
    QuickReader(CsvSource const& source, BarClock& clock, QuickRows& rows)
        : source_(source),
          clock_(clock),
          rows_(rows),
          slots_(slots_of(source.shape)),
          rest_columns_(source.shape.fields - slots_.size()),
          at_(source.text.data()),
          end_(source.text.data() + source.text.size()) {}

    bool read() {
        if (!skip_header()) return false;
        auto const line = static_cast<std::size_t>(line_end(at_) - at_) + 1;
        rows_.bars.reserve(static_cast<std::size_t>(end_ - at_) / line * 17 / 16 + 16);
        while (at_ < end_)
            if (!read_line()) return only_blanks();
        return rows_.bars.size() > 0;
    }

  private:
    char const* line_end(char const* from) const {
        void const* const found = std::memchr(from, '\n', static_cast<std::size_t>(end_ - from));
        return found == nullptr ? end_ : static_cast<char const*>(found);
    }

    bool skip_header() {
        CsvLines lines(source_.text);
        CsvLine line;
        for (std::size_t i = 0; i < source_.shape.header_lines; ++i) lines.next(line);
        if (!lines.next(line)) return false;
        at_ = line.text.data();
        rows_.first_line = line.number;
        return true;
    }

    bool only_blanks() const {
        for (char const* c = at_; c < end_; ++c)
            if (*c != '\n' && *c != '\r' && *c != ' ' && *c != '\t') return false;
        return rows_.bars.size() > 0;
    }

    // Leaves at_ at the begin of a line that is not plain.
    bool read_line() {
        char const* at = at_;
        double value[5] = {0, 0, 0, 0, std::numeric_limits<double>::quiet_NaN()};
        BarTimes times;
        for (std::size_t i = 0; i < slots_.size(); ++i) {
            if (i > 0) {
                if (at == end_ || *at != source_.shape.delimiter) return false;
                ++at;
            }
            Slot const slot = slots_[i];
            if (slot == skipped) {
                while (at < end_ && *at != source_.shape.delimiter && *at != '\n') ++at;
            } else if (slot == time_slot) {
                if (!read_time(at, times)) return false;
            } else {
                auto const [stop, error] = fast_float::from_chars(at, end_, value[slot]);
                if (error != std::errc{}) return false;
                at = stop;
            }
        }
        if (!skip_to_end(at)) return false;
        BarColumns& b = rows_.bars;
        double const open = value[open_slot], high = value[high_slot], low = value[low_slot],
                     close = value[close_slot], volume = value[volume_slot];
        bool const has_volume = source_.shape.at(Field::volume) >= 0;
        constexpr double largest = std::numeric_limits<double>::max();
        bool const sound = low > 0 && low <= open && low <= close && high >= open && high >= close &&
                           high <= largest && (!has_volume || (volume >= 0 && volume <= largest));
        if (!sound || times.open < last_close_) return false;
        last_close_ = times.close;
        b.push_back(times.open, times.close, open, high, low, close, volume);
        at_ = at;
        return true;
    }

    // Milli- and microseconds are by far the most; everything else takes the way of the careful reader.
    bool read_time(char const*& at, BarTimes& times) {
        char const* stop = at;
        std::int64_t count = 0;
        while (stop < end_ && is_digit(*stop) && stop - at < 16) count = 10 * count + (*stop++ - '0');
        bool const ended = stop == end_ || !is_digit(*stop);
        bool const ms = stop - at == 13 && count >= 100'000'000'000 && count <= 9'200'000'000'000 &&
                        (source_.epoch == EpochUnit::by_magnitude || source_.epoch == EpochUnit::ms);
        bool const us = stop - at == 16 && count >= 100'000'000'000'000 && count <= 9'200'000'000'000'000 &&
                        (source_.epoch == EpochUnit::by_magnitude || source_.epoch == EpochUnit::us);
        Stamp stamp;
        if (ended && (ms || us) && (stop == end_ || *stop != '.')) {
            constexpr std::int64_t ms_a_day = day_ns / 1'000'000, us_a_day = day_ns / 1'000;
            stamp.kind = Stamp::Kind::instant;
            stamp.day = ms ? count / ms_a_day : count / us_a_day;
            stamp.of_day_ns =
                ms ? (count - stamp.day * ms_a_day) * 1'000'000 : (count - stamp.day * us_a_day) * 1'000;
            stamp.unit = ms ? EpochUnit::ms : EpochUnit::us;
        } else {
            while (stop < end_ && *stop != source_.shape.delimiter && *stop != '\n' && *stop != '\r') ++stop;
            if (parse_stamp({at, static_cast<std::size_t>(stop - at)}, source_.epoch, stamp) != nullptr)
                return false;
        }
        at = stop;
        if (clock_.times_of(stamp, times) != nullptr || times.date_from_utc_midnight) return false;
        if (stamp.unit != EpochUnit::by_magnitude)
            ++rows_.epoch_units[static_cast<std::size_t>(stamp.unit) - 1];
        return true;
    }

    // Over the columns behind the last used one, of which there must be as many as in the first line.
    bool skip_to_end(char const*& at) const {
        char const* const stop = line_end(at);
        if (rest_columns_ == 0) {
            if (at != stop && !(*at == '\r' && at + 1 == stop)) return false;
        } else {
            char const delimiter = source_.shape.delimiter;
            if (at == stop || *at != delimiter || count_of(delimiter, at, stop) != rest_columns_)
                return false;
        }
        at = stop == end_ ? end_ : stop + 1;
        return true;
    }

    CsvSource const& source_;
    BarClock& clock_;
    QuickRows& rows_;
    std::vector<Slot> slots_;
    std::size_t rest_columns_;
    char const *at_, *end_;
    std::int64_t last_close_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace

bool read_quickly(CsvSource const& source, BarClock& clock, QuickRows& rows) {
    CsvShape const& shape = source.shape;
    if (shape.at(Field::time_of_day) >= 0 || shape.at(Field::symbol) >= 0 || source.use_adj_close ||
        source.day || source.price_divisor != 1)
        return false;
    return QuickReader(source, clock, rows).read();
}

}  // namespace basicbot
