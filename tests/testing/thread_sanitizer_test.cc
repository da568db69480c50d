// In the tsan preset these tests say whether ThreadSanitizer sees what our threads use to wait for each
// other; in the others they say only that the counts are right.

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 200;

// Runs `body` on several threads at once.
template <typename Body>
void OnThreads(Body body) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(body, i);
}

TEST(ThreadSanitizerTest, SeesAStandardMutex) {
  std::mutex mutex;
  int count = 0;
  OnThreads([&](int) {
    for (int i = 0; i < kRounds; ++i) {
      const std::lock_guard lock(mutex);
      ++count;
    }
  });
  EXPECT_EQ(count, kThreads * kRounds);
}

TEST(ThreadSanitizerTest, SeesAnAbseilMutex) {
  absl::Mutex mutex;
  int count = 0;
  OnThreads([&](int) {
    for (int i = 0; i < kRounds; ++i) {
      const absl::MutexLock lock(&mutex);
      ++count;
    }
  });
  EXPECT_EQ(count, kThreads * kRounds);
}

TEST(ThreadSanitizerTest, SeesReadersAndATriedLock) {
  absl::Mutex mutex;
  int count = 0;
  OnThreads([&](int thread) {
    for (int i = 0; i < kRounds; ++i) {
      if (thread == 0 && mutex.TryLock()) {
        ++count;
        mutex.Unlock();
      } else {
        const absl::ReaderMutexLock lock(&mutex);
        EXPECT_LE(count, kRounds);
      }
    }
  });
}

// Whoever unlocks evaluates the conditions of those who wait.
TEST(ThreadSanitizerTest, SeesConditionsOfOtherThreads) {
  absl::Mutex mutex;
  int turn = 0;
  OnThreads([&](int thread) {
    const auto mine = [&] { return turn % kThreads == thread; };
    for (int i = 0; i < kRounds; ++i) {
      if (i % 3 == 0) {
        mutex.LockWhen(absl::Condition(&mine));
      } else {
        mutex.Lock();
        if (i % 3 == 1) mutex.Await(absl::Condition(&mine));
        while (!mine()) mutex.AwaitWithTimeout(absl::Condition(&mine), absl::Seconds(1));
      }
      ++turn;
      mutex.Unlock();
    }
  });
  EXPECT_EQ(turn, kThreads * kRounds);
}

TEST(ThreadSanitizerTest, SeesAnAbseilConditionVariable) {
  absl::Mutex mutex;
  absl::CondVar changed;
  int turn = 0;
  OnThreads([&](int thread) {
    for (int i = 0; i < kRounds; ++i) {
      const absl::MutexLock lock(&mutex);
      while (turn % kThreads != thread) {
        if (i % 2 == 0) {
          changed.Wait(&mutex);
        } else {
          changed.WaitWithTimeout(&mutex, absl::Seconds(1));
        }
      }
      ++turn;
      changed.SignalAll();
    }
  });
  EXPECT_EQ(turn, kThreads * kRounds);
}

TEST(ThreadSanitizerTest, SeesANotificationEarlyOrLate) {
  for (int i = 0; i < kRounds; ++i) {
    absl::Notification finished;
    int value = 0;
    std::jthread thread([&] {
      value = i;
      finished.Notify();
    });
    if (i % 2 == 0 || !finished.HasBeenNotified()) finished.WaitForNotification();
    EXPECT_EQ(value, i);
  }
}

TEST(ThreadSanitizerTest, SeesABlockingCounter) {
  absl::BlockingCounter running(kThreads);
  std::vector<int> values(kThreads);
  std::vector<std::jthread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      values[i] = i;
      running.DecrementCount();
    });
  }
  running.Wait();
  EXPECT_EQ(values, (std::vector<int>{0, 1, 2, 3}));
}

#ifdef __SANITIZE_THREAD__
TEST(ThreadSanitizerDeathTest, ReportsARace) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        int count = 0;
        OnThreads([&](int) { ++count; });
      },
      "data race");
}

TEST(ThreadSanitizerDeathTest, ReportsAForgottenLock) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        absl::Mutex mutex;
        int count = 0;
        OnThreads([&](int thread) {
          if (thread == 0) {
            ++count;
          } else {
            const absl::MutexLock lock(&mutex);
            ++count;
          }
        });
      },
      "data race");
}
#endif

}  // namespace
