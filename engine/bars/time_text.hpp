#pragma once
// Times as people read them.

#include <cstdint>
#include <string>

namespace basicbot {

// "2020-03-08T07:00:00Z", with a fraction where there is one.
std::string utc_text(std::int64_t ns);

}  // namespace basicbot
