// What an envelope says of its own place, read from its bytes without parsing the rest. Relies on
// fields 1 to 7 coming first and in order, as envelope.proto promises.

#ifndef TRAGUARDO_SERVICES_RUNTIME_STATES_ENVELOPE_HEAD_H_
#define TRAGUARDO_SERVICES_RUNTIME_STATES_ENVELOPE_HEAD_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "storage/bytes/position.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::runtime {

// The views point into the envelope's bytes.
struct EnvelopeHead {
  storage::Position position = 0;
  std::string_view ente;
  std::string_view stream;
  // Both of these as they are stored, with their tags: the same bytes for the same stream.
  std::string_view place;
  uint32_t command_index = 0;
  uint32_t command_size = 0;
  event::v1::Fact::KindCase kind = event::v1::Fact::KIND_NOT_SET;
};

// The kind of fact in an envelope; KIND_NOT_SET for bytes that are none.
event::v1::Fact::KindCase PeekKind(std::string_view envelope);

// None for bytes that are no envelope.
std::optional<EnvelopeHead> ReadEnvelopeHead(std::string_view envelope);

// The private fields of a fact, out of its private part, as bytes to be written behind its envelope
// as one more `fact`: parsing both in one go then puts the texts back. That works for kinds whose
// private fields are texts of the fact itself and not of a list in it; none for all others, and for
// a part that holds anything else.
std::optional<std::string_view> TextsToAppend(event::v1::Fact::KindCase kind,
                                              std::string_view private_part);

// How many bytes AppendTexts() writes.
size_t AppendedTextsBytes(std::string_view texts);
// Writes them to `to`, which is right behind the envelope.
void AppendTexts(std::string_view texts, char* to);

}  // namespace traguardo::runtime

#endif  // TRAGUARDO_SERVICES_RUNTIME_STATES_ENVELOPE_HEAD_H_
