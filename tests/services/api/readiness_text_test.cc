#include "services/api/messages/readiness_text.h"

#include <string>

#include "gtest/gtest.h"
#include "services/runtime/readiness/readiness.h"

namespace traguardo::api {
namespace {

std::string Italian(const runtime::Readiness& readiness) {
  return ReadinessText(readiness.why_not(), Language::kItalian);
}

// In the words that the runtime's parts report.
TEST(ReadinessTextTest, SaysInItalianWhatThePartsReport) {
  using runtime::Part;
  runtime::Readiness readiness;
  EXPECT_EQ(Italian(readiness), "registro: in avvio; scrittura: in avvio; viste: in avvio");
  EXPECT_EQ(ReadinessText(readiness.why_not(), Language::kEnglish), readiness.why_not());
  readiness.ReportReady(Part::kLog);
  readiness.ReportReady(Part::kSequencer);
  readiness.ReportNotReady(Part::kViews, "replaying facts, 3 of 10");
  EXPECT_EQ(Italian(readiness), "viste: rilettura dei fatti, 3 di 10");
  readiness.ReportNotReady(Part::kViews, "stopped: DATA_LOSS: one; two of three");
  EXPECT_EQ(Italian(readiness), "viste: ferme: DATA_LOSS: one; two of three");
  readiness.ReportReady(Part::kViews);
  readiness.ReportNotReady(Part::kLog, "closed for writing: UNAVAILABLE: disk full");
  EXPECT_EQ(Italian(readiness), "registro: non accetta più scritture: UNAVAILABLE: disk full");
  readiness.ReportReady(Part::kLog);
  EXPECT_EQ(Italian(readiness), "");
  readiness.ReportNotReady(Part::kSequencer, "the server is stopping");
  EXPECT_EQ(Italian(readiness), "scrittura: il server si sta fermando");
  readiness.ReportNotReady(Part::kSequencer, "something new");
  EXPECT_EQ(Italian(readiness), "scrittura: something new");
}

}  // namespace
}  // namespace traguardo::api
