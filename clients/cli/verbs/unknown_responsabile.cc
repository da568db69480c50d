#include "clients/cli/verbs/unknown_responsabile.h"

#include <variant>

#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cpp/call.h"
#include "google/protobuf/util/message_differencer.h"

namespace traguardo::cli {
namespace {

using api::v1::ListObjectivesRequest;
using api::v1::ListObjectivesResponse;
using api::v1::ProjectionService;

constexpr Text kNobody{
    "Nessuno con l'identificativo \"{}\" risponde di un obiettivo del {} ({}). Chi ne risponde lo "
    "dice: traguardo status --group responsabile",
    "Nobody with the id \"{}\" answers for an objective of {} ({}). Who does: traguardo status "
    "--group responsabile"};

// The same question without the other filters.
ListObjectivesRequest OfResponsabiliOnly(const ListObjectivesRequest& request) {
  ListObjectivesRequest only = request;
  only.clear_page_token();
  only.clear_filter();
  *only.mutable_filter()->mutable_responsabili() = request.filter().responsabili();
  return only;
}

bool FindsNothing(Session& session, ListObjectivesRequest request) {
  const client::Connection* const connection = session.Connect();
  if (connection == nullptr) return false;
  request.set_page_size(1);
  const auto reply = client::Call(*connection, connection->projection(),
                                  &ProjectionService::Stub::ListObjectives, request);
  const auto* const found = std::get_if<ListObjectivesResponse>(&reply);
  return found != nullptr && found->objectives().empty();
}

}  // namespace

void NoteUnknownResponsabili(Session& session, const ListObjectivesRequest& request,
                             const std::string& as_of) {
  if (request.filter().responsabili().empty()) return;
  const ListObjectivesRequest only = OfResponsabiliOnly(request);
  const bool was_asked =
      google::protobuf::util::MessageDifferencer::Equals(only.filter(), request.filter());
  if (!was_asked && !FindsNothing(session, only)) return;
  for (const std::string& responsabile : request.filter().responsabili()) {
    session.Note(
        Fill(session.Say(kNobody), responsabile, IdOf(request.plan()), MomentText(session, as_of)));
  }
}

}  // namespace traguardo::cli
