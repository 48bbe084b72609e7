#include "engine/cube/cube_file.hpp"

#include <hdf5_hl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <new>
#include <set>
#include <sstream>

#include "engine/cube/content_hasher.hpp"
#include "engine/cube/seal.hpp"
#include "engine/observe/error.hpp"
#include "engine/observe/hdf5_handle.hpp"

namespace basicbot {

namespace {

[[noreturn]] void refuse_cube(std::string const& path, std::string const& value, std::string const& problem) {
    fail(ErrorKind::data, {.code = "bad_cube",
                           .path = path,
                           .value = value,
                           .problem = problem,
                           .allowed = "a result cube of basicbot",
                           .suggestion = "run the study again or name another file"});
}

herr_t collect_name(hid_t, char const* name, H5A_info_t const*, void* names) {
    static_cast<std::vector<std::string>*>(names)->emplace_back(name);
    return 0;
}

herr_t collect_scale(hid_t, unsigned, hid_t scale, void* names) {
    char name[512] = "";
    if (H5Iget_name(scale, name, sizeof name) <= 1) return -1;
    static_cast<std::vector<std::string>*>(names)->emplace_back(name + 1);  // without the leading slash
    return 0;
}

class CubeFile {
  public:
    explicit CubeFile(std::string const& path) : path_(path) {
        std::error_code none;
        size_ = std::filesystem::file_size(path, none);
        if (none) refuse_cube(path, none.message(), "the cube cannot be read");
        Hdf5Handle access = hdf5_file_access(path);
        hid_t const id = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get());
        if (id < 0) refuse_cube(path, "", "not an HDF5 file, or truncated");
        file_ = Hdf5Handle(id, H5Fclose, path, "open");
        text_type_ = own(H5Tcopy(H5T_C_S1), H5Tclose, "make a text type");
        check(H5Tset_size(text_type_.get(), H5T_VARIABLE), "make a text type");
        check(H5Tset_cset(text_type_.get(), H5T_CSET_UTF8), "make a text type");
    }

    std::string visit(CubeSink const& sink) {
        auto const root = attributes(file_.get());
        if (std::find(root.begin(), root.end(), "content_hash") == root.end())
            refuse_cube(path_, "", "no content_hash: not a cube");
        std::set<std::string> coordinates;
        if (std::find(root.begin(), root.end(), "coordinates") != root.end()) {
            std::istringstream words(text(file_.get(), "coordinates"));
            for (std::string word; words >> word;) coordinates.insert(word);
        }
        for (auto const& name : dataset_names()) visit_dataset(name, coordinates.contains(name), sink);
        for (auto const& name : root)
            if (name != "Conventions" && name != "content_hash" && name != "coordinates")
                sink.attribute(name, text(file_.get(), name));
        return text(file_.get(), "content_hash");
    }

  private:
    Hdf5Handle own(hid_t id, Hdf5Handle::Closer closer, char const* what) const {
        return Hdf5Handle(id, closer, path_, what);
    }
    template <class Status>
    Status check(Status status, char const* what) const {
        return hdf5_check(status, path_, what);
    }
    std::string text(hid_t object, std::string const& name) const {
        return hdf5_read_string(object, name.c_str(), path_);
    }

    std::vector<std::string> attributes(hid_t object) const {
        std::vector<std::string> names;
        check(H5Aiterate2(object, H5_INDEX_CRT_ORDER, H5_ITER_INC, nullptr, collect_name, &names),
              "list attributes");
        return names;
    }

    std::vector<std::string> dataset_names() const {
        H5G_info_t info;
        check(H5Gget_info(file_.get(), &info), "list datasets");
        std::vector<std::string> names;
        for (hsize_t i = 0; i < info.nlinks; ++i) {
            char name[512] = "";
            check(H5Lget_name_by_idx(file_.get(), ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, i, name, sizeof name,
                                     H5P_DEFAULT),
                  "read a name");
            names.emplace_back(name);
        }
        return names;
    }

    void visit_dataset(std::string const& name, bool coordinate, CubeSink const& sink) const {
        Hdf5Handle dataset =
            own(H5Dopen2(file_.get(), name.c_str(), H5P_DEFAULT), H5Dclose, "open a dataset");
        bool const scale = check(H5DSis_scale(dataset.get()), "read a dataset") > 0;
        auto const axes = scale ? std::vector<std::string>{} : axes_of(dataset.get());
        if (scale || coordinate) {
            if (axes.size() > 1) refuse_cube(path_, name, "coordinate with more than one axis");
            CubeAxis axis{.name = name,
                          .values = {},
                          .units = text(dataset.get(), "units"),
                          .long_name = text(dataset.get(), "long_name"),
                          .along = axes.empty() ? "" : axes[0]};
            read_values(dataset.get(), name, axis.values);
            sink.axis(std::move(axis));
            return;
        }
        CubeVariable variable{.name = name,
                              .axes = axes,
                              .values = {},
                              .units = text(dataset.get(), "units"),
                              .long_name = text(dataset.get(), "long_name"),
                              .attributes = {}};
        read_variable(dataset.get(), name, variable.values);
        static std::set<std::string> const owned = {"_FillValue", "units", "long_name", "coordinates",
                                                    "DIMENSION_LIST"};
        for (auto const& attribute : attributes(dataset.get()))
            if (!owned.contains(attribute))
                variable.attributes.emplace_back(attribute, text(dataset.get(), attribute));
        sink.variable(std::move(variable));
    }

    // Numbers over axes are read when they are asked for, while the dataset is open.
    void read_variable(hid_t dataset, std::string const& name, decltype(CubeVariable::values)& to) const {
        Hdf5Handle type = own(H5Dget_type(dataset), H5Tclose, "read a type");
        Hdf5Handle space = own(H5Dget_space(dataset), H5Sclose, "read a shape");
        int const rank = check(H5Sget_simple_extent_ndims(space.get()), "read a shape");
        if (H5Tget_class(type.get()) == H5T_FLOAT && rank > 0) {
            std::vector<hsize_t> extents(static_cast<std::size_t>(rank));
            check(H5Sget_simple_extent_dims(space.get(), extents.data(), nullptr), "read a shape");
            check_count(space.get(), name);
            std::vector<std::size_t> const shape(extents.begin(), extents.end());
            to = ValueSource{shape, [this, dataset, shape](std::size_t first, std::span<double> out) {
                                 read_block(dataset, place_of_block(shape, first), out);
                             }};
            return;
        }
        std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::string>> values;
        read_values(dataset, name, values);
        if (auto* reals = std::get_if<std::vector<double>>(&values))
            to = std::move(*reals);
        else if (auto* texts = std::get_if<std::vector<std::string>>(&values))
            to = std::move(*texts);
        else
            refuse_cube(path_, name, "variable of integers");
    }

    void read_block(hid_t dataset, BlockPlace const& place, std::span<double> out) const {
        std::vector<hsize_t> const start(place.start.begin(), place.start.end()),
            count(place.count.begin(), place.count.end());
        Hdf5Handle file = own(H5Dget_space(dataset), H5Sclose, "read a shape");
        Hdf5Handle memory = own(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr),
                                H5Sclose, "make a space");
        check(H5Sselect_hyperslab(file.get(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr),
              "choose a block");
        check(H5Dread(dataset, H5T_NATIVE_DOUBLE, memory.get(), file.get(), H5P_DEFAULT, out.data()),
              "read values");
    }

    std::uint64_t check_count(hid_t space, std::string const& name) const {
        auto const points =
            static_cast<std::uint64_t>(check(H5Sget_simple_extent_npoints(space), "read a shape"));
        // Nothing is compressed: a count beyond the file's size is damage, not a reason to allocate.
        if (points > size_ / 8) refuse_cube(path_, name, "more values than the file can hold");
        return points;
    }

    std::vector<std::string> axes_of(hid_t dataset) const {
        Hdf5Handle space = own(H5Dget_space(dataset), H5Sclose, "read a shape");
        int const rank = check(H5Sget_simple_extent_ndims(space.get()), "read a shape");
        std::vector<std::string> names;
        for (int i = 0; i < rank; ++i) {
            check(H5DSiterate_scales(dataset, static_cast<unsigned>(i), nullptr, collect_scale, &names),
                  "read the axes");
            if (names.size() != static_cast<std::size_t>(i) + 1)
                refuse_cube(path_, "", "axis without a scale");
        }
        return names;
    }

    template <class Values>
    void read_values(hid_t dataset, std::string const& name, Values& values) const {
        Hdf5Handle type = own(H5Dget_type(dataset), H5Tclose, "read a type");
        Hdf5Handle space = own(H5Dget_space(dataset), H5Sclose, "read a shape");
        std::uint64_t const points = check_count(space.get(), name);
        auto const read = [&](hid_t memory, void* data) {
            check(H5Dread(dataset, memory, H5S_ALL, H5S_ALL, H5P_DEFAULT, data), "read values");
        };
        H5T_class_t const kind = H5Tget_class(type.get());
        if (kind == H5T_FLOAT) {
            read(H5T_NATIVE_DOUBLE, values.template emplace<std::vector<double>>(points).data());
        } else if (kind == H5T_INTEGER) {
            read(H5T_NATIVE_INT64, values.template emplace<std::vector<std::int64_t>>(points).data());
        } else if (kind == H5T_STRING && H5Tis_variable_str(type.get()) > 0) {
            std::vector<char*> pointers(points, nullptr);
            read(text_type_.get(), pointers.data());
            auto& texts = values.template emplace<std::vector<std::string>>();
            for (char* pointer : pointers) {
                texts.emplace_back(pointer == nullptr ? "" : pointer);
                if (pointer != nullptr) H5free_memory(pointer);
            }
        } else {
            refuse_cube(path_, name, "dataset of a kind that no cube has");
        }
    }

    std::string const& path_;
    std::uintmax_t size_ = 0;
    Hdf5Handle file_;
    Hdf5Handle text_type_;
};

}  // namespace

std::string visit_cube(std::string const& path, CubeSink const& sink) {
    check_seal(path);
    Hdf5Session session;
    try {
        return CubeFile(path).visit(sink);
    } catch (std::bad_alloc const&) {
        refuse_cube(path, "", "the cube does not fit in memory, or is damaged");
    }
}

namespace {

// Reads all blocks into memory.
void take_in(CubeVariable& variable) {
    auto const* const source = std::get_if<ValueSource>(&variable.values);
    if (source == nullptr) return;
    std::vector<double> values(source->size());
    for_each_block(source->shape, [&](std::size_t first, std::size_t count) {
        source->read(first, std::span(values).subspan(first, count));
    });
    variable.values = std::move(values);
}

}  // namespace

std::string visit_verified_cube(std::string const& path, CubeSink const& sink) {
    ContentHasher hasher;
    std::string stored = visit_cube(path, {.axis =
                                               [&](CubeAxis&& axis) {
                                                   hasher.add(axis);
                                                   if (sink.axis) sink.axis(std::move(axis));
                                               },
                                           .variable =
                                               [&](CubeVariable&& variable) {
                                                   if (sink.variable) take_in(variable);
                                                   hasher.add(variable);
                                                   if (sink.variable) sink.variable(std::move(variable));
                                               },
                                           .attribute =
                                               [&](std::string const& name, std::string const& value) {
                                                   hasher.add_attribute(name, value);
                                                   if (sink.attribute) sink.attribute(name, value);
                                               }});
    if (hasher.digest() != stored)
        fail(ErrorKind::data, {.code = "cube_hash_differs",
                               .path = path,
                               .value = hasher.digest(),
                               .problem = "the content does not have the stored hash",
                               .allowed = stored,
                               .suggestion = "the file was damaged or edited: run the study again"});
    return stored;
}

Cube read_cube(std::string const& path) {
    Cube cube;
    visit_verified_cube(
        path, {.axis = [&](CubeAxis&& axis) { cube.axes.push_back(std::move(axis)); },
               .variable = [&](CubeVariable&& v) { cube.variables.push_back(std::move(v)); },
               .attribute = [&](std::string const& name,
                                std::string const& value) { cube.attributes.emplace_back(name, value); }});
    return cube;
}

}  // namespace basicbot
