#include "clients/cli/verbs/part_text.h"

#include <map>
#include <string_view>

#include "clients/cli/screen/labels.h"
#include "clients/cli/verbs/fact_sentence.h"
#include "clients/cli/verbs/rows.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"
#include "traguardo/event/v1/values.pb.h"

namespace traguardo::cli {
namespace {

using event::v1::Change;
using event::v1::TimeShape;
using google::protobuf::Message;

// Parts that a sentence of their own describes, by the name of the message.
const std::map<std::string_view, Text>& Sentences() {
  static const auto& sentences = *new std::map<std::string_view, Text>{
      {"Period", {"[dal {from}][ al {to}]", "[from {from}][ to {to}]"}},
      {"Assignment",
       {"{responsabile}[ ({role})][ per {unit}]", "{responsabile}[ ({role})][ for {unit}]"}},
      {"Cause", {"{kind}[, {description}]", "{kind}[, {description}]"}},
      {"Unit",
       {"{id} ({type}[ {name}])[ di {parent}][ {validity}]",
        "{id} ({type}[ {name}])[ of {parent}][ {validity}]"}},
      {"StrategicNode",
       {"{id} ({type} {name})[ di {parent}]", "{id} ({type} {name})[ of {parent}]"}},
      {"ByDate", {"entro il {deadline}", "by {deadline}"}},
      {"Continuous", {"in modo continuativo[, {period}]", "continuously[, {period}]"}},
      {"Seasonal", {"in stagione, {windows}", "in season, {windows}"}},
      {"RecurringChecks", {"con verifiche, {dates}", "with checks, {dates}"}},
      {"MultiYear",
       {"su più anni[, {period}][; quest'anno entro il {this_year_deadline}]",
        "over several years[, {period}][; this year by {this_year_deadline}]"}},
      {"TiedToEvent",
       {"legato a un evento, {event}[; atteso {expected_on}]",
        "tied to an event, {event}[; expected {expected_on}]"}},
      {"NotStated", {"non indicati", "not stated"}},
      {"BandCount", {"{band}: {count}", "{band}: {count}"}},
      {"ResourceAmount",
       {"{amount} {unit_of_measure}[, {description}]",
        "{amount} {unit_of_measure}[, {description}]"}},
  };
  return sentences;
}

std::string SubjectText(const event::v1::ScostamentoSubject& subject, Language language) {
  switch (subject.subject_case()) {
    case event::v1::ScostamentoSubject::kIndicator:
      return SubjectLabel("indicator:" + subject.indicator(), "", language);
    case event::v1::ScostamentoSubject::kMilestone:
      return SubjectLabel("milestone:" + subject.milestone(), "", language);
    case event::v1::ScostamentoSubject::kDeadline:
      return SubjectLabel("deadline", "", language);
    case event::v1::ScostamentoSubject::kProgress:
      return SubjectLabel("progress", "", language);
    case event::v1::ScostamentoSubject::SUBJECT_NOT_SET:
      return "";
  }
  return "";
}

// "indicatore atti: valore atteso → 2000, entro → 2025-12-31", from the fields that are set.
std::string FieldChanges(const std::string& subject, const Message& change, Language language) {
  std::string text;
  const auto add = [&](std::string_view word, const std::string& value) {
    if (value.empty()) return;
    text += (text.empty() ? ": " : ", ") + SubjectLabel(word, "", language) + " → " + value;
  };
  for (const char* field :
       {"target", "target_date", "due", "weight", "cumulative_percent", "name"}) {
    if (change.GetDescriptor()->FindFieldByName(field) == nullptr) continue;
    add(field, FillSentence("{" + std::string(field) + "}", change, language));
  }
  if (change.GetDescriptor()->FindFieldByName("planned") != nullptr) {
    const std::string period = FillSentence("{planned}", change, language);
    if (!period.empty()) text += (text.empty() ? ": " : ", ") + period;
  }
  return SubjectLabel(subject, "", language) + text;
}

std::string Added(std::string_view kind, const std::string& id, Language language) {
  return SubjectLabel(std::string(kind) + ":" + id + " added", "", language);
}

std::string Removed(std::string_view kind, const std::string& id, Language language) {
  return SubjectLabel(std::string(kind) + ":" + id + " removed", "", language);
}

std::string ChangeText(const Change& change, Language language) {
  const auto to = [&](std::string_view word, const std::string& value) {
    return SubjectLabel(word, "", language) + " → " + value;
  };
  switch (change.change_case()) {
    case Change::kDeadline:
      return to("deadline", change.deadline());
    case Change::kWeight:
      return to("weight", change.weight());
    case Change::kIndicator:
      return FieldChanges("indicator:" + change.indicator().indicator(), change.indicator(),
                          language);
    case Change::kPhase:
      return FieldChanges("phase:" + change.phase().phase(), change.phase(), language);
    case Change::kMilestone:
      return FieldChanges("milestone:" + change.milestone().milestone(), change.milestone(),
                          language);
    case Change::kAssignment:
      return to("responsabile", PartText(change.assignment(), language));
    case Change::kDropped:
      return SubjectLabel("dropped", "", language);
    case Change::kIndicatorAdded:
      return Added("indicator", change.indicator_added().id(), language);
    case Change::kPhaseAdded:
      return Added("phase", change.phase_added().id(), language);
    case Change::kMilestoneAdded:
      return Added("milestone", change.milestone_added().id(), language);
    case Change::kUnits:
      return to("units", Joined(change.units().units()));
    case Change::kIndicatorRemoved:
      return Removed("indicator", change.indicator_removed(), language);
    case Change::kPhaseRemoved:
      return Removed("phase", change.phase_removed(), language);
    case Change::kMilestoneRemoved:
      return Removed("milestone", change.milestone_removed(), language);
    case Change::kTimeShape:
      return SubjectLabel("time_shape", "", language);
    case Change::CHANGE_NOT_SET:
      return "";
  }
  return "";
}

// The one that it is.
std::string ShapeText(const TimeShape& shape, Language language) {
  const auto* oneof = TimeShape::descriptor()->FindOneofByName("shape");
  const auto& reflection = *shape.GetReflection();
  const auto* field = reflection.GetOneofFieldDescriptor(shape, oneof);
  return field == nullptr ? "" : PartText(reflection.GetMessage(shape, field), language);
}

}  // namespace

std::string PartText(const Message& part, Language language) {
  const std::string& name = part.GetDescriptor()->name();
  if (name == "TimeShape") return ShapeText(static_cast<const TimeShape&>(part), language);
  if (name == "Act") return ActText(static_cast<const event::v1::Act&>(part), language);
  if (name == "Change") return ChangeText(static_cast<const Change&>(part), language);
  if (name == "ScostamentoSubject") {
    return SubjectText(static_cast<const event::v1::ScostamentoSubject&>(part), language);
  }
  const auto sentence = Sentences().find(name);
  return sentence == Sentences().end()
             ? ""
             : FillSentence(sentence->second.In(language), part, language);
}

}  // namespace traguardo::cli
