#include "bench/support/raw_files.hpp"

#include <bit>
#include <filesystem>
#include <fstream>

#include "engine/observe/error.hpp"

namespace basicbot {

static_assert(std::endian::native == std::endian::little);

namespace {

void put(std::string const& path, void const* data, std::size_t bytes) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(static_cast<char const*>(data), static_cast<std::streamsize>(bytes));
    file.close();
    if (!file)
        fail(ErrorKind::usage, {.code = "not_written",
                                .path = "--workdir",
                                .value = path,
                                .problem = "the workload's inputs cannot be written",
                                .allowed = "",
                                .suggestion = "choose a folder with room that you may write to"});
}

}  // namespace

RawFiles::RawFiles(std::string folder) : folder_(std::move(folder)) {
    std::error_code none;  // a folder that cannot be made is refused by the first write
    if (wanted()) std::filesystem::create_directories(folder_, none);
}

void RawFiles::write(std::string const& name, std::span<double const> values,
                     std::vector<std::int64_t> shape) {
    store(name, "<f8", values.data(), values.size_bytes(), shape);
}

void RawFiles::write(std::string const& name, std::span<std::int64_t const> values,
                     std::vector<std::int64_t> shape) {
    store(name, "<i8", values.data(), values.size_bytes(), shape);
}

void RawFiles::write(std::string const& name, std::span<std::uint32_t const> values,
                     std::vector<std::int64_t> shape) {
    store(name, "<u4", values.data(), values.size_bytes(), shape);
}

void RawFiles::store(std::string const& name, char const* dtype, void const* data, std::size_t bytes,
                     std::vector<std::int64_t> const& shape) {
    if (!wanted()) return;
    put(folder_ + "/" + name + ".raw", data, bytes);
    files_[name] = {{"file", name + ".raw"}, {"dtype", dtype}, {"shape", shape}};
}

void RawFiles::finish(std::string const& workload, nlohmann::json header) {
    if (!wanted()) return;
    header["workload"] = workload;
    header["files"] = files_;
    std::string const text = header.dump(2) + "\n";
    put(folder_ + "/workload.json", text.data(), text.size());
}

}  // namespace basicbot
