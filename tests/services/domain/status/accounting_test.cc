// What a scostamento accounts for: whose, of what, and until when.

#include "services/domain/status/accounting.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/testing/fact_builder.h"

namespace traguardo::domain {
namespace {

using event::v1::ObjectiveDefinition;
using event::v1::SCOSTAMENTO_CLOSING_CONFIRMED;
using event::v1::SCOSTAMENTO_CLOSING_RECOVERED;
using event::v1::SCOSTAMENTO_CLOSING_REPLANNED;
using event::v1::ScostamentoSubject;

ScostamentoSubject Indicator(const std::string& id) {
  ScostamentoSubject subject;
  subject.set_indicator(id);
  return subject;
}

ScostamentoSubject Milestone(const std::string& id) {
  ScostamentoSubject subject;
  subject.set_milestone(id);
  return subject;
}

ScostamentoSubject TheDeadline() {
  ScostamentoSubject subject;
  subject.set_deadline(true);
  return subject;
}

ScostamentoSubject Progress() {
  ScostamentoSubject subject;
  subject.set_progress(true);
  return subject;
}

Provenance On(const std::string& day, uint64_t position) {
  Provenance by;
  by.order = {.day = *FirstDay(day), .position = position};
  return by;
}

Scostamento Told(const ScostamentoSubject& subject, const std::string& unit = "") {
  event::v1::ScostamentoRecorded recorded;
  *recorded.mutable_subject() = subject;
  Scostamento scostamento;
  scostamento.recorded.Offer(On("2024-02-01", 1), Frozen(recorded));
  scostamento.unit = unit;
  return scostamento;
}

Scostamento Closed(event::v1::ScostamentoClosing closing, const std::string& day) {
  Scostamento scostamento = Told(TheDeadline());
  scostamento.closed.Offer(On(day, 2), ClosedScostamento{.closing = closing, .note = ""});
  return scostamento;
}

ObjectiveDefinition OfOneResult() { return testing::Definition("1").ByDate("2024-06-30").Build(); }
ObjectiveDefinition OfTwoUnits() {
  return testing::Definition("1").ByDate("2024-06-30").Units({"tributi", "cultura"}).Build();
}

Miss InJune(const ScostamentoSubject& subject, const std::string& unit = "") {
  return {.unit = unit, .subject = subject, .due = FirstDay("2024-06-30")};
}

TEST(AccountsFor, TheSameThing) {
  const ObjectiveDefinition plan = OfOneResult();
  EXPECT_TRUE(AccountsFor(plan, Told(Indicator("atti")), InJune(Indicator("atti"))));
  EXPECT_FALSE(AccountsFor(plan, Told(Indicator("atti")), InJune(Indicator("giorni"))));
  EXPECT_FALSE(AccountsFor(plan, Told(Indicator("atti")), InJune(Milestone("atti"))));
  EXPECT_FALSE(AccountsFor(plan, Told(TheDeadline()), InJune(Milestone("bando"))));
}

TEST(AccountsFor, TheResultByItselfOrByAnyPart) {
  const ObjectiveDefinition plan = OfOneResult();
  EXPECT_TRUE(AccountsFor(plan, Told(Progress()), InJune(TheDeadline())));
  EXPECT_FALSE(AccountsFor(plan, Told(Milestone("bando")), InJune(TheDeadline())));
  EXPECT_TRUE(AccountsFor(plan, Told(Milestone("bando")), InJune({}))) << "whatever is said of it";
}

TEST(AccountsFor, TheUnitOrTheWhole) {
  const Miss missed = InJune({}, "tributi");
  EXPECT_TRUE(AccountsFor(OfTwoUnits(), Told(TheDeadline(), "tributi"), missed));
  EXPECT_TRUE(AccountsFor(OfTwoUnits(), Told(TheDeadline()), missed));
  EXPECT_FALSE(AccountsFor(OfTwoUnits(), Told(TheDeadline(), "cultura"), missed));
  // Where they share one result, whoever speaks of a part speaks of it.
  EXPECT_TRUE(AccountsFor(OfOneResult(), Told(TheDeadline(), "cultura"), InJune({})));
}

TEST(AccountsFor, WhatWasDueBeforeItWasAnswered) {
  const ObjectiveDefinition plan = OfOneResult();
  for (const auto closing : {SCOSTAMENTO_CLOSING_RECOVERED, SCOSTAMENTO_CLOSING_REPLANNED}) {
    EXPECT_FALSE(AccountsFor(plan, Closed(closing, "2024-06-30"), InJune({})));
    EXPECT_TRUE(AccountsFor(plan, Closed(closing, "2024-07-01"), InJune({})));
    Miss timeless = InJune({});
    timeless.due = std::nullopt;
    EXPECT_FALSE(AccountsFor(plan, Closed(closing, "2024-07-01"), timeless));
  }
  EXPECT_TRUE(AccountsFor(plan, Closed(SCOSTAMENTO_CLOSING_CONFIRMED, "2024-03-01"), InJune({})));
  EXPECT_FALSE(AccountsFor(plan, Scostamento(), InJune({}))) << "it was taken back";
}

}  // namespace
}  // namespace traguardo::domain
