// Loaded in front of the C library (LD_PRELOAD): writes down what a process does to the files below its
// working folder.
//   BASICBOT_RECORD    the log that is appended to
// Names are relative to the working folder; absolute ones below it are made so, others are not recorded. What
// is written through a shared mapping is recorded when the file is closed, as writes of whole pages: until
// then the kernel may have written any of them. fsync is recorded and left out.

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "tests/preload/record.hpp"

namespace {

using basicbot::FileStep;
using basicbot::FileStepHead;

constexpr int most_descriptors = 1024;
constexpr std::size_t page = 4096, most_path = 4096;

struct Watched {
    bool file = false, folder = false, mapped = false, appends = false;
    char name[256] = "";
};

Watched watched[most_descriptors];
int journal = -1;  // the log
char root[most_path] = "";
pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

template <class Function>
Function* next(Function*, char const* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}
#define NEXT(name) static auto* const real = next(&::name, #name)

void put(void const* data, std::size_t bytes) {
    NEXT(write);
    if (real(journal, data, bytes) != static_cast<ssize_t>(bytes)) ::abort();
}

// nullptr where the path does not lie below the working folder.
char const* below_root(char const* path) {
    std::size_t const length = ::strlen(root);
    if (path[0] != '/') return path;
    return ::strncmp(path, root, length) == 0 && path[length] == '/' ? path + length + 1 : nullptr;
}

void record(FileStep step, std::uint64_t inode, char const* name = "", char const* second = "",
            std::uint64_t offset = 0, void const* data = nullptr, std::size_t bytes = 0) {
    if (journal < 0) return;
    FileStepHead const head{step,
                            static_cast<std::uint32_t>(::strlen(name)),
                            static_cast<std::uint32_t>(::strlen(second)),
                            inode,
                            offset,
                            bytes};
    ::pthread_mutex_lock(&lock);
    put(&head, sizeof head);
    put(name, head.name_bytes);
    put(second, head.second_bytes);
    put(data, bytes);
    ::pthread_mutex_unlock(&lock);
}

std::uint64_t inode_of(int descriptor) {
    struct stat facts {};
    return ::fstat(descriptor, &facts) == 0 ? facts.st_ino : 0;
}

Watched* of(int descriptor) {
    return descriptor >= 0 && descriptor < most_descriptors ? &watched[descriptor] : nullptr;
}

void opened(int descriptor, char const* path, int flags, bool was_there) {
    Watched* const w = of(descriptor);
    char const* const name = below_root(path);
    if (journal < 0 || w == nullptr || name == nullptr || ::strlen(name) >= sizeof w->name) return;
    *w = {};
    ::memcpy(w->name, name, ::strlen(name) + 1);
    if ((flags & O_DIRECTORY) == O_DIRECTORY) {
        w->folder = (flags & O_TMPFILE) != O_TMPFILE;  // a file without a name leaves nothing behind
        return;
    }
    if ((flags & O_ACCMODE) == O_RDONLY) return;
    w->file = true;
    w->appends = (flags & O_APPEND) != 0;
    if (!was_there) record(FileStep::make_file, inode_of(descriptor), name);
    if (was_there && (flags & O_TRUNC) != 0) record(FileStep::resize, inode_of(descriptor));
}

bool is_there(char const* path) {
    struct stat facts {};
    return ::stat(path, &facts) == 0;
}

// The pages of a file that was mapped for writing.
void record_pages(int descriptor) {
    NEXT(pread);
    char block[page];
    for (std::uint64_t at = 0;; at += page) {
        ssize_t const got = real(descriptor, block, page, static_cast<off_t>(at));
        if (got <= 0) return;
        record(FileStep::write, inode_of(descriptor), "", "", at, block, static_cast<std::size_t>(got));
    }
}

__attribute__((constructor)) void begin() {
    char const* const file = ::getenv("BASICBOT_RECORD");
    if (file == nullptr || ::getcwd(root, sizeof root) == nullptr) return;
    NEXT(open);
    int const descriptor = real(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    journal = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 900);  // out of the way
    ::close(descriptor);
}

}  // namespace

extern "C" {

int open(char const* path, int flags, ...) {
    NEXT(open);
    va_list list;
    va_start(list, flags);
    mode_t const mode = va_arg(list, mode_t);
    va_end(list);
    bool const was_there = is_there(path);
    int const descriptor = real(path, flags, mode);
    if (descriptor >= 0) opened(descriptor, path, flags, was_there);
    return descriptor;
}
int open64(char const* path, int flags, ...) {
    va_list list;
    va_start(list, flags);
    mode_t const mode = va_arg(list, mode_t);
    va_end(list);
    return open(path, flags, mode);
}
int close(int descriptor) {
    NEXT(close);
    if (Watched* const w = of(descriptor); w != nullptr) {
        if (w->file && w->mapped) record_pages(descriptor);
        *w = {};
    }
    return real(descriptor);
}
int mkdir(char const* path, mode_t mode) {
    NEXT(mkdir);
    int const done = real(path, mode);
    if (done == 0)
        if (char const* const name = below_root(path)) record(FileStep::make_folder, 0, name);
    return done;
}
int rename(char const* from, char const* to) {
    NEXT(rename);
    struct stat facts {};
    ::stat(from, &facts);
    int const done = real(from, to);
    char const *const a = below_root(from), *const b = below_root(to);
    if (done == 0 && a != nullptr && b != nullptr) record(FileStep::rename, facts.st_ino, a, b);
    return done;
}
int unlink(char const* path) {
    NEXT(unlink);
    int const done = real(path);
    if (done == 0)
        if (char const* const name = below_root(path)) record(FileStep::remove, 0, name);
    return done;
}
int remove(char const* path) {
    NEXT(remove);
    int const done = real(path);
    if (done == 0)
        if (char const* const name = below_root(path)) record(FileStep::remove, 0, name);
    return done;
}
ssize_t write(int descriptor, void const* data, std::size_t bytes) {
    NEXT(write);
    Watched const* const w = of(descriptor);
    if (w == nullptr || !w->file) return real(descriptor, data, bytes);
    off_t const at = ::lseek(descriptor, 0, w->appends ? SEEK_END : SEEK_CUR);
    ssize_t const done = real(descriptor, data, bytes);
    if (done > 0)
        record(FileStep::write, inode_of(descriptor), "", "", static_cast<std::uint64_t>(at), data,
               static_cast<std::size_t>(done));
    return done;
}
ssize_t pwrite(int descriptor, void const* data, std::size_t bytes, off_t offset) {
    NEXT(pwrite);
    ssize_t const done = real(descriptor, data, bytes, offset);
    if (Watched const* const w = of(descriptor); done > 0 && w != nullptr && w->file)
        record(FileStep::write, inode_of(descriptor), "", "", static_cast<std::uint64_t>(offset), data,
               static_cast<std::size_t>(done));
    return done;
}
ssize_t pwrite64(int descriptor, void const* data, std::size_t bytes, off64_t offset) {
    return pwrite(descriptor, data, bytes, offset);
}
int ftruncate(int descriptor, off_t bytes) {
    NEXT(ftruncate);
    int const done = real(descriptor, bytes);
    if (Watched const* const w = of(descriptor); done == 0 && w != nullptr && w->file)
        record(FileStep::resize, inode_of(descriptor), "", "", static_cast<std::uint64_t>(bytes));
    return done;
}
int ftruncate64(int descriptor, off64_t bytes) { return ftruncate(descriptor, bytes); }
int posix_fallocate(int descriptor, off_t offset, off_t bytes) {
    NEXT(posix_fallocate);
    int const done = real(descriptor, offset, bytes);
    struct stat facts {};
    if (Watched const* const w = of(descriptor);
        done == 0 && w != nullptr && w->file && ::fstat(descriptor, &facts) == 0)
        record(FileStep::resize, facts.st_ino, "", "", static_cast<std::uint64_t>(facts.st_size));
    return done;
}
int posix_fallocate64(int descriptor, off64_t offset, off64_t bytes) {
    return posix_fallocate(descriptor, offset, bytes);
}
void* mmap(void* where, std::size_t bytes, int protection, int flags, int descriptor, off_t offset) {
    NEXT(mmap);
    if (Watched* const w = of(descriptor);
        w != nullptr && (flags & MAP_SHARED) != 0 && (protection & PROT_WRITE) != 0)
        w->mapped = true;
    return real(where, bytes, protection, flags, descriptor, offset);
}
void* mmap64(void* where, std::size_t bytes, int protection, int flags, int descriptor, off64_t offset) {
    return mmap(where, bytes, protection, flags, descriptor, offset);
}
int fsync(int descriptor) {
    Watched const* const w = of(descriptor);
    if (w != nullptr && w->folder) record(FileStep::sync_folder, 0, w->name);
    if (w != nullptr && w->file) record(FileStep::sync_file, inode_of(descriptor));
    return 0;
}
int fdatasync(int descriptor) { return fsync(descriptor); }

}  // extern "C"
