// A disk that takes no more bytes: exit code 4, one line, nothing under the final name, and an older result
// stays.

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "tests/system/cli_program.hpp"

namespace basicbot {
namespace {

struct CliFullDisk : testing::Test {
    void SetUp() override {
        import_sample_bars(folder);
        folder.write("study.toml", cli_sample_study);
    }
    FreshFolder folder;
    // Large enough that the cube is larger than the limits below.
    std::vector<std::string> const study = {"run", "study.toml", "--set",
                                            "params.fast={from=2,to=60,step=1}"};
};

TEST_F(CliFullDisk, a_file_size_limit_is_an_error_and_no_end) {
    auto const before = folder.files();
    auto result = run_basicbot(folder, study, {.shell = "ulimit -f 8; exec"});
    EXPECT_EQ(result.code, 4) << result.err;
    EXPECT_EQ(result.error_lines(), 1u) << result.err;
    EXPECT_NE(result.err.find("cross.h5"), std::string::npos) << result.err;
    EXPECT_EQ(folder.files(), before);
}

TEST_F(CliFullDisk, an_older_result_stays) {
    ASSERT_EQ(run_basicbot(folder, {"run", "study.toml"}).code, 0);
    std::string const cube = folder.read("cross.h5");
    EXPECT_EQ(run_basicbot(folder, study, {.shell = "ulimit -f 8; exec"}).code, 4);
    EXPECT_EQ(folder.read("cross.h5"), cube);
}

TEST_F(CliFullDisk, a_full_file_system_is_named) {
    folder.write("small/keep", "");
    if (::mount("tmpfs", folder.file("small").c_str(), "tmpfs", 0, "size=64k") != 0)
        GTEST_SKIP() << "cannot mount a small file system: " << std::strerror(errno);
    auto words = study;
    words.insert(words.end(), {"--out", "small/result.h5"});
    auto const result = run_basicbot(folder, words);
    bool const empty = std::filesystem::is_empty(folder.file("small"));
    ::umount(folder.file("small").c_str());
    EXPECT_EQ(result.code, 4) << result.err;
    EXPECT_EQ(result.error_lines(), 1u) << result.err;
    for (char const* word : {"small/result.h5", "No space left", "free some space"})
        EXPECT_NE(result.err.find(word), std::string::npos) << result.err;
    EXPECT_TRUE(empty);
}

TEST_F(CliFullDisk, a_folder_without_the_right_to_write_is_refused_before_the_work) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    folder.write("locked/keep", "");
    std::filesystem::permissions(folder.file("locked"),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    auto words = study;
    words.insert(words.end(), {"--out", "locked/result.h5"});
    auto const result = run_basicbot(folder, words);
    std::filesystem::permissions(folder.file("locked"), std::filesystem::perms::owner_all);
    EXPECT_EQ(result.code, 4) << result.err;
    EXPECT_EQ(result.error_lines(), 1u);
    EXPECT_NE(result.err.find("cannot be written to"), std::string::npos) << result.err;
    EXPECT_FALSE(folder.has("locked/result.h5"));
}

TEST_F(CliFullDisk, the_result_on_a_full_stdout_is_an_error) {
    auto const result = run_basicbot(folder, {"store", "list", "bars"},
                                     {.shell = "exec >/dev/full"
                                               "; exec"});
    EXPECT_EQ(result.code, 4);
    EXPECT_NE(result.err.find("stdout"), std::string::npos) << result.err;
    EXPECT_EQ(result.error_lines(), 1u);
}

TEST_F(CliFullDisk, a_closed_stdout_is_an_error_and_no_data_file) {
    auto const result = run_basicbot(folder, {"store", "list", "bars"}, {.shell = "exec >&-; exec"});
    EXPECT_EQ(result.code, 4);
    EXPECT_EQ(result.error_lines(), 1u) << result.err;
}

TEST_F(CliFullDisk, a_reader_that_left_is_no_error) {
    int ends[2];
    ASSERT_EQ(::pipe2(ends, 0), 0);
    ::close(ends[0]);
    auto const result = run_basicbot(folder, {"indicators"}, {.stdout_descriptor = ends[1]});
    ::close(ends[1]);
    EXPECT_EQ(result.code, 0);
    EXPECT_EQ(result.err, "");
}

}  // namespace
}  // namespace basicbot
