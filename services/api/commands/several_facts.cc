#include "services/api/commands/several_facts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/api/commands/request_shape.h"
#include "services/api/refusal_status.h"
#include "traguardo/api/v1/monitoring_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"

namespace traguardo::api {
namespace {

using google::protobuf::Message;

// What follows the kind in "fact.plan_amended.act.number", or the whole field.
std::string_view AfterKind(std::string_view field, std::string_view kind) {
  const std::string prefix = absl::StrCat("fact.", std::string(kind), ".");
  return field.starts_with(prefix) ? field.substr(prefix.size()) : field;
}

ErrorStatus ReasonNotExpected(const std::string& path, Language language) {
  const char* const problem = language == Language::kItalian
                                  ? " è solo per una ripianificazione respinta"
                                  : " is only for a ripianificazione that is rejected";
  return ErrorOf(v1::ERROR_REASON_FIELD_INVALID, language, {{"problems", path + problem}}, path);
}

std::string FieldOfPlan() { return "plan"; }

class AmendPlan final : public CommandTranslator {
 public:
  ErrorStatus Translate(const CallContext& context, const CommandClock& clock, Message& message,
                        runtime::Submission& submission) const override {
    auto& request = static_cast<v1::AmendPlanRequest&>(message);
    CommandBuilder builder(context, clock, *request.mutable_header());
    const event::v1::Act act = request.amendment().act();
    event::v1::Fact amended;
    *amended.mutable_plan_amended() = std::move(*request.mutable_amendment());
    if (ErrorStatus error =
            builder.Add(request.plan(), FieldOfPlan, "", {}, nullptr, std::move(amended))) {
      return error;
    }
    for (int i = 0; i < request.decisions_size(); ++i) {
      if (ErrorStatus error = AddDecision(context, request.decisions(i), i, act, builder)) {
        return error;
      }
    }
    for (int i = 0; i < request.additions_size(); ++i) {
      event::v1::Fact added;
      *added.mutable_objective_defined() = std::move(*request.mutable_additions(i));
      if (ErrorStatus error =
              builder.Add(request.plan(), FieldOfPlan, "", {}, nullptr, std::move(added))) {
        return error;
      }
    }
    submission = std::move(builder).Build();
    return nullptr;
  }

  std::string SubjectOf(const Message& message, int index) const override {
    const auto& request = static_cast<const v1::AmendPlanRequest&>(message);
    return index >= 1 && index <= request.decisions_size()
               ? request.decisions(index - 1).objective()
               : request.plan();
  }

  std::string PathOf(const Message& message, int index, std::string_view field) const override {
    const auto& request = static_cast<const v1::AmendPlanRequest&>(message);
    if (const std::string in_header = HeaderPathOf(field); !in_header.empty()) return in_header;
    if (index == 0) {
      return field == "stream"
                 ? "plan"
                 : absl::StrCat("amendment.", std::string(AfterKind(field, "plan_amended")));
    }
    if (index <= request.decisions_size()) return DecisionPath(index - 1, field);
    return absl::StrCat("additions[", index - 1 - request.decisions_size(), "].",
                        std::string(AfterKind(field, "objective_defined")));
  }

 private:
  static ErrorStatus AddDecision(const CallContext& context,
                                 const v1::RipianificazioneDecision& decision, int index,
                                 const event::v1::Act& act, CommandBuilder& builder) {
    const std::string path = absl::StrCat("decisions[", index, "]");
    event::v1::Fact fact;
    if (decision.approved()) {
      if (!decision.rejection_reason().empty()) {
        return ReasonNotExpected(path + ".rejection_reason", context.language);
      }
      auto& approved = *fact.mutable_ripianificazione_approved();
      approved.set_ripianificazione(decision.ripianificazione());
      *approved.mutable_act() = act;
    } else {
      auto& rejected = *fact.mutable_ripianificazione_rejected();
      rejected.set_ripianificazione(decision.ripianificazione());
      *rejected.mutable_act() = act;
      rejected.set_reason(decision.rejection_reason());
    }
    return builder.Add(
        decision.objective(), [&path] { return path + ".objective"; }, "", {}, nullptr,
        std::move(fact));
  }

  static std::string DecisionPath(int index, std::string_view field) {
    field = AfterKind(AfterKind(field, "ripianificazione_approved"), "ripianificazione_rejected");
    // The act of a decision is the amendment's.
    if (field.starts_with("act")) return absl::StrCat("amendment.", std::string(field));
    if (field == "reason") field = "rejection_reason";
    if (field == "stream") field = "objective";
    return absl::StrCat("decisions[", index, "].", std::string(field));
  }
};

class RecordCommand final : public CommandTranslator {
 public:
  ErrorStatus Translate(const CallContext& context, const CommandClock& clock, Message& message,
                        runtime::Submission& submission) const override {
    auto& request = static_cast<v1::RecordCommandRequest&>(message);
    return TranslateCommand(context, clock, *request.mutable_command(), submission);
  }

  std::string SubjectOf(const Message& message, int index) const override {
    const v1::Command& command = static_cast<const v1::RecordCommandRequest&>(message).command();
    return index < command.proposals_size() ? command.proposals(index).target() : "";
  }

  std::string PathOf(const Message&, int index, std::string_view field) const override {
    return "command." + PathInCommand(index, field);
  }
};

}  // namespace

std::shared_ptr<const CommandTranslator> AmendPlanTranslator() {
  return std::make_shared<AmendPlan>();
}

std::shared_ptr<const CommandTranslator> RecordCommandTranslator() {
  return std::make_shared<RecordCommand>();
}

ErrorStatus TranslateCommand(const CallContext& context, const CommandClock& clock,
                             v1::Command& command, runtime::Submission& submission) {
  CommandBuilder builder(context, clock, *command.mutable_header());
  for (int i = 0; i < command.proposals_size(); ++i) {
    v1::Proposal& proposal = *command.mutable_proposals(i);
    if (ErrorStatus error = builder.Add(
            proposal.target(), [i] { return absl::StrCat("proposals[", i, "].target"); },
            std::move(*proposal.mutable_unit()), proposal.effective_on(),
            proposal.has_evidence() ? &proposal.evidence() : nullptr,
            std::move(*proposal.mutable_fact()))) {
      return error;
    }
  }
  submission = std::move(builder).Build();
  return nullptr;
}

std::string PathInCommand(int proposal_index, std::string_view field) {
  if (field == "actor.on_behalf_of" || field == "expected_revision") return HeaderPathOf(field);
  if (field == "stream") field = "target";
  return absl::StrCat("proposals[", proposal_index, "].", std::string(field));
}

}  // namespace traguardo::api
