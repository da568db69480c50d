#include <utility>
#include <variant>

#include "services/api/reads/authorised_name.h"
#include "services/api/reads/read_call.h"
#include "services/api/reads/read_methods.h"
#include "services/api/reads/year_rows.h"
#include "services/api/refusal_status.h"
#include "traguardo/api/v1/plan_service.pb.h"

namespace traguardo::api {
namespace {

Result ReadPlan(const ReadParts& parts, const CallContext& context,
                const v1::GetPlanRequest& request, const domain::ResourceName& name) {
  auto asked = ParseMoment(parts, request.as_of(), request.known_at(), context.language);
  if (auto* error = std::get_if<ErrorStatus>(&asked)) return {std::move(*error), Payload()};
  auto resolved = ResolveMoment(parts, std::get<AskedMoment>(asked), context.language);
  if (auto* error = std::get_if<ErrorStatus>(&resolved)) return {std::move(*error), Payload()};
  const Moment& moment = std::get<Moment>(resolved);
  auto rows = LoadYear(parts, name.ente, name.stream.year(), "p", moment);
  if (!rows.ok()) return {ErrorOf(rows.status(), context.language), Payload()};
  if (!rows->plan.has_value()) {
    return {NotFound(request.plan(), moment, context.language), Payload()};
  }
  v1::GetPlanResponse response;
  *response.mutable_plan() = *std::move(rows->plan);
  response.set_position(rows->position);
  return Result::Ok(Payload(response.SerializeAsString()));
}

}  // namespace

UnaryMethod GetPlanMethod(const ReadParts& parts) {
  UnaryHandler handle = [parts](const CallContext& context, google::protobuf::Message& message,
                                Reply reply) {
    const auto& request = static_cast<const v1::GetPlanRequest&>(message);
    auto name = AuthorisedName(parts, context, request.plan(), "plan", {domain::StreamKind::kPlan});
    if (auto* error = std::get_if<ErrorStatus>(&name)) {
      std::move(reply).Send(Result{std::move(*error), Payload()});
      return;
    }
    RunRead(parts, context, request.min_position(), ReadWhere::kPool, std::move(reply),
            [&parts, &context, &request, name = std::get<domain::ResourceName>(std::move(name))] {
              return ReadPlan(parts, context, request, name);
            });
  };
  return {"traguardo.api.v1.PlanService/GetPlan", &v1::GetPlanRequest::default_instance(),
          Access::kRead, std::move(handle)};
}

}  // namespace traguardo::api
