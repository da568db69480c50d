// One objective. The read that people and programs ask for most, so the row as it is today is kept
// and sent again without being parsed.

#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "services/api/reads/authorised_name.h"
#include "services/api/reads/read_call.h"
#include "services/api/reads/read_methods.h"
#include "services/api/reads/row_bytes.h"
#include "services/api/reads/year_rows.h"
#include "services/api/refusal_status.h"
#include "services/api/wire_format.h"

namespace traguardo::api {
namespace {

// Of GetObjectiveResponse. Its field 1 is the row, framed as row_bytes.h frames it.
constexpr int kPositionField = v1::GetObjectiveResponse::kPositionFieldNumber;

Result ReadCurrent(const ReadParts& parts, const CallContext& context, const std::string& text,
                   const domain::ResourceName& name, const Moment& moment) {
  const auto found = parts.views->Get({.ente = name.ente,
                                       .year = name.stream.year(),
                                       .kind = projection::RowKind::kObjective,
                                       .id = name.stream.id()});
  if (!found.ok()) return {ErrorOf(found.status(), context.language), Payload()};
  if (!found->row.has_value()) return {NotFound(text, moment, context.language), Payload()};
  auto bytes = FramedRow(parts, projection::RowKind::kObjective, found->row->key,
                         found->row->last_change, found->row->message, moment.day);
  if (!bytes.ok()) return {ErrorOf(bytes.status(), context.language), Payload()};
  std::string position;
  AppendNumberField(kPositionField, found->position, position);
  return Result::Ok(Payload(*std::move(bytes), std::move(position)));
}

Result ReadPast(const ReadParts& parts, const CallContext& context, const std::string& text,
                const domain::ResourceName& name, const AskedMoment& asked) {
  auto resolved = ResolveMoment(parts, asked, context.language);
  if (auto* error = std::get_if<ErrorStatus>(&resolved)) return {std::move(*error), Payload()};
  const Moment& moment = std::get<Moment>(resolved);
  auto rows = LoadYear(parts, name.ente, name.stream.year(), "o", moment);
  if (!rows.ok()) return {ErrorOf(rows.status(), context.language), Payload()};
  for (view::v1::Objective& row : rows->objectives) {
    if (row.id() != name.stream.id()) continue;
    v1::GetObjectiveResponse response;
    *response.mutable_objective() = std::move(row);
    response.set_position(rows->position);
    return Result::Ok(Payload(response.SerializeAsString()));
  }
  return {NotFound(text, moment, context.language), Payload()};
}

}  // namespace

UnaryMethod GetObjectiveMethod(const ReadParts& parts) {
  UnaryHandler handle = [parts](const CallContext& context, google::protobuf::Message& message,
                                Reply reply) {
    const auto& request = static_cast<const v1::GetObjectiveRequest&>(message);
    auto name = AuthorisedName(parts, context, request.objective(), "objective",
                               {domain::StreamKind::kObjective});
    auto asked = ParseMoment(parts, request.moment().as_of(), request.moment().known_at(),
                             context.language);
    ErrorStatus* error = std::get_if<ErrorStatus>(&name);
    if (error == nullptr) error = std::get_if<ErrorStatus>(&asked);
    if (error != nullptr) {
      std::move(reply).Send(Result{std::move(*error), Payload()});
      return;
    }
    const AskedMoment& moment = std::get<AskedMoment>(asked);
    RunRead(parts, context, request.moment().min_position(),
            moment.IsCurrent() ? ReadWhere::kHereIfReady : ReadWhere::kPool, std::move(reply),
            [&parts, &context, &request, moment,
             name = std::get<domain::ResourceName>(std::move(name))] {
              return moment.IsCurrent() ? ReadCurrent(parts, context, request.objective(), name,
                                                      Moment{.day = moment.day})
                                        : ReadPast(parts, context, request.objective(), name,
                                                   moment);
            });
  };
  return {"traguardo.api.v1.ProjectionService/GetObjective",
          &v1::GetObjectiveRequest::default_instance(), Access::kRead, std::move(handle)};
}

}  // namespace traguardo::api
