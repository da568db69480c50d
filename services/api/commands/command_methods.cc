#include "services/api/commands/command_methods.h"

#include <memory>
#include <string>
#include <utility>

#include "services/api/commands/request_shape.h"
#include "services/api/commands/several_facts.h"
#include "services/api/commands/unary_command.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"

namespace traguardo::api {
namespace {

using google::protobuf::Message;

class OneFactTranslator final : public CommandTranslator {
 public:
  explicit OneFactTranslator(const RequestShape& shape) : shape_(shape) {}

  ErrorStatus Translate(const CallContext& context, const CommandClock& clock, Message& request,
                        runtime::Submission& submission) const override {
    CommandBuilder builder(context, clock, shape_.Header(request));
    if (ErrorStatus error = builder.Add(
            shape_.Target(request), [this] { return shape_.target_field(); }, shape_.Unit(request),
            {}, nullptr, shape_.TakeFact(request))) {
      return error;
    }
    submission = std::move(builder).Build();
    return nullptr;
  }

  std::string SubjectOf(const Message& request, int) const override {
    return shape_.Target(request);
  }

  std::string PathOf(const Message&, int, std::string_view field) const override {
    return shape_.PathOf(field);
  }

 private:
  const RequestShape shape_;
};

void AddOneFactMethods(const google::protobuf::ServiceDescriptor& service,
                       const CommandParts& parts, MethodTable& table) {
  auto* const factory = google::protobuf::MessageFactory::generated_factory();
  for (int i = 0; i < service.method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service.method(i);
    const auto shape = RequestShape::Of(*method.input_type());
    if (!shape.has_value()) continue;
    table.Add(CommandMethod(service.full_name() + "/" + method.name(),
                            *factory->GetPrototype(method.input_type()), parts,
                            std::make_shared<OneFactTranslator>(*shape)));
  }
}

const google::protobuf::ServiceDescriptor& Service(const Message& request, const char* name) {
  return *request.GetDescriptor()->file()->FindServiceByName(name);
}

}  // namespace

void AddCommandMethods(const CommandParts& parts, MethodTable& table) {
  AddOneFactMethods(Service(v1::AdoptPlanRequest::default_instance(), "PlanService"), parts, table);
  AddOneFactMethods(Service(v1::RecordProgressRequest::default_instance(), "MonitoringService"),
                    parts, table);
  table.Add(CommandMethod("traguardo.api.v1.PlanService/AmendPlan",
                          v1::AmendPlanRequest::default_instance(), parts, AmendPlanTranslator()));
  table.Add(CommandMethod("traguardo.api.v1.MonitoringService/RecordCommand",
                          v1::RecordCommandRequest::default_instance(), parts,
                          RecordCommandTranslator()));
}

}  // namespace traguardo::api
