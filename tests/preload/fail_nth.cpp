// Loaded in front of the C library (LD_PRELOAD): the n-th call of one kind fails, once or from then on.
//
// BASICBOT_FAIL is "<kind> <n> <once|always> <errno>"; -1 for errno = half of the bytes are written or read.
//
// BASICBOT_FAIL_NOT is part of the names of libraries: memory that they ask for themselves is neither counted
// nor refused.
//
// BASICBOT_CALLS is a file that receives the counters of fail_nth.hpp; it need not exist.
//
// Counted from the beginning of main() to its end: what the loader and the libraries do before it, and a
// build that counts lines after it, is nobody's to handle. Calls on stderr are left alone, so that what the
// program says of its end is seen. A process that hangs is ended by SIGALRM. fsync is counted and left out:
// the tests lose no power, and a disk would be most of their time. Memory is malloc and its kin, by way of
// the C library's second names for them; operator new comes through malloc.

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "tests/preload/fail_nth.hpp"

namespace {

using basicbot::FaultCounters;
using basicbot::FaultKind;

constexpr unsigned most_seconds = 60;
constexpr int half = -1;

FaultCounters own_counters;
FaultCounters* counters = &own_counters;
std::atomic<bool> in_main{false};
FaultKind kind = FaultKind::kinds;
std::uint64_t at = 0;
bool always = false;
int error = 0;

template <class Function>
Function* next(Function*, char const* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}
#define NEXT(name) static auto* const real = next(&::name, #name)

void read_orders() {
    if (char const* const orders = ::getenv("BASICBOT_FAIL")) {
        char name[16] = "", mode[16] = "";
        unsigned long long n = 0;
        if (::sscanf(orders, "%15s %llu %15s %d", name, &n, mode, &error) == 4)
            for (int k = 0; k < static_cast<int>(FaultKind::kinds); ++k)
                if (::strcmp(name, basicbot::fault_kind_names[k]) == 0) kind = static_cast<FaultKind>(k);
        at = n;
        always = ::strcmp(mode, "always") == 0;
    }
    if (char* const name = ::getenv("BASICBOT_FAIL_NOT")) basicbot::spare_libraries(name);
    char const* const file = ::getenv("BASICBOT_CALLS");
    int const descriptor = file == nullptr ? -1 : ::open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return;
    if (::ftruncate(descriptor, sizeof(FaultCounters)) == 0) {
        void* const mapped =
            ::mmap(nullptr, sizeof(FaultCounters), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        if (mapped != MAP_FAILED) *(counters = static_cast<FaultCounters*>(mapped)) = {};
    }
    ::close(descriptor);
}

int (*their_main)(int, char**, char**);

int our_main(int argc, char** argv, char** environment) {
    read_orders();
    ::alarm(most_seconds);
    in_main = true;
    int const code = their_main(argc, argv, environment);
    in_main = false;
    return code;
}

}  // namespace

namespace basicbot {

// True where this call is to fail; errno is set.
bool call_fails(FaultKind of) {
    if (!in_main.load(std::memory_order_relaxed)) return false;
    std::uint64_t const n = ++counters->calls[static_cast<int>(of)];
    if (of != kind || (always ? n < at : n != at)) return false;
    ++counters->failed;
    errno = error == half ? EIO : error;
    return true;
}

}  // namespace basicbot

using basicbot::call_fails;

extern "C" {

#pragma GCC visibility push(default)

// NOLINTNEXTLINE(bugprone-reserved-identifier): a name of glibc
int __libc_start_main(int (*main)(int, char**, char**), int argc, char** argv, void (*init)(), void (*fini)(),
                      void (*rtld_fini)(), void* stack_end) {
    their_main = main;
    using Start = int(int (*)(int, char**, char**), int, char**, void (*)(), void (*)(), void (*)(), void*);
    auto* const real = reinterpret_cast<Start*>(::dlsym(RTLD_NEXT, "__libc_start_main"));
    return real(our_main, argc, argv, init, fini, rtld_fini, stack_end);
}

// ---- mappings ----
void* mmap(void* where, std::size_t bytes, int protection, int flags, int descriptor, off_t offset) {
    NEXT(mmap);
    return call_fails(FaultKind::map) ? MAP_FAILED
                                      : real(where, bytes, protection, flags, descriptor, offset);
}
void* mmap64(void* where, std::size_t bytes, int protection, int flags, int descriptor, off64_t offset) {
    return mmap(where, bytes, protection, flags, descriptor, offset);
}
void* mremap(void* old, std::size_t old_bytes, std::size_t bytes, int flags, ...) {
    NEXT(mremap);
    return call_fails(FaultKind::map) ? MAP_FAILED : real(old, old_bytes, bytes, flags);
}

// ---- names ----
int open(char const* path, int flags, ...) {
    NEXT(open);
    va_list list;
    va_start(list, flags);
    mode_t const mode = va_arg(list, mode_t);  // absent where nothing is made; then it is not looked at
    va_end(list);
    return call_fails(FaultKind::open) ? -1 : real(path, flags, mode);
}
int open64(char const* path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t const mode = va_arg(list, mode_t);
    va_end(list);
    return open(path, flags, mode);
}
int openat(int folder, char const* path, int flags, ...) {
    NEXT(openat);
    va_list list;
    va_start(list, flags);
    mode_t const mode = va_arg(list, mode_t);
    va_end(list);
    return call_fails(FaultKind::open) ? -1 : real(folder, path, flags, mode);
}
FILE* fopen(char const* path, char const* mode) {
    NEXT(fopen);
    return call_fails(FaultKind::open) ? nullptr : real(path, mode);
}
FILE* fopen64(char const* path, char const* mode) { return fopen(path, mode); }
DIR* opendir(char const* path) {
    NEXT(opendir);
    return call_fails(FaultKind::open) ? nullptr : real(path);
}
int mkdir(char const* path, mode_t mode) {
    NEXT(mkdir);
    return call_fails(FaultKind::mkdir) ? -1 : real(path, mode);
}
int rename(char const* from, char const* to) {
    NEXT(rename);
    return call_fails(FaultKind::rename) ? -1 : real(from, to);
}
int unlink(char const* path) {
    NEXT(unlink);
    return call_fails(FaultKind::unlink) ? -1 : real(path);
}
int remove(char const* path) {
    NEXT(remove);
    return call_fails(FaultKind::unlink) ? -1 : real(path);
}

// ---- contents ----
ssize_t write(int descriptor, void const* data, std::size_t bytes) {
    NEXT(write);
    if (descriptor != STDERR_FILENO && call_fails(FaultKind::write)) {
        if (error != half || bytes < 2) return -1;
        bytes /= 2;
    }
    return real(descriptor, data, bytes);
}
ssize_t writev(int descriptor, iovec const* pieces, int count) {
    NEXT(writev);
    if (descriptor != STDERR_FILENO && call_fails(FaultKind::write)) {
        if (error != half || count < 2) return -1;
        count /= 2;
    }
    return real(descriptor, pieces, count);
}
ssize_t pwrite(int descriptor, void const* data, std::size_t bytes, off_t offset) {
    NEXT(pwrite);
    if (call_fails(FaultKind::write)) {
        if (error != half || bytes < 2) return -1;
        bytes /= 2;
    }
    return real(descriptor, data, bytes, offset);
}
ssize_t pwrite64(int descriptor, void const* data, std::size_t bytes, off64_t offset) {
    return pwrite(descriptor, data, bytes, offset);
}
ssize_t read(int descriptor, void* data, std::size_t bytes) {
    NEXT(read);
    if (call_fails(FaultKind::read)) {
        if (error != half || bytes < 2) return -1;
        bytes /= 2;
    }
    return real(descriptor, data, bytes);
}
ssize_t pread(int descriptor, void* data, std::size_t bytes, off_t offset) {
    NEXT(pread);
    if (call_fails(FaultKind::read)) {
        if (error != half || bytes < 2) return -1;
        bytes /= 2;
    }
    return real(descriptor, data, bytes, offset);
}
ssize_t pread64(int descriptor, void* data, std::size_t bytes, off64_t offset) {
    return pread(descriptor, data, bytes, offset);
}
int ftruncate(int descriptor, off_t bytes) {
    NEXT(ftruncate);
    return call_fails(FaultKind::resize) ? -1 : real(descriptor, bytes);
}
int ftruncate64(int descriptor, off64_t bytes) { return ftruncate(descriptor, bytes); }
int posix_fallocate(int descriptor, off_t offset, off_t bytes) {
    NEXT(posix_fallocate);
    if (!call_fails(FaultKind::resize)) return real(descriptor, offset, bytes);
    return errno;
}
int posix_fallocate64(int descriptor, off64_t offset, off64_t bytes) {
    return posix_fallocate(descriptor, offset, bytes);
}
int fsync(int) { return call_fails(FaultKind::sync) ? -1 : 0; }
int fdatasync(int) { return call_fails(FaultKind::sync) ? -1 : 0; }
int msync(void*, std::size_t, int) { return call_fails(FaultKind::sync) ? -1 : 0; }
int flock(int descriptor, int operation) {
    NEXT(flock);
    return call_fails(FaultKind::lock) ? -1 : real(descriptor, operation);
}

#pragma GCC visibility pop

}  // extern "C"
