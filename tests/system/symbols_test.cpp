// What the compiled objects need and give (DESIGN 2, 4): no transcendental function of the C library where
// numbers of a cube are made, and nothing that could leak instructions of one instruction set into the rest
// of the program.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/places.hpp"
namespace basicbot {
namespace {

namespace fs = std::filesystem;

struct Symbol {
    char kind;         // nm's letter
    std::string name;  // demangled
};

std::string output_of(std::string const& command) {
    std::string text;
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return text;
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) text.append(buffer, n);
    return ::pclose(pipe) == 0 ? text : "";
}

// Symbols of an object file; `options` as nm has them.
std::vector<Symbol> symbols_of(fs::path const& file, std::string const& options = "") {
    std::istringstream lines(output_of("nm -C " + options + " '" + file.string() + "' 2>/dev/null"));
    std::vector<Symbol> list;
    for (std::string line; std::getline(lines, line);)
        if (line.size() > 19) list.push_back({line[17], line.substr(19)});
    return list;
}

std::vector<fs::path> objects_of(std::string const& target) {
    std::vector<fs::path> list;
    fs::path const folder = fs::path(binary_dir()) / "CMakeFiles" / (target + ".dir");
    if (fs::exists(folder))
        for (auto const& entry : fs::recursive_directory_iterator(folder))
            if (entry.path().extension() == ".o") list.push_back(entry.path());
    return list;
}

// Sanitizers and counters of coverage add symbols of their own to every object.
bool instrumented() {
    static bool const found = [] {
        for (Symbol const& s : symbols_of(program()))
            for (char const* prefix : {"__asan_", "__ubsan_", "__tsan_", "__gcov_"})
                if (s.name.starts_with(prefix)) return true;
        return false;
    }();
    return found;
}

#define NEED_PLAIN_OBJECTS()                                                           \
    if (output_of("nm --version").empty()) GTEST_SKIP() << "nm is missing (binutils)"; \
    if (instrumented()) GTEST_SKIP() << "this build has symbols of its own everywhere"

// The C library's functions whose last bit may change with its version or the machine, also by the names that
// -ffinite-math-only gives them. Not among them: sqrt, fma, floor, ceil, trunc, rint, fmod, ldexp, frexp and
// the like, whose results are exact or correctly rounded.
bool is_transcendental(std::string name) {
    name = name.substr(0, name.find('@'));
    static std::regex const pattern(
        "(__)?(a?(sin|cos|tan)h?(pi)?|atan2|sincos|exp|exp2|exp10|expm1|log|log2|log10|log1p|pow|cbrt|hypot|"
        "erfc?|"
        "[lt]?gamma|j[01n]|y[01n])(f|l|f128)?(_r)?(_finite)?");
    return std::regex_match(name, pattern);
}

TEST(Symbols, the_pattern_knows_what_it_looks_for) {
    for (char const* bad : {"exp", "expf", "logl", "log1p", "pow", "sin", "atan2f", "__exp_finite", "erfc",
                            "lgamma", "tgamma", "sincosf", "exp@GLIBC_2.29", "acosh", "hypot", "lgamma_r"})
        EXPECT_TRUE(is_transcendental(bad)) << bad;
    for (char const* good : {"sqrt", "fma", "floor", "fmod", "ldexp", "exit", "logger",
                             "basicbot::exact_exp(double)", "time", "pow2", "j2"})
        EXPECT_FALSE(is_transcendental(good)) << good;
}

// Kernels, backends and the whole engine: everything of ours that a number can pass on its way into a cube.
TEST(Symbols, no_object_of_ours_calls_a_transcendental_function_of_the_c_library) {
    NEED_PLAIN_OBJECTS();
    // Object (end of its path) and function that may stay, with the reason.
    std::map<std::pair<std::string, std::string>, std::string> const allowed = {
        // None. A library's template that needs one goes here, with the reason why its value enters no cube.
    };
    std::set<std::pair<std::string, std::string>> used;
    for (char const* target : {"bb_isa_plain", "bb_isa_avx2", "bb_isa_avx512", "bb_cpu", "bb_emulator",
                               "bb_cuda", "bb_engine", "basicbot"}) {
        auto const objects = objects_of(target);
        bool const optional =
            std::string(target) == "bb_cuda" || std::string(target).starts_with("bb_isa_avx");
        EXPECT_TRUE(optional || !objects.empty()) << target << ": no objects under " << binary_dir();
        for (fs::path const& object : objects)
            for (Symbol const& s : symbols_of(object, "--undefined-only")) {
                if (!is_transcendental(s.name)) continue;
                auto const at = std::find_if(allowed.begin(), allowed.end(), [&](auto const& entry) {
                    return object.string().ends_with(entry.first.first) && entry.first.second == s.name;
                });
                if (at == allowed.end())
                    ADD_FAILURE() << object.string() << " calls " << s.name
                                  << ": use kernels/core/exact_math.hpp, or allow it here with a reason";
                else
                    used.insert(at->first);
            }
    }
    for (auto const& [entry, reason] : allowed)
        EXPECT_TRUE(used.contains(entry)) << entry.first << ": " << entry.second << " is no longer needed";
}

// The whole program, with what came in from static libraries and headers of others.
TEST(Symbols, the_program_asks_the_c_library_for_no_transcendental_function) {
    NEED_PLAIN_OBJECTS();
    std::map<std::string, std::string> const allowed = {};  // name -> reason
    for (Symbol const& s : symbols_of(program(), "-D --undefined-only")) {
        std::string const name = s.name.substr(0, s.name.find('@'));
        EXPECT_TRUE(!is_transcendental(name) || allowed.contains(name)) << name;
    }
}

// Linear algebra libraries sum in an order of their own, which changes with the machine and the threads.
bool is_linear_algebra(std::string const& name) {
    static std::regex const pattern(
        "(cblas|LAPACKE)_.*|[sdcz](gemm|gemv|symv|syrk|ger|dot[uc]?|axpy|scal|nrm2|asum|trs[mv]|potr[fs]|"
        "getr[fsi]|"
        "gesvd?|gels|geqrf|syev[dr]?|heev)_");
    return std::regex_match(name.substr(0, name.find('@')), pattern);
}

TEST(Symbols, no_linear_algebra_library_takes_part) {
    for (char const* name : {"cblas_ddot", "dgemm_", "ddot_", "LAPACKE_dpotrf", "dpotrf_", "sgemv_"})
        EXPECT_TRUE(is_linear_algebra(name)) << name;
    EXPECT_FALSE(is_linear_algebra("basicbot::dot_"));
    NEED_PLAIN_OBJECTS();
    for (char const* target :
         {"bb_isa_plain", "bb_isa_avx2", "bb_isa_avx512", "bb_cpu", "bb_emulator", "bb_engine"})
        for (fs::path const& object : objects_of(target))
            for (Symbol const& s : symbols_of(object, "--undefined-only"))
                EXPECT_FALSE(is_linear_algebra(s.name)) << object.string() << ": " << s.name;
    std::string const libraries = output_of("ldd '" + program() + "'");
    if (libraries.empty()) GTEST_SKIP() << "ldd does not list the program's libraries";
    EXPECT_NE(libraries.find("libhdf5"), std::string::npos) << libraries;
    EXPECT_FALSE(std::regex_search(libraries, std::regex("blas|lapack|atlas|mkl", std::regex::icase)))
        << libraries;
}

class InstructionSet : public testing::TestWithParam<char const*> {
  protected:
    std::vector<fs::path> objects() const { return objects_of("bb_isa_" + std::string(GetParam())); }
    std::string home() const { return "basicbot::isa_" + std::string(GetParam()) + "::"; }
    std::string ending() const { return "_" + std::string(GetParam()); }
};

#define NEED_OBJECTS()    \
    NEED_PLAIN_OBJECTS(); \
    if (objects().empty()) GTEST_SKIP() << "not built for this processor"

// The linker keeps one copy of a weak symbol for the whole program: a copy with AVX-512 in it would run on
// machines that have none. So all of them carry the instruction set in their name.
TEST_P(InstructionSet, weak_symbols_are_in_its_own_namespace) {
    NEED_OBJECTS();
    // Tables of numbers hold no instructions, and every copy is the same.
    std::set<std::string> const numbers = {"basicbot::standard_normal_table"};
    std::size_t weak = 0;
    for (fs::path const& object : objects())
        for (Symbol const& s : symbols_of(object, "--defined-only")) {
            if (std::string("WwVvu").find(s.kind) == std::string::npos) continue;
            if (numbers.contains(s.name)) continue;
            ++weak;
            // A template's demangled name begins with its return type.
            EXPECT_NE(s.name.find(home()), std::string::npos)
                << object.string() << ": " << s.kind << " " << s.name;
            std::string const owner = s.name.substr(0, s.name.find_first_of("<("));
            EXPECT_EQ(owner.find("std::"), std::string::npos) << object.string() << ": " << s.name;
        }
    EXPECT_GT(weak, 0u) << "no weak symbol at all: does nm see the objects?";
}

TEST_P(InstructionSet, objects_export_plain_functions_alone) {
    NEED_OBJECTS();
    std::size_t exported = 0;
    for (fs::path const& object : objects())
        for (Symbol const& s : symbols_of(object, "--defined-only --extern-only")) {
            if (std::string("WwVvu").find(s.kind) != std::string::npos) continue;
            ++exported;
            EXPECT_TRUE(s.name.starts_with("bb_") && s.name.ends_with(ending()))
                << object.string() << ": " << s.name;
        }
    EXPECT_GT(exported, 5u);
}

// Each needs only its own kind and a few functions of the C library that work on bytes or are exact.
TEST_P(InstructionSet, objects_need_little) {
    NEED_OBJECTS();
    std::set<std::string> const plain = {"memset",
                                         "memcpy",
                                         "memmove",
                                         "memcmp",
                                         "sqrt",
                                         "fma",
                                         "fmaf",
                                         "sqrtf",
                                         "__popcountdi2",
                                         "_GLOBAL_OFFSET_TABLE_",
                                         "__stack_chk_fail"};
    for (fs::path const& object : objects())
        for (Symbol const& s : symbols_of(object, "--undefined-only"))
            // Single lanes are handed to the plain set's columns.
            EXPECT_TRUE(plain.contains(s.name) || (s.name.starts_with("bb_") && s.name.ends_with(ending())) ||
                        (s.name.starts_with("bb_columns_") && s.name.ends_with("_plain")))
                << object.string() << ": " << s.name;
}

// The rest of the program is compiled for the baseline: no wide register outside the two sets' own objects.
TEST(Symbols, only_the_isa_objects_use_wide_registers) {
    NEED_PLAIN_OBJECTS();
    if (output_of("objdump --version").empty()) GTEST_SKIP() << "objdump is missing (binutils)";
    auto const uses = [](fs::path const& object, char const* registers) {
        return !output_of("objdump -d --no-show-raw-insn '" + object.string() + "' | grep -m1 -E '%" +
                          registers + "'")
                    .empty();
    };
    if (!objects_of("bb_isa_avx512").empty()) {  // the check sees what it looks for
        auto const any = [&](std::string const& target, char const* registers) {
            for (fs::path const& o : objects_of(target))
                if (uses(o, registers)) return true;
            return false;
        };
        EXPECT_TRUE(any("bb_isa_avx2", "ymm"));
        EXPECT_TRUE(any("bb_isa_avx512", "zmm"));
        EXPECT_FALSE(any("bb_isa_avx2", "zmm")) << "AVX-512 in the AVX2 set";
    }
    for (char const* target : {"bb_isa_plain", "bb_cpu", "bb_emulator"})
        for (fs::path const& object : objects_of(target))
            EXPECT_FALSE(uses(object, "[yz]mm")) << object.string();
}

INSTANTIATE_TEST_SUITE_P(All, InstructionSet, testing::Values("plain", "avx2", "avx512"),
                         [](auto const& info) { return std::string(info.param); });

}  // namespace
}  // namespace basicbot
