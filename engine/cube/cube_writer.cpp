// write_cube: a complete, checked file appears under its name, or nothing does (DESIGN 12).

#include "engine/bars/file_io.hpp"
#include "engine/cube/cube.hpp"
#include "engine/cube/cube_file.hpp"
#include "engine/cube/cube_image.hpp"
#include "engine/cube/seal.hpp"
#include "engine/observe/error.hpp"

namespace basicbot {

namespace {

std::string write_checked(Cube const& cube, std::string const& path) {
    TempFile file(path);  // first: an unwritable folder is told before the work
    std::uint64_t const size = write_cube_image(cube, file.path(), path);
    std::string const seal = seal_of_file(file.path(), size);
    file.write_at(seal.data(), seal.size(), size);
    std::string hash = content_hash(cube);
    if (visit_verified_cube(file.path(), {}) != hash)
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

std::string write_cube(Cube const& cube, std::string const& path, std::string const& mend) {
    try {
        return write_checked(cube, path);
    } catch (Error const& error) {
        if (error.kind() != ErrorKind::data) throw;
        ErrorParts parts = error.parts();
        parts.path = path;  // the message names the cube, never its temporary file
        parts.suggestion += (parts.suggestion.empty() ? "make its folder, " : ", ") + mend;
        fail(ErrorKind::data, parts);
    }
}

}  // namespace basicbot
