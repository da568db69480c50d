// The two ways of saying where a fact stands. They are different things and never mixed.

#ifndef TRAGUARDO_STORAGE_BYTES_POSITION_H_
#define TRAGUARDO_STORAGE_BYTES_POSITION_H_

#include <cstdint>

namespace traguardo::storage {

// A fact's place in the whole log. Gapless from 1; 0 means "before the first fact".
using Position = uint64_t;

// A fact's place in its stream. Gapless from 1; 0 means "the stream does not exist yet".
using Revision = uint64_t;

}  // namespace traguardo::storage

#endif  // TRAGUARDO_STORAGE_BYTES_POSITION_H_
