#include "services/api/admin/admin_methods.h"

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "services/api/admin/server_status.h"
#include "services/api/progress_stream.h"
#include "services/api/reads/pager.h"
#include "services/api/refusal_status.h"

namespace traguardo::api {
namespace {

using google::protobuf::Message;

// Read at once while looking for enti that the caller may see.
constexpr size_t kScanned = 1000;
constexpr char kService[] = "traguardo.api.v1.AdminService/";

SealBinding BindEnti(const CallContext& context) {
  SealBinding binding("ListEnti 1");
  binding.Add(context.caller->principal);
  return binding;
}

v1::EnteSummary Summarise(const runtime::DirectoryEntry& entry) {
  v1::EnteSummary summary;
  summary.set_name("enti/" + entry.ente);
  summary.set_display_name(entry.registered.name());
  summary.set_kind(entry.registered.kind());
  for (const int year : entry.years) summary.add_years(static_cast<uint32_t>(year));
  return summary;
}

Result ListEnti(const AdminParts& parts, const CallContext& context,
                const v1::ListEntiRequest& request) {
  std::string after;
  if (!request.page_token().empty()) {
    auto payload = parts.sealer->Open(request.page_token(), BindEnti(context));
    if (!payload.has_value()) {
      return Result{ErrorOf(v1::ERROR_REASON_TOKEN_INVALID, context.language, {}, "page_token"),
                    Payload()};
    }
    after = *std::move(payload);
  }
  const uint32_t size = RowsPerPage(request.page_size());
  v1::ListEntiResponse response;
  while (true) {
    const absl::StatusOr<runtime::EntiPage> page = parts.views->ListEnti(after, kScanned);
    if (!page.ok()) return Result{ErrorOf(page.status(), context.language), Payload()};
    for (const runtime::DirectoryEntry& entry : page->enti) {
      if (static_cast<uint32_t>(response.enti_size()) == size) {
        response.set_next_page_token(parts.sealer->Seal(after, BindEnti(context)));
        return Result::Ok(Payload(response.SerializeAsString()));
      }
      after = entry.ente;
      if (context.caller->HasEnte(entry.ente)) *response.add_enti() = Summarise(entry);
    }
    if (!page->more || page->enti.empty()) {
      return Result::Ok(Payload(response.SerializeAsString()));
    }
  }
}

template <typename Request>
UnaryMethod AdminMethod(const char* name, Access access,
                       std::function<Result(const CallContext&, const Request&)> answer) {
  return {std::string(kService) + name, &Request::default_instance(), access,
          [answer = std::move(answer)](const CallContext& context, Message& request, Reply reply) {
            std::move(reply).Send(answer(context, static_cast<const Request&>(request)));
          }};
}

StreamMethod WorkMethod(const char* name, const Message& prototype,
                        std::function<ErrorStatus(Language, std::shared_ptr<ProgressSink>)> start) {
  return {std::string(kService) + name, &prototype, Access::kAdminister,
          [start = std::move(start)](const CallContext& context) {
            return std::make_unique<ProgressStreamHandler>(
                [start, language = context.language](std::shared_ptr<ProgressSink> sink) {
                  return start(language, std::move(sink));
                });
          }};
}

ErrorStatus ErrorOfStart(const absl::Status& started, Language language) {
  if (started.ok()) return nullptr;
  if (absl::IsAlreadyExists(started)) {
    return ErrorOf(v1::ERROR_REASON_ALREADY_RUNNING, language);
  }
  return ErrorOf(started, language);
}

ErrorStatus StartRebuild(const AdminParts& parts, Language language,
                         std::shared_ptr<ProgressSink> sink) {
  const absl::Status started = parts.projector->Rebuild(
      [sink](const runtime::RebuildProgress& progress) {
        v1::RebuildViewsResponse response;
        response.set_position(progress.position);
        response.set_head_position(progress.head);
        response.set_switched(progress.switched);
        sink->Step(response.SerializeAsString());
      },
      [sink, language](const absl::Status& status) {
        sink->End({}, status.ok() ? nullptr : ErrorOf(status, language));
      });
  return ErrorOfStart(started, language);
}

ErrorStatus StartCheck(const AdminParts& parts, Language language,
                       std::shared_ptr<ProgressSink> sink) {
  const absl::Status started = parts.check_log(
      [sink](const CheckStep& step) {
        v1::CheckLogResponse response;
        response.set_checked_count(step.done);
        response.set_total_count(step.total);
        sink->Step(response.SerializeAsString());
      },
      [sink, language](absl::StatusOr<v1::CheckLogResponse> last) {
        if (!last.ok()) return sink->End({}, ErrorOf(last.status(), language));
        sink->End({last->SerializeAsString()}, nullptr);
      });
  return ErrorOfStart(started, language);
}

}  // namespace

void AddAdminMethods(const AdminParts& parts, MethodTable& table) {
  table.Add(AdminMethod<v1::GetServerStatusRequest>(
      "GetServerStatus", Access::kAnyCaller,
      [parts](const CallContext& context, const v1::GetServerStatusRequest&) {
        return Result::Ok(Payload(ReadServerStatus(parts, *context.caller).SerializeAsString()));
      }));
  table.Add(AdminMethod<v1::ListEntiRequest>(
      "ListEnti", Access::kAnyCaller,
      [parts](const CallContext& context, const v1::ListEntiRequest& request) {
        return ListEnti(parts, context, request);
      }));
  table.Add(WorkMethod("RebuildViews", v1::RebuildViewsRequest::default_instance(),
                       [parts](Language language, std::shared_ptr<ProgressSink> sink) {
                         return StartRebuild(parts, language, std::move(sink));
                       }));
  table.Add(WorkMethod("CheckLog", v1::CheckLogRequest::default_instance(),
                       [parts](Language language, std::shared_ptr<ProgressSink> sink) {
                         return StartCheck(parts, language, std::move(sink));
                       }));
}

}  // namespace traguardo::api
