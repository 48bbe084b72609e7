#include "engine/backend/fallback.hpp"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <utility>
#include <vector>

namespace basicbot {

namespace {

// Column tasks with what they point to.
class OwnedTasks {
  public:
    explicit OwnedTasks(std::vector<column_task> const& tasks) : tasks_(tasks) {
        params_.reserve(tasks.size());
        outputs_.reserve(tasks.size());
        for (column_task& t : tasks_) {
            params_.emplace_back(t.params, t.params + std::ptrdiff_t{t.lanes} * t.param_count);
            outputs_.emplace_back(t.outputs, t.outputs + std::ptrdiff_t{t.lanes} * t.output_count);
            t.params = params_.back().data();
            t.outputs = outputs_.back().data();
        }
    }
    OwnedTasks(OwnedTasks const&) = delete;
    OwnedTasks& operator=(OwnedTasks const&) = delete;
    std::vector<column_task> const& all() const { return tasks_; }

  private:
    std::vector<column_task> tasks_;
    std::vector<std::vector<double>> params_;
    std::vector<std::vector<std::int32_t>> outputs_;
};

class FallbackBackend final : public Backend {
  public:
    FallbackBackend(std::unique_ptr<Backend> device, std::function<std::unique_ptr<Backend>()> make_cpu)
        : device_(std::move(device)), make_cpu_(std::move(make_cpu)) {}

    std::string name() const override {
        std::lock_guard const lock(mutex_);
        return cpu_ ? cpu_->name() : device_->name();
    }
    std::string notice() const override {
        std::lock_guard const lock(mutex_);
        return why_.empty() ? "" : device_->name() + " failed (" + why_ + "); went on with " + cpu_->name();
    }

    std::unique_ptr<ColumnSet> columns(bar_view bars, GivenColumns given,
                                       std::vector<column_task> const& tasks, std::int32_t count) override {
        auto set = std::make_unique<Columns>(*this, bars, std::move(given), tasks, count);
        attempt([&] { set->on_device = device_->columns(bars, set->given, tasks, count); },
                [&] { set->by_cpu(); });
        return set;
    }
    void sweep(sweep_task const& task, ColumnSet const& columns, Progress const& progress) override {
        auto const& set = dynamic_cast<Columns const&>(columns);
        attempt([&] { device_->sweep(task, *set.on_device, progress); },
                [&] { cpu_->sweep(task, set.by_cpu(), progress); });
    }
    void paths(path_task const& task, Progress const& progress) override {
        attempt([&] { device_->paths(task, progress); }, [&] { cpu_->paths(task, progress); });
    }
    std::unique_ptr<LoopSession> session(loop_task const& task) override {
        auto session = std::make_unique<Session>(*this, task);
        attempt([&] { session->on_device = device_->session(session->task); }, [&] { session->by_cpu(); });
        return session;
    }

  private:
    struct Columns final : ColumnSet {
        Columns(FallbackBackend& backend, bar_view bars, GivenColumns given,
                std::vector<column_task> const& tasks, std::int32_t count)
            : owner(backend), bars(bars), given(std::move(given)), tasks(tasks), count(count) {}
        void read(std::int32_t column, double* out) const override {
            owner.attempt([&] { on_device->read(column, out); }, [&] { by_cpu().read(column, out); });
        }
        ColumnSet const& by_cpu() const {  // once the device is given up
            std::call_once(computed, [&] { on_cpu = owner.cpu_->columns(bars, given, tasks.all(), count); });
            return *on_cpu;
        }

        FallbackBackend& owner;
        bar_view bars;
        GivenColumns given;
        OwnedTasks tasks;
        std::int32_t count;
        std::unique_ptr<ColumnSet> on_device;
        mutable std::unique_ptr<ColumnSet> on_cpu;
        mutable std::once_flag computed;
    };

    // Keeps what it takes to get to the present bar once more: a snapshot, and the actions since.
    struct Session final : LoopSession {
        Session(FallbackBackend& backend, loop_task const& given)
            : owner(backend), costs(given.costs, given.costs + given.lanes), task(given) {
            task.costs = costs.data();
        }
        std::int64_t next_bar() const override { return on_cpu ? on_cpu->next_bar() : on_device->next_bar(); }
        void advance(std::int64_t count, std::int8_t const* actions) override {
            bool taken = false;
            owner.attempt(
                [&] {
                    on_device->advance(count, actions);
                    taken = true;
                },
                [&] { by_cpu().advance(count, actions); });
            if (!taken) return;
            since.insert(since.end(), actions, actions + count * task.lanes);
            if (since.size() < most_kept) return;
            owner.attempt([&] { save(on_device->snapshot()); }, [] {});
        }
        void accounts(loop_account* out) const override {
            owner.attempt([&] { on_device->accounts(out); }, [&] { by_cpu().accounts(out); });
        }
        std::vector<std::byte> snapshot() const override {
            std::vector<std::byte> bytes;
            owner.attempt([&] { bytes = on_device->snapshot(); }, [&] { bytes = by_cpu().snapshot(); });
            return bytes;
        }
        void restore(std::span<std::byte const> bytes) override {
            owner.attempt(
                [&] {
                    on_device->restore(bytes);
                    save({bytes.begin(), bytes.end()});
                },
                [&] { by_cpu().restore(bytes); });
        }
        void finish(window_sums* out) const override {
            owner.attempt([&] { on_device->finish(out); }, [&] { by_cpu().finish(out); });
        }

        LoopSession& by_cpu() const {  // once the device is given up
            if (!on_cpu) {
                auto session = owner.cpu_->session(task);
                if (!saved.empty()) session->restore(saved);
                session->advance(static_cast<std::int64_t>(since.size()) / task.lanes, since.data());
                on_cpu = std::move(session);
            }
            return *on_cpu;
        }
        void save(std::vector<std::byte> bytes) {
            saved = std::move(bytes);
            since.clear();
        }

        static constexpr std::size_t most_kept = std::size_t{1} << 24;  // actions, a byte each
        FallbackBackend& owner;
        std::vector<cost_row> costs;
        loop_task task;
        std::unique_ptr<LoopSession> on_device;
        mutable std::unique_ptr<LoopSession> on_cpu;
        std::vector<std::byte> saved;
        std::vector<std::int8_t> since;
    };

    template <class OnDevice, class OnCpu>
    void attempt(OnDevice const& on_device, OnCpu const& on_cpu) {
        if (!given_up()) {
            try {
                return on_device();
            } catch (Cancelled const&) {
                throw;
            } catch (BackendError const& error) {
                give_up(error.what());
            }
        }
        on_cpu();
    }
    bool given_up() const {
        std::lock_guard const lock(mutex_);
        return cpu_ != nullptr;
    }
    void give_up(std::string const& why) {
        std::lock_guard const lock(mutex_);
        if (cpu_) return;
        cpu_ = make_cpu_();
        why_ = why;
    }

    mutable std::mutex mutex_;
    std::unique_ptr<Backend> device_;
    std::function<std::unique_ptr<Backend>()> make_cpu_;
    std::unique_ptr<Backend> cpu_;
    std::string why_;
};

}  // namespace

std::unique_ptr<Backend> with_fallback(std::unique_ptr<Backend> device,
                                       std::function<std::unique_ptr<Backend>()> make_cpu) {
    return std::make_unique<FallbackBackend>(std::move(device), std::move(make_cpu));
}

}  // namespace basicbot
