// HDF5's failures are Errors with HDF5's own reason, nothing is printed, no handle stays open.

#include "engine/observe/hdf5_handle.hpp"

#include "tests/engine/bars/bars_fixture.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;

TEST(Hdf5Handle, failures_are_errors_and_nothing_is_printed) {
    TempFolder folder;
    std::string const path = folder / "no.h5";
    write_bytes(path, "this is not HDF5");
    testing::internal::CaptureStderr();
    auto const parts = error_of([&] {
        Hdf5Session session;
        Hdf5Handle(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, path, "open the file");
    });
    EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
    EXPECT_EQ(parts.code, "hdf5_failed");
    EXPECT_EQ(parts.path, path);
    EXPECT_EQ(parts.problem.find("HDF5 could not open the file: "), 0u) << parts.problem;
    EXPECT_GT(parts.problem.size(), 35u) << "HDF5's own reason is part of the text";
}

TEST(Hdf5Handle, attributes_round_trip_and_wrong_kinds_are_refused) {
    TempFolder folder;
    std::string const path = folder / "a.h5";
    Hdf5Session session;
    {
        Hdf5Handle access = hdf5_file_access(path);
        Hdf5Handle file(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()), H5Fclose, path,
                        "create");
        hdf5_write_attribute(file.get(), "text", std::string("Zürich"), path);
        hdf5_write_attribute(file.get(), "empty", std::string(), path);
        hdf5_write_attribute(file.get(), "whole", std::int64_t{-5}, path);
        hdf5_write_attribute(file.get(), "real", 0.1, path);
        EXPECT_EQ(hdf5_read_string(file.get(), "text", path), "Zürich");
        EXPECT_EQ(hdf5_read_string(file.get(), "empty", path), "");
        EXPECT_EQ(hdf5_read_int64(file.get(), "whole", path), -5);
        EXPECT_EQ(hdf5_read_double(file.get(), "real", path), 0.1);
        EXPECT_EQ(error_of([&] { hdf5_read_int64(file.get(), "real", path); }).code, "bad_attribute");
        EXPECT_EQ(error_of([&] { hdf5_read_string(file.get(), "whole", path); }).code, "bad_attribute");
        EXPECT_EQ(error_of([&] { hdf5_read_double(file.get(), "none", path); }).code, "hdf5_failed");
    }
    EXPECT_EQ(H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL), 0) << "every handle was closed";
}
