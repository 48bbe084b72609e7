// write_cube: a complete, checked file appears under its name, or nothing does (DESIGN 12).

#include "engine/bars/file_io.hpp"
#include "engine/cube/cube.hpp"
#include "engine/cube/cube_file.hpp"
#include "engine/cube/cube_image.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

std::string write_checked(Cube const& cube, std::string const& path, bool read_back) {
    TempFile file(path);  // first: an unwritable folder is told before the work
    std::string hash = content_hash(cube);
    write_cube_image(cube, hash, file.path(), path);
    if (read_back && visit_verified_cube(file.path(), {}) != hash)
        fail(ErrorKind::data, {.code = "cube_differs_on_disk",
                               .path = path,
                               .value = {},
                               .problem = "the cube reads back differently from what was written",
                               .allowed = {},
                               .suggestion = "check the disk and run the study again"});
    file.commit();
    return hash;
}

}  // namespace

std::string write_cube(Cube const& cube, std::string const& path, CubeWriting const& how) {
    try {
        return write_checked(cube, path, how.read_back);
    } catch (Error const& error) {
        if (error.kind() != ErrorKind::data) throw;
        ErrorParts parts = error.parts();
        parts.path = path;  // the message names the cube, never its temporary file
        parts.suggestion += (parts.suggestion.empty() ? "make its folder, " : ", ") + how.mend;
        fail(ErrorKind::data, parts);
    }
}

}  // namespace basicbot
