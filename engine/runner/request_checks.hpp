#pragma once
// What several commands refuse in the same words.

#include <cstdint>
#include <string>

namespace basicbot {

// Error(data) where a file or folder of this name is there, which --out names and --replace would allow.
void refuse_present(std::string const& path);

// Error(config) where `needed` bytes are more than --memory (empty: half of what the machine has). what: the
// subject that takes them; advice: how to need less.
void refuse_too_large(std::string const& memory, std::string const& what, std::uint64_t needed,
                      std::string const& advice);

}  // namespace basicbot
