// A bar file with changed bytes. The input is a list of changes: the first byte says which hashes are made to
// fit afterwards (so that the code behind them is reached), then five bytes each: a place, lowest byte first,
// and what is written there. Places fold into the header, the image behind it, or the whole file.

#include <xxhash.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/bars/bar_file.hpp"
#include "engine/bars/layout.hpp"
#include "tests/fuzz/targets.hpp"

namespace basicbot {

namespace {

constexpr std::size_t bars = 40;

BarColumns some_bars() {
    BarColumns columns;
    constexpr std::int64_t hour = 3'600'000'000'000;
    for (std::size_t t = 0; t < bars; ++t) {
        auto const open_time = static_cast<std::int64_t>(450'000 + t) * hour;
        double const open = 100.0 + static_cast<double>(t % 7);
        columns.push_back(open_time, open_time + hour, open, open + 2, open - 1, open + 1, 1000.0);
    }
    return columns;
}

// The bytes of a sound file of these bars.
std::string const& sound_file() {
    static std::string const bytes = [] {
        std::string folder = (std::filesystem::temp_directory_path() / "basicbot-fuzz-XXXXXX").string();
        fuzz::promise(::mkdtemp(folder.data()) != nullptr, "no temporary folder");
        std::string const path = folder + "/a.h5";
        write_bar_file(path, some_bars(),
                       {"UTC", "open", 3'600'000'000'000, 8766, "USD", "made", "00", "raw"}, "A", "1h");
        std::ifstream in(path, std::ios::binary);
        std::string all{std::istreambuf_iterator<char>(in), {}};
        std::filesystem::remove_all(folder);
        return all;
    }();
    return bytes;
}

BarFileHeader header_of(std::string const& bytes) {
    BarFileHeader header;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

void change(std::string& bytes, std::string_view five, std::size_t image) {
    std::uint32_t place = 0;
    std::memcpy(&place, five.data(), sizeof place);
    std::size_t at = place >> 2;
    if (place % 4 == 0) at %= sizeof(BarFileHeader);
    if (place % 4 == 1) at = image_offset + at % (image > 0 ? image : 1);
    bytes[at % bytes.size()] = five[4];
}

void sign(std::string& bytes, unsigned which) {
    BarFileHeader header = header_of(bytes);
    if (which & 2 && header.image_bytes <= most_image_bytes)
        header.image_hash = XXH3_64bits(bytes.data() + image_offset, header.image_bytes);
    if (which & 1) header.header_hash = XXH3_64bits(&header, offsetof(BarFileHeader, header_hash));
    std::memcpy(bytes.data(), &header, sizeof header);
}

bool same_bars(Series const& s, BarColumns const& truth) {
    auto const same = [](auto const& a, auto const& b) {
        return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof a[0]) == 0;
    };
    return same(s.time, truth.time) && same(s.close_time, truth.close_time) && same(s.open, truth.open) &&
           same(s.high, truth.high) && same(s.low, truth.low) && same(s.close, truth.close) &&
           same(s.volume, truth.volume);
}

}  // namespace

void fuzz_bar_file(std::string_view input) {
    if (input.empty()) return;
    std::string bytes = sound_file();
    auto const which = static_cast<unsigned char>(input[0]);
    std::size_t const image = header_of(bytes).image_bytes;
    for (input.remove_prefix(1); input.size() >= 5; input.remove_prefix(5))
        change(bytes, input.substr(0, 5), image);
    if (which & 4) bytes.resize(bytes.size() - bytes.size() / 8);
    sign(bytes, which);
    fuzz::MemoryFile const file(bytes);
    try {
        Series const s = open_bar_file(file.path(), which & 8 ? Verify::none : Verify::blocks);
        if (!(which & 8)) fuzz::promise(same_bars(s, some_bars()), "another value was accepted");
        fuzz::promise(s.open.size() == s.time.size() && s.volume.size() == s.time.size(),
                      "columns of two lengths");
        double sum = 0;  // every byte of a column that is handed over can be read
        for (double const price : s.close) sum += price;
        [[maybe_unused]] double const volatile keep = sum;
    } catch (Error const& error) {
        fuzz::check_refusal(error, ErrorKind::data);
    }
}

}  // namespace basicbot
