# Libraries in the order of DESIGN 2: kernels (headers) <- cpu_fallback | kernels/cuda <- engine <- basicbot, tests, bench.
find_package(TBB REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C HL)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(tomlplusplus REQUIRED IMPORTED_TARGET tomlplusplus)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
find_package(ZLIB REQUIRED)
find_package(date CONFIG REQUIRED)  # its target says that the system's time zone files are used
find_path(BASICBOT_FAST_FLOAT fast_float/fast_float.h REQUIRED)

# ---- CPU: the same sources once per instruction set, then the TBB side ----
set(BB_ISA_FLAGS_plain "")
set(BB_ISA_FLAGS_avx2 -mavx2 -mfma -mbmi -mbmi2 -mlzcnt -mpopcnt)
set(BB_ISA_FLAGS_avx512 ${BB_ISA_FLAGS_avx2} -mavx512f -mavx512dq -mavx512bw -mavx512vl -mprefer-vector-width=512)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)  # GCC 12 warns about its own _mm512_undefined_pd (GCC bug 105593)
  list(APPEND BB_ISA_FLAGS_avx512 -Wno-maybe-uninitialized -Wno-uninitialized)
endif()
set(BB_ISA_SETS plain)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  list(APPEND BB_ISA_SETS avx2 avx512)
endif()
set(BB_ISA_OBJECTS)
# Under both sanitizers GCC 12 takes three to five times as long for whatever holds the whole catalogue, and makes another
# program of isa.cpp for AVX-512: wrong sums, right under either (ARCHITECTURE). The same source under both is `plain`;
# the rest is checked for addresses. Linked behind bb_options, so that its flag comes behind theirs.
add_library(bb_not_both INTERFACE)
set(BB_NOT_BOTH)
if(BASICBOT_SANITIZE MATCHES undefined)
  set(BB_NOT_BOTH -fno-sanitize=undefined)
  target_compile_options(bb_not_both INTERFACE ${BB_NOT_BOTH})
endif()
foreach(isa IN LISTS BB_ISA_SETS)
  add_library(bb_isa_${isa} OBJECT cpu_fallback/isa.cpp cpu_fallback/isa_columns.cpp ${BB_COLUMN_SOURCES})
  target_link_libraries(bb_isa_${isa} PRIVATE bb_options)
  target_compile_definitions(bb_isa_${isa} PRIVATE BB_ISA=isa_${isa} BB_ISA_NAME=${isa})
  # No exceptions, no run-time types: nothing of the standard library may be emitted here.
  target_compile_options(bb_isa_${isa} PRIVATE ${BB_ISA_FLAGS_${isa}} ${BB_KERNEL_OPTIMISATION} -fno-exceptions -fno-rtti)
  # Scheduled before registers are given out: paths gain 5 %, sweeps nothing lost.
  target_compile_options(bb_isa_${isa} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fschedule-insns>)
  if(NOT isa STREQUAL plain)
    target_link_libraries(bb_isa_${isa} PRIVATE bb_not_both)
  endif()
  list(APPEND BB_ISA_OBJECTS $<TARGET_OBJECTS:bb_isa_${isa}>)
endforeach()
file(GLOB sources CONFIGURE_DEPENDS cpu_fallback/cpu_*.cpp)
add_library(bb_cpu STATIC ${sources} ${BB_ISA_OBJECTS})
target_link_libraries(bb_cpu PUBLIC bb_options TBB::tbb)

# ---- the CUDA kernels' bodies: on the host grid emulator always, on a device where nvcc is found ----
file(GLOB sources CONFIGURE_DEPENDS kernels/cuda/emulator/*.cpp)
add_library(bb_emulator STATIC ${sources})
target_link_libraries(bb_emulator PUBLIC bb_options PRIVATE bb_not_both)

set(BASICBOT_HAS_CUDA OFF)
if(BASICBOT_CUDA)
  include(CheckLanguage)
  check_language(CUDA)
  if(CMAKE_CUDA_COMPILER)
    if(NOT DEFINED CMAKE_CUDA_ARCHITECTURES)
      set(CMAKE_CUDA_ARCHITECTURES 90)
    endif()
    enable_language(CUDA)
    # Debian 12's CMake 3.25 knows no CUDA C++20 and drops the wish silently; nvcc does know it. So where CMake would
    # ask for 17, 20 is asked for.
    set(CMAKE_CUDA17_STANDARD_COMPILE_OPTION -std=c++20)
    set(CMAKE_CUDA17_EXTENSION_COMPILE_OPTION -std=c++20)
    set(BASICBOT_HAS_CUDA ON)
    find_package(CUDAToolkit REQUIRED)
    file(GLOB sources CONFIGURE_DEPENDS kernels/cuda/*.cu)
    add_library(bb_cuda STATIC ${sources})
    target_link_libraries(bb_cuda PUBLIC bb_options CUDA::cudart_static)
    set_target_properties(bb_cuda PROPERTIES CUDA_STANDARD 17 CUDA_STANDARD_REQUIRED ON)  # means 20: see above
  endif()
endif()

# ---- engine ----
file(GLOB_RECURSE sources CONFIGURE_DEPENDS engine/*.cpp)
list(FILTER sources EXCLUDE REGEX "engine/runner/main\\.cpp$")
add_library(bb_engine STATIC ${sources})
bb_in_batches(bb_engine sources)
set_source_files_properties(engine/runner/c_interface.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)  # the library's own too
set_source_files_properties(engine/catalogue/catalogue.cpp PROPERTIES COMPILE_OPTIONS "${BB_NOT_BOTH}")
target_include_directories(bb_engine SYSTEM PUBLIC ${HDF5_INCLUDE_DIRS} ${BASICBOT_FAST_FLOAT})
target_link_libraries(bb_engine PUBLIC bb_options bb_cpu bb_emulator ${HDF5_C_LIBRARIES} ${HDF5_C_HL_LIBRARIES}
  spdlog::spdlog CLI11::CLI11 nlohmann_json::nlohmann_json PkgConfig::tomlplusplus PkgConfig::xxhash
  PkgConfig::libzip ZLIB::ZLIB date::date-tz Threads::Threads)
target_compile_definitions(bb_engine PUBLIC BASICBOT_VERSION="${PROJECT_VERSION}")
if(BASICBOT_HAS_CUDA)
  target_link_libraries(bb_engine PUBLIC bb_cuda)
  target_compile_definitions(bb_engine PUBLIC BASICBOT_HAS_CUDA=1)
endif()

add_executable(basicbot engine/runner/main.cpp)
target_link_libraries(basicbot PRIVATE bb_engine)

# The C interface for other programs; nothing but it is seen from outside.
add_library(basicbot_library SHARED EXCLUDE_FROM_ALL engine/runner/c_interface.cpp)
set_target_properties(basicbot_library PROPERTIES OUTPUT_NAME basicbot VERSION ${PROJECT_VERSION} SOVERSION 0
  EXPORT_NAME basicbot)
target_include_directories(basicbot_library INTERFACE $<INSTALL_INTERFACE:include>)
target_link_libraries(basicbot_library PRIVATE bb_engine)
target_link_options(basicbot_library PRIVATE -Wl,--version-script=${PROJECT_SOURCE_DIR}/scripts/cmake/basicbot.map)
set_property(TARGET basicbot_library PROPERTY LINK_DEPENDS ${PROJECT_SOURCE_DIR}/scripts/cmake/basicbot.map)

# ---- tests and benches ----
if(BASICBOT_TESTS)
  find_package(GTest REQUIRED)
  pkg_check_modules(mpfr REQUIRED IMPORTED_TARGET mpfr)  # true values of the exact functions
  include(GoogleTest)
  enable_testing()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS tests/*.cpp)
  list(FILTER sources EXCLUDE REGEX "tests/(preload/.*|fuzz/libfuzzer_main)\\.cpp$")
  add_executable(bb_tests ${sources})
  bb_in_batches(bb_tests sources)
  target_link_libraries(bb_tests PRIVATE bb_engine GTest::gtest GTest::gtest_main PkgConfig::mpfr)
  # The only source that knows its folders: the others are the same, and cached as such, wherever they are compiled.
  set_source_files_properties(tests/support/places.cpp PROPERTIES COMPILE_DEFINITIONS
    "BASICBOT_SOURCE_DIR=\"${PROJECT_SOURCE_DIR}\";BASICBOT_BINARY_DIR=\"${PROJECT_BINARY_DIR}\";BASICBOT_PROGRAM=\"$<TARGET_FILE:basicbot>\"")
  set_source_files_properties(tests/kernels/cuda/guarded_backend.cpp PROPERTIES COMPILE_OPTIONS "${BB_NOT_BOTH}")
  target_compile_options(bb_tests PRIVATE $<$<CONFIG:Release>:-O1>)  # they are compiled more often than run
  add_dependencies(bb_tests basicbot basicbot_library)
  if(NOT BASICBOT_SANITIZE AND CMAKE_SYSTEM_NAME STREQUAL "Linux")
    # What the tests of faults load in front of the program (LD_PRELOAD); a sanitizer would have to come first.
    foreach(name fail_nth record clock_back)
      add_library(bb_${name} MODULE tests/preload/${name}.cpp)
      if(name STREQUAL fail_nth)
        target_sources(bb_${name} PRIVATE tests/preload/fail_memory.cpp)
      endif()
      target_include_directories(bb_${name} PRIVATE ${PROJECT_SOURCE_DIR})
      target_compile_options(bb_${name} PRIVATE -Wall -Wextra -fno-exceptions)
      target_link_libraries(bb_${name} PRIVATE ${CMAKE_DL_LIBS})
      add_dependencies(bb_tests bb_${name})
    endforeach()
  endif()
  set(BB_TEST_ENVIRONMENT)
  if(BASICBOT_SANITIZE MATCHES thread)
    set(BB_TEST_ENVIRONMENT ENVIRONMENT "TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/support/tsan.supp")
  endif()
  gtest_discover_tests(bb_tests DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600 ${BB_TEST_ENVIRONMENT})
  find_package(Python3 COMPONENTS Interpreter)
  if(Python3_FOUND)
    add_test(NAME layers COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/scripts/check_layers.py ${PROJECT_SOURCE_DIR})
    add_test(NAME identity COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/scripts/identity.py
      $<TARGET_FILE:basicbot> --short)
    set_tests_properties(identity PROPERTIES TIMEOUT 600 ${BB_TEST_ENVIRONMENT})
    add_test(NAME schema COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/system/schema_test.py
      ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
    add_test(NAME plot_cube COMMAND ${PROJECT_SOURCE_DIR}/tests/system/plot_cube_test.py
      ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})  # by the Python that the script itself names
    add_test(NAME talib COMMAND ${PROJECT_SOURCE_DIR}/tests/parity/with_talib.sh
      ${PROJECT_SOURCE_DIR}/tests/parity/talib_parity.py $<TARGET_FILE:basicbot> --short)
    add_test(NAME oracles COMMAND ${PROJECT_SOURCE_DIR}/tests/parity/with_talib.sh
      ${PROJECT_SOURCE_DIR}/tests/parity/oracle_parity.py $<TARGET_FILE:basicbot>)
    set_tests_properties(schema plot_cube talib oracles PROPERTIES SKIP_RETURN_CODE 77 ${BB_TEST_ENVIRONMENT})
    if(NOT BASICBOT_SANITIZE)  # a sanitizer would have to be loaded into Python first
      add_test(NAME library COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/system/library_test.py
        ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
    endif()
  endif()
endif()
if(BASICBOT_FUZZ)
  include(scripts/cmake/fuzz.cmake)
endif()
if(BASICBOT_BENCH)
  include(scripts/cmake/bench.cmake)
endif()
