#include "clients/cli/verbs/known_facts.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "clients/cpp/call.h"
#include "traguardo/api/v1/projection_service.grpc.pb.h"

namespace traguardo::cli {
namespace {

using api::v1::ProjectionService;
using client::CallError;

constexpr uint32_t kFactsPage = 500;

std::optional<CallError> AddPages(const client::Connection& connection,
                                  api::v1::ListFactsRequest request,
                                  const std::function<bool()>& asked_to_stop,
                                  document::KnownFacts& known) {
  do {
    if (asked_to_stop()) return std::nullopt;
    const auto reply = client::Call(connection, connection.projection(),
                                    &ProjectionService::Stub::ListFacts, request);
    if (const auto* error = std::get_if<CallError>(&reply)) {
      if (error->code == grpc::StatusCode::NOT_FOUND) return std::nullopt;
      return *error;
    }
    const auto& page = std::get<api::v1::ListFactsResponse>(reply);
    known.Add(page);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return std::nullopt;
}

}  // namespace

std::optional<CallError> AddKnownFacts(const client::Connection& connection,
                                       const api::v1::YearDocument& document, uint64_t up_to,
                                       const std::function<bool()>& asked_to_stop,
                                       document::KnownFacts& known) {
  api::v1::ListFactsRequest request;
  request.set_page_size(kFactsPage);
  if (up_to > 0) request.set_known_at(absl::StrCat(up_to));
  request.set_name(absl::StrCat("enti/", document.ente()));
  if (auto error = AddPages(connection, request, asked_to_stop, known)) return error;
  absl::StrAppend(request.mutable_name(), "/plans/", document.year());
  request.set_recursive(true);
  return AddPages(connection, request, asked_to_stop, known);
}

}  // namespace traguardo::cli
