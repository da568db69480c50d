#include "services/server/decode_header.h"

#include <algorithm>

#include "absl/status/status.h"
#include "traguardo/event/v1/envelope.pb.h"

namespace traguardo::server {

absl::StatusOr<storage::DecodedHeader> DecodeHeader(std::string_view bytes) {
  event::v1::Envelope envelope;
  if (!envelope.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::DataLossError("the bytes are no envelope");
  }
  if (envelope.fact().kind_case() == event::v1::Fact::KIND_NOT_SET) {
    return absl::DataLossError("the envelope holds no fact that this version knows");
  }
  storage::DecodedHeader header;
  header.ente = envelope.ente();
  header.stream = envelope.stream();
  header.revision = envelope.revision();
  header.position = envelope.position();
  header.principal = envelope.actor().principal();
  storage::RequestIdHash hash;
  if (envelope.command_hash().size() != hash.size()) {
    return absl::DataLossError("the envelope's command hash has the wrong length");
  }
  std::copy(envelope.command_hash().begin(), envelope.command_hash().end(), hash.begin());
  header.command_hash = hash;
  return header;
}

}  // namespace traguardo::server
