#pragma once
// Whole files in one piece.

#include <fstream>
#include <iterator>
#include <string>

inline void put(std::string const& path, std::string const& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

inline std::string get(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
