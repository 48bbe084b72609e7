# Flags every target shares. Contraction is off everywhere: a fused multiply-add stands only where fma() is written,
# so that GCC, Clang and nvcc give the same bits.
# -O2 for all but the kernels, which ask for -O3: the host side spends its time elsewhere and builds a third faster.
if(CMAKE_CXX_FLAGS_RELEASE STREQUAL "-O3 -DNDEBUG")  # CMake's own default, not somebody's choice
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()
add_library(bb_options INTERFACE)
target_include_directories(bb_options INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
target_compile_options(bb_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-ffp-contract=off;-fno-fast-math;-Wall;-Wextra>
  # GCC 12 reports impossible copies in its own string code (GCC bug 105651).
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>
  $<$<COMPILE_LANGUAGE:CUDA>:--fmad=false;--expt-relaxed-constexpr;-Xcompiler=-ffp-contract=off>)
if(BASICBOT_SANITIZE)
  target_compile_options(bb_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${BASICBOT_SANITIZE};-fno-omit-frame-pointer>)
  target_link_options(bb_options INTERFACE -fsanitize=${BASICBOT_SANITIZE})
endif()
set(BB_KERNEL_OPTIMISATION -O3)
if(BASICBOT_SANITIZE)
  set(BB_KERNEL_OPTIMISATION -O1)  # the checks between all operations are what is compiled then, for minutes
endif()
if(BASICBOT_COVERAGE)
  # Counted atomically: the threads of a run would lose counts, and gcov would see impossible ones.
  target_compile_options(bb_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:--coverage;-fprofile-update=atomic>)
  target_link_options(bb_options INTERFACE --coverage)
  set(BB_KERNEL_OPTIMISATION -O1)  # a line that was merged into another cannot be counted
endif()
# bb_in_batches(TARGET LIST): half of a source's time goes into headers that its neighbours need as well. Names that a
# source keeps to itself must therefore differ within a folder. Clang's builds and clang-tidy take each source by itself, so
# that each includes what it uses.
function(bb_in_batches target list)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${BASICBOT_UNITY} UNITY_BUILD_MODE GROUP)
  set(last "")
  set(count 0)
  foreach(source IN LISTS ${list})
    get_filename_component(folder ${source} DIRECTORY)
    if(NOT folder STREQUAL last)
      set(last ${folder})
      set(count 0)
    endif()
    file(RELATIVE_PATH group ${PROJECT_SOURCE_DIR} ${folder})
    string(REPLACE "/" "_" group ${group})
    math(EXPR batch "${count} / 6")
    math(EXPR count "${count} + 1")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group}_${batch})
  endforeach()
endfunction()

find_program(BASICBOT_CCACHE ccache)
if(BASICBOT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${BASICBOT_CCACHE})
  set(CMAKE_CUDA_COMPILER_LAUNCHER ${BASICBOT_CCACHE})
endif()
