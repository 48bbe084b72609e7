#include "engine/strategy/syntax.hpp"

namespace basicbot {

std::int32_t Strategy::parameter(std::string_view wanted) const {
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (parameters[i].name == wanted) return static_cast<std::int32_t>(i);
    return -1;
}

}  // namespace basicbot
