#pragma once
// Monte Carlo work in plain data, part of what a Backend takes. Defined beside the path models, which read
// it.

#include "kernels/paths/path_task.hpp"
