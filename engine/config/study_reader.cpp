#include "engine/config/study_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <new>

#include "engine/config/field_reader.hpp"
#include "engine/config/study_source.hpp"
#include "engine/config/study_unknown.hpp"
#include "engine/observe/error.hpp"

extern char** environ;

namespace basicbot {

namespace {

constexpr std::size_t most_bytes = 1 << 20;  // of a study file

// Names that the cube gives to its own axes.
std::vector<std::string> const taken_names = {"symbol",    "fold",        "fee_bps", "slippage_bps",
                                              "stop_loss", "combination", "path",    "step",
                                              "time",      "quantile",    "level"};

bool is_identifier(std::string_view name) {
    auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && name.size() <= 64 && letter(name[0]) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

class Reader {
  public:
    Reader(StudySource const& source, std::vector<StudyField> const& fields,
           std::vector<std::string> const& metrics)
        : source_(source), table_(source.table), params_(source.params), fields_(fields), metrics_(metrics) {}

    EffectiveStudy read(std::string const& file) {
        study_.name = default_name(file);
        for (auto const& field : fields_)  // first: they say which sections and fields belong to the study
            if (field.path() == "study.kind" || field.path() == "montecarlo.of" ||
                field.path() == "montecarlo.model")
                read_one(field);
        refuse_unknown_fields(table_, fields_, study_.montecarlo.model);
        text_.clear();
        settings_.clear();
        for (auto const& field : fields_) {
            if (field.path() == "params.where") read_params();
            if (belongs(field, study_.montecarlo.model)) read_one(field);
        }
        for (auto* axis : {&study_.execution.fee_bps, &study_.execution.slippage_bps})
            if (axis->values.empty())
                axis->values = {0};  // paths of prices cost nothing; else it is a problem
        study_.execution.fee_bps.name = "fee_bps";
        study_.execution.slippage_bps.name = "slippage_bps";
        std::vector<Error> problems = study_problems(study_, written_);
        study_.text = text_;
        return {std::move(study_), std::move(settings_), std::move(problems)};
    }

  private:
    static std::string default_name(std::string const& file) {
        std::string name = std::filesystem::path(file).stem().string().substr(0, 64);
        for (char& c : name)
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '.'))
                c = '_';
        return name.empty() ? "study" : name;
    }

    // Whether the effective study of this kind has the section.
    bool effective(std::string const& section) const {
        if (section == "walkforward") return study_.kind == StudyKind::walkforward;
        if (section == "montecarlo") return study_.kind == StudyKind::montecarlo;
        bool const trades = study_.kind != StudyKind::montecarlo || study_.montecarlo.of == "strategy";
        return trades || (section != "strategy" && section != "params" && section != "execution" &&
                          section != "exits" && section != "metrics");
    }

    // Where the bars lie and where the result goes: the same study elsewhere is the same study (A25).
    static bool is_place(StudyField const& field) {
        return field.path() == "data.store" || field.path() == "output.cube";
    }

    void read_one(StudyField const& field) {
        auto const* node = table_.at_path(field.path()).node();
        toml::table initial;
        if (node != nullptr) {
            written_.push_back(field.path());
        } else {
            std::string const text = field.path() == "study.name" ? toml_string(study_.name) : field.initial;
            if (text.empty()) return;
            try {
                initial = parse_toml("value = " + text, "");
            } catch (TomlError const&) {
                // The text is ours and right: a stream inside toml++ met no memory, which it hides.
                throw std::bad_alloc();
            }
            node = initial.get("value");
        }
        ReadField const read = read_field(field, *node);
        field.assign(study_, read.value);
        if (field.path() == "params.where" && study_.where.empty()) return;
        add_setting(field.section, field.name, read.text);
        if (!is_place(field)) add_text(field.section, field.name, read.text);
    }

    void read_params() {
        for (auto const& name : params_) {
            auto const& node = *table_["params"].as_table()->get(name);
            StudyField const field = parameter_field(name);
            if (!is_identifier(name))
                refuse_value(field, node, "bad_name", "a parameter's name is letters, digits and '_'",
                             "rename it");
            bool const taken = std::find(taken_names.begin(), taken_names.end(), name) != taken_names.end() ||
                               std::find(metrics_.begin(), metrics_.end(), name) != metrics_.end();
            if (taken)
                refuse_value(field, node, "taken_name", "the result cube uses this name itself", "rename it");
            ReadField const read = read_field(field, node);
            study_.params.push_back(std::get<ParameterAxis>(read.value));
            add_setting("params", name, read.text);
            add_text("params", name, read.text);
        }
    }

    void add_setting(std::string const& section, std::string const& name, std::string const& value) {
        auto const origin = source_.origins.find(section + "." + name);
        if (effective(section))
            settings_.push_back(
                {section, name, value, origin == source_.origins.end() ? "default" : origin->second});
    }

    void add_text(std::string const& section, std::string const& name, std::string const& value) {
        if (!effective(section)) return;
        std::string const head = "[" + section + "]\n";
        if (section != last_section_ || text_.empty()) text_ += (text_.empty() ? "" : "\n") + head;
        last_section_ = section;
        text_ += name + " = " + value + "\n";
    }

    StudySource const& source_;
    toml::table const& table_;
    std::vector<std::string> const& params_;
    std::vector<StudyField> const& fields_;
    std::vector<std::string> const& metrics_;
    Study study_;
    std::vector<std::string> written_;
    std::vector<Setting> settings_;
    std::string text_, last_section_;
};

}  // namespace

Environment process_environment() {
    Environment all;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        std::string const text = *entry;
        if (auto const equals = text.find('='); equals != std::string::npos)
            all[text.substr(0, equals)] = text.substr(equals + 1);
    }
    return all;
}

std::string read_settings(std::string const& path, std::string const& what) {
    std::error_code error;
    bool const regular = std::filesystem::is_regular_file(path, error);
    std::uintmax_t const size = regular ? std::filesystem::file_size(path, error) : 0;
    std::ifstream in;
    if (regular && size <= most_bytes) in.open(path, std::ios::binary);
    std::string text(regular && size <= most_bytes ? size : 0, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (!in.is_open() || in.bad())
        fail(ErrorKind::config,
             {.code = "no_" + what,
              .path = path,
              .value = {},
              .problem = size > most_bytes                       ? "the " + what + " is larger than 1 MiB"
                         : !std::filesystem::exists(path, error) ? "there is no such " + what
                                                                 : "the " + what + " cannot be read",
              .allowed = {},
              .suggestion = "name a " + what + " file in TOML"});
    return text;
}

namespace {

EffectiveStudy parse(std::string const& text, std::string const& file,
                     std::vector<std::string> const& overrides, KnownNames const& known,
                     Environment const& environment, Profile const& profile) {
    auto const fields = study_fields(known);
    StudySource const source = join_sources(profile, text, file, environment, overrides, fields);
    return Reader(source, fields, known.metrics).read(file);
}

Study sound(EffectiveStudy effective) {
    if (!effective.problems.empty()) throw Error(effective.problems.front());
    return std::move(effective.study);
}

}  // namespace

Study parse_study(std::string const& text, std::string const& file, std::vector<std::string> const& overrides,
                  KnownNames const& known, Environment const& environment, Profile const& profile) {
    return sound(parse(text, file, overrides, known, environment, profile));
}

EffectiveStudy read_effective_study(std::string const& path, std::vector<std::string> const& overrides,
                                    KnownNames const& known, Environment const& environment,
                                    Profile const& profile) {
    return parse(read_settings(path, "study"), path, overrides, known, environment, profile);
}

Study read_study(std::string const& path, std::vector<std::string> const& overrides, KnownNames const& known,
                 Environment const& environment, Profile const& profile) {
    return sound(read_effective_study(path, overrides, known, environment, profile));
}

}  // namespace basicbot
