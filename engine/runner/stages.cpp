#include "engine/runner/stages.hpp"

namespace basicbot {

void Stages::describe(nlohmann::json& document) const {
    document["seconds"] = seconds_;
    document["rates"] = nlohmann::json::object();
    for (auto const& [name, work] : work_) {
        auto const seconds = seconds_.find(name);
        if (seconds == seconds_.end() || seconds->second <= 0) continue;
        document["rates"][name] = {
            {"amount", work.amount}, {"unit", work.unit}, {"per_second", work.amount / seconds->second}};
    }
    document["bytes_read"] = read_;
    document["bytes_written"] = written_;
}

Shape rates_shape() {
    using namespace shape;
    return by_name(object({{"amount", number("that the stage did")},
                           {"unit", text("bar-combinations, path-steps, values or bytes")},
                           {"per_second", number("of the stage's seconds", "1/s")}}),
                   "by stage");
}

std::vector<Member> Stages::members() {
    using namespace shape;
    return {{"seconds", by_name(number("", "s"), "by stage")},
            {"rates", rates_shape()},
            {"bytes_read", whole("bars and parts", "bytes")},
            {"bytes_written", whole("parts and the cube", "bytes")}};
}

}  // namespace basicbot
