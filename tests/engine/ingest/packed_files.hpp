#pragma once
// Packed files, made for the tests of what unpacks them.

#include <zip.h>
#include <zlib.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace basicbot::testing_bars {

inline std::string gzipped(std::string const& text) {
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::runtime_error("zlib cannot start");
    std::string packed(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

// Name and text of each member; `password` encrypts all of them.
inline void write_zip(std::string const& path,
                      std::vector<std::pair<std::string, std::string>> const& members,
                      char const* password = nullptr) {
    int error = 0;
    zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (archive == nullptr) throw std::runtime_error("cannot make " + path);
    for (auto const& [name, text] : members) {
        if (name.back() == '/') {
            zip_dir_add(archive, name.c_str(), 0);
            continue;
        }
        zip_source_t* const source = zip_source_buffer(archive, text.data(), text.size(), 0);
        auto const index = static_cast<zip_uint64_t>(zip_file_add(archive, name.c_str(), source, 0));
        if (password != nullptr) zip_file_set_encryption(archive, index, ZIP_EM_AES_256, password);
    }
    if (zip_close(archive) != 0) throw std::runtime_error("cannot write " + path);
}

}  // namespace basicbot::testing_bars
