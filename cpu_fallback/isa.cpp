// Compiled once per instruction set with BB_ISA and BB_ISA_NAME set; see scripts/cmake/targets.cmake.

#include "cpu_fallback/codes_isa.hpp"
#include "cpu_fallback/isa_kernels.hpp"
#include "cpu_fallback/isa_names.hpp"
#include "cpu_fallback/path_lanes.hpp"
#include "cpu_fallback/sweep_isa.hpp"
#include "kernels/paths/run_paths.hpp"

extern "C" basicbot::columns_function const BB_NAMED(bb_columns_table_)[];

namespace basicbot {
namespace {

template <class Run>
auto choose(sweep_job const& j, Run const& run) {
    bool const full = j.task->level == sums_full;
    if (j.task->how == evaluator::events) return full ? run(event_sweep<true>{}) : run(event_sweep<false>{});
    return full ? run(loop_sweep<native_lanes, true>{}) : run(loop_sweep<native_lanes, false>{});
}

void encode(code_form const* form, int64_t word_begin, int64_t word_end) {
    encode_words(*form, word_begin, word_end);
}
size_t scratch_bytes(sweep_job const* j) {
    return choose(*j, [&](auto e) { return decltype(e)::layout(*j).total; });
}
void sweep(sweep_job const* j) {
    choose(*j, [&](auto e) { sweep_tiles<decltype(e)>(*j); });
}
void paths(path_task const* task, int64_t begin, int64_t end) {
    run_paths<native_path_lanes>(*task, begin, end);
}

isa_kernels const table{BB_TEXT(BB_ISA_NAME),
                        native_lanes::width,
                        BB_NAMED(bb_columns_table_),
                        encode,
                        scratch_bytes,
                        sweep,
                        paths};

}  // namespace
}  // namespace basicbot

extern "C" basicbot::isa_kernels const* BB_NAMED(bb_kernels_)() { return &basicbot::table; }
