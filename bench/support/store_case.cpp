#include "bench/support/store_case.hpp"

#include <array>
#include <filesystem>
#include <memory>
#include <new>

#include <sys/mman.h>
#include <unistd.h>

#include "bench/support/verify.hpp"
#include "engine/bars/store.hpp"
#include "engine/ingest/synth.hpp"
#include "engine/observe/hdf5_handle.hpp"

namespace basicbot {

namespace {

constexpr char const* symbol = "BENCH";
constexpr char const* timeframe = "1m";
constexpr std::array<char const*, 5> price_columns{"open", "high", "low", "close", "volume"};

// Many sums side by side: one alone would wait for its own additions, not for memory.
template <class T>
T sum_of(T const* x, std::int64_t n) {
    constexpr int lanes = 32;
    T part[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (int k = 0; k < lanes; ++k) part[k] += x[i + k];
    T total = 0;
    for (int k = 0; k < lanes; ++k) total += part[k];
    for (; i < n; ++i) total += x[i];
    return total;
}

std::uint64_t sum_of_times(std::int64_t const* x, std::int64_t n) {
    return sum_of(reinterpret_cast<std::uint64_t const*>(x), n);
}

void read_column(hid_t file, char const* name, hid_t type, void* to, std::string const& path) {
    Hdf5Handle const column(H5Dopen2(file, name, H5P_DEFAULT), H5Dclose, path, "open a column");
    hdf5_check(H5Dread(column.get(), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, to), path, "read a column");
}

// What malloc gives for a large array: untouched pages.
std::shared_ptr<void> fresh_pages(std::size_t bytes) {
    void* const pages = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::bad_alloc();
    return {pages, [bytes](void* p) { munmap(p, bytes); }};
}

}  // namespace

StoreCase::StoreCase(std::int64_t bars, BenchOptions const& options)
    : folder_(options.workdir), temporary_(options.workdir.empty()), bars_(bars) {
    namespace fs = std::filesystem;
    if (temporary_)
        folder_ = (fs::temp_directory_path() / ("bb_bench_store_" + std::to_string(getpid()))).string();
    fs::create_directories(folder_);
    folder_ += "/store";
    SynthOptions synth;
    synth.bars = static_cast<std::uint64_t>(bars);
    synth.seed = options.seed;
    synth.timeframe = timeframe;
    SynthBars made = make_synthetic(synth);
    Store::create(folder_).write(std::move(made.bars), std::move(made.attributes), symbol, timeframe,
                                 fs::exists(folder_ + "/" + symbol) ? WriteMode::replace : WriteMode::create);
}

StoreCase::~StoreCase() {
    std::error_code none;
    if (temporary_) std::filesystem::remove_all(std::filesystem::path(folder_).parent_path(), none);
}

Lap StoreCase::mapped(Verify verify) {
    series_ = {};  // the last mapping goes outside the time, as H5Dread's memory does
    return timed([&] {
        series_ = Store::open(folder_).load(symbol, timeframe, verify);
        Series const& s = series_;
        sums_.time = sum_of_times(s.time.data(), bars_);
        sums_.close_time = sum_of_times(s.close_time.data(), bars_);
        std::span<double const> const prices[5] = {s.open, s.high, s.low, s.close, s.volume};
        for (int c = 0; c < 5; ++c) sums_.prices[c] = sum_of(prices[c].data(), bars_);
    });
}

Lap StoreCase::h5dread(bool kept) {
    std::string const path = folder_ + "/" + symbol + "/" + timeframe + ".h5";
    auto const n = static_cast<std::size_t>(bars_);
    if (!kept) buffer_.reset();
    return timed([&] {
        Hdf5Session const session;
        Hdf5Handle const file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, path,
                              "open the file");
        if (!buffer_) buffer_ = fresh_pages(7 * 8 * n);
        auto* const times = reinterpret_cast<std::int64_t*>(buffer_.get());
        auto* const values = reinterpret_cast<double*>(buffer_.get()) + 2 * n;
        read_column(file.get(), "time", H5T_NATIVE_INT64, times, path);
        sums_.time = sum_of_times(times, bars_);
        read_column(file.get(), "close_time", H5T_NATIVE_INT64, times + n, path);
        sums_.close_time = sum_of_times(times + n, bars_);
        for (std::size_t c = 0; c < 5; ++c) {
            read_column(file.get(), price_columns[c], H5T_NATIVE_DOUBLE, values + c * n, path);
            sums_.prices[c] = sum_of(values + c * n, bars_);
        }
    });
}

nlohmann::json StoreCase::verify() {
    h5dread(false);
    ColumnSums const want = sums_;
    for (Verify how : {Verify::blocks, Verify::none}) {
        mapped(how);
        if (!(sums_ == want)) not_verified("the sums of the mapped columns");
    }
    return {{"against", "H5Dread of every column"}, {"sums", "equal in every bit"}};
}

nlohmann::json StoreCase::facts() const {
    return {
        {"bars", bars_},
        {"bytes", bytes()},
        {"unit", "byte"},
        {"units", bytes()},
        {"timed", "open the store, check header, metadata and every block's hash, map, add up seven columns"},
        {"apart",
         "h5dread_wall_s: H5Fopen, H5Dread into fresh memory, add up; h5dread_kept_wall_s: into memory "
         "that is already there; unverified_wall_s: as timed, without the hashes. All from the page cache"}};
}

nlohmann::json StoreCase::checksums() const {
    return {{"time", sums_.time},       {"close_time", sums_.close_time}, {"open", sums_.prices[0]},
            {"high", sums_.prices[1]},  {"low", sums_.prices[2]},         {"close", sums_.prices[3]},
            {"volume", sums_.prices[4]}};
}

}  // namespace basicbot
