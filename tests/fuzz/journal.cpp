// A journal: every line is an event whose checksum fits, or is counted as damaged. The same for the plan of a
// run.

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "engine/cube/journal.hpp"
#include "engine/cube/run_plan.hpp"
#include "tests/fuzz/targets.hpp"

namespace basicbot {

void fuzz_journal(std::string_view bytes) {
    fuzz::MemoryFile const file(bytes);
    JournalLines const lines = read_journal(file.path());
    auto const ends = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    fuzz::promise(lines.events.size() + lines.damaged <= ends + 1, "more lines than the file has");
    for (nlohmann::json const& event : lines.events)
        fuzz::promise(event.is_object(), "an event that is no object");
    try {
        RunPlan const plan = parse_plan(std::string(bytes), "plan.json");
        RunPlan const again = parse_plan(plan_text(plan), "plan.json");
        fuzz::promise(again.hash() == plan.hash() && again.parts == plan.parts,
                      "a plan that reads back as another");
    } catch (Error const& error) {
        fuzz::check_refusal(error, ErrorKind::data);
    }
}

}  // namespace basicbot
