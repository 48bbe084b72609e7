#include "engine/bars/file_io.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "engine/bars/data_error.hpp"

namespace basicbot {
namespace {

std::string folder_of(std::string const& path) {
    auto const parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

// The name `path` is then in its folder on the disk, too.
void sync_folder_of(std::string const& path) {
    int const folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) fail_system(path, "open the folder");
    int const synced = ::fsync(folder);
    int const error = errno;
    ::close(folder);
    // Some network file systems refuse fsync on a folder; what was done there stands.
    if (synced != 0 && error != EINVAL && error != EROFS) {
        errno = error;
        fail_system(path, "write the folder to disk");
    }
}

}  // namespace

MappedFile::MappedFile(std::string path) : path_(std::move(path)) {
    int const descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        bool const refused = errno == EACCES || errno == EPERM;
        if (refused)
            fail_data("io_failed", path_, "", std::string("cannot read the file: ") + std::strerror(errno),
                      "", "ask its owner for leave to read it (chmod a+r)");
        fail_system(path_, "open the file");
    }
    struct stat facts {};
    bool const regular = ::fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode);
    if (!regular) {
        ::close(descriptor);
        fail_data("not_a_file", path_, "", "is not a regular file");
    }
    size_ = static_cast<std::size_t>(facts.st_size);
    device_ = facts.st_dev;
    inode_ = facts.st_ino;
    void* const address = size_ == 0 ? nullptr : ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, descriptor, 0);
    int const error = errno;
    ::close(descriptor);
    if (address == MAP_FAILED) {
        errno = error;
        fail_system(path_, "map the file");
    }
    data_ = static_cast<unsigned char const*>(address);
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<unsigned char*>(data_), size_);
}

bool MappedFile::same_file(int descriptor) const {
    struct stat facts {};
    return ::fstat(descriptor, &facts) == 0 && facts.st_dev == device_ && facts.st_ino == inode_;
}

TempFile::TempFile(std::string final_path) : final_path_(std::move(final_path)) {
    static std::atomic<unsigned> counter{0};
    auto const name = std::filesystem::path(final_path_).filename().string();
    path_ = folder_of(final_path_) + "/.tmp-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) +
            "-" + name.substr(0, 160);
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail_system(final_path_, "create a temporary file");
}

TempFile::~TempFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!committed_) ::unlink(path_.c_str());
}

void TempFile::reserve(std::uint64_t bytes) {
    int const error = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(bytes));
    if (error != 0 && error != EINVAL && error != EOPNOTSUPP) {
        errno = error;
        fail_system(final_path_, "reserve " + std::to_string(bytes) + " bytes");
    }
    if (::ftruncate(descriptor_, 0) != 0) fail_system(final_path_, "empty the temporary file");
}

void TempFile::write_at(void const* data, std::size_t bytes, std::uint64_t offset) {
    auto const* cursor = static_cast<char const*>(data);
    while (bytes > 0) {
        ssize_t const written = ::pwrite(descriptor_, cursor, bytes, static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail_system(final_path_, "write the file");
        cursor += written;
        offset += static_cast<std::uint64_t>(written);
        bytes -= static_cast<std::size_t>(written);
    }
}

void TempFile::sync() {
    if (::fsync(descriptor_) != 0) fail_system(final_path_, "write the file to disk");
}

void TempFile::commit() {
    sync();
    int const closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail_system(final_path_, "close the file");
    if (::rename(path_.c_str(), final_path_.c_str()) != 0) fail_system(final_path_, "put the file in place");
    committed_ = true;
    sync_folder_of(final_path_);
}

void write_file_atomically(std::string const& path, std::string_view text) {
    TempFile file(path);
    file.write_at(text.data(), text.size(), 0);
    file.commit();
}

void make_lasting_folder(std::string const& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return;
    std::string const parent = folder_of(path);
    if (parent != path) make_lasting_folder(parent);
    std::filesystem::create_directory(path, error);
    if (error) {
        errno = error.value();
        fail_system(path, "make the folder");
    }
    sync_folder_of(path);
}

FolderLock::FolderLock(std::string const& path, int wait_ms, std::string const& what,
                       std::string const& code) {
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail_system(path, "open the lock file");
    auto const limit = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait_ms);
    while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        bool const busy = errno == EWOULDBLOCK || errno == EINTR;
        if (busy && std::chrono::steady_clock::now() < limit) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            continue;
        }
        int const error = errno;
        ::close(descriptor_);
        descriptor_ = -1;
        errno = error;
        if (!busy) fail_system(path, "lock " + what);
        fail_data(code, path, "", "another process is writing to " + what, "",
                  "wait for it to end, then try again");
    }
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace basicbot
