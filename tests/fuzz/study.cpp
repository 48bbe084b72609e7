// A study file: refused in one line, or accepted with a canonical text that reads back as itself.

#include <string>
#include <string_view>

#include "engine/catalogue/names.hpp"
#include "engine/config/study_reader.hpp"
#include "tests/fuzz/targets.hpp"

namespace basicbot {

void fuzz_study(std::string_view bytes) {
    if (bytes.size() > 1 << 16)
        return;  // the reader of files takes no more than 1 MiB; more shows nothing new
    Study study;
    try {
        study = parse_study(std::string(bytes), "study.toml", {}, catalogue_names());
    } catch (Error const& error) {
        return fuzz::check_refusal(error, ErrorKind::config);
    }
    // The canonical text leaves the places out.
    Study const again = parse_study(study.text, "study.toml", {"data.store=elsewhere"}, catalogue_names());
    fuzz::promise(again.text == study.text,
                  "the canonical text of a study reads back as another: " + study.text);
}

}  // namespace basicbot
