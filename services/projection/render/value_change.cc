#include "services/projection/render/value_change.h"

#include <optional>
#include <utility>

#include "services/domain/definitions/current_definition.h"
#include "services/domain/definitions/time_shape.h"
#include "services/domain/status/assignments.h"
#include "services/projection/render/time_shape_text.h"

namespace traguardo::projection {
namespace {

using event::v1::Change;
using event::v1::Indicator;
using event::v1::Milestone;
using event::v1::ObjectiveDefinition;
using event::v1::Phase;
using view::v1::ValueChange;

// Collects the entries of one change.
class Changes {
 public:
  explicit Changes(const ChangeBase& base) : base_(base) {}

  const ObjectiveDefinition& before() const { return *base_.before; }
  const ObjectiveDefinition& original() const { return *base_.objective->definition.value; }

  void Add(std::string what, std::string what_name, std::string before, std::string after,
           std::string original) {
    ValueChange entry;
    entry.set_what(std::move(what));
    entry.set_what_name(std::move(what_name));
    entry.set_before(std::move(before));
    entry.set_after(std::move(after));
    entry.set_original(std::move(original));
    entries_.push_back(std::move(entry));
  }

  // A value that the change gives only where it is not empty.
  template <typename Part, typename Get>
  void Set(const std::string& what, const std::string& name, const Part* before,
           const Part* original, const std::string& after, Get get) {
    const std::string was = before == nullptr ? "" : get(*before);
    if (after.empty() || after == was) return;
    Add(what, name, was, after, original == nullptr ? "" : get(*original));
  }

  std::vector<ValueChange> Take() { return std::move(entries_); }

 private:
  const ChangeBase& base_;
  std::vector<ValueChange> entries_;
};

std::string DeadlineText(const ObjectiveDefinition& definition, int year) {
  const auto deadline = domain::DeadlineOf(definition, year);
  return deadline.has_value() ? deadline->ToString() : "";
}

void AddIndicatorChange(const event::v1::IndicatorChange& change, Changes& changes) {
  const std::string& id = change.indicator();
  const Indicator* const before = domain::FindIndicator(changes.before(), id);
  const Indicator* const original = domain::FindIndicator(changes.original(), id);
  const std::string what = "indicator:" + id;
  const std::string name = before == nullptr ? "" : before->name();
  changes.Set(what + "/target", name, before, original, change.target(),
              [](const Indicator& i) { return i.target(); });
  changes.Set(what + "/target_date", name, before, original, change.target_date(),
              [](const Indicator& i) { return i.target_date(); });
  changes.Set(what + "/due", name, before, original, change.due(),
              [](const Indicator& i) { return i.due(); });
  changes.Set(what + "/name", name, before, original, change.name(),
              [](const Indicator& i) { return i.name(); });
  changes.Set(what + "/weight", name, before, original, change.weight(),
              [](const Indicator& i) { return i.weight(); });
}

void AddPhaseChange(const event::v1::PhaseChange& change, Changes& changes) {
  const Phase* const before = domain::FindPhase(changes.before(), change.phase());
  const Phase* const original = domain::FindPhase(changes.original(), change.phase());
  const std::string what = "phase:" + change.phase();
  const std::string name = before == nullptr ? "" : before->name();
  changes.Set(what + "/begin", name, before, original, change.planned().from(),
              [](const Phase& p) { return p.planned().from(); });
  changes.Set(what + "/end", name, before, original, change.planned().to(),
              [](const Phase& p) { return p.planned().to(); });
  changes.Set(what + "/weight", name, before, original, change.weight(),
              [](const Phase& p) { return p.weight(); });
  changes.Set(what + "/cumulative_percent", name, before, original, change.cumulative_percent(),
              [](const Phase& p) { return p.cumulative_percent(); });
}

void AddMilestoneChange(const event::v1::MilestoneChange& change, Changes& changes) {
  const Milestone* const before = domain::FindMilestone(changes.before(), change.milestone());
  const Milestone* const original = domain::FindMilestone(changes.original(), change.milestone());
  changes.Set("milestone:" + change.milestone() + "/due", before == nullptr ? "" : before->name(),
              before, original, change.due(), [](const Milestone& m) { return m.due(); });
}

std::string RoleName(event::v1::ResponsabileRole role) {
  switch (role) {
    case event::v1::RESPONSABILE_ROLE_DEPUTY:
      return "deputy";
    case event::v1::RESPONSABILE_ROLE_CONTRIBUTOR:
      return "contributor";
    case event::v1::RESPONSABILE_ROLE_RESPONSABILE:
    case event::v1::RESPONSABILE_ROLE_UNSPECIFIED:
    case event::v1::ResponsabileRole_INT_MIN_SENTINEL_DO_NOT_USE_:
    case event::v1::ResponsabileRole_INT_MAX_SENTINEL_DO_NOT_USE_:
      break;
  }
  return "responsabile";
}

template <typename Assignments>
std::string Holders(const Assignments& assignments, const event::v1::Assignment& incoming) {
  std::string holders;
  for (const event::v1::Assignment& assignment : assignments) {
    if (assignment.role() != incoming.role() || assignment.unit() != incoming.unit()) continue;
    if (!holders.empty()) holders.append(" ");
    holders.append(assignment.responsabile());
  }
  return holders;
}

void AddAssignment(const ChangeBase& base, const event::v1::Assignment& incoming,
                   Changes& changes) {
  std::string what = RoleName(incoming.role());
  if (!incoming.unit().empty()) what.append("@").append(incoming.unit());
  changes.Add(std::move(what), incoming.name(),
              Holders(domain::AssignmentsOn(*base.objective, base.day - 1), incoming),
              incoming.responsabile(), Holders(changes.original().assignments(), incoming));
}

// What the change makes of the deadline; none where it does not move it.
std::optional<std::string> NewDeadline(const ChangeBase& base, const Change& change) {
  if (!change.has_deadline() && !change.has_time_shape()) return std::nullopt;
  ObjectiveDefinition after;
  *after.mutable_time_shape() = base.before->time_shape();
  if (!domain::ApplyChange(after, change)) return std::nullopt;
  std::string deadline = DeadlineText(after, base.year);
  if (deadline == DeadlineText(*base.before, base.year)) return std::nullopt;
  return deadline;
}

void AddDeadline(const ChangeBase& base, const Change& change, Changes& changes) {
  if (auto deadline = NewDeadline(base, change); deadline.has_value()) {
    changes.Add("deadline", "", DeadlineText(*base.before, base.year), std::move(*deadline),
                DeadlineText(changes.original(), base.year));
  }
}

std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    if (!text.empty()) text.append(" ");
    text.append(id);
  }
  return text;
}

std::string TargetText(const Indicator& indicator) {
  return indicator.target().empty() ? indicator.target_date() : indicator.target();
}
std::string PhaseEnd(const Phase& phase) { return phase.planned().to(); }
std::string MilestoneDue(const Milestone& milestone) { return milestone.due(); }

// What was promised with it stands beside its going.
template <typename Part>
void AddRemoved(const char* kind, const std::string& id,
                const Part* (*find)(const ObjectiveDefinition&, const std::string&),
                std::string (*value)(const Part&), Changes& changes) {
  const Part* const before = find(changes.before(), id);
  const Part* const original = find(changes.original(), id);
  changes.Add(std::string(kind) + ":" + id + " removed", before == nullptr ? "" : before->name(),
              before == nullptr ? "" : value(*before), "",
              original == nullptr ? "" : value(*original));
}

}  // namespace

std::vector<ValueChange> ValueChanges(const ChangeBase& base, const Change& change) {
  Changes changes(base);
  switch (change.change_case()) {
    case Change::kDeadline:
      AddDeadline(base, change, changes);
      break;
    case Change::kWeight:
      changes.Set("weight", "", &changes.before(), &changes.original(), change.weight(),
                  [](const ObjectiveDefinition& d) { return d.weight(); });
      break;
    case Change::kIndicator:
      AddIndicatorChange(change.indicator(), changes);
      break;
    case Change::kPhase:
      AddPhaseChange(change.phase(), changes);
      break;
    case Change::kMilestone:
      AddMilestoneChange(change.milestone(), changes);
      break;
    case Change::kAssignment:
      AddAssignment(base, change.assignment(), changes);
      break;
    case Change::kDropped:
      changes.Add("dropped", "", "", "", "");
      break;
    case Change::kIndicatorAdded: {
      const Indicator& added = change.indicator_added();
      changes.Add("indicator:" + added.id() + " added", added.name(), "", TargetText(added), "");
      break;
    }
    case Change::kPhaseAdded: {
      const Phase& added = change.phase_added();
      changes.Add("phase:" + added.id() + " added", added.name(), "", PhaseEnd(added), "");
      break;
    }
    case Change::kMilestoneAdded: {
      const Milestone& added = change.milestone_added();
      changes.Add("milestone:" + added.id() + " added", added.name(), "", added.due(), "");
      break;
    }
    case Change::kTimeShape:
      changes.Add("time_shape", "", TimeShapeText(base.before->time_shape()),
                  TimeShapeText(change.time_shape()),
                  TimeShapeText(changes.original().time_shape()));
      AddDeadline(base, change, changes);
      break;
    case Change::kUnits:
      changes.Add("units", "", Joined(changes.before().units()), Joined(change.units().units()),
                  Joined(changes.original().units()));
      break;
    case Change::kIndicatorRemoved:
      AddRemoved("indicator", change.indicator_removed(), domain::FindIndicator, TargetText,
                 changes);
      break;
    case Change::kPhaseRemoved:
      AddRemoved("phase", change.phase_removed(), domain::FindPhase, PhaseEnd, changes);
      break;
    case Change::kMilestoneRemoved:
      AddRemoved("milestone", change.milestone_removed(), domain::FindMilestone, MilestoneDue,
                 changes);
      break;
    case Change::CHANGE_NOT_SET:
      break;
  }
  return changes.Take();
}

}  // namespace traguardo::projection
