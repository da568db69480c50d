#include "services/api/admin/admin_methods.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/api/admin/server_status.h"
#include "services/api/progress_stream.h"
#include "services/api/reads/pager.h"
#include "services/api/refusal_status.h"

namespace traguardo::api {
namespace {

using google::protobuf::Message;

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

// One page of enti, in their order.
class EntiPageMaker {
 public:
  EntiPageMaker(const AdminParts& parts, const CallContext& context, uint32_t size)
      : parts_(parts), context_(context), size_(size) {}

  // False when there is no room: then the page is full, and goes on after the last one shown.
  bool Add(const runtime::DirectoryEntry& entry) {
    if (static_cast<uint32_t>(response_.enti_size()) == size_) {
      response_.set_next_page_token(parts_.sealer->Seal(last_, BindEnti(context_)));
      return false;
    }
    last_ = entry.ente;
    *response_.add_enti() = Summarise(entry);
    return true;
  }
  Result Take() const { return Result::Ok(Payload(response_.SerializeAsString())); }

 private:
  const AdminParts& parts_;
  const CallContext& context_;
  const uint32_t size_;
  std::string last_;
  v1::ListEntiResponse response_;
};

// Those the caller was given, each by its name: nobody else's is looked at.
Result ListGivenEnti(const AdminParts& parts, const CallContext& context, const std::string& after,
                     EntiPageMaker& page) {
  const std::vector<std::string>& given = context.caller->enti;
  for (auto ente = std::upper_bound(given.begin(), given.end(), after); ente != given.end();
       ++ente) {
    const auto entry = parts.views->GetEnte(*ente);
    if (!entry.ok()) return Result{ErrorOf(entry.status(), context.language), Payload()};
    if (entry->has_value() && !page.Add(**entry)) break;
  }
  return page.Take();
}

Result ListAllEnti(const AdminParts& parts, const CallContext& context, const std::string& after,
                   size_t size, EntiPageMaker& page) {
  // One more than the page has says whether there is another page.
  const absl::StatusOr<runtime::EntiPage> enti = parts.views->ListEnti(after, size + 1);
  if (!enti.ok()) return Result{ErrorOf(enti.status(), context.language), Payload()};
  for (const runtime::DirectoryEntry& entry : enti->enti) {
    if (!page.Add(entry)) break;
  }
  return page.Take();
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
  EntiPageMaker page(parts, context, size);
  return context.caller->all_enti ? ListAllEnti(parts, context, after, size, page)
                                  : ListGivenEnti(parts, context, after, page);
}

// Answers on the pool: the transport's thread has other calls to serve. Request and context live
// until the reply is sent.
template <typename Request>
UnaryMethod AdminMethod(const char* name, Access access, const AdminParts& parts,
                        Result (*answer)(const AdminParts&, const CallContext&, const Request&)) {
  return {std::string(kService) + name, &Request::default_instance(), access,
          [parts, answer](const CallContext& context, Message& message, Reply reply) {
            const auto& request = static_cast<const Request&>(message);
            auto shared = std::make_shared<Reply>(std::move(reply));
            runtime::WorkerPool::Job job = [parts, answer, &context, &request, shared] {
              std::move(*shared).Send(answer(parts, context, request));
            };
            if (parts.pool->TryRun(job)) return;
            std::move(*shared).Send(
                Result{ErrorOf(v1::ERROR_REASON_SERVER_BUSY, context.language), Payload()});
          }};
}

Result GetServerStatus(const AdminParts& parts, const CallContext& context,
                       const v1::GetServerStatusRequest&) {
  return Result::Ok(Payload(ReadServerStatus(parts, context).SerializeAsString()));
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
  table.Add(AdminMethod<v1::GetServerStatusRequest>("GetServerStatus", Access::kAnyCaller, parts,
                                                    GetServerStatus));
  table.Add(AdminMethod<v1::ListEntiRequest>("ListEnti", Access::kAnyCaller, parts, ListEnti));
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
