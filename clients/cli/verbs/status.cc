// traguardo status: the year at a glance.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/command/field_value.h"
#include "clients/cli/command/names.h"
#include "clients/cli/command/reading.h"
#include "clients/cli/command/session.h"
#include "clients/cli/screen/labels.h"
#include "clients/cli/screen/messages.h"
#include "clients/cli/verbs/rows.h"
#include "clients/cli/verbs/verbs.h"

namespace traguardo::cli {

using api::v1::GetOverviewResponse;
using api::v1::ProjectionService;
using client::Connection;
using view::v1::GroupSummary;

namespace {

constexpr int kDeadlinesShown = 5;

struct Options {
  std::string plan;
  // Only its kind.
  GroupSummary wanted;
};

// The groups of one kind, the whole ente below them.
std::vector<const GroupSummary*> GroupsOf(const GetOverviewResponse& overview,
                                          view::v1::GroupKind kind) {
  std::vector<const GroupSummary*> groups;
  for (const GroupSummary& group : overview.groups()) {
    if (group.kind() == kind) groups.push_back(&group);
  }
  if (kind == view::v1::GROUP_KIND_ENTE) return groups;
  for (const GroupSummary& group : overview.groups()) {
    if (group.kind() == view::v1::GROUP_KIND_ENTE) groups.push_back(&group);
  }
  return groups;
}

std::string Title(const Session& session, const GetOverviewResponse& overview) {
  const view::v1::Plan& plan = overview.plan();
  return absl::StrCat(
      plan.ente_name(), " — ", plan.title().empty() ? absl::StrCat(plan.year()) : plan.title(),
      " — ", Label(plan.phase(), session.language()), ", ", MomentText(session, overview.as_of()));
}

// What is below target and silent; false when a call failed.
bool ShowSilentMisses(Session& session, const std::string& plan) {
  api::v1::ListObjectivesRequest request;
  request.set_plan(plan);
  FillMoment(session, request.mutable_moment());
  request.mutable_filter()->set_silent_misses_only(true);
  const auto missed = ListAll(
      session, &Connection::projection, &ProjectionService::Stub::ListObjectives, request, 0,
      +[](const api::v1::ListObjectivesResponse& page) { return page.objectives_size(); });
  if (!missed.has_value()) return false;
  session.Section(std::string(session.Say(messages::kSilentMisses)),
                  SilentMissesTable(missed->objectives(), session.language()));
  return true;
}

// Units hold each other and share objectives; some objectives have no responsabile.
bool SumToTheEnte(const std::vector<const GroupSummary*>& groups) {
  uint32_t sum = 0;
  uint32_t ente = 0;
  for (const GroupSummary* group : groups) {
    (group->kind() == view::v1::GROUP_KIND_ENTE ? ente : sum) += group->objectives_count();
  }
  return groups.size() <= 1 || sum == ente;
}

bool ShowDeadlines(Session& session, const std::string& plan, const std::string& today) {
  api::v1::GetCalendarRequest request;
  request.set_plan(plan);
  FillMoment(session, request.mutable_moment());
  const auto calendar = ListAll(
      session, &Connection::projection, &ProjectionService::Stub::GetCalendar, request, 0,
      +[](const api::v1::GetCalendarResponse& page) { return page.entries_size(); });
  if (!calendar.has_value()) return false;
  Rows<view::v1::CalendarEntry> next;
  int overdue = 0;
  for (const auto& entry : calendar->entries()) {
    if (entry.overdue()) ++overdue;
    if (!entry.done() && !entry.overdue() && entry.date() >= today &&
        next.size() < kDeadlinesShown) {
      *next.Add() = entry;
    }
  }
  session.Section(std::string(session.Say(messages::kNextDeadlines)),
                  CalendarTable(next, session.language()));
  session.Line("");
  if (next.empty()) session.Line(std::string(session.Say(messages::kNoNextDeadlines)));
  if (overdue > 0) session.Line(Fill(session.Say(messages::kOverdue), std::to_string(overdue)));
  return true;
}

int Run(Session& session, const Options& options) {
  const auto plan = PlanName(session, options.plan);
  if (!plan.has_value()) return session.exit_code();
  api::v1::GetOverviewRequest request;
  request.set_plan(*plan);
  FillMoment(session, request.mutable_moment());
  const auto overview =
      session.Call(&Connection::projection, &ProjectionService::Stub::GetOverview, request);
  if (!overview.has_value()) return session.exit_code();
  const std::vector<const GroupSummary*> shown = GroupsOf(*overview, options.wanted.kind());
  const Table groups = GroupsTable(shown, session.language());
  if (session.settings().format != Format::kTable) return session.Show(*overview, groups);
  session.Heading(Title(session, *overview));
  if (!session.settings().known_at.empty() && AskedDay(session).empty()) {
    session.Note(std::string(session.Say(messages::kJudgedToday)));
  }
  session.Line("");
  session.Show(*overview, groups);
  if (!SumToTheEnte(shown)) {
    session.Line("");
    session.Line(std::string(session.Say(messages::kGroupsOverlap)));
  }
  if (!ShowSilentMisses(session, *plan) || !ShowDeadlines(session, *plan, overview->as_of())) {
    return session.exit_code();
  }
  return 0;
}

}  // namespace

void AddStatus(Verb root) {
  auto options = std::make_shared<Options>();
  options->wanted.set_kind(view::v1::GROUP_KIND_UNIT);
  Verb verb =
      root.Sub("status", {"l'anno a colpo d'occhio: stati, risultati mancati senza scostamento, "
                          "prossime scadenze",
                          "the year at a glance: states, what fell short without a scostamento, "
                          "next deadlines"});
  AddPlanArgument(verb, &options->plan);
  verb.Add(
      {.flags = "--group",
       .help = {"per che cosa raggruppare (senza: unità)", "what to group by (without it: unit)"},
       .choices = ChoicesOf(DescribePlace(GroupSummary(), "kind")),
       .take = [options](const std::string& value) {
         return PutValue(options->wanted, "kind", value);
       }});
  verb.Runs([options](Session& session) { return Run(session, *options); });
}

}  // namespace traguardo::cli
