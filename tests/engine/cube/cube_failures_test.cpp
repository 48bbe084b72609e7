// Damaged files, full disks and unwritable folders: one error that names the file, and nothing left behind.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>

#include "engine/cube/cube.hpp"
#include "engine/cube/cube_image.hpp"
#include "engine/cube/seal.hpp"
#include "engine/observe/error.hpp"
#include "tests/engine/cube/sample_cube.hpp"
#include "tests/support/files.hpp"
#include "tests/support/rounds.hpp"

namespace basicbot {
namespace {

// "" when the call succeeds, else the message of its Error(data).
template <class Call>
std::string data_error(Call call) {
    try {
        call();
    } catch (Error const& error) {
        EXPECT_EQ(error.kind(), ErrorKind::data) << error.what();
        return error.what();
    }
    return "";
}

// Limits the size of any file this process writes, as a full disk would.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &old_);
        rlimit const limit{bytes, old_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    void (*handler_)(int);
    rlimit old_{};
};

TEST(CubeFailures, a_full_disk_leaves_the_old_cube_and_nothing_else) {
    TemporaryFolder folder;
    std::string const path = folder.file("cube.h5");
    Cube old = sample_cube();
    old.attributes.pop_back();
    write_cube(old, path);
    std::string message;
    for (rlim_t bytes : {rlim_t{0}, rlim_t{100}, rlim_t{3000}}) {
        {
            FileSizeLimit limit(bytes);
            message = data_error([&] { write_cube(sample_cube(), path); });
        }
        EXPECT_NE(message.find(path), std::string::npos);
        EXPECT_NE(message.find("free some space"), std::string::npos) << message;
        EXPECT_EQ(folder.entries(), 1u);
        EXPECT_EQ(content_hash(read_cube(path)), content_hash(old));
    }
    write_cube(sample_cube(), path);  // the library still works afterwards
    EXPECT_EQ(content_hash(read_cube(path)), content_hash(sample_cube()));
}

TEST(CubeFailures, an_unwritable_folder_is_named) {
    TemporaryFolder folder;
    write_bytes(folder.file("plain"), "x");
    for (std::string const& path :
         {folder.file("missing/cube.h5"), folder.file("plain/cube.h5"), std::string("/proc/cube.h5")}) {
        std::string const message = data_error([&] { write_cube(sample_cube(), path); });
        EXPECT_NE(message.find(path), std::string::npos) << message;
        EXPECT_NE(message.find("folder"), std::string::npos) << message;
    }
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(CubeFailures, a_folder_under_the_cubes_name_is_refused_and_no_temporary_stays) {
    TemporaryFolder folder;
    mkdir(folder.file("cube.h5").c_str(), 0755);
    EXPECT_NE(data_error([&] { write_cube(sample_cube(), folder.file("cube.h5")); }), "");
    EXPECT_EQ(folder.entries(), 1u);
}

TEST(CubeFailures, missing_empty_and_foreign_files_are_refused) {
    TemporaryFolder folder;
    write_bytes(folder.file("empty.h5"), "");
    write_bytes(folder.file("text.h5"), std::string(5000, 'x'));
    for (std::string const& path :
         {folder.file("none.h5"), folder.file("empty.h5"), folder.file("text.h5"), folder.file("")})
        EXPECT_NE(data_error([&] { read_cube(path); }).find(path), std::string::npos) << path;
}

TEST(CubeFailures, truncated_files_are_refused) {
    TemporaryFolder folder;
    write_cube(sample_cube(), folder.file("cube.h5"));
    std::string const whole = read_bytes(folder.file("cube.h5"));
    for (std::size_t length = 0; length < whole.size(); length += 97) {
        write_bytes(folder.file("cut.h5"), whole.substr(0, length));
        EXPECT_NE(data_error([&] { read_cube(folder.file("cut.h5")); }), "") << length;
    }
}

TEST(CubeFailures, a_changed_byte_is_always_refused) {
    TemporaryFolder folder;
    write_cube(sample_cube(), folder.file("cube.h5"));
    std::string const whole = read_bytes(folder.file("cube.h5"));
    std::mt19937 random(20240101);
    for (int round = 0; round < fault_rounds(1000); ++round) {
        std::string bytes = whole;
        std::size_t const place = random() % bytes.size();
        bytes[place] = static_cast<char>(bytes[place] ^ static_cast<char>(1 + random() % 255));
        for (unsigned more = random() % 4; more > 0; --more)
            bytes[(place + random() % 64 + 1) % bytes.size()] = 'x';
        write_bytes(folder.file("bad.h5"), bytes);
        std::string const message = data_error([&] { read_cube(folder.file("bad.h5")); });
        EXPECT_NE(message.find(folder.file("bad.h5")), std::string::npos) << "round " << round;
        EXPECT_EQ(message.find('\n'), std::string::npos);
    }
}

// A file with a right seal over changed content: the content hash is the second guard.
TEST(CubeFailures, A25_content_without_its_stored_hash_is_refused) {
    TemporaryFolder folder;
    write_bytes(folder.file("image.h5"), "");
    write_cube_image(sample_cube(), content_hash(sample_cube()), folder.file("image.h5"), "A25");
    std::string image = read_bytes(folder.file("image.h5"));
    image.resize(image.size() - SealHasher().line().size());
    double const old_value = 0.2, new_value = 0.25;  // the second value of axis `fast`
    auto const* const pattern = reinterpret_cast<char const*>(&old_value);
    auto const place = std::search(image.begin(), image.end(), pattern, pattern + sizeof old_value);
    ASSERT_NE(place, image.end());
    std::memcpy(&*place, &new_value, sizeof new_value);
    SealHasher seal;
    seal.add(image.data(), image.size());
    write_bytes(folder.file("edited.h5"), image + seal.line());
    std::string const message = data_error([&] { read_cube(folder.file("edited.h5")); });
    EXPECT_NE(message.find(content_hash(sample_cube())), std::string::npos) << message;
}

}  // namespace
}  // namespace basicbot
