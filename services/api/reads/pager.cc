#include "services/api/reads/pager.h"

#include <memory>

#include "services/api/refusal_status.h"

namespace traguardo::api {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void ClearField(Message& message, const char* name) {
  const FieldDescriptor* const field = message.GetDescriptor()->FindFieldByName(name);
  if (field != nullptr) message.GetReflection()->ClearField(&message, field);
}

}  // namespace

SealBinding BindPages(const CallContext& context, const Message& request) {
  std::unique_ptr<Message> list(request.New());
  list->CopyFrom(request);
  ClearField(*list, "page_size");
  ClearField(*list, "page_token");
  ClearField(*list, "min_position");
  const FieldDescriptor* const moment = list->GetDescriptor()->FindFieldByName("moment");
  if (moment != nullptr && list->GetReflection()->HasField(*list, moment)) {
    ClearField(*list->GetReflection()->MutableMessage(list.get(), moment), "min_position");
    // An empty moment is the same as none.
    if (list->GetReflection()->GetMessage(*list, moment).ByteSizeLong() == 0) {
      list->GetReflection()->ClearField(list.get(), moment);
    }
  }
  SealBinding binding(request.GetDescriptor()->full_name());
  binding.Add(context.caller->principal).Add(list->SerializeAsString());
  return binding;
}

uint32_t RowsPerPage(uint32_t page_size) {
  return page_size == 0 ? kDefaultPageRows : std::min(page_size, kMaxPageRows);
}

std::variant<Pager, ErrorStatus> Pager::Begin(const ReadParts& parts, const CallContext& context,
                                              const Message& request, uint32_t page_size,
                                              std::string_view page_token) {
  Pager pager(parts, BindPages(context, request), RowsPerPage(page_size));
  if (page_token.empty()) return pager;
  const auto state = parts.sealer->Open(page_token, pager.binding_);
  TokenReader reader(state.has_value() ? std::string_view(*state) : std::string_view());
  pager.pinned_ = true;
  pager.offset_ = reader.Number();
  pager.position_ = reader.Number();
  pager.day_ = static_cast<domain::DayNumber>(reader.Number());
  if (!reader.AtEnd()) return ErrorOf(v1::ERROR_REASON_TOKEN_INVALID, context.language);
  return pager;
}

std::variant<Moment, ErrorStatus> Pager::ResolveMoment(const AskedMoment& asked,
                                                       Language language) const {
  if (!pinned_) return api::ResolveMoment(*parts_, asked, language);
  const auto day = domain::CivilDate::FromDayNumber(day_);
  if (!day.ok()) return ErrorOf(v1::ERROR_REASON_TOKEN_INVALID, language);
  return Moment{.day = *day, .as_of = asked.as_of, .known_at = position_};
}

std::string Pager::TokenFor(size_t next, const domain::CivilDate& day,
                            storage::Position position) const {
  return parts_->sealer->Seal(TokenWriter()
                                  .Number(next)
                                  .Number(position)
                                  .Number(static_cast<uint64_t>(day.first_day_number()))
                                  .bytes(),
                              binding_);
}

}  // namespace traguardo::api
