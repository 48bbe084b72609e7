#pragma once
// Short form of fail(ErrorKind::data, ...) for the bar store and the importer.

#include <cerrno>
#include <cstring>
#include <string>

#include "engine/observe/error.hpp"

namespace basicbot {

[[noreturn]] inline void fail_data(std::string code, std::string path, std::string value, std::string problem,
                                   std::string allowed = "", std::string suggestion = "") {
    fail(ErrorKind::data, ErrorParts{std::move(code), std::move(path), std::move(value), std::move(problem),
                                     std::move(allowed), std::move(suggestion)});
}

// A failed system call on `path`: the text of errno is part of the problem.
[[noreturn]] inline void fail_system(std::string path, std::string const& what) {
    int const error = errno;
    char const* mend = error == ENOSPC || error == EDQUOT || error == EFBIG ? "free some space"
                       : error == EACCES || error == EPERM || error == EROFS
                           ? "choose a folder you may write to"
                           : "";
    fail_data("io_failed", std::move(path), "", "cannot " + what + ": " + std::strerror(error), "", mend);
}

}  // namespace basicbot
