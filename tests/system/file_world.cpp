#include "tests/system/file_world.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace basicbot {

namespace {

std::string folder_of(std::string const& name) {
    std::size_t const slash = name.rfind('/');
    return slash == std::string::npos ? "." : name.substr(0, slash);
}

// Whether a sync between the steps `at` and `done` makes sure of step `at`.
bool lasting(std::vector<RecordedStep> const& steps, std::size_t at, std::size_t done) {
    RecordedStep const& step = steps[at];
    bool const contents = step.step == FileStep::write || step.step == FileStep::resize;
    std::string const folder = folder_of(step.second.empty() ? step.name : step.second);
    for (std::size_t i = at + 1; i < done; ++i) {
        if (contents && steps[i].step == FileStep::sync_file && steps[i].inode == step.inode) return true;
        if (!contents && steps[i].step == FileStep::sync_folder && steps[i].name == folder) return true;
    }
    return false;
}

}  // namespace

std::vector<RecordedStep> read_record(std::string const& log) {
    std::ifstream in(log, std::ios::binary);
    std::vector<RecordedStep> steps;
    for (FileStepHead head{}; in.read(reinterpret_cast<char*>(&head), sizeof head);) {
        RecordedStep step{
            head.step,   std::string(head.name_bytes, 0), std::string(head.second_bytes, 0), head.inode,
            head.offset, std::string(head.data_bytes, 0)};
        for (std::string* text : {&step.name, &step.second, &step.data})
            in.read(text->data(), static_cast<std::streamsize>(text->size()));
        if (!in) throw std::runtime_error("a record that was cut off");
        steps.push_back(std::move(step));
    }
    return steps;
}

void FileWorld::apply(RecordedStep const& step) { apply_cut(step, step.data.size()); }

void FileWorld::apply_cut(RecordedStep const& step, std::size_t bytes) {
    auto const contents = [&]() -> std::string& {
        auto& text = contents_[step.inode];
        if (text == nullptr)
            text = std::make_shared<std::string>();
        else if (text.use_count() > 1)
            text = std::make_shared<std::string>(*text);  // worlds share what they have in common
        return *text;
    };
    switch (step.step) {
        case FileStep::make_file:
            names_[step.name] = step.inode;
            contents_[step.inode] = std::make_shared<std::string>();
            break;
        case FileStep::make_folder:
            folders_.insert(step.name);
            break;
        case FileStep::write: {
            std::string& text = contents();
            text.resize(std::max<std::size_t>(text.size(), step.offset + bytes));
            std::memcpy(text.data() + step.offset, step.data.data(), bytes);
            break;
        }
        case FileStep::resize:
            contents().resize(step.offset);
            break;
        case FileStep::rename:
            if (auto const old = names_.find(step.name); old != names_.end() && old->second == step.inode)
                names_.erase(old);
            names_[step.second] = step.inode;
            break;
        case FileStep::remove:
            names_.erase(step.name);
            folders_.erase(step.name);
            break;
        case FileStep::sync_file:
        case FileStep::sync_folder:
            break;
    }
}

std::string const* FileWorld::find(std::string const& name) const {
    static std::string const nothing;
    for (std::string folder = folder_of(name); folder != "."; folder = folder_of(folder))
        if (!folders_.contains(folder)) return nullptr;  // lost with its folder
    auto const at = names_.find(name);
    if (at == names_.end()) return nullptr;
    auto const text = contents_.find(at->second);
    return text == contents_.end() || text->second == nullptr ? &nothing : text->second.get();
}

std::vector<std::string> FileWorld::names() const {
    std::vector<std::string> there;
    for (auto const& [name, inode] : names_)
        if (find(name) != nullptr) there.push_back(name);
    return there;
}

void FileWorld::put_down(std::string const& path) const {
    namespace fs = std::filesystem;
    fs::remove_all(path);
    fs::create_directories(path);
    for (std::string const& folder : folders_)
        if (fs::exists(path + "/" + folder_of(folder))) fs::create_directory(path + "/" + folder);
    for (std::string const& name : names()) std::ofstream(path + "/" + name, std::ios::binary) << *find(name);
}

void for_each_prefix(std::vector<RecordedStep> const& steps, std::size_t cuts, StateVisitor const& visit) {
    FileWorld world;
    visit(world, 0);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        std::size_t const bytes = steps[i].step == FileStep::write ? steps[i].data.size() : 0;
        std::size_t const parts = std::min(cuts + 1, bytes);
        for (std::size_t part = 1; part < parts; ++part) {
            FileWorld cut = world;
            cut.apply_cut(steps[i], bytes * part / parts);
            visit(cut, i);
        }
        world.apply(steps[i]);
        visit(world, i + 1);
    }
}

FileWorld after_power_loss(std::vector<RecordedStep> const& steps, std::size_t done, std::mt19937& random) {
    FileWorld world;
    for (std::size_t i = 0; i < done; ++i)
        if (lasting(steps, i, done) || random() % 2 == 0) world.apply(steps[i]);
    return world;
}

}  // namespace basicbot
