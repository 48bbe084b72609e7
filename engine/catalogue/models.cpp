#include "engine/catalogue/models.hpp"

#include <cstdint>
#include <vector>

#include "catalogue_paths.inc"
#include "kernels/core/streams.hpp"

namespace basicbot {

namespace {

// Two models that drew from one stream would share their numbers path by path.
constexpr bool streams_are_apart() {
    std::uint32_t const taken[] = {
#define BB_STREAM(name) name::info.stream,
        BB_PATH_MODELS(BB_STREAM)
#undef BB_STREAM
    };
    for (std::uint32_t const& a : taken) {
        if (a != 1 && a != 2 && a < first_model_stream) return false;
        for (std::uint32_t const& b : taken)
            if (&a != &b && a == b) return false;
    }
    return true;
}
static_assert(streams_are_apart(),
              "a path model's info.stream is taken: choose a number from 16 on that no other "
              "file of kernels/paths has");

template <class M>
PathModelEntry model_of(int number) {
    PathModelEntry entry{number, &M::info, {}, M::values, &M::calibrate};
    static_assert(std::size(M::values) <= max_path_values);
    if constexpr (requires { M::params[0].info; }) {
        static_assert(std::size(M::params) <= max_path_values);
        entry.params = M::params;
    }
    return entry;
}

std::vector<PathModelEntry> all_models() {
    std::vector<PathModelEntry> list;
#define BB_ENTRY(name) list.push_back(model_of<name>(static_cast<int>(list.size())));
    BB_PATH_MODELS(BB_ENTRY)
#undef BB_ENTRY
    return list;
}

}  // namespace

std::span<PathModelEntry const> path_models() {
    static std::vector<PathModelEntry> const list = all_models();
    return list;
}

PathModelEntry const* find_path_model(std::string_view name) {
    for (PathModelEntry const& entry : path_models())
        if (name == entry.info->name) return &entry;
    return nullptr;
}

}  // namespace basicbot
