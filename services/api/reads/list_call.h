// What all lists of a plan-year share: the name, the moment, the rows, one page of them.

#ifndef TRAGUARDO_SERVICES_API_READS_LIST_CALL_H_
#define TRAGUARDO_SERVICES_API_READS_LIST_CALL_H_

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/api/method.h"
#include "services/api/reads/authorised_name.h"
#include "services/api/reads/pager.h"
#include "services/api/reads/read_call.h"
#include "services/api/reads/year_rows.h"
#include "services/api/refusal_status.h"

namespace traguardo::api {

// One list: which kinds of row it reads besides the plan's, whether what it is asked for exists,
// which of the rows it shows in which order, and where they go in the response.
template <typename Request, typename Response, typename Row>
struct ListSpec {
  std::string (*kinds)(const Request& request);
  // Null, or which of the filter's ids does not exist. The rows have a plan.
  ErrorStatus (*check)(const Request& request, const YearRows& rows, Language language);
  // May take the rows out of `rows`.
  std::vector<Row> (*select)(const Request& request, YearRows& rows, const domain::CivilDate& day);
  void (*add)(Response& response, Row row);
};

template <typename Request, typename Response, typename Row>
Result ReadPage(const ReadParts& parts, const CallContext& context, const Request& request,
                const domain::ResourceName& plan, const ListSpec<Request, Response, Row>& spec) {
  auto begun = Pager::Begin(parts, context, request, request.page_size(), request.page_token());
  if (auto* error = std::get_if<ErrorStatus>(&begun)) return {std::move(*error), Payload()};
  const Pager& pager = std::get<Pager>(begun);
  auto asked =
      ParseMoment(parts, request.moment().as_of(), request.moment().known_at(), context.language);
  if (auto* error = std::get_if<ErrorStatus>(&asked)) return {std::move(*error), Payload()};
  auto resolved = pager.ResolveMoment(std::get<AskedMoment>(asked), context.language);
  if (auto* error = std::get_if<ErrorStatus>(&resolved)) return {std::move(*error), Payload()};
  const Moment& moment = std::get<Moment>(resolved);

  auto rows = LoadYear(parts, plan.ente, plan.stream.year(), spec.kinds(request) + "p", moment);
  if (!rows.ok()) return {ErrorOf(rows.status(), context.language), Payload()};
  if (!rows->plan.has_value()) {
    return {NotFound(request.plan(), moment, context.language), Payload()};
  }
  if (ErrorStatus error = spec.check(request, *rows, context.language)) {
    return {std::move(error), Payload()};
  }
  const storage::Position position = rows->position;
  std::vector<Row> selected = spec.select(request, *rows, moment.day);
  Response response;
  size_t bytes = 0;
  size_t next = pager.begin(selected.size());
  while (next < pager.end(selected.size()) && bytes < kMaxPageBytes) {
    bytes += selected[next].ByteSizeLong();
    spec.add(response, std::move(selected[next++]));
  }
  if (next < selected.size()) {
    response.set_next_page_token(pager.TokenFor(next, moment.day, position));
  }
  response.set_position(position);
  response.set_as_of(moment.day.ToString());
  return Result::Ok(Payload(response.SerializeAsString()));
}

template <typename Request, typename Response, typename Row>
UnaryMethod ListMethod(std::string name, const ReadParts& parts,
                       ListSpec<Request, Response, Row> spec) {
  UnaryHandler handle = [parts, spec = std::move(spec)](const CallContext& context,
                                                        google::protobuf::Message& message,
                                                        Reply reply) {
    const auto& request = static_cast<const Request&>(message);
    auto plan = AuthorisedName(parts, context, request.plan(), "plan", {domain::StreamKind::kPlan});
    if (auto* error = std::get_if<ErrorStatus>(&plan)) {
      std::move(reply).Send(Result{std::move(*error), Payload()});
      return;
    }
    RunRead(parts, context, request.moment().min_position(), ReadWhere::kPool, std::move(reply),
            [&parts, &context, &request, &spec,
             plan = std::get<domain::ResourceName>(std::move(plan))] {
              return ReadPage(parts, context, request, plan, spec);
            });
  };
  return {std::move(name), &Request::default_instance(), Access::kRead, std::move(handle)};
}

}  // namespace traguardo::api

#endif  // TRAGUARDO_SERVICES_API_READS_LIST_CALL_H_
