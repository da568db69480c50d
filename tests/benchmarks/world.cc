#include "tests/benchmarks/world.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "services/api/digest.h"
#include "tests/benchmarks/byte_load.h"
#include "tests/testing/definition_builder.h"
#include "tests/testing/fact_builder.h"

namespace traguardo::benchmarks {
namespace {

using testing::FactBuilder;

// The first reports are of the start of the year, each further one of an objective of some days
// later, the last ones all of the end.
constexpr size_t kDaysBetweenReports = 3;
constexpr size_t kLastDay = 330;
// Ente registered and organised; plan drafted, with rules, and adopted.
constexpr size_t kFactsBesideObjectives = 5;
constexpr size_t kNoteBytes = 150;

std::string EnteId(size_t ente) { return absl::StrFormat("comune-%04d", ente); }
std::string ObjectiveId(size_t objective) { return absl::StrCat("ob-", objective + 1); }

api::v1::Command CommandOf(size_t ente, std::string request_id,
                           const std::vector<FactBuilder>& facts) {
  api::v1::Command command;
  command.mutable_header()->set_request_id(std::move(request_id));
  for (const FactBuilder& fact : facts) {
    const event::v1::Envelope envelope = fact.Build();
    api::v1::Proposal& proposal = *command.add_proposals();
    const std::string stream = fact.StreamText();
    proposal.set_target(stream == "ente" ? EnteName(ente)
                                         : absl::StrCat(EnteName(ente), "/", stream));
    proposal.set_effective_on(envelope.effective_on());
    *proposal.mutable_fact() = envelope.fact();
  }
  return command;
}

// As long as what people write, and with numbers, so that it does not shrink to nothing in tables.
std::string Note(size_t number) {
  std::string note = "Rendicontazione del periodo:";
  for (size_t i = 0; note.size() < kNoteBytes; ++i) {
    absl::StrAppend(&note, " atti istruiti ", (number * 2654435761u + i * 40503u) % 100'000'000,
                    ",");
  }
  note.resize(kNoteBytes);
  return note;
}

// Spread like random ones, and never the same twice.
std::string RequestId(const std::string& name, size_t number) {
  const uint64_t mixed = (number + 1) * 0x9E3779B97F4A7C15u;
  return absl::StrFormat("%s-%08x-%016x", name, number, mixed);
}

std::string DayOf(size_t report_of_objective) {
  const auto days = static_cast<int>(std::min(report_of_objective * kDaysBetweenReports, kLastDay));
  return absl::FormatCivilTime(absl::CivilDay(2024, 1, 31) + days);
}

event::v1::ProgressRecorded Progress(size_t report_of_objective, size_t number) {
  event::v1::ProgressRecorded progress;
  const size_t half_percents = std::min<size_t>(report_of_objective + 1, 200);
  progress.set_percent(absl::StrCat(half_percents / 2, half_percents % 2 == 0 ? "" : ".5"));
  progress.set_note(Note(number));
  return progress;
}

}  // namespace

size_t World::set_up_facts() const { return enti * (objectives_per_ente + kFactsBesideObjectives); }

std::string EnteName(size_t ente) { return absl::StrCat("enti/", EnteId(ente)); }
std::string PlanName(size_t ente) { return absl::StrCat(EnteName(ente), "/plans/2024"); }
std::string ObjectiveName(size_t ente, size_t objective) {
  return absl::StrCat(PlanName(ente), "/objectives/", ObjectiveId(objective));
}

std::vector<api::Principal> Principals(const World& world) {
  std::vector<api::Principal> principals(2);
  principals[0].caller.principal = "amministratore";
  principals[0].caller.role = event::v1::ROLE_AMMINISTRATORE;
  principals[0].caller.all_enti = true;
  principals[0].token_digest = api::Sha256({kAmministratoreToken});
  principals[1].caller.principal = "segretario";
  principals[1].caller.role = event::v1::ROLE_SEGRETARIO;
  for (size_t ente = 0; ente < world.enti; ++ente) {
    principals[1].caller.enti.push_back(EnteId(ente));
  }
  std::sort(principals[1].caller.enti.begin(), principals[1].caller.enti.end());
  principals[1].token_digest = api::Sha256({kSegretarioToken});
  return principals;
}

api::v1::Command RegisterCommand(size_t ente) {
  return CommandOf(ente, absl::StrCat("registra ", ente), {testing::Registered()});
}

api::v1::Command PlanCommand(const World& world, size_t ente) {
  std::vector<FactBuilder> facts = {
      testing::OrganisedAs({testing::UnitNamed("tributi"), testing::UnitNamed("anagrafe"),
                            testing::UnitNamed("lavori")}),
      testing::Drafted(), testing::RulesAdopted(1, rules::v1::WEIGHTING_UNWEIGHTED)};
  constexpr const char* kUnits[] = {"tributi", "anagrafe", "lavori"};
  for (size_t i = 0; i < world.objectives_per_ente; ++i) {
    const std::string unit = kUnits[i % 3];
    facts.push_back(testing::Defined(
        ObjectiveId(i), testing::Definition(absl::StrCat(i + 1))
                            .ByDate(i % 2 == 0 ? "2024-11-30" : "2024-12-31")
                            .Units({unit})
                            .Add(testing::AssignmentOf("resp-" + unit))
                            .Add(testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "2500"))));
  }
  facts.push_back(testing::Adopted(testing::GiuntaAct("21", "2024-01-31")));
  return CommandOf(ente, absl::StrCat("pianifica ", ente), facts);
}

ReportMaker::ReportMaker(const World& world, std::string name)
    : ReportMaker(world, std::move(name), 0, world.enti) {}

ReportMaker::ReportMaker(const World& world, std::string name, size_t from, size_t count)
    : objectives_per_ente_(world.objectives_per_ente),
      name_(std::move(name)),
      from_(from),
      count_(count) {}

api::v1::RecordProgressRequest ReportMaker::Next() {
  const size_t number = made_++;
  const size_t round = number / (count_ * objectives_per_ente_);
  const size_t ente = from_ + number % count_;
  const size_t objective = number / count_ % objectives_per_ente_;
  api::v1::RecordProgressRequest request;
  request.mutable_header()->set_request_id(RequestId(name_, number));
  request.mutable_header()->set_effective_on(DayOf(round));
  request.set_objective(ObjectiveName(ente, objective));
  *request.mutable_progress() = Progress(round, number);
  return request;
}

api::v1::Command ReportMaker::NextCommand() {
  api::v1::RecordProgressRequest request = Next();
  api::v1::Command command;
  *command.mutable_header() = std::move(*request.mutable_header());
  api::v1::Proposal& proposal = *command.add_proposals();
  proposal.set_target(request.objective());
  *proposal.mutable_fact()->mutable_progress_recorded() = std::move(*request.mutable_progress());
  return command;
}

std::vector<grpc::ByteBuffer> ReportMaker::UnaryRequests(size_t count) {
  std::vector<grpc::ByteBuffer> requests;
  requests.reserve(count);
  for (size_t i = 0; i < count; ++i) requests.push_back(ToBytes(Next()));
  return requests;
}

grpc::ByteBuffer ReportMaker::StreamMessage(size_t commands) {
  api::v1::RecordFactsRequest request;
  for (size_t i = 0; i < commands; ++i) *request.add_commands() = NextCommand();
  return ToBytes(request);
}

}  // namespace traguardo::benchmarks
