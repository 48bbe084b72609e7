#pragma once
// Small datasets of numbers, for the writers and readers of bars and extra series.

#include <vector>

#include "engine/observe/hdf5_handle.hpp"

namespace basicbot {

// A dataset whose space exists when the file is created, or when it is written where `late`. Small tables lie
// in their object header, so that only columns take an aligned extent of their own.
Hdf5Handle create_dataset(hid_t place, char const* name, hid_t type, std::vector<hsize_t> const& shape,
                          bool column, std::string const& path, bool late = false);

void write_table(hid_t place, char const* name, hid_t type, std::vector<hsize_t> const& shape,
                 void const* values, std::string const& path);

std::vector<hsize_t> shape_of(hid_t dataset, std::string const& path);

template <class T>
std::vector<T> read_table(hid_t place, char const* name, hid_t type, std::string const& path) {
    Hdf5Handle dataset(H5Dopen2(place, name, H5P_DEFAULT), H5Dclose, path, "open a table");
    std::size_t count = 1;
    for (hsize_t n : shape_of(dataset.get(), path)) count *= n;
    std::vector<T> values(count);
    if (count > 0)
        hdf5_check(H5Dread(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), path,
                   "read a table");
    return values;
}

}  // namespace basicbot
