#include "tests/crash/world.h"

#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/api/principals_file.h"

namespace traguardo::crash {
namespace {

using testing::FactBuilder;

constexpr uint64_t kObjectives = 6;
constexpr size_t kMaxFactsOfCommand = 30;
constexpr size_t kMaxNoteBytes = 700;

// Out of a hundred commands.
constexpr uint64_t kWronged = 4;
constexpr uint64_t kDeviations = 3;
constexpr uint64_t kLarge = 15;

std::string ObjectiveId(uint64_t number) { return absl::StrCat("ob-", number); }

api::Principal PrincipalFor(Caller caller) {
  api::Principal principal;
  principal.caller.principal = std::string(PrincipalOf(caller));
  principal.token_digest = api::Sha256({TokenOf(caller)});
  switch (caller) {
    case Caller::kAmministratore:
      principal.caller.role = event::v1::ROLE_AMMINISTRATORE;
      principal.caller.all_enti = true;
      break;
    case Caller::kSegretario:
      principal.caller.role = event::v1::ROLE_SEGRETARIO;
      principal.caller.enti.assign(kEnti.begin(), kEnti.end());
      break;
  }
  return principal;
}

}  // namespace

std::string_view PrincipalOf(Caller caller) {
  return caller == Caller::kAmministratore ? "amministratore" : "segretario";
}

std::string_view TokenOf(Caller caller) {
  return caller == Caller::kAmministratore ? "token-amministratore" : "token-segretario";
}

std::string PrincipalsFile() {
  return api::FormatPrincipals(
      {PrincipalFor(Caller::kAmministratore), PrincipalFor(Caller::kSegretario)});
}

api::v1::Command CommandOf(std::string_view ente, std::string_view request_id,
                           const std::vector<FactBuilder>& facts) {
  api::v1::Command command;
  command.mutable_header()->set_request_id(std::string(request_id));
  for (const FactBuilder& fact : facts) {
    const event::v1::Envelope envelope = fact.Build();
    api::v1::Proposal& proposal = *command.add_proposals();
    const std::string name = absl::StrCat("enti/", std::string(ente));
    const std::string stream = fact.StreamText();
    proposal.set_target(stream == "ente" ? name : absl::StrCat(name, "/", stream));
    proposal.set_unit(envelope.unit());
    proposal.set_effective_on(envelope.effective_on());
    *proposal.mutable_fact() = envelope.fact();
  }
  return command;
}

std::vector<PlannedCommand> SetUpCommands() {
  std::vector<PlannedCommand> commands;
  for (const char* const ente : kEnti) {
    std::vector<FactBuilder> facts = {
        testing::OrganisedAs({testing::UnitNamed("tributi")}), testing::Drafted(),
        testing::RulesAdopted(1, rules::v1::WEIGHTING_UNWEIGHTED)};
    for (uint64_t i = 1; i <= kObjectives; ++i) {
      facts.push_back(testing::Defined(
          ObjectiveId(i), testing::Definition(absl::StrCat(i))
                              .ByDate("2024-11-30")
                              .Add(testing::AssignmentOf("resp-tributi"))
                              .Add(testing::IndicatorOf("atti", event::v1::DIRECTION_UP, "2500"))));
    }
    facts.push_back(testing::Adopted(testing::GiuntaAct("21", "2024-01-31")));
    commands.push_back({CommandOf(ente, absl::StrCat("registra ", ente), {testing::Registered()}),
                        Caller::kAmministratore});
    for (size_t i = 0; i < facts.size(); ++i) {
      commands.push_back({CommandOf(ente, absl::StrCat("prepara ", ente, " ", i), {facts[i]})});
    }
  }
  return commands;
}

std::string CommandMaker::RandomNote() {
  static constexpr std::array<const char*, 8> kWords = {
      "atti", "perché", "verifica", "entro", "ufficio", "città", "completato", "ritardo"};
  std::string note = "Nota";
  for (const size_t bytes = Below(kMaxNoteBytes); note.size() < bytes;) {
    // Numbers keep it from shrinking to nothing in the tables.
    absl::StrAppend(&note, " ", kWords[Below(kWords.size())], " ", Below(1'000'000'000));
  }
  return note;
}

std::string CommandMaker::RandomObjective() { return ObjectiveId(1 + Below(kObjectives)); }

FactBuilder CommandMaker::RandomFact() {
  const std::string day = absl::StrCat("2024-0", 2 + Below(8), "-1", Below(10));
  if (Below(5) == 0) {
    return testing::Measured("atti", absl::StrCat(Below(3000)))
        .On(day)
        .Of(RandomObjective())
        .With([note = RandomNote()](event::v1::Fact& fact) {
          fact.mutable_measurement_recorded()->set_note(note);
        });
  }
  return testing::Progress(absl::StrCat(Below(101)))
      .On(day)
      .Of(RandomObjective())
      .With([note = RandomNote()](event::v1::Fact& fact) {
        fact.mutable_progress_recorded()->set_note(note);
      });
}

PlannedCommand CommandMaker::Next() {
  const std::string id = absl::StrCat(name_, "-", ++last_);
  const char* const ente = kEnti[Below(kEnti.size())];
  const uint64_t chance = Below(100);
  if (chance < kWronged) {
    // Good facts before and after the bad one: none of them may stay.
    return {CommandOf(ente, id,
                      {RandomFact(), testing::Progress("10").On("2024-06-30").Of("ob-assente"),
                       RandomFact()}),
            Caller::kSegretario, /*must_be_refused=*/true};
  }
  if (chance < kWronged + kDeviations) {
    const std::string objective = RandomObjective();
    return {CommandOf(
        ente, id,
        {testing::Deviated("s-" + id).On("2024-12-15").Of(objective),
         testing::MeasurePlanned("s-" + id, "m-" + id, "2025-01-31").On("2024-12-15").Of(objective),
         RandomFact()})};
  }
  std::vector<FactBuilder> facts = {RandomFact()};
  if (chance < kWronged + kDeviations + kLarge) {
    for (size_t more = 1 + Below(kMaxFactsOfCommand - 1); more > 0; --more) {
      facts.push_back(RandomFact());
    }
  }
  return {CommandOf(ente, id, facts)};
}

}  // namespace traguardo::crash
