// STORAGE_CHECK(condition): our own bugs stop the process before they reach the disk. On in every
// build, unlike assert(). Never for bytes that were read: those are data loss, reported.

#ifndef TRAGUARDO_STORAGE_BYTES_CHECK_H_
#define TRAGUARDO_STORAGE_BYTES_CHECK_H_

#include <cstdio>
#include <cstdlib>

#define STORAGE_CHECK(condition)                                                                 \
  do {                                                                                           \
    if (!(condition)) [[unlikely]] {                                                             \
      std::fprintf(stderr, "%s:%d: storage check failed: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                              \
    }                                                                                            \
  } while (false)

#endif  // TRAGUARDO_STORAGE_BYTES_CHECK_H_
