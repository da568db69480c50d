#include <string>
#include <utility>
#include <variant>

#include "services/api/reads/authorised_name.h"
#include "services/api/reads/overview.h"
#include "services/api/reads/read_call.h"
#include "services/api/reads/read_methods.h"
#include "services/api/refusal_status.h"
#include "services/api/wire_format.h"

namespace traguardo::api {
namespace {

Result Send(OverviewBytes overview) {
  std::string position;
  AppendNumberField(v1::GetOverviewResponse::kPositionFieldNumber, overview.position, position);
  return Result::Ok(Payload(std::move(overview.response), std::move(position)));
}

Result ReadCurrent(const ReadParts& parts, const CallContext& context, const std::string& text,
                   const domain::ResourceName& plan, const Moment& moment) {
  auto overview = LoadOverview(parts, plan.ente, plan.stream.year(), moment.day);
  if (!overview.ok()) return {ErrorOf(overview.status(), context.language), Payload()};
  if (!overview->has_value()) return {NotFound(text, moment, context.language), Payload()};
  return Send(**std::move(overview));
}

Result ReadPast(const ReadParts& parts, const CallContext& context, const std::string& text,
                const domain::ResourceName& plan, const AskedMoment& asked) {
  auto resolved = ResolveMoment(parts, asked, context.language);
  if (auto* error = std::get_if<ErrorStatus>(&resolved)) return {std::move(*error), Payload()};
  const Moment& moment = std::get<Moment>(resolved);
  auto rows = LoadYear(parts, plan.ente, plan.stream.year(), kOverviewKinds, moment);
  if (!rows.ok()) return {ErrorOf(rows.status(), context.language), Payload()};
  if (!rows->plan.has_value()) return {NotFound(text, moment, context.language), Payload()};
  std::string response = SummariseRows(*rows, moment.day);
  AppendNumberField(v1::GetOverviewResponse::kPositionFieldNumber, rows->position, response);
  return Result::Ok(Payload(std::move(response)));
}

}  // namespace

UnaryMethod GetOverviewMethod(const ReadParts& parts) {
  UnaryHandler handle = [parts](const CallContext& context, google::protobuf::Message& message,
                                Reply reply) {
    const auto& request = static_cast<const v1::GetOverviewRequest&>(message);
    auto plan = AuthorisedName(parts, context, request.plan(), "plan", {domain::StreamKind::kPlan});
    auto asked = ParseMoment(parts, request.moment().as_of(), request.moment().known_at(),
                             context.language);
    ErrorStatus* error = std::get_if<ErrorStatus>(&plan);
    if (error == nullptr) error = std::get_if<ErrorStatus>(&asked);
    if (error != nullptr) {
      std::move(reply).Send(Result{std::move(*error), Payload()});
      return;
    }
    const auto& name = std::get<domain::ResourceName>(plan);
    const AskedMoment& moment = std::get<AskedMoment>(asked);
    if (moment.IsCurrent() && request.moment().min_position() <= parts.views->position()) {
      auto known = FindOverview(parts, name.ente, name.stream.year(), moment.day);
      if (known.ok() && known->has_value()) {
        std::move(reply).Send(Send(**std::move(known)));
        return;
      }
    }
    RunRead(parts, context, request.moment().min_position(), ReadWhere::kPool, std::move(reply),
            [&parts, &context, &request, moment, name] {
              return moment.IsCurrent() ? ReadCurrent(parts, context, request.plan(), name,
                                                      Moment{.day = moment.day})
                                        : ReadPast(parts, context, request.plan(), name, moment);
            });
  };
  return {"traguardo.api.v1.ProjectionService/GetOverview",
          &v1::GetOverviewRequest::default_instance(), Access::kRead, std::move(handle)};
}

}  // namespace traguardo::api
