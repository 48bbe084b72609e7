#include "engine/cube/cube_image.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/cube/cube_check.hpp"
#include "engine/cube/cube_room.hpp"
#include "engine/cube/fletcher.hpp"
#include "engine/cube/image_buffer.hpp"
#include "engine/observe/error.hpp"
#include "engine/observe/hdf5_handle.hpp"

namespace basicbot {

namespace {

constexpr std::size_t drop_every = 16;  // blocks written between two looks at what memory holds
static_assert(std::endian::native == std::endian::little, "blocks are written as they lie in memory");

constexpr double missing = std::numeric_limits<double>::quiet_NaN();  // the one NaN a cube stores

class ImageWriter {
  public:
    ImageWriter(Cube const& cube, std::string const& hash, std::string const& path, ImageBuffer& buffer)
        : cube_(cube), hash_(hash), path_(path), buffer_(buffer) {
        text_type_ = own(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
        check(H5Tset_size(text_type_.get(), H5T_VARIABLE), "make a text type");
        check(H5Tset_cset(text_type_.get(), H5T_CSET_UTF8), "make a text type");
    }

    void build() {
        create_file();
        write_root_attributes();
        for (auto const& axis : cube_.axes) write_axis(axis);
        for (auto const& axis : cube_.axes)
            if (!axis.along.empty()) attach(axis.name, {axis.along});
        for (auto const& variable : cube_.variables) write_variable(variable);
        datasets_.clear();
        scales_.clear();
        file_.close(path_, "close the cube");
    }

  private:
    Hdf5Handle own(hid_t id, Hdf5Handle::Closer closer, char const* what) const {
        return Hdf5Handle(id, closer, path_, what);
    }
    template <class Status>
    void check(Status status, char const* what) const {
        hdf5_check(status, path_, what);
    }

    void create_file() {
        Hdf5Handle access = hdf5_file_access(path_);
        buffer_.attach(access.get());
        Hdf5Handle creation = own(H5Pcreate(H5P_FILE_CREATE), H5Pclose, "make file properties");
        track_order(creation.get());
        check(H5Pset_link_creation_order(creation.get(), H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
              "keep the order of datasets");
        file_ = own(H5Fcreate(path_.c_str(), H5F_ACC_EXCL, creation.get(), access.get()), H5Fclose,
                    "create the cube");
    }

    // Attributes keep their order; no modification times, which would differ between two runs.
    void track_order(hid_t properties) const {
        check(H5Pset_attr_creation_order(properties, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED),
              "keep the order of attributes");
        check(H5Pset_obj_track_times(properties, false), "leave times out");
    }

    void write_root_attributes() {
        attribute(file_.get(), "Conventions", "CF-1.8");
        attribute(file_.get(), "content_hash", hash_);
        std::string names;  // xarray reads this one too: coordinates that no variable may mention
        for (auto const& axis : cube_.axes)
            if (is_coordinate(axis)) names += (names.empty() ? "" : " ") + axis.name;
        if (!names.empty()) attribute(file_.get(), "coordinates", names);
        for (auto const& [name, value] : cube_.attributes) attribute(file_.get(), name, value);
    }

    void attribute(hid_t object, std::string const& name, std::string const& value) const {
        hdf5_write_attribute(object, name.c_str(), value, path_);
    }

    bool is_coordinate(CubeAxis const& axis) const {
        return !axis.along.empty() || is_scalar_coordinate(cube_, axis);
    }

    void write_axis(CubeAxis const& axis) {
        bool const scalar = is_scalar_coordinate(cube_, axis);
        std::vector<hsize_t> shape;
        if (!scalar) shape.push_back(length_of(axis));
        hid_t const dataset = write_dataset(axis.name, shape, axis.values, false);
        if (!scalar && axis.along.empty()) {
            check(H5DSset_scale(dataset, axis.name.c_str()), "make a dimension scale");
            write_dimension_number(dataset);
            scales_.emplace(axis.name, own(H5Dopen2(file_.get(), axis.name.c_str(), H5P_DEFAULT), H5Dclose,
                                           "open a dimension scale"));
            lengths_[axis.name] = shape[0];
        }
        describe(dataset, axis.units, axis.long_name);
    }

    // With this number on every scale netCDF lists the dimensions in the order of the axes.
    void write_dimension_number(hid_t dataset) {
        int const number = static_cast<int>(scales_.size());
        Hdf5Handle space = own(H5Screate(H5S_SCALAR), H5Sclose, "make a space");
        Hdf5Handle made =
            own(H5Acreate2(dataset, "_Netcdf4Dimid", H5T_STD_I32LE, space.get(), H5P_DEFAULT, H5P_DEFAULT),
                H5Aclose, "number a dimension");
        check(H5Awrite(made.get(), H5T_NATIVE_INT, &number), "number a dimension");
    }

    void describe(hid_t dataset, std::string const& units, std::string const& long_name) const {
        attribute(dataset, "units", units);
        attribute(dataset, "long_name", long_name);
    }

    void write_variable(CubeVariable const& variable) {
        std::vector<hsize_t> shape;
        for (auto const& axis : variable.axes) shape.push_back(lengths_.at(axis));
        hid_t const dataset = write_dataset(variable.name, shape, variable.values, true);
        if (!std::holds_alternative<std::vector<std::string>>(variable.values)) write_fill_attribute(dataset);
        describe(dataset, variable.units, variable.long_name);
        std::string names;
        for (auto const& axis : cube_.axes) {
            bool const on_axis = axis.along.empty() ? is_scalar_coordinate(cube_, axis)
                                                    : std::find(variable.axes.begin(), variable.axes.end(),
                                                                axis.along) != variable.axes.end();
            if (on_axis) names += (names.empty() ? "" : " ") + axis.name;
        }
        if (!names.empty()) attribute(dataset, "coordinates", names);
        for (auto const& [name, value] : variable.attributes) attribute(dataset, name, value);
        attach(variable.name, variable.axes);
        datasets_.erase(variable.name);
    }

    void write_fill_attribute(hid_t dataset) const {
        hdf5_write_attribute(dataset, "_FillValue", missing, path_);
    }

    void attach(std::string const& name, std::vector<std::string> const& axes) {
        for (std::size_t i = 0; i < axes.size(); ++i)
            check(H5DSattach_scale(datasets_.at(name).get(), scales_.at(axes[i]).get(),
                                   static_cast<unsigned>(i)),
                  "attach an axis");
    }

    static bool is_real(decltype(CubeAxis::values) const& values) {
        return std::holds_alternative<std::vector<double>>(values);
    }
    static bool is_real(decltype(CubeVariable::values) const& values) {
        return !std::holds_alternative<std::vector<std::string>>(values);
    }

    template <class Values>
    hid_t write_dataset(std::string const& name, std::vector<hsize_t> const& shape, Values const& values,
                        bool checksums) {
        Hdf5Handle properties = own(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, "make dataset properties");
        track_order(properties.get());
        bool const text = std::holds_alternative<std::vector<std::string>>(values);
        bool const real = is_real(values);
        if (checksums && !shape.empty() && real) {
            std::vector<hsize_t> chunk;
            for (std::size_t extent : block_shape({shape.begin(), shape.end()})) chunk.push_back(extent);
            check(H5Pset_chunk(properties.get(), static_cast<int>(chunk.size()), chunk.data()), "set chunks");
            check(H5Pset_fletcher32(properties.get()), "set checksums");
        }
        if (checksums && real)
            check(H5Pset_fill_value(properties.get(), H5T_NATIVE_DOUBLE, &missing), "set the fill value");
        Hdf5Handle space = shape.empty()
                               ? own(H5Screate(H5S_SCALAR), H5Sclose, "make a space")
                               : own(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
                                     H5Sclose, "make a space");
        hid_t const type = text ? text_type_.get() : real ? H5T_IEEE_F64LE : H5T_STD_I64LE;
        Hdf5Handle dataset = own(H5Dcreate2(file_.get(), name.c_str(), type, space.get(), H5P_DEFAULT,
                                            properties.get(), H5P_DEFAULT),
                                 H5Dclose, "create a dataset");
        hid_t const id = dataset.get();
        std::visit([&](auto const& list) { write_values(id, shape, list); }, values);
        datasets_.emplace(name, std::move(dataset));
        return id;
    }

    void write_values(hid_t dataset, std::vector<hsize_t> const& shape, std::vector<double> const& list) {
        write_values(dataset, shape,
                     ValueSource{{shape.begin(), shape.end()}, [&](std::size_t first, std::span<double> out) {
                                     std::copy_n(list.begin() + static_cast<std::ptrdiff_t>(first),
                                                 out.size(), out.begin());
                                 }});
    }
    void write_values(hid_t dataset, std::vector<hsize_t> const&, std::vector<std::int64_t> const& list) {
        write_raw(dataset, H5T_NATIVE_INT64, list.data());
    }
    void write_values(hid_t dataset, std::vector<hsize_t> const&, std::vector<std::string> const& list) {
        std::vector<char const*> pointers;
        for (auto const& text : list) pointers.push_back(text.c_str());
        write_raw(dataset, text_type_.get(), pointers.data());
    }
    void write_values(hid_t dataset, std::vector<hsize_t> const&, ValueSource const& source) {
        Hdf5Handle const properties =
            own(H5Dget_create_plist(dataset), H5Pclose, "read the form of a dataset");
        if (H5Pget_layout(properties.get()) == H5D_CHUNKED) return write_blocks(dataset, source);
        std::vector<double> all(source.size());
        source.read(0, all);
        put_nan(all);
        write_raw(dataset, H5T_NATIVE_DOUBLE, all.data());
    }
    // Each block as it lies in the file: libhdf5 would copy it twice and compute its checksum on the way,
    // which took most of the time of a small cube.
    void write_blocks(hid_t dataset, ValueSource const& source) {
        std::size_t whole = 1;  // values of a block, also of one at the edge
        for (std::size_t extent : block_shape(source.shape)) whole *= extent;
        std::vector<double> block(whole + 1);
        for_each_block(source.shape, [&](std::size_t first, std::size_t count) {
            std::span const values(block.data(), count);
            source.read(first, values);
            put_nan(values);
            // Only the slowest of a block's axes can end early, so what is missing is its end.
            std::fill(block.begin() + static_cast<std::ptrdiff_t>(count), block.end() - 1, missing);
            std::uint32_t const sum = fletcher32(std::as_bytes(std::span(block.data(), whole)));
            std::memcpy(&block[whole], &sum, sizeof(sum));
            BlockPlace const place = place_of_block(source.shape, first);
            std::vector<hsize_t> const start(place.start.begin(), place.start.end());
            check(H5Dwrite_chunk(dataset, H5P_DEFAULT, 0, start.data(), whole * sizeof(double) + sizeof(sum),
                                 block.data()),
                  "write a dataset");
            if (++blocks_ % drop_every == 0) buffer_.drop_pages();
        });
    }
    static void put_nan(std::span<double> values) {
        for (double& x : values)
            if (x != x) x = missing;
    }
    void write_raw(hid_t dataset, hid_t type, void const* data) const {
        check(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "write a dataset");
    }

    Cube const& cube_;
    std::string const &hash_, &path_;
    ImageBuffer& buffer_;
    std::size_t blocks_ = 0;  // written so far
    Hdf5Handle file_;
    Hdf5Handle text_type_;
    std::map<std::string, Hdf5Handle> datasets_;  // open until written to the end
    std::map<std::string, Hdf5Handle> scales_;
    std::map<std::string, hsize_t> lengths_;
};

}  // namespace

void write_cube_image(Cube const& cube, std::string const& hash, std::string const& file,
                      std::string const& name) {
    check_cube(cube);
    ImageBuffer buffer(file, name);
    buffer.reserve(room_for(cube));
    {
        Hdf5Session session;
        try {
            // No other open HDF5 file has this name.
            std::string const image = file + ".image";
            ImageWriter(cube, hash, image, buffer).build();
        } catch (Error const&) {
            buffer.check();  // the system's reason says more
            throw;
        }
    }
    buffer.finish();
}

}  // namespace basicbot
