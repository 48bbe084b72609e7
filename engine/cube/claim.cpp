#include "engine/cube/claim.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "engine/bars/data_error.hpp"

namespace basicbot {

namespace {

using nlohmann::json;

// Field 22 of /proc/<pid>/stat, counted behind the name, which may hold anything; 0 where there is none.
long long start_of(long pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(in, text);
    std::size_t const end = text.rfind(')');
    if (end == std::string::npos) return 0;
    std::istringstream words(text.substr(end + 1));
    std::string word;
    for (int field = 3; field < 22; ++field) words >> word;
    long long start = 0;
    words >> start;
    return start;
}

std::string signature(Writer const& writer) {
    return json{{"host", writer.host}, {"boot", writer.boot}, {"pid", writer.pid}, {"start", writer.start}}
               .dump(-1, ' ', false, json::error_handler_t::replace) +
           "\n";
}

// The holder that the file names; a writer without a host where it names none.
Writer signed_by(int descriptor) {
    char text[512];
    ssize_t const size = ::pread(descriptor, text, sizeof text, 0);
    json const document =
        json::parse(std::string(text, size > 0 ? static_cast<std::size_t>(size) : 0), nullptr, false);
    Writer writer;
    if (!document.is_object()) return writer;
    try {
        writer = {document.at("host"), document.at("boot"), document.at("pid"), document.at("start")};
    } catch (json::exception const&) {
        return {};
    }
    return writer;
}

// What the holder's signature says where its lock cannot: a network file system may keep locks to one
// machine. A process of this machine is looked for; one of another machine is believed.
bool may_live(Writer const& holder, Writer const& self) {
    if (holder.host.empty()) return false;
    if (holder.boot != self.boot) return holder.host != self.host;
    return start_of(holder.pid) == holder.start && holder.start != 0;
}

std::string shown(Writer const& writer) {
    return writer.host.empty() ? "another process" : writer.host + ", process " + std::to_string(writer.pid);
}

// True while the file under `path` is the one that `descriptor` holds.
bool still_there(std::string const& path, int descriptor) {
    struct stat a {
    }, b{};
    return ::stat(path.c_str(), &a) == 0 && ::fstat(descriptor, &b) == 0 && a.st_ino == b.st_ino &&
           a.st_dev == b.st_dev;
}

}  // namespace

std::string Writer::name() const {
    std::string safe;
    for (char c : host.substr(0, 64)) {
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        safe += plain || c == '.' || c == '_' ? c : '_';
    }
    return safe + "-" + std::to_string(pid) + "-" + std::to_string(start);
}

Writer this_writer() {
    Writer writer;
    char host[256] = "";
    writer.host = ::gethostname(host, sizeof host - 1) == 0 ? host : "unknown";
    std::ifstream("/proc/sys/kernel/random/boot_id") >> writer.boot;
    writer.pid = ::getpid();
    writer.start = start_of(writer.pid);
    return writer;
}

std::optional<Claim> Claim::take(std::string const& path, Writer const& writer, std::string& holder) {
    int const descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) fail_system(path, "open the claim");
    Claim claim(path, descriptor);  // closes it where we leave
    bool const locked = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    bool const refused = !locked && errno == EWOULDBLOCK;
    Writer const other = signed_by(descriptor);
    if (refused || (may_live(other, writer) && other.name() != writer.name())) {
        holder = shown(other);
        ::close(std::exchange(claim.descriptor_, -1));
        return std::nullopt;
    }
    // The holder may have given it up, and removed the file, between our opening and our lock.
    if (!still_there(path, descriptor)) {
        ::close(std::exchange(claim.descriptor_, -1));
        return take(path, writer, holder);
    }
    std::string const text = signature(writer);
    if (::ftruncate(descriptor, 0) != 0 ||
        ::pwrite(descriptor, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        fail_system(path, "sign the claim");
    return claim;
}

std::string Claim::holder(std::string const& path, Writer const& self) {
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return "";
    Writer const other = signed_by(descriptor);
    ::close(descriptor);
    return may_live(other, self) ? shown(other) : "";
}

Claim::Claim(Claim&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

Claim& Claim::operator=(Claim&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

Claim::~Claim() {
    if (descriptor_ < 0) return;
    ::unlink(path_.c_str());  // before the lock goes: nobody then finds a file that is about to vanish
    ::close(descriptor_);
}

}  // namespace basicbot
