// The part of fail_nth.cpp that refuses memory.

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "tests/preload/fail_nth.hpp"

namespace {

using basicbot::call_fails;
using basicbot::FaultKind;

// Where the code of the libraries lies that BASICBOT_FAIL_NOT names.
struct CodeRange {
    std::uintptr_t begin, end;
};
CodeRange spared_code[8];
int spared_ranges = 0;

int find_spared(dl_phdr_info* library, std::size_t, void* name) {
    if (::strstr(library->dlpi_name, static_cast<char const*>(name)) == nullptr) return 0;
    for (int i = 0; i < library->dlpi_phnum; ++i) {
        auto const& part = library->dlpi_phdr[i];
        if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0) continue;
        if (spared_ranges == 8) return 1;
        std::uintptr_t const begin = library->dlpi_addr + part.p_vaddr;
        spared_code[spared_ranges++] = {begin, begin + part.p_memsz};
    }
    return 0;
}

bool spared(void const* caller) {
    auto const address = reinterpret_cast<std::uintptr_t>(caller);
    for (int i = 0; i < spared_ranges; ++i)
        if (address >= spared_code[i].begin && address < spared_code[i].end) return true;
    return false;
}

// Inside dlopen: glibc 2.36 cannot say that it has no memory (_dlerror_run reads what it did not get).
__attribute__((tls_model("initial-exec"))) thread_local bool in_loader = false;

}  // namespace

void basicbot::spare_libraries(char* name) { ::dl_iterate_phdr(find_spared, name); }

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): names of glibc
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
// NOLINTEND(bugprone-reserved-identifier)

#define REFUSED (!in_loader && !spared(__builtin_return_address(0)) && call_fails(FaultKind::memory))

void* malloc(std::size_t bytes) { return REFUSED ? nullptr : __libc_malloc(bytes); }
void* calloc(std::size_t count, std::size_t bytes) { return REFUSED ? nullptr : __libc_calloc(count, bytes); }
void* realloc(void* old, std::size_t bytes) { return REFUSED ? nullptr : __libc_realloc(old, bytes); }
void* memalign(std::size_t alignment, std::size_t bytes) {
    return REFUSED ? nullptr : __libc_memalign(alignment, bytes);
}
void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
    return REFUSED ? nullptr : __libc_memalign(alignment, bytes);
}
char* strdup(char const* text) {  // or a library's own request would look like one of the C library
    std::size_t const bytes = ::strlen(text) + 1;
    void* const copy = REFUSED ? nullptr : __libc_malloc(bytes);
    return copy == nullptr ? nullptr : static_cast<char*>(::memcpy(copy, text, bytes));
}
int posix_memalign(void** out, std::size_t alignment, std::size_t bytes) {
    if (REFUSED) return ENOMEM;
    *out = __libc_memalign(alignment, bytes);
    return *out == nullptr ? ENOMEM : 0;
}

void* dlopen(char const* file, int mode) noexcept {
    static auto* const real = reinterpret_cast<decltype(&::dlopen)>(::dlsym(RTLD_NEXT, "dlopen"));
    in_loader = true;
    void* const library = real(file, mode);
    in_loader = false;
    return library;
}

}  // extern "C"
