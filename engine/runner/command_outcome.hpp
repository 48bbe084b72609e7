#pragma once
// What every command gives back, and what every command may use.

#include <exception>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/observe/error.hpp"
#include "engine/observe/log.hpp"
#include "engine/observe/shape.hpp"

namespace basicbot {

// The document is the whole answer; --json prints it as it is. `failure` is set where there is an answer and
// it is a bad one (a damaged store): the program prints the document, then fails with it.
struct Outcome {
    nlohmann::json document = nlohmann::json::object();
    std::optional<Error> failure = {};
};

struct CommandContext {
    Log const& log;
    std::function<bool(std::string const& stage, double done)> progress;  // see RunProgress
};

nlohmann::json error_document(Error const& error);
Shape error_shape();

// The members that every document of this command begins with; `error` where it may have one beside its
// answer.
Shape document_shape(std::string const& command, std::vector<Member> const& members, bool may_fail = false);

// What was thrown, for people: an Error as it is; memory that ran out, and anything else, as one.
Error as_error(std::exception_ptr const& thrown);

// Error(usage) where `value` is none of `words`; `option` as typed, "--stamp".
void check_word(std::string const& option, std::string const& value, std::vector<std::string> const& words);

}  // namespace basicbot
