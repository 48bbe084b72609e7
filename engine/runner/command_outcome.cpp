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

Error as_error(std::exception_ptr thrown) {
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

void check_word(std::string const& option, std::string const& value,
                std::initializer_list<char const*> words) {
    std::string allowed;
    std::vector<std::string> names;
    for (char const* word : words) {
        if (value == word) return;
        names.emplace_back(word);
        allowed += (allowed.empty() ? "" : ", ") + names.back();
    }
    std::string const near = did_you_mean(value, names);
    fail(ErrorKind::usage, {.code = "bad_option",
                            .path = option,
                            .value = value,
                            .problem = "no such choice",
                            .allowed = allowed,
                            .suggestion = near.empty() ? "use one of them" : near});
}

}  // namespace basicbot
