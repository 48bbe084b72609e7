#pragma once
// A copy of the source tree that is built on the objects of the build that the tests belong to. The build
// system does its whole work; the compiler's launcher takes an object over where command and all local
// dependencies are the same, and notes what it compiled.

#include <filesystem>
#include <map>
#include <set>
#include <string>

#include "tests/system/shell.hpp"

namespace basicbot {

class CopiedTree {
  public:
    CopiedTree();  // copies the sources and the build's configuration

    // Why this build cannot be copied, "" where it can.
    std::string const& obstacle() const { return obstacle_; }
    std::string source(std::string const& path) const { return folder_.file("src/" + path); }
    std::string program() const { return folder_.file(build_ + "/basicbot"); }
    FreshFolder const& folder() const { return folder_; }

    void add(std::string const& path, std::string const& text) const { folder_.write("src/" + path, text); }
    // Configures and builds the program alone. A failure's output, "" on success.
    std::string build();
    // After build(), by the object's path in the build folder:
    std::set<std::string> const& compiled() const { return compiled_; }  // not taken over
    std::set<std::string> const& stale() const {
        return stale_;
    }  // older than their sources in the first place
    std::size_t taken_over() const { return reusable_; }
    // Relative paths of all sources that are not byte for byte what was copied.
    std::set<std::string> changed_sources() const;

  private:
    std::string options() const;
    void write_launcher() const;
    void find_reusable();

    FreshFolder folder_;
    std::string obstacle_;
    std::string build_ = "build";                // the copy's build folder
    std::map<std::string, std::string> copied_;  // path -> content
    std::set<std::string> compiled_, stale_;
    std::size_t reusable_ = 0;
};

}  // namespace basicbot
