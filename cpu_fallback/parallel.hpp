#pragma once
// A loop over indices on TBB's threads. oneTBB is not compiled for the thread sanitizer, which therefore sees
// neither that the bodies begin after what the caller did nor that the caller goes on after them; here it is
// told both. Two bodies of one loop stay unordered, so that a race between them is reported.

#include <tbb/parallel_for.h>

#if defined(__SANITIZE_THREAD__)
#define BB_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define BB_THREAD_SANITIZER 1
#endif
#endif

#if defined(BB_THREAD_SANITIZER)
#include <sanitizer/tsan_interface.h>
#endif

namespace basicbot {

#if defined(BB_THREAD_SANITIZER)
// The two places are apart: at one alone the end of a body would also come before the begin of another.
template <class Index, class Body>
class OrderedLoop {
  public:
    explicit OrderedLoop(Body const& body) : body_(body) {}
    void fork() const { __tsan_release(&fork_); }
    void join() const { __tsan_acquire(&join_); }
    void operator()(Index i) const {
        __tsan_acquire(&fork_);  // before any member is read
        struct End {
            OrderedLoop const& loop;
            ~End() { __tsan_release(&loop.join_); }
        } const end{*this};
        body_(i);
    }

  private:
    mutable char fork_ = 0, join_ = 0;
    Body const& body_;
};

template <class Index, class Body>
void for_each_index(Index count, Body const& body) {
    OrderedLoop<Index, Body> const loop(body);
    struct Join {
        OrderedLoop<Index, Body> const& loop;
        ~Join() { loop.join(); }
    } const join{loop};
    loop.fork();
    tbb::parallel_for(Index{0}, count, loop);
}
#else
template <class Index, class Body>
void for_each_index(Index count, Body const& body) {
    tbb::parallel_for(Index{0}, count, body);
}
#endif

}  // namespace basicbot
