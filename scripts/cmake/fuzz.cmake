# One fuzzer a target: tests/fuzz/<target>.cpp with the function fuzz_<target>. They need the parts of the engine that read
# foreign bytes, and no backend: those parts are compiled once more, with libFuzzer's counters in them.
file(GLOB_RECURSE sources CONFIGURE_DEPENDS engine/observe/*.cpp engine/config/*.cpp engine/bars/*.cpp engine/ingest/*.cpp
  engine/strategy/*.cpp engine/catalogue/*.cpp engine/plan/*.cpp engine/cube/*.cpp)
add_library(bb_fuzzed STATIC EXCLUDE_FROM_ALL ${sources} tests/fuzz/promises.cpp)
target_include_directories(bb_fuzzed SYSTEM PUBLIC ${HDF5_INCLUDE_DIRS} ${BASICBOT_FAST_FLOAT})
target_link_libraries(bb_fuzzed PUBLIC bb_options ${HDF5_C_LIBRARIES} ${HDF5_C_HL_LIBRARIES} spdlog::spdlog
  CLI11::CLI11 nlohmann_json::nlohmann_json PkgConfig::tomlplusplus PkgConfig::xxhash PkgConfig::libzip ZLIB::ZLIB
  date::date-tz Threads::Threads)
target_compile_definitions(bb_fuzzed PUBLIC BASICBOT_VERSION="${PROJECT_VERSION}")
target_compile_options(bb_fuzzed PUBLIC -fsanitize=fuzzer-no-link -fno-sanitize-recover=all)

add_custom_target(fuzzers)
foreach(target csv_import study strategy journal bar_file)
  add_executable(fuzz_${target} EXCLUDE_FROM_ALL tests/fuzz/${target}.cpp tests/fuzz/libfuzzer_main.cpp)
  target_compile_definitions(fuzz_${target} PRIVATE BASICBOT_FUZZ_TARGET=fuzz_${target})
  target_link_libraries(fuzz_${target} PRIVATE bb_fuzzed)
  target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
  add_dependencies(fuzzers fuzz_${target})
endforeach()
