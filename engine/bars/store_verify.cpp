#include <filesystem>
#include <map>

#include "engine/bars/data_error.hpp"
#include "engine/bars/extra_series.hpp"
#include "engine/bars/names.hpp"
#include "engine/bars/store.hpp"

namespace basicbot {

bool VerifyReport::ok() const {
    for (FileVerdict const& verdict : files)
        if (!verdict.problem.empty()) return false;
    return problems.empty();
}

VerifyReport Store::verify() const {
    VerifyReport report;
    std::map<std::string, StoreEntry> listed;
    for (StoreEntry& entry : list()) listed.emplace(entry.file, std::move(entry));
    for (std::string const& file : bar_files(path_)) {
        FileVerdict verdict;
        verdict.file = file;
        std::error_code error;
        auto const bytes = std::filesystem::file_size(path_ + "/" + file, error);
        verdict.bytes = error ? 0 : bytes;
        try {
            Series const s = open_bar_file(path_ + "/" + file, Verify::all);
            verdict.symbol = s.symbol, verdict.timeframe = s.timeframe, verdict.bars = s.size();
            if (file_of(s.symbol, s.timeframe) != file)
                fail_data("wrong_file", path_ + "/" + file, s.symbol + " " + s.timeframe,
                          "the bar file holds another series than its name says");
            report.bars += verdict.bars;
            report.bytes += verdict.bytes;
            auto const entry = listed.find(file);
            if (entry == listed.end() || entry->second.data_hash != s.data_hash)
                report.problems.push_back(
                    file +
                    ": the index does not describe this file; import once more or delete "
                    "index.json to have it rebuilt");
        } catch (Error const& failure) {
            verdict.problem = failure.what();
        }
        listed.erase(file);
        report.files.push_back(std::move(verdict));
    }
    for (std::string const& file : extra_files(path_)) {
        FileVerdict verdict{file, "", "", 0, 0, ""};
        std::error_code error;
        auto const bytes = std::filesystem::file_size(path_ + "/" + file, error);
        verdict.bytes = error ? 0 : bytes;
        try {
            ExtraSeries const extra = open_extra_file(path_ + "/" + file);
            verdict.symbol = extra.symbol;
            if (folder_name(extra.symbol) + "/extra/" + extra.name + ".h5" != file)
                fail_data("wrong_file", path_ + "/" + file, extra.symbol + " " + extra.name,
                          "the file holds another series than its name says");
            report.bytes += verdict.bytes;
        } catch (Error const& failure) {
            verdict.problem = failure.what();
        }
        report.files.push_back(std::move(verdict));
    }
    for (auto const& [file, entry] : listed)
        report.problems.push_back(file + ": listed in the index, but the file is missing");
    return report;
}

}  // namespace basicbot
