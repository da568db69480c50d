// Values and checks that many judges share.

#include <algorithm>
#include <utility>

#include "absl/time/civil_time.h"
#include "services/domain/decide/case/decide_case.h"
#include "services/domain/status/organisation.h"

namespace traguardo::domain {
namespace {

// More than a hundred times what was asked for is a slip of the hand. Published results go as far
// as 1,129 percent.
constexpr int kMaxResultPercent = 10'000;

using event::v1::Act;
using event::v1::Fact;

struct NamedAct {
  const Act* act = nullptr;
  const char* path = "";
};

// The act that the fact itself names, if it names one.
NamedAct ActOf(const Fact& fact) {
  if (fact.rule_set_adopted().has_act()) return {&fact.rule_set_adopted().act(), "act"};
  if (fact.has_plan_adopted()) return {&fact.plan_adopted().act(), "act"};
  if (fact.has_plan_amended()) return {&fact.plan_amended().act(), "act"};
  if (fact.has_consuntivo_approved()) return {&fact.consuntivo_approved().act(), "act"};
  if (fact.consuntivo_validated().has_act()) return {&fact.consuntivo_validated().act(), "act"};
  if (fact.has_ripianificazione_approved()) return {&fact.ripianificazione_approved().act(), "act"};
  if (fact.has_ripianificazione_rejected()) return {&fact.ripianificazione_rejected().act(), "act"};
  return {};
}

Refused CheckActDate(const Case& c, const Act& act, std::string_view field) {
  const auto date = ReadDate(act.date());
  if (!date.has_value() || date->first_day_number() <= c.today()) return std::nullopt;
  return c.Refuse(RefusalReason::kActInFuture, field,
                  {{"act_date", act.date()}, {"today", c.stamp.today.ToString()}});
}

}  // namespace

FactOrder Case::order() const {
  return {.day = day(),
          .precision = effective_on.precision(),
          .position = stamp.next_position + static_cast<uint64_t>(index)};
}

std::string Case::Field(std::string_view path) const {
  std::string field = "fact." + FactKindName(kind());
  if (!path.empty()) field.append(".").append(path);
  return field;
}

Refusal Case::Refuse(RefusalReason reason, std::string_view field, Details details) const {
  return {.reason = reason,
          .proposal_index = index,
          .field = std::string(field),
          .details = std::move(details)};
}

Refusal Case::RefuseField(RefusalReason reason, std::string_view path, Details details) const {
  return Refuse(reason, Field(path), std::move(details));
}

void Case::Warn(WarningReason reason, Details details) {
  warnings.push_back({.reason = reason, .proposal_index = index, .details = std::move(details)});
}

Refused CheckPeriod(const Case& c, const event::v1::Period& period, const std::string& path) {
  const auto from = ReadDate(period.from());
  const auto to = ReadDate(period.to());
  if (!from.has_value() || !to.has_value() || !IsCertainlyBefore(*to, *from)) return std::nullopt;
  return c.RefuseField(RefusalReason::kPeriodEndsBeforeStart, path,
                       {{"from", period.from()}, {"to", period.to()}});
}

Refused CheckNotInFuture(const Case& c, std::string_view text, std::string_view path) {
  const auto date = ReadDate(text);
  if (!date.has_value() || date->first_day_number() <= c.today()) return std::nullopt;
  return c.RefuseField(RefusalReason::kDateInFuture, path,
                       {{"date", std::string(text)}, {"today", c.stamp.today.ToString()}});
}

Refused CheckFollows(const Case& c, const FactOrder& previous) {
  if (!previous.is_set() || previous < c.order()) return std::nullopt;
  return c.Refuse(
      RefusalReason::kDatedBeforeWhatItFollows, "effective_on",
      {{"effective_on", c.proposal.effective_on}, {"previous", previous.EffectiveOn()}});
}

Refused CheckNotBefore(const Case& c, const FactOrder& previous) {
  const auto date = previous.Date();
  if (!date.has_value() || !IsCertainlyBefore(c.effective_on, *date)) return std::nullopt;
  return c.Refuse(
      RefusalReason::kDatedBeforeWhatItFollows, "effective_on",
      {{"effective_on", c.proposal.effective_on}, {"previous", previous.EffectiveOn()}});
}

Refused CheckDistinct(const Case& c, const std::vector<std::string>& ids, std::string_view path) {
  std::set<std::string_view> seen;
  for (size_t i = 0; i < ids.size(); ++i) {
    if (!seen.insert(ids[i]).second) {
      return c.RefuseField(RefusalReason::kDuplicateId,
                           std::string(path) + "[" + std::to_string(i) + "]", {{"id", ids[i]}});
    }
  }
  return std::nullopt;
}

Refused CheckUnitOn(const Case& c, const std::string& unit, DayNumber day, std::string_view path) {
  if (UnitOn(c.ente.base, unit, day) != nullptr) return std::nullopt;
  if (UnitVersionOn(c.ente.base, unit, day) == nullptr) {
    return c.RefuseField(RefusalReason::kUnitUnknown, path, {{"unit", unit}});
  }
  const auto date = CivilDate::FromDayNumber(day);
  return c.RefuseField(RefusalReason::kUnitNotValid, path,
                       {{"unit", unit}, {"day", date.ok() ? date->ToString() : ""}});
}

Refused CheckUnitInYear(const Case& c, const std::string& unit, int year, std::string_view path) {
  const DayNumber first = DayNumberOf(absl::CivilDay(year, 1, 1));
  const DayNumber last = DayNumberOf(absl::CivilDay(year, 12, 31));
  const DayNumber from = std::clamp(c.day(), first, last);
  if (ExistsBetween(c.ente.base, unit, from, last)) return std::nullopt;
  if (!c.ente.base.units.contains(unit)) {
    return c.RefuseField(RefusalReason::kUnitUnknown, path, {{"unit", unit}});
  }
  Details details{{"unit", unit}};
  if (from == first) {
    details["year"] = std::to_string(year);
  } else {
    details["day"] = c.effective_on.ToString();
  }
  return c.RefuseField(RefusalReason::kUnitNotValid, path, std::move(details));
}

Refused CheckActs(const Case& c) {
  const NamedAct named = ActOf(c.proposal.fact);
  if (named.act != nullptr) {
    if (Refused refused = CheckActDate(c, *named.act, c.Field("act.date")); refused) return refused;
  }
  if (!c.proposal.evidence.has_act()) return std::nullopt;
  return CheckActDate(c, c.proposal.evidence.act(), "evidence.act.date");
}

Refused CheckResultPercent(const Case& c, const std::string& text, std::string_view path) {
  const auto percent = ReadDecimal(text);
  if (!percent.has_value()) return std::nullopt;
  if (*percent < Decimal()) return c.RefuseField(RefusalReason::kResultNegative, path);
  if (*percent <= Decimal::Whole(kMaxResultPercent)) return std::nullopt;
  return c.RefuseField(RefusalReason::kResultTooLarge, path,
                       {{"percent", text}, {"limit", std::to_string(kMaxResultPercent)}});
}

Refused CheckActNotBefore(const Case& c, const Act& act,
                          const std::optional<CivilDate>& decided_on) {
  const auto date = ReadDate(act.date());
  if (!date.has_value() || !decided_on.has_value() || !IsCertainlyBefore(*date, *decided_on)) {
    return std::nullopt;
  }
  return c.RefuseField(RefusalReason::kActBeforeWhatItDecides, "act.date",
                       {{"act_date", act.date()}, {"previous", decided_on->ToString()}});
}

bool IsSameAct(const Act& a, const Act& b) {
  return a.organ() == b.organ() && a.kind() == b.kind() && a.number() == b.number() &&
         a.date() == b.date();
}

void WarnOfLateAct(Case& c, const Act& act) {
  const auto date = ReadDate(act.date());
  if (!date.has_value() || !IsCertainlyAfter(*date, c.effective_on)) return;
  c.Warn(WarningReason::kActDatedAfterEffect, {{"act_date", act.date()}});
}

}  // namespace traguardo::domain
