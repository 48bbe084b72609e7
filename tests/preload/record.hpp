#pragma once
// What record.cpp and the tests that load it share: a log of everything that was done to the files below one
// folder.

#include <cstdint>

namespace basicbot {

enum class FileStep : std::uint32_t {
    make_file,    // name, inode
    make_folder,  // name
    write,        // inode, offset, data
    resize,       // inode, offset = the new size
    rename,       // name -> second name, inode
    remove,       // name
    sync_file,    // inode
    sync_folder   // name
};

// In front of every step of the log; behind it the name, the second name and the data.
struct FileStepHead {
    FileStep step;
    std::uint32_t name_bytes, second_bytes;
    std::uint64_t inode, offset, data_bytes;
};

}  // namespace basicbot
