// What grpc.reflection.v1.ServerReflection answers, and v1alpha with the same bytes: which services
// there are, and the protos that describe them, so that tools like grpcurl need no files of ours.
//
// The two messages are few and frozen, and Debian packages them only inside a library that would
// bring threads of its own; they are read and written here field by field.

#ifndef TRAGUARDO_SERVICES_API_REFLECTION_REFLECTION_ANSWER_H_
#define TRAGUARDO_SERVICES_API_REFLECTION_REFLECTION_ANSWER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace traguardo::api {

// The serialised ServerReflectionResponse for a ServerReflectionRequest; what is not found is said
// inside of it. None for bytes that are no request. `services` are full names in `pool`.
std::optional<std::string> AnswerReflection(std::string_view request,
                                            const std::vector<std::string>& services,
                                            const google::protobuf::DescriptorPool& pool);

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_REFLECTION_REFLECTION_ANSWER_H_
