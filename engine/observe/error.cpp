#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

std::string one_line(ErrorParts const& p) {
    std::string text = p.path.empty() ? "" : p.path + ": ";
    text += p.problem;
    if (!p.value.empty()) text += ": '" + p.value + "'";
    if (!p.allowed.empty()) text += " (allowed: " + p.allowed + ")";
    if (!p.suggestion.empty()) text += "; " + p.suggestion;
    for (char& c : text)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return text;
}

}  // namespace

Error::Error(ErrorKind kind, ErrorParts parts)
    : kind_(kind), parts_(std::move(parts)), message_(one_line(parts_)) {}

char const* Error::kind_name(ErrorKind kind) noexcept {
    switch (kind) {
        case ErrorKind::usage:
            return "usage";
        case ErrorKind::config:
            return "config";
        case ErrorKind::data:
            return "data";
        case ErrorKind::device:
            return "device";
        case ErrorKind::interrupted:
            return "interrupted";
        case ErrorKind::internal:
            return "internal";
    }
    return "internal";
}

}  // namespace basicbot
