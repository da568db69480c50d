#include "tests/crash/listed_facts.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cpp/call.h"
#include "tests/crash/wire_client.h"
#include "tests/crash/world.h"

namespace traguardo::crash {
namespace {

using api::v1::ProjectionService;
using event::v1::Envelope;

constexpr uint32_t kFactsOfPage = 500;

// Null, or how a page failed. An ente that was never registered has no facts.
std::optional<client::CallError> AddFactsOf(const client::Connection& connection,
                                            const std::string& ente, std::vector<Envelope>& facts) {
  api::v1::ListFactsRequest request;
  request.set_name(ente);
  request.set_recursive(true);
  request.set_page_size(kFactsOfPage);
  do {
    auto reply = client::Call(connection, connection.projection(),
                              &ProjectionService::Stub::ListFacts, request);
    if (auto* error = std::get_if<client::CallError>(&reply)) {
      if (error->code == grpc::StatusCode::NOT_FOUND) return std::nullopt;
      return std::move(*error);
    }
    auto& page = std::get<api::v1::ListFactsResponse>(reply);
    for (auto& fact : *page.mutable_facts()) facts.push_back(std::move(*fact.mutable_envelope()));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return std::nullopt;
}

}  // namespace

std::variant<std::vector<Envelope>, client::CallError> ListAllFacts(const std::string& address) {
  const WireClient reader(address, Caller::kSegretario);
  std::vector<Envelope> facts;
  for (const char* const ente : kEnti) {
    auto error = AddFactsOf(reader.connection(), absl::StrCat("enti/", ente), facts);
    if (error.has_value()) return *std::move(error);
  }
  std::sort(facts.begin(), facts.end(),
            [](const Envelope& a, const Envelope& b) { return a.position() < b.position(); });
  return facts;
}

}  // namespace traguardo::crash
