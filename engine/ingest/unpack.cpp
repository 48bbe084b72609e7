#include "engine/ingest/unpack.hpp"

#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "engine/bars/data_error.hpp"

namespace basicbot {
namespace {

constexpr std::size_t step_bytes = 1 << 20;

[[noreturn]] void damaged(std::string const& path, std::string const& what) {
    fail_data("damaged_archive", path, "", what, "", "download it again");
}

// Room for one more step behind `used`; refuses what grows past the limit.
void make_room(std::string& text, std::size_t used, std::uint64_t most_bytes, std::string const& path) {
    if (used > most_bytes)
        fail_data("too_large", path, "", "unpacks to more than " + std::to_string(most_bytes) + " bytes", "",
                  "unpack it by hand and import it in pieces");
    if (text.size() < used + step_bytes) text.resize(std::max(used + step_bytes, 2 * used));
}

struct CloseArchive {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct CloseMember {
    void operator()(zip_file_t* member) const { zip_fclose(member); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;
using Member = std::unique_ptr<zip_file_t, CloseMember>;

Archive open_archive(std::string_view bytes, std::string const& path) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* const archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    std::string const text = archive == nullptr ? zip_error_strerror(&error) : "";
    if (archive == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (archive == nullptr) damaged(path, "the zip archive cannot be read: " + text);
    return Archive(archive);
}

// The members that are files; what macOS adds is none of them.
std::vector<std::pair<zip_uint64_t, std::string>> members_of(zip_t* archive) {
    std::vector<std::pair<zip_uint64_t, std::string>> members;
    zip_int64_t const entries = zip_get_num_entries(archive, 0);
    for (zip_int64_t i = 0; i < entries; ++i) {
        char const* const name = zip_get_name(archive, static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
        std::string const text = name == nullptr ? "" : name;
        if (text.empty() || text.back() == '/' || text.starts_with("__MACOSX/")) continue;
        members.emplace_back(i, text);
    }
    return members;
}

std::pair<zip_uint64_t, std::string> choose(zip_t* archive, std::string const& path,
                                            std::string const& wanted) {
    auto const members = members_of(archive);
    if (wanted.empty() && members.size() == 1) return members.front();
    std::string names;
    for (auto const& [index, name] : members) {
        if (!wanted.empty() && name == wanted) return {index, name};
        if (names.size() < 200)
            names += (names.empty() ? "" : ", ") + name;
        else if (!names.ends_with("..."))
            names += ", ...";
    }
    if (members.empty()) fail_data("no_member", path, wanted, "the zip archive holds no file");
    fail_data("no_member", path, wanted,
              wanted.empty() ? "the zip archive holds " + std::to_string(members.size()) + " files"
                             : "the zip archive has no such member",
              names, "choose one with --member NAME");
}

}  // namespace

Packing packing_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x1f\x8b"sv)) return Packing::gzip;
    // The second is an archive without members.
    if (bytes.starts_with("PK\x03\x04"sv) || bytes.starts_with("PK\x05\x06"sv)) return Packing::zip;
    return Packing::none;
}

Unpacked unpack_gzip(std::string_view bytes, std::string const& path, std::uint64_t most_bytes) {
    z_stream stream{};
    constexpr int gzip_alone = 15 + 16;  // the largest window, and a gzip header (zlib.h, inflateInit2)
    if (inflateInit2(&stream, gzip_alone) != Z_OK) damaged(path, "zlib cannot start");
    std::unique_ptr<z_stream, int (*)(z_stream*)> const closer(&stream, inflateEnd);
    Unpacked unpacked;
    std::string& text = unpacked.text;
    std::size_t used = 0;
    auto* const begin = reinterpret_cast<Bytef const*>(bytes.data());
    std::size_t taken = 0;
    while (true) {
        make_room(text, used, most_bytes, path);
        auto const piece = static_cast<uInt>(std::min<std::size_t>(bytes.size() - taken, 1u << 30));
        auto const room = static_cast<uInt>(std::min<std::size_t>(text.size() - used, 1u << 30));
        stream.next_in = const_cast<Bytef*>(begin + taken), stream.avail_in = piece;
        stream.next_out = reinterpret_cast<Bytef*>(text.data() + used), stream.avail_out = room;
        int const state = inflate(&stream, Z_NO_FLUSH);
        taken += piece - stream.avail_in;
        used += room - stream.avail_out;
        if (state == Z_STREAM_END) {
            if (taken == bytes.size()) break;
            // A gzip file may be several of them in a row (RFC 1952, 2.2).
            if (packing_of(bytes.substr(taken)) != Packing::gzip || inflateReset(&stream) != Z_OK)
                damaged(path, "other bytes follow the end of the gzip data");
        } else if (state == Z_BUF_ERROR || (state == Z_OK && taken == bytes.size() && stream.avail_out > 0)) {
            damaged(path, "the gzip data are cut off");
        } else if (state != Z_OK) {
            damaged(path, std::string("the gzip data are damaged") +
                              (stream.msg == nullptr ? "" : std::string(": ") + stream.msg));
        }
    }
    if (used > most_bytes) make_room(text, used, most_bytes, path);
    text.resize(used);
    return unpacked;
}

Unpacked unpack_zip(std::string_view bytes, std::string const& path, std::string const& wanted,
                    std::uint64_t most_bytes) {
    Archive const archive = open_archive(bytes, path);
    auto const [index, name] = choose(archive.get(), path, wanted);
    Member const member(zip_fopen_index(archive.get(), index, 0));
    if (member == nullptr) {
        int const code = zip_error_code_zip(zip_get_error(archive.get()));
        if (code == ZIP_ER_NOPASSWD)
            fail_data("encrypted_archive", path + ":" + name, "", "the member is encrypted", "",
                      "unpack it by hand");
        damaged(path + ":" + name, std::string("the member cannot be read: ") + zip_strerror(archive.get()));
    }
    Unpacked unpacked{"", name};
    std::string const place = path + ":" + name;
    std::size_t used = 0;
    while (true) {
        make_room(unpacked.text, used, most_bytes, path);
        zip_int64_t const got =
            zip_fread(member.get(), unpacked.text.data() + used, unpacked.text.size() - used);
        if (got < 0)
            damaged(place, std::string("the member is damaged: ") +
                               zip_error_strerror(zip_file_get_error(member.get())));
        if (got == 0) break;
        used += static_cast<std::size_t>(got);
    }
    unpacked.text.resize(used);
    return unpacked;
}

}  // namespace basicbot
