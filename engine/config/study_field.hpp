#pragma once
// One field of a study file as data: reading, validation, documentation and schema all come from this table.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/config/study.hpp"
#include "kernels/paths/model_info.hpp"

namespace basicbot {

enum class FieldType { text, word, whole, number, flag, time, texts, words, numbers, axis };

// What a field of each type holds; `time` is ns UTC in int64, `word` is a text, `words` are texts.
using FieldValue = std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>,
                                std::vector<double>, ParameterAxis>;

struct FieldRange {
    double low = -1e15, high = 1e15;
    bool without_low = false, without_high = false;  // the bound itself is not allowed
};

struct StudyField {
    std::string section, name;
    FieldType type = FieldType::text;
    std::string unit;                     // "" when none
    std::string initial;                  // default as TOML text, "" = none
    std::string help;                     // one line
    FieldRange range = {};                // of whole, number, numbers and axis
    std::vector<std::string> words = {};  // of word and words
    std::string form = {};                // of text and texts: "nonempty", "name", "timeframe", "" = anything
    std::function<void(Study&, FieldValue const&)> assign = {};
    std::string model = {};   // of montecarlo: the only path model that has the field; "" = all have it
    std::string absent = {};  // what leaving it out means, where that is no default

    std::string path() const { return section + "." + name; }
    std::string values() const;   // the allowed values in words, with unit
    std::string allowed() const;  // the same, and what leaving it out means
};

// What the catalogues offer. Configuration lies below them and is told.
struct KnownModel {
    std::string name;
    std::span<path_param const> params;
};
struct KnownNames {
    std::vector<std::string> metrics;  // words of walkforward.select and output.metrics; empty = not checked
    std::vector<KnownModel> models;  // words of montecarlo.model, and a field montecarlo.<name> per parameter
};

// All fields in the order of a study file and of its canonical text. [params] beside `where` is not in it:
// any identifier is a parameter (type axis, see parameter_field). A parameter that several path models have
// is a field of each.
std::vector<StudyField> study_fields(KnownNames const& known);

// The field that stands for params.<name>; `assign` is empty.
StudyField parameter_field(std::string const& name);

char const* field_type_name(FieldType type);

}  // namespace basicbot
