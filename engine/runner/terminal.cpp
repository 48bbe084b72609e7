#include "engine/runner/terminal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "engine/observe/error.hpp"

namespace basicbot {

void prepare_descriptors() {
    for (int descriptor = 0; descriptor < 3; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
        // The lowest free number is this one. Opened the wrong way round, so that use is still an error.
        int const opened = ::open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
        if (opened != descriptor && opened >= 0) ::close(opened);
    }
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

bool write_stdout(std::string_view text) {
    while (!text.empty()) {
        ssize_t const written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EPIPE) return false;
        if (written <= 0)
            fail(ErrorKind::data,
                 {.code = "io_failed",
                  .path = "stdout",
                  .value = "",
                  .problem = std::string("cannot write the result: ") + std::strerror(errno),
                  .allowed = "",
                  .suggestion = errno == ENOSPC ? "free some space" : "give it somewhere to go"});
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void write_stderr(std::string_view text) {
    while (!text.empty()) {
        ssize_t const written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

bool wants_colour(int descriptor) {
    char const* const refused = std::getenv("NO_COLOR");
    char const* const terminal = std::getenv("TERM");
    return ::isatty(descriptor) == 1 && (refused == nullptr || *refused == '\0') &&
           (terminal == nullptr || std::strcmp(terminal, "dumb") != 0);
}

}  // namespace basicbot
