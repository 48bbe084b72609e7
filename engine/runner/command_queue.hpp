#pragma once
// basicbot run A.toml B.toml ...: studies one after the other. One that fails does not stop the rest.

#include "engine/runner/command_study.hpp"

namespace basicbot {

// `request.file` is not used. With --run FOLDER each study has FOLDER/<name of its file>.
// The failure is of the kind of the first study that failed
// and names all of them; a request to stop ends the queue.
Outcome queue_command(std::vector<std::string> const& files, StudyRequest const& request,
                      CommandContext const& context);
std::string queue_text(nlohmann::json const& document);
Shape queue_shape();
// Of basicbot run, which takes one study or several.
Shape run_shape();

}  // namespace basicbot
