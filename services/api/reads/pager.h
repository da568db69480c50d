// Pages of one list that fit together: the first page chooses the moment, the token carries it, and
// later pages show the same moment even when facts were recorded in between.

#ifndef TRAGUARDO_SERVICES_API_READS_PAGER_H_
#define TRAGUARDO_SERVICES_API_READS_PAGER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "google/protobuf/message.h"
#include "services/api/call_context.h"
#include "services/api/reads/moment.h"
#include "services/api/reads/read_parts.h"
#include "services/api/seal.h"

namespace traguardo::api {

inline constexpr uint32_t kDefaultPageRows = 100;
inline constexpr uint32_t kMaxPageRows = 500;
// A page ends with the row that reaches this, so that it stays below the 4 MiB that clients take.
inline constexpr size_t kMaxPageBytes = 2 << 20;

// What tokens of a list are bound to: the caller and the whole request but its page fields and
// min_position.
SealBinding BindPages(const CallContext& context, const google::protobuf::Message& request);

uint32_t RowsPerPage(uint32_t page_size);

class Pager {
 public:
  // TOKEN_INVALID for a token that is not ours.
  static std::variant<Pager, ErrorStatus> Begin(const ReadParts& parts, const CallContext& context,
                                                const google::protobuf::Message& request,
                                                uint32_t page_size, std::string_view page_token);

  // The moment of the whole list: `asked` on the first page, pinned afterwards.
  std::variant<Moment, ErrorStatus> ResolveMoment(const AskedMoment& asked,
                                                  Language language) const;

  // The rows that this page may have out of `count`; it may end earlier, when it has enough bytes.
  size_t begin(size_t count) const { return std::min<size_t>(offset_, count); }
  size_t end(size_t count) const { return std::min<size_t>(begin(count) + rows_, count); }

  // For the page that begins at row `next`.
  std::string TokenFor(size_t next, const domain::CivilDate& day,
                       storage::Position position) const;

 private:
  Pager(const ReadParts& parts, SealBinding binding, uint32_t rows)
      : parts_(&parts), binding_(std::move(binding)), rows_(rows) {}

  const ReadParts* parts_;
  SealBinding binding_;
  size_t rows_;
  // From the token.
  bool pinned_ = false;
  size_t offset_ = 0;
  storage::Position position_ = 0;
  domain::DayNumber day_ = 0;
};

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_PAGER_H_
