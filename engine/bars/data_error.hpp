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

// What to do about a failed system call.
inline char const* mend_of(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return "free some space";
        case EACCES:
        case EPERM:
        case EROFS:
            return "choose a folder you may write to";
        case ENOENT:
        case ENOTDIR:
            return "check the path: it, or a folder of it, is not there";
        case EISDIR:
            return "name a file, not a folder";
        case ENAMETOOLONG:
        case EINVAL:
            return "choose another name";
        case EMFILE:
        case ENFILE:
            return "raise the limit of open files (ulimit -n)";
        case ENOMEM:
            return "free some memory";
        default:
            return "check the path and the disk that it lies on";
    }
}

// A failed system call on `path`: the text of errno is part of the problem.
[[noreturn]] inline void fail_system(std::string path, std::string const& what) {
    int const error = errno;
    fail_data("io_failed", std::move(path), "", "cannot " + what + ": " + std::strerror(error), "",
              mend_of(error));
}

}  // namespace basicbot
