// Finds the text that kept a message from being parsed.

#ifndef TRAGUARDO_SERVICES_API_WIRE_TEXT_H_
#define TRAGUARDO_SERVICES_API_WIRE_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "google/protobuf/descriptor.h"

namespace traguardo::api {

bool IsUtf8(std::string_view text);

// Walks the wire bytes of a message of this type to the first string field that is not UTF-8, and
// gives its path ("proposals[2].fact.progress_recorded.note"). Null when there is none, or when the
// bytes are broken in another way before it. Reads untrusted bytes: bounded in depth, never past
// the end.
std::optional<std::string> FindInvalidText(std::string_view bytes,
                                           const google::protobuf::Descriptor& type);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_WIRE_TEXT_H_
