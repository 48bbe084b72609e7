#pragma once
// Files of the bar store: read-only mappings, files that appear whole or not at all, and the writers' lock.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace basicbot {

// A whole file mapped read-only. The bytes stay valid when the path is replaced by rename; nothing in the
// store ever shortens a file under its final name. Opening fails with Error(data).
class MappedFile {
  public:
    explicit MappedFile(std::string path);
    ~MappedFile();
    MappedFile(MappedFile const&) = delete;
    MappedFile& operator=(MappedFile const&) = delete;

    unsigned char const* data() const { return data_; }
    std::size_t size() const { return size_; }
    std::string_view text() const { return {reinterpret_cast<char const*>(data_), size_}; }
    std::string const& path() const { return path_; }
    // True where `descriptor` is this very file (a rename may have put another one under the path).
    bool same_file(int descriptor) const;

  private:
    std::string path_;
    unsigned char const* data_ = nullptr;
    std::size_t size_ = 0;
    std::uint64_t device_ = 0, inode_ = 0;
};

// A temporary file in the folder of `final_path`. commit() does fsync, rename, fsync of the folder; without
// it the destructor removes the file, so nothing half-written is left under the final name.
class TempFile {
  public:
    explicit TempFile(std::string final_path);
    ~TempFile();
    TempFile(TempFile const&) = delete;
    TempFile& operator=(TempFile const&) = delete;

    std::string const& path() const { return path_; }
    // Fails where the file system cannot hold `bytes`; leaves the file empty.
    void reserve(std::uint64_t bytes);
    void write_at(void const* data, std::size_t bytes, std::uint64_t offset);
    void sync();  // what was written is on the disk, under a name that goes away again
    void commit();

  private:
    std::string final_path_, path_;
    int descriptor_ = -1;
    bool committed_ = false;
};

// Writes `text` under `path` in one step (see TempFile).
void write_file_atomically(std::string const& path, std::string_view text);

// Makes the folder and those above it, where they are missing, and writes their names to disk: what is
// committed in a folder is lost with the folder's own name.
void make_lasting_folder(std::string const& path);

// An exclusive flock on `path` (created where missing), released at destruction. A holder that dies releases
// it.
class FolderLock {
  public:
    // Waits up to `wait_ms`, then fails with Error(data, `code`); `what` is what the folder is.
    FolderLock(std::string const& path, int wait_ms, std::string const& what = "the store",
               std::string const& code = "store_busy");
    ~FolderLock();
    FolderLock(FolderLock const&) = delete;
    FolderLock& operator=(FolderLock const&) = delete;

  private:
    int descriptor_ = -1;
};

}  // namespace basicbot
