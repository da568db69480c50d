#include "tests/services/projection/year_story.h"

#include <algorithm>

#include "gtest/gtest.h"
#include "services/domain/evolve/evolve.h"
#include "services/projection/answers/summary.h"
#include "services/projection/today/today.h"

namespace traguardo::projection {
namespace {

using event::v1::Envelope;

constexpr char kEnte[] = "demo";

}  // namespace

domain::CivilDate Day(const std::string& text) {
  const auto day = domain::ParseCivilDate(text);
  if (!day.ok()) ADD_FAILURE() << day.status();
  return *day;
}

const domain::RomeCalendar& Rome() {
  static const domain::RomeCalendar* const rome =
      new domain::RomeCalendar(*domain::RomeCalendar::Load());
  return *rome;
}

YearStory::YearStory(Options options) {
  Tell(testing::Registered());
  Tell(testing::OrganisedAs({testing::UnitNamed("amministrativo"),
                             testing::UnitNamed("tributi", "amministrativo"),
                             testing::UnitNamed("tecnico")}));
  Tell(testing::Drafted());
  Tell(testing::RulesAdopted(1, options.weighting).With([&](event::v1::Fact& fact) {
    fact.mutable_rule_set_adopted()->mutable_rule_set()->set_silence_days(options.silence_days);
  }));
}

YearStory::YearStory(const testing::Definition& definition, Options options) : YearStory(options) {
  Tell(testing::Defined("ob-1", definition));
  Adopt();
}

void YearStory::Adopt(const std::string& day) {
  Tell(testing::Adopted(testing::GiuntaAct("21", day)));
}

uint64_t YearStory::Tell(const testing::FactBuilder& fact) {
  return Record(fact.Build(), fact.Build().effective_on());
}

uint64_t YearStory::Tell(const testing::FactBuilder& fact, const std::string& recorded_on) {
  return Record(fact.Build(), recorded_on);
}

uint64_t YearStory::Correct(uint64_t position) {
  const Envelope& corrected = facts_.at(position - 1);
  Envelope storno;
  storno.set_stream(corrected.stream());
  storno.set_effective_on(corrected.effective_on());
  *storno.mutable_actor() = corrected.actor();
  storno.mutable_fact()->mutable_fact_corrected()->set_corrected_position(position);
  storno.mutable_fact()->mutable_fact_corrected()->set_reason("Dato di un altro anno");
  return Record(std::move(storno), corrected.effective_on());
}

uint64_t YearStory::Record(Envelope fact, const std::string& recorded_on) {
  // Ten in the morning, and one second after the fact before.
  int64_t recorded = absl::ToUnixSeconds(Rome().StartOf(Day(recorded_on)) + absl::Hours(10));
  if (!facts_.empty()) recorded = std::max(recorded, facts_.back().recorded_at().seconds() + 1);
  fact.mutable_recorded_at()->set_seconds(recorded);
  fact.set_ente(kEnte);
  fact.set_position(facts_.size() + 1);
  fact.set_revision(++revisions_[fact.stream()]);
  fact.set_command_size(1);
  facts_.push_back(std::move(fact));
  return facts_.size();
}

domain::Ente YearStory::StateOn(const std::string& day, uint64_t known_at) const {
  const domain::DayNumber last = Day(day).last_day_number();
  std::vector<const Envelope*> seen;
  for (const Envelope& fact : facts_) {
    const bool effective = Day(fact.effective_on()).first_day_number() <= last;
    if (effective && fact.position() <= known_at) seen.push_back(&fact);
  }
  return domain::Fold(kEnte, std::move(seen));
}

view::v1::Objective YearStory::On(const std::string& day, const std::string& objective) const {
  auto row = RenderObjective(StateOn(day), kYear, objective);
  if (!row.has_value()) {
    ADD_FAILURE() << "no row of " << objective << " on " << day;
    return {};
  }
  FillToday(&*row, Day(day));
  return *row;
}

std::vector<view::v1::Scostamento> YearStory::ScostamentiOn(const std::string& day,
                                                            const std::string& objective) const {
  auto rows = RenderScostamenti(StateOn(day), kYear, objective);
  for (view::v1::Scostamento& row : rows) FillToday(&row, Day(day), Rome());
  return rows;
}

std::vector<view::v1::Variation> YearStory::VariationsOn(const std::string& day,
                                                         const std::string& objective) const {
  return RenderVariations(StateOn(day), kYear, objective);
}

view::v1::Round YearStory::RoundOn(const std::string& day, const std::string& round) const {
  auto row = RenderRound(StateOn(day), kYear, round, Rome());
  if (!row.has_value()) {
    ADD_FAILURE() << "no row of round " << round << " on " << day;
    return {};
  }
  FillToday(&*row, Day(day));
  return *row;
}

view::v1::Plan YearStory::PlanOn(const std::string& day) const {
  auto row = RenderPlan(StateOn(day), kYear);
  if (row.has_value()) return *row;
  ADD_FAILURE() << "no plan on " << day;
  return {};
}

std::vector<view::v1::GroupSummary> YearStory::SummaryOn(const std::string& day) const {
  const domain::Ente state = StateOn(day);
  std::vector<view::v1::Objective> objectives;
  std::vector<view::v1::Scostamento> scostamenti;
  for (const auto& [id, objective] : state.years.at(kYear).objectives) {
    auto row = RenderObjective(state, kYear, id);
    if (!row.has_value()) continue;
    FillToday(&*row, Day(day));
    objectives.push_back(*std::move(row));
    for (auto& scostamento : ScostamentiOn(day, id)) scostamenti.push_back(std::move(scostamento));
  }
  std::vector<const view::v1::Objective*> rows;
  for (const auto& row : objectives) rows.push_back(&row);
  std::vector<const view::v1::Scostamento*> register_rows;
  for (const auto& row : scostamenti) register_rows.push_back(&row);
  return Summarise(PlanOn(day), rows, register_rows, Day(day));
}

std::vector<std::string> MissTexts(const view::v1::Objective& objective) {
  std::vector<std::string> texts;
  for (const view::v1::SilentMiss& miss : objective.today().silent_misses()) {
    std::string text = miss.subject();
    if (!miss.unit().empty()) text.append("@").append(miss.unit());
    text.append(" ").append(miss.planned()).append(" → ").append(miss.actual());
    text.append(" since ").append(miss.since());
    texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace traguardo::projection
