#include "engine/runner/command_outcome.hpp"

#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <vector>

#include "engine/observe/nearest.hpp"

namespace basicbot {

nlohmann::json error_document(Error const& error) {
    ErrorParts const& p = error.parts();
    return {{"code", p.code},
            {"path", p.path},
            {"value", p.value},
            {"allowed", p.allowed},
            {"suggestion", p.suggestion},
            {"problem", p.problem},
            {"message", error.what()},
            {"kind", Error::kind_name(error.kind())}};
}

Shape error_shape() {
    using namespace shape;
    return object({{"code", text("stable identifier, as unknown_symbol")},
                   {"path", text("field, option, file or file:line:column; may be empty")},
                   {"value", text("what was found there; may be empty")},
                   {"allowed", text("what is allowed; may be empty")},
                   {"suggestion", text("the mend; may be empty")},
                   {"problem", text("what is wrong")},
                   {"message", text("all of it on one line")},
                   {"kind", word({"usage", "config", "data", "device", "interrupted", "internal"},
                                 "exit code 2, 3, 4, 5, 6, 70")}},
                  "why a command failed");
}

Shape document_shape(std::string const& command, std::vector<Member> const& members, bool may_fail) {
    using namespace shape;
    std::vector<Member> all = joined({{"command", exactly(command)}}, members);
    if (may_fail) all.push_back(maybe("error", named("error")));
    return object(all);
}

namespace {

Error internal(std::string const& what) {
    return Error(ErrorKind::internal, {.code = "internal",
                                       .path = "",
                                       .value = "",
                                       .problem = "internal error: " + what,
                                       .allowed = "",
                                       .suggestion = "please report it with what was run"});
}

}  // namespace

Error as_error(std::exception_ptr const& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (Error const& error) {
        return error;
    } catch (std::bad_alloc const&) {
        return Error(ErrorKind::config, {.code = "out_of_memory",
                                         .path = "",
                                         .value = "",
                                         .problem = "the study needs more memory than there is",
                                         .allowed = "",
                                         .suggestion = "use a smaller grid or fewer paths"});
    } catch (std::system_error const& error) {  // of streams, folders and threads
        return Error(ErrorKind::data, {.code = "io_failed",
                                       .path = "",
                                       .value = "",
                                       .problem = std::string("the system refused a step: ") + error.what(),
                                       .allowed = "",
                                       .suggestion = "check the disk and the limits of this process"});
    } catch (std::exception const& error) {
        return internal(error.what());
    } catch (...) {
        return internal("of an unknown type");
    }
}

void check_word(std::string const& option, std::string const& value, std::vector<std::string> const& words) {
    std::string allowed;
    for (std::string const& word : words) {
        if (value == word) return;
        allowed += (allowed.empty() ? "" : ", ") + word;
    }
    std::string const near = did_you_mean(value, words);
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = option,
                            .value = value,
                            .problem = "no such choice",
                            .allowed = allowed,
                            .suggestion = near.empty() ? "use one of them" : near});
}

}  // namespace basicbot
