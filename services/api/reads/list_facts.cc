// The facts behind an ente, plan, objective or round.

#include <string>
#include <utility>
#include <variant>

#include "services/api/reads/authorised_name.h"
#include "services/api/reads/pager.h"
#include "services/api/reads/read_call.h"
#include "services/api/reads/read_methods.h"
#include "services/api/refusal_status.h"

namespace traguardo::api {
namespace {

using domain::StreamKind;

// Where a list goes on: after this fact, of what was known at this position.
struct FactsCursor {
  storage::Position after = 0;
  storage::Position known_at = 0;
};

std::variant<FactsCursor, ErrorStatus> Begin(const ReadParts& parts, const CallContext& context,
                                             const v1::ListFactsRequest& request,
                                             const SealBinding& binding) {
  FactsCursor cursor;
  if (!request.page_token().empty()) {
    const auto state = parts.sealer->Open(request.page_token(), binding);
    TokenReader reader(state.has_value() ? std::string_view(*state) : std::string_view());
    cursor.after = reader.Number();
    cursor.known_at = reader.Number();
    if (!reader.AtEnd()) return ErrorOf(v1::ERROR_REASON_TOKEN_INVALID, context.language);
    return cursor;
  }
  auto asked = ParseMoment(parts, {}, request.known_at(), context.language);
  if (auto* error = std::get_if<ErrorStatus>(&asked)) return std::move(*error);
  AskedMoment& moment = std::get<AskedMoment>(asked);
  if (moment.IsCurrent()) moment.known_at = absl::InfiniteFuture();
  auto resolved = ResolveMoment(parts, moment, context.language);
  if (auto* error = std::get_if<ErrorStatus>(&resolved)) return std::move(*error);
  cursor.known_at = std::get<Moment>(resolved).known_at.value_or(0);
  return cursor;
}

Result ReadFacts(const ReadParts& parts, const CallContext& context,
                 const v1::ListFactsRequest& request, const domain::ResourceName& name) {
  const SealBinding binding = BindPages(context, request);
  auto begun = Begin(parts, context, request, binding);
  if (auto* error = std::get_if<ErrorStatus>(&begun)) return {std::move(*error), Payload()};
  const FactsCursor cursor = std::get<FactsCursor>(begun);
  auto page = parts.travel->ListFacts({.ente = name.ente,
                                       .stream = name.stream,
                                       .recursive = request.recursive(),
                                       .after = cursor.after,
                                       .known_at = cursor.known_at,
                                       .limit = RowsPerPage(request.page_size())});
  if (!page.ok()) return {ErrorOf(page.status(), context.language), Payload()};
  if (page->facts.empty() && cursor.after == 0) {
    // The position that pages agree on is nobody's question, unless it was asked for.
    Moment asked{.day = parts.Today()};
    if (!request.known_at().empty()) asked.known_at = cursor.known_at;
    return {NotFound(request.name(), asked, context.language), Payload()};
  }
  v1::ListFactsResponse response;
  size_t bytes = 0;
  for (runtime::ListedFact& listed : page->facts) {
    if (bytes >= kMaxPageBytes) {
      page->more = true;
      break;
    }
    bytes += listed.envelope.ByteSizeLong();
    v1::RecordedFact& fact = *response.add_facts();
    *fact.mutable_envelope() = std::move(listed.envelope);
    fact.set_private_part_withdrawn(listed.private_part_withdrawn);
    fact.set_corrected_by_position(listed.corrected_by);
  }
  response.set_position(cursor.known_at);
  if (page->more) {
    const storage::Position last = response.facts(response.facts_size() - 1).envelope().position();
    response.set_next_page_token(
        parts.sealer->Seal(TokenWriter().Number(last).Number(cursor.known_at).bytes(), binding));
  }
  return Result::Ok(Payload(response.SerializeAsString()));
}

}  // namespace

UnaryMethod ListFactsMethod(const ReadParts& parts) {
  UnaryHandler handle = [parts](const CallContext& context, google::protobuf::Message& message,
                                Reply reply) {
    const auto& request = static_cast<const v1::ListFactsRequest&>(message);
    auto name = AuthorisedName(
        parts, context, request.name(), "name",
        {StreamKind::kEnte, StreamKind::kPlan, StreamKind::kObjective, StreamKind::kRound});
    if (auto* error = std::get_if<ErrorStatus>(&name)) {
      std::move(reply).Send(Result{std::move(*error), Payload()});
      return;
    }
    RunRead(parts, context, 0, ReadWhere::kPool, std::move(reply),
            [&parts, &context, &request, name = std::get<domain::ResourceName>(std::move(name))] {
              return ReadFacts(parts, context, request, name);
            });
  };
  return {"traguardo.api.v1.ProjectionService/ListFacts", &v1::ListFactsRequest::default_instance(),
          Access::kRead, std::move(handle)};
}

}  // namespace traguardo::api
