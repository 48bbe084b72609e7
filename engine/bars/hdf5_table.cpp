#include "engine/bars/hdf5_table.hpp"

namespace basicbot {

Hdf5Handle create_dataset(hid_t place, char const* name, hid_t type, std::vector<hsize_t> const& shape,
                          bool column, std::string const& path, bool late) {
    hsize_t bytes = 8;
    for (hsize_t n : shape) bytes *= n;
    Hdf5Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, path,
                     "create a space");
    Hdf5Handle how(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path, "create dataset properties");
    bool const compact = !column && bytes <= 32 * 1024;
    hdf5_check(H5Pset_layout(how.get(), compact ? H5D_COMPACT : H5D_CONTIGUOUS), path, "set a layout");
    hdf5_check(H5Pset_alloc_time(how.get(), late ? H5D_ALLOC_TIME_LATE : H5D_ALLOC_TIME_EARLY), path,
               "set when space is allocated");
    hdf5_check(H5Pset_fill_time(how.get(), column ? H5D_FILL_TIME_NEVER : H5D_FILL_TIME_ALLOC), path,
               "set fill time");
    hdf5_check(H5Pset_obj_track_times(how.get(), false), path, "switch off object times");
    return {H5Dcreate2(place, name, type, space.get(), H5P_DEFAULT, how.get(), H5P_DEFAULT), H5Dclose, path,
            "create a dataset"};
}

void write_table(hid_t place, char const* name, hid_t type, std::vector<hsize_t> const& shape,
                 void const* values, std::string const& path) {
    Hdf5Handle dataset = create_dataset(place, name, type, shape, false, path);
    hdf5_check(H5Dwrite(dataset.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path, "write a table");
}

std::vector<hsize_t> shape_of(hid_t dataset, std::string const& path) {
    Hdf5Handle space(H5Dget_space(dataset), H5Sclose, path, "read a shape");
    int const rank = hdf5_check(H5Sget_simple_extent_ndims(space.get()), path, "read a shape");
    std::vector<hsize_t> shape(static_cast<std::size_t>(rank));
    hdf5_check(H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr), path, "read a shape");
    return shape;
}

}  // namespace basicbot
