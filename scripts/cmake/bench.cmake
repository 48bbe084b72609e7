# Benchmarks. bb_figure_runner prepares one workload and runs it on request (scripts/figures.sh drives it);
# bb_bench holds the Google Benchmark files. Both use bench/support.
file(GLOB sources CONFIGURE_DEPENDS bench/support/*.cpp)
add_library(bb_bench_support STATIC ${sources})
target_link_libraries(bb_bench_support PUBLIC bb_engine)
target_compile_definitions(bb_bench_support PRIVATE BASICBOT_COMPILER="${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}"
  BASICBOT_BUILD_TYPE="${CMAKE_BUILD_TYPE}")

add_executable(bb_figure_runner bench/figure_runner.cpp)
target_link_libraries(bb_figure_runner PRIVATE bb_bench_support)

if(BASICBOT_HAS_CUDA)
  add_executable(bb_device_limits bench/device_limits.cu)
  target_link_libraries(bb_device_limits PRIVATE CUDA::cudart_static)
  set_target_properties(bb_device_limits PROPERTIES CUDA_STANDARD 17 CUDA_STANDARD_REQUIRED ON)  # means 20
endif()

find_package(benchmark REQUIRED)
file(GLOB sources CONFIGURE_DEPENDS bench/*.cpp)
list(FILTER sources EXCLUDE REGEX "bench/figure_runner\\.cpp$")
if(sources)
  add_executable(bb_bench ${sources})
  target_link_libraries(bb_bench PRIVATE bb_bench_support benchmark::benchmark benchmark::benchmark_main)
endif()
