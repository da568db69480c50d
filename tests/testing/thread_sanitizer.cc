// What ThreadSanitizer must know to be right about our tests. Linked into every test of the tsan preset.
//
// Debian's Abseil is compiled without ThreadSanitizer, so that everything guarded by an absl::Mutex
// would be reported as a race. The functions below take the place of Abseil's own in the test program
// (the dynamic linker finds the program's first), tell ThreadSanitizer what is locked and unlocked, and
// call the real ones, which dlsym finds next. Between pre_ and post_ ThreadSanitizer looks away: there
// Abseil may evaluate the Condition of another thread that waits.
//
// Not covered, because nothing here uses them: waiting for a Condition with a reader's lock, Barrier.

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdio>
#include <cstdlib>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

// gRPC, RocksDB and Abseil are not instrumented; what they do among themselves is none of our business.
extern "C" const char* __tsan_default_options() {
  return "ignore_noninstrumented_modules=1:halt_on_error=1";
}

namespace {

constexpr unsigned kWrite = 0;
constexpr unsigned kRead = __tsan_mutex_read_lock;

template <typename Function>
Function Real(const char* mangled_name) {
  void* found = dlsym(RTLD_NEXT, mangled_name);
  if (found == nullptr) {
    fprintf(stderr, "%s: no symbol %s in this Abseil\n", __FILE__, mangled_name);
    abort();
  }
  return reinterpret_cast<Function>(found);
}

// The real member function of this mangled name, looked up once.
#define TRAGUARDO_REAL(result, name, ...)               \
  using RealFunction = result (*)(__VA_ARGS__);         \
  static const RealFunction real = Real<RealFunction>(name)

// Abseil's functions call each other; only the outermost one speaks to ThreadSanitizer.
thread_local bool inside = false;

template <typename Body>
auto Outermost(Body body) {
  struct Leave {
    ~Leave() { inside = false; }
  } leave;
  inside = true;
  return body();
}

// Runs `body`, which locks the mutex and returns nothing or whether a condition held.
template <typename Body>
auto Locking(void* mutex, unsigned flags, Body body) {
  struct PostLock {
    void* mutex;
    unsigned flags;
    ~PostLock() { __tsan_mutex_post_lock(mutex, flags, 0); }
  };
  if (inside) return body();
  __tsan_mutex_pre_lock(mutex, flags);
  const PostLock post_lock{mutex, flags};
  return Outermost(body);
}

template <typename Body>
bool TryLocking(void* mutex, unsigned flags, Body body) {
  if (inside) return body();
  flags |= __tsan_mutex_try_lock;
  __tsan_mutex_pre_lock(mutex, flags);
  const bool locked = Outermost(body);
  __tsan_mutex_post_lock(mutex, locked ? flags : flags | __tsan_mutex_try_lock_failed, 0);
  return locked;
}

template <typename Body>
void Unlocking(void* mutex, unsigned flags, Body body) {
  if (inside) return body();
  __tsan_mutex_pre_unlock(mutex, flags);
  Outermost(body);
  __tsan_mutex_post_unlock(mutex, flags);
}

// Waiting gives the mutex up and takes it again.
template <typename Body>
auto Waiting(void* mutex, Body body) {
  Unlocking(mutex, kWrite, [] {});
  return Locking(mutex, kWrite, body);
}

}  // namespace

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35Mutex4LockEv", Mutex*);
  Locking(this, kWrite, [this] { real(this); });
}

void Mutex::Unlock() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35Mutex6UnlockEv", Mutex*);
  Unlocking(this, kWrite, [this] { real(this); });
}

bool Mutex::TryLock() {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian35Mutex7TryLockEv", Mutex*);
  return TryLocking(this, kWrite, [this] { return real(this); });
}

void Mutex::ReaderLock() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35Mutex10ReaderLockEv", Mutex*);
  Locking(this, kRead, [this] { real(this); });
}

void Mutex::ReaderUnlock() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35Mutex12ReaderUnlockEv", Mutex*);
  Unlocking(this, kRead, [this] { real(this); });
}

void Mutex::LockWhen(const Condition& condition) {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35Mutex8LockWhenERKNS0_9ConditionE", Mutex*,
                 const Condition&);
  Locking(this, kWrite, [&] { real(this, condition); });
}

bool Mutex::LockWhenWithTimeout(const Condition& condition, Duration timeout) {
  TRAGUARDO_REAL(bool,
                 "_ZN4absl7debian35Mutex19LockWhenWithTimeoutERKNS0_9ConditionENS0_8DurationE",
                 Mutex*, const Condition&, Duration);
  return Locking(this, kWrite, [&] { return real(this, condition, timeout); });
}

bool Mutex::LockWhenWithDeadline(const Condition& condition, Time deadline) {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian35Mutex20LockWhenWithDeadlineERKNS0_9ConditionENS0_4TimeE",
                 Mutex*, const Condition&, Time);
  return Locking(this, kWrite, [&] { return real(this, condition, deadline); });
}

void Mutex::Await(const Condition& condition) {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE", Mutex*,
                 const Condition&);
  Waiting(this, [&] { real(this, condition); });
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE",
                 Mutex*, const Condition&, Duration);
  return Waiting(this, [&] { return real(this, condition, timeout); });
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian35Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE",
                 Mutex*, const Condition&, Time);
  return Waiting(this, [&] { return real(this, condition, deadline); });
}

Mutex::~Mutex() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian35MutexD1Ev", Mutex*);
  real(this);
  __tsan_mutex_destroy(this, __tsan_mutex_not_static);
}

void CondVar::Wait(Mutex* mutex) {
  TRAGUARDO_REAL(void, "_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE", CondVar*, Mutex*);
  Waiting(mutex, [&] { real(this, mutex); });
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE",
                 CondVar*, Mutex*, Duration);
  return Waiting(mutex, [&] { return real(this, mutex, timeout); });
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE",
                 CondVar*, Mutex*, Time);
  return Waiting(mutex, [&] { return real(this, mutex, deadline); });
}

// A notification that has come already is seen without its mutex. Its flag lies behind the mutex, and
// HasBeenNotified() reads it in the header, where ThreadSanitizer sees it.
void Notification::Notify() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian312Notification6NotifyEv", Notification*);
  __tsan_release(reinterpret_cast<char*>(this) + sizeof(Mutex));
  real(this);
}

void Notification::WaitForNotification() const {
  TRAGUARDO_REAL(void, "_ZNK4absl7debian312Notification19WaitForNotificationEv",
                 const Notification*);
  real(this);
  HasBeenNotified();
}

bool Notification::WaitForNotificationWithTimeout(Duration timeout) const {
  TRAGUARDO_REAL(bool,
                 "_ZNK4absl7debian312Notification30WaitForNotificationWithTimeoutENS0_8DurationE",
                 const Notification*, Duration);
  return real(this, timeout) && HasBeenNotified();
}

bool Notification::WaitForNotificationWithDeadline(Time deadline) const {
  TRAGUARDO_REAL(bool,
                 "_ZNK4absl7debian312Notification31WaitForNotificationWithDeadlineENS0_4TimeE",
                 const Notification*, Time);
  return real(this, deadline) && HasBeenNotified();
}

bool BlockingCounter::DecrementCount() {
  TRAGUARDO_REAL(bool, "_ZN4absl7debian315BlockingCounter14DecrementCountEv", BlockingCounter*);
  __tsan_release(this);
  return real(this);
}

void BlockingCounter::Wait() {
  TRAGUARDO_REAL(void, "_ZN4absl7debian315BlockingCounter4WaitEv", BlockingCounter*);
  real(this);
  __tsan_acquire(this);
}

ABSL_NAMESPACE_END
}  // namespace absl
