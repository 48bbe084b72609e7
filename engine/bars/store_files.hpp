#pragma once
// The files of a store beside its bars, for store*.cpp alone.

#include <filesystem>
#include <string>

#include "engine/bars/data_error.hpp"

namespace basicbot::store_files {

inline constexpr char const* marker_name = "/basicbot.store";
inline constexpr char const* dirty_name = "/.writing";  // exists while files and index may differ
inline constexpr int lock_wait_ms = 60'000;

inline bool exists(std::string const& path) {
    std::error_code error;
    return std::filesystem::exists(path, error);
}

inline void make_folder(std::string const& path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) {
        errno = error.value();
        fail_system(path, "make the folder");
    }
}

// A mark that cannot be removed costs whoever opens the store next a look at its files, and nothing else.
inline void remove_mark(std::string const& store) {
    std::error_code error;
    std::filesystem::remove(store + dirty_name, error);
}

// What a writer that was killed left behind. Only under the lock: nobody else is writing then.
inline void remove_temporaries(std::string const& folder) {
    std::error_code error;
    for (auto const& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().filename().string().starts_with(".tmp-"))
            std::filesystem::remove(entry.path(), error);
}

}  // namespace basicbot::store_files
