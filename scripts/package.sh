#!/usr/bin/env bash
# Builds the program alone and makes packages of it in build/packages:
#   scripts/package.sh
# basicbot_<version>_<architecture>.deb for this Debian release, and a .tar.gz of the same files. BASICBOT_CUDA=1 compiles
# the CUDA backend in where nvcc is found.
# shellcheck source=scripts/lib/steps.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/steps.sh"

cuda=OFF
[ "${BASICBOT_CUDA:-0}" = 0 ] || cuda=ON
step "packages" scripts/setup.sh build package
step "configuration" cmake --preset program -DBASICBOT_CUDA=$cuda
step "build" cmake --build build/program --target basicbot basicbot_library --parallel "$(compilers)"
rm -rf build/packages
step "packing" cpack --config build/program/CPackConfig.cmake -B build/packages
rm -rf build/packages/_CPack_Packages
ls -l build/packages
