// A store whose folder, index or disk is not as it should be, and several writers at once.

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/bars/file_io.hpp"
#include "engine/bars/store.hpp"
#include "tests/engine/bars/bars_fixture.hpp"
#include "tests/support/rounds.hpp"

using namespace basicbot;
using namespace basicbot::testing_bars;
namespace fs = std::filesystem;

namespace {

void fill(std::string const& path) {
    Store store = Store::create(path);
    for (char const* symbol : {"A", "B", "C"})
        store.write(some_bars(50), some_attributes(), symbol, "1h", WriteMode::create);
}

std::size_t files_in(std::string const& path) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), {}));
}

}  // namespace

TEST(StoreFaults, missing_or_foreign_folder) {
    TempFolder folder;
    EXPECT_EQ(error_of([&] { Store::open(folder / "none"); }).code, "no_store");
    EXPECT_EQ(error_of([&] { Store::open(folder.path()); }).code, "not_a_store");
    write_bytes(folder / "mine.txt", "x");
    auto const parts = error_of([&] { Store::create(folder.path()); });
    EXPECT_EQ(parts.code, "folder_not_empty");
    EXPECT_EQ(parts.value, "mine.txt");
}

TEST(StoreFaults, lost_or_damaged_index_is_rebuilt_with_one_notice) {
    TempFolder folder;
    fill(folder / "s");
    std::string const index = read_bytes(folder / "s/index.json");
    for (std::string const& bad :
         {std::string(), index.substr(0, 100), std::string("[]"), std::string("{\"entries\": 3}")}) {
        write_bytes(folder / "s/index.json", bad);
        Store const store = Store::open(folder / "s");
        EXPECT_EQ(store.notices().size(), 1u);
        EXPECT_EQ(store.list().size(), 3u);
        EXPECT_EQ(read_bytes(folder / "s/index.json"), index) << "the rebuilt index is the one that was lost";
    }
    std::string changed = index;
    changed[changed.find("\"bars\": 50") + 8] = '6';
    write_bytes(folder / "s/index.json", changed);
    EXPECT_EQ(Store::open(folder / "s").list()[0].bars, 50u);
    fs::remove(folder / "s/index.json");
    EXPECT_EQ(Store::open(folder / "s").notices().size(), 1u);
    EXPECT_TRUE(Store::open(folder / "s").notices().empty());
}

TEST(StoreFaults, no_mutant_of_the_index_is_believed) {
    TempFolder folder;
    fill(folder / "s");
    std::string const index = read_bytes(folder / "s/index.json");
    TestRandom random;
    for (int mutant = 0; mutant < fault_rounds(300); ++mutant) {
        std::string bytes = index;
        for (std::uint64_t k = 0; k <= random.next() % 8; ++k)
            bytes[random.next() % bytes.size()] = static_cast<char>(random.next());
        if (mutant % 10 == 0) bytes.resize(random.next() % bytes.size());
        write_bytes(folder / "s/index.json", bytes);
        Store const store = Store::open(folder / "s");
        ASSERT_EQ(store.list().size(), 3u) << mutant;
        for (StoreEntry const& entry : store.list()) ASSERT_EQ(entry.bars, 50u) << mutant;
    }
}

TEST(StoreFaults, a_write_that_was_cut_off_is_mended) {
    TempFolder folder;
    fill(folder / "s");
    // What a writer leaves that dies between the file's rename and the index's.
    write_bar_file(folder / "s/B/1h.h5", some_bars(99), some_attributes(), "B", "1h");
    write_bytes(folder / "s/.writing", "B 1h\n");
    Store const store = Store::open(folder / "s");
    EXPECT_EQ(store.notices().size(), 1u);
    EXPECT_EQ(store.list()[1].bars, 99u);
    EXPECT_TRUE(Store::open(folder / "s").notices().empty());
}

TEST(StoreFaults, a_writer_killed_at_any_moment_leaves_a_sound_store) {
    TempFolder folder;
    fill(folder / "s");
    TestRandom random;
    for (int round = 0; round < 30; ++round) {
        pid_t const child = ::fork();
        if (child == 0) {
            for (std::size_t k = 0;; ++k) {
                Store store = Store::open(folder / "s");
                std::string const symbol(1, static_cast<char>('A' + k % 5));
                store.write(some_bars(20 + k % 7), some_attributes(), symbol, "1h", WriteMode::replace);
            }
        }
        ::usleep(static_cast<useconds_t>(2000 + random.next() % 20'000));
        ::kill(child, SIGKILL);
        ASSERT_EQ(::waitpid(child, nullptr, 0), child);
        Store const store = Store::open(folder / "s");
        VerifyReport const report = store.verify();
        EXPECT_TRUE(report.ok()) << (report.problems.empty() ? "" : report.problems[0]);
        EXPECT_GE(report.files.size(), 3u);
        EXPECT_EQ(store.list().size(), report.files.size());
    }
    Store store = Store::open(folder / "s");
    for (char const* symbol : {"A", "B", "C", "D", "E"}) {
        store.write(some_bars(20), some_attributes(), symbol, "1h", WriteMode::replace);
        EXPECT_EQ(files_in(folder / ("s/" + std::string(symbol))), 1u)
            << "the litter of killed writers is gone";
    }
}

TEST(StoreFaults, verify_reports_per_file) {
    TempFolder folder;
    fill(folder / "s");
    Store const store = Store::open(folder / "s");
    EXPECT_TRUE(store.verify().ok());
    EXPECT_EQ(store.verify().bars, 150u);
    std::string bytes = read_bytes(folder / "s/B/1h.h5");
    bytes.back() ^= 1;
    write_bytes(folder / "s/B/1h.h5", bytes);
    fs::copy(folder / "s/A/1h.h5", folder / "s/C/1h.h5", fs::copy_options::overwrite_existing);
    VerifyReport const report = store.verify();
    EXPECT_FALSE(report.ok());
    ASSERT_EQ(report.files.size(), 3u);
    EXPECT_EQ(report.files[0].problem, "");
    EXPECT_NE(report.files[1].problem.find("damaged"), std::string::npos) << report.files[1].problem;
    EXPECT_NE(report.files[2].problem.find("another series"), std::string::npos) << report.files[2].problem;
    EXPECT_EQ(error_of([&] { store.load("C", "1h"); }).code, "wrong_file");
    fs::remove_all(folder / "s/A");
    EXPECT_EQ(store.verify().problems.size(), 1u);
}

TEST(StoreFaults, writers_at_once_lose_no_entry) {
    TempFolder folder;
    Store::create(folder / "s");
    std::vector<std::thread> writers;
    for (int w = 0; w < 4; ++w)
        writers.emplace_back([&, w] {
            for (int k = 0; k < 5; ++k) {
                Store store = Store::open(folder / "s");
                store.write(some_bars(20), some_attributes(), "S" + std::to_string(5 * w + k), "1h",
                            WriteMode::create);
            }
        });
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(Store::open(folder / "s").list().size(), 20u);
    EXPECT_TRUE(Store::open(folder / "s").verify().ok());
}

TEST(StoreFaults, a_held_lock_is_an_error_not_a_hang) {
    TempFolder folder;
    FolderLock const held(folder / ".lock", 0);
    EXPECT_EQ(error_of([&] { FolderLock(folder / ".lock", 30); }).code, "store_busy");
    ErrorParts const run = error_of([&] { FolderLock(folder / ".lock", 30, "the run folder", "run_busy"); });
    EXPECT_EQ(run.code, "run_busy");
    EXPECT_NE(run.problem.find("run folder"), std::string::npos);
}

TEST(StoreFaults, full_disk_leaves_the_old_file_and_no_litter) {
    TempFolder folder;
    fill(folder / "s");
    std::string const before = read_bytes(folder / "s/A/1h.h5");
    // A limit on file size acts like a full disk, at every size: first writes of the header, of HDF5, of a
    // column.
    for (rlim_t limit : {0, 100, 65'536, 70'000, 200'000, 600'000, 900'000}) {
        pid_t const child = ::fork();
        if (child == 0) {
            std::signal(SIGXFSZ, SIG_IGN);
            rlimit const files{limit, limit};
            ::setrlimit(RLIMIT_FSIZE, &files);
            int code = 0;
            try {
                Store store = Store::open(folder / "s");
                store.write(some_bars(40'000), some_attributes(), "A", "1h", WriteMode::replace);
            } catch (Error const& error) {
                code = error.kind() == ErrorKind::data && error.parts().code == "io_failed" ? 4 : 1;
            } catch (...) {
                code = 2;
            }
            ::_exit(code);
        }
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 4)
            << "limit " << limit << " status " << status;
        EXPECT_TRUE(read_bytes(folder / "s/A/1h.h5") == before);
        EXPECT_EQ(files_in(folder / "s/A"), 1u);
        EXPECT_TRUE(Store::open(folder / "s").notices().empty());
    }
}

TEST(StoreFaults, unwritable_folder) {
    if (::geteuid() == 0) {
        // Root may write everywhere but under /proc.
        EXPECT_EQ(error_of([] { Store::create("/proc/basicbot-store"); }).code, "io_failed");
        GTEST_SKIP() << "running as root: permission bits do not bind";
    }
    TempFolder folder;
    fill(folder / "s");
    for (char const* name : {"s", "s/A"})
        fs::permissions(folder / name, fs::perms::owner_read | fs::perms::owner_exec);
    Store store = Store::open(folder / "s");
    EXPECT_EQ(store.load("A", "1h").size(), 50u) << "reading needs no right to write";
    auto const parts =
        error_of([&] { store.write(some_bars(9), some_attributes(), "A", "1h", WriteMode::replace); });
    EXPECT_EQ(parts.code, "io_failed");
    EXPECT_EQ(parts.suggestion, "choose a folder you may write to");
    EXPECT_EQ(store.load("A", "1h").size(), 50u);
    for (char const* name : {"s", "s/A"}) fs::permissions(folder / name, fs::perms::owner_all);
    fs::remove(folder / "s/index.json");
    for (char const* name : {"s", "s/.lock"})
        fs::permissions(folder / name, fs::perms::owner_read | fs::perms::owner_exec);
    Store const read_only = Store::open(folder / "s");
    EXPECT_EQ(read_only.list().size(), 3u) << "listed from the bar files";
    EXPECT_EQ(read_only.notices().size(), 1u);
    for (char const* name : {"s", "s/.lock"}) fs::permissions(folder / name, fs::perms::owner_all);
}
