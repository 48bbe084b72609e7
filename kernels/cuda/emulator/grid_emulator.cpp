#include "kernels/cuda/emulator/grid_emulator.hpp"

#include <ucontext.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <vector>

#include "kernels/backtest/backend.hpp"

namespace basicbot {

inline constexpr size_t stack_bytes = 128 * 1024;

// One block: its threads as user contexts, resumed in turn until all have finished.
class EmulatedBlock {
  public:
    EmulatedBlock(int threads, size_t shared_bytes, std::function<void(EmulatedGrid&)> const& body)
        : body_(body), shared_((shared_bytes + 7) / 8), threads_(static_cast<size_t>(threads)) {
        for (size_t i = 0; i < threads_.size(); ++i)
            threads_[i].stack = std::make_unique_for_overwrite<unsigned char[]>(stack_bytes);
    }

    void run(int64_t block) {
        // A block finds garbage in its shared memory, not zeros and not what another block left.
        std::fill(shared_.begin(), shared_.end(), 0xa5a5a5a5a5a5a5a5ull);
        int const count = static_cast<int>(threads_.size());
        for (int i = 0; i < count; ++i) {
            Thread& t = threads_[static_cast<size_t>(i)];
            t.grid.block_ = block;
            t.grid.thread_ = i;
            t.grid.threads_ = count;
            t.grid.shared_ = shared_.data();
            t.grid.owner_ = this;
            t.finished = false;
            getcontext(&t.context);
            t.context.uc_stack.ss_sp = t.stack.get();
            t.context.uc_stack.ss_size = stack_bytes;
            t.context.uc_link = &scheduler_;
            auto const self = reinterpret_cast<uintptr_t>(this);
            makecontext(&t.context, reinterpret_cast<void (*)()>(&enter), 2, static_cast<unsigned>(self),
                        static_cast<unsigned>(self >> 32));
        }
        // Every round runs each thread up to its next barrier or its end; a round must be all one or all the
        // other.
        for (;;) {
            int waiting = 0, ended = 0;
            for (int i = 0; i < count; ++i) {
                current_ = i;
                Thread& t = threads_[static_cast<size_t>(i)];
                if (!t.finished) swapcontext(&scheduler_, &t.context);
                if (failure_) std::rethrow_exception(failure_);
                (t.finished ? ended : waiting) += 1;
            }
            if (waiting == 0) return;
            if (ended > 0)
                throw BackendError("emulator: a barrier that some threads of the block never reach");
        }
    }

    void wait() {
        Thread& t = threads_[static_cast<size_t>(current_)];
        swapcontext(&t.context, &scheduler_);
    }

  private:
    struct Thread {
        EmulatedGrid grid;
        ucontext_t context;
        std::unique_ptr<unsigned char[]> stack;
        bool finished = false;
    };

    static void enter(unsigned low, unsigned high) {
        // NOLINTNEXTLINE(performance-no-int-to-ptr): makecontext hands over nothing but ints
        auto* const self = reinterpret_cast<EmulatedBlock*>(static_cast<uintptr_t>(low) |
                                                            static_cast<uintptr_t>(high) << 32);
        Thread& t = self->threads_[static_cast<size_t>(self->current_)];
        try {
            self->body_(t.grid);
        } catch (...) {
            self->failure_ = std::current_exception();
        }
        t.finished = true;
    }

    std::function<void(EmulatedGrid&)> const& body_;
    std::vector<uint64_t> shared_;
    std::vector<Thread> threads_;
    ucontext_t scheduler_{};
    int current_ = 0;
    std::exception_ptr failure_;
};

void EmulatedGrid::sync() { owner_->wait(); }

void emulate_grid(int64_t blocks, int threads, size_t shared_bytes,
                  std::function<void(EmulatedGrid&)> const& body) {
    EmulatedBlock block(threads, shared_bytes, body);
    for (int64_t b = 0; b < blocks; ++b) block.run(b);
}

}  // namespace basicbot
