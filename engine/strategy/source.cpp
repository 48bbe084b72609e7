#include "engine/strategy/source.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace basicbot {

namespace {

std::string line_of(std::string const& text, int line) {
    std::size_t begin = 0;
    for (int n = 1; n < line; ++n) {
        std::size_t const end = text.find('\n', begin);
        if (end == std::string::npos) return "";
        begin = end + 1;
    }
    return text.substr(begin, text.find('\n', begin) - begin);
}

ErrorParts placed(SourceText const& source, Place place, ErrorParts parts) {
    parts.path = source.path + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
    return parts;
}

}  // namespace

SourceError::SourceError(ErrorParts parts, std::string line, Place place)
    : Error(ErrorKind::config, std::move(parts)), line_(std::move(line)), place_(place) {}

std::string SourceError::picture() const {
    std::string shown = line_;
    // A tab or a control byte would move the caret away from its word.
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    std::string const number = std::to_string(place_.line);
    std::size_t const before = static_cast<std::size_t>(std::max(place_.column, 1) - 1);
    std::size_t const room = shown.size() > before ? shown.size() - before : 1;
    std::size_t const tail = std::min(room, static_cast<std::size_t>(std::max(place_.length, 1))) - 1;
    return "  " + number + " | " + shown + "\n  " + std::string(number.size(), ' ') + " | " +
           std::string(before, ' ') + "^" + std::string(tail, '~');
}

void fail_at(SourceText const& source, Place place, ErrorParts parts) {
    throw SourceError(placed(source, place, std::move(parts)), line_of(source.text, place.line), place);
}

std::string with_caret(Error const& error) {
    std::string text = error.what();
    if (auto const* in_text = dynamic_cast<SourceError const*>(&error)) text += "\n" + in_text->picture();
    return text;
}

std::string number_text(double value) {
    char buffer[32];
    double const size = value < 0 ? -value : value;
    bool const plain = size == 0 || (size >= 1e-4 && size < 1e15);
    auto const end = plain
                         ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr
                         : std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return std::string(buffer, end);
}

}  // namespace basicbot
