#include "engine/ingest/source_text.hpp"

#include "engine/bars/data_error.hpp"
#include "engine/bars/file_io.hpp"
#include "engine/bars/layout.hpp"
#include "engine/ingest/unpack.hpp"
#include "engine/observe/byte_hasher.hpp"

namespace basicbot {

InputText open_source(std::string const& path, std::string const& member, std::uint64_t most_bytes) {
    auto file = std::make_shared<MappedFile>(path);
    InputText source{path, file->text(), hash_hex(file->data(), file->size()), file};
    Packing const packing = packing_of(source.text);
    if (packing != Packing::zip && !member.empty())
        fail_data("no_member", path, member, "the file is no zip archive, so it has no members", "",
                  "leave --member out");
    if (packing == Packing::none) return source;
    Unpacked unpacked = packing == Packing::gzip ? unpack_gzip(source.text, path, most_bytes)
                                                 : unpack_zip(source.text, path, member, most_bytes);
    if (!unpacked.member.empty()) source.name += ":" + unpacked.member;
    auto const text = std::make_shared<std::string const>(std::move(unpacked.text));
    source.text = *text;
    source.owner = text;
    if (packing_of(source.text) != Packing::none)
        fail_data("packed_twice", source.name, "", "what was unpacked is itself a packed file", "",
                  "unpack it once by hand");
    return source;
}

}  // namespace basicbot
