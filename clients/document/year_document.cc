#include "clients/document/year_document.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/document/entry_command.h"
#include "clients/document/fact_place.h"

namespace traguardo::document {
namespace {

using api::v1::Command;
using api::v1::Proposal;
using api::v1::YearDocument;
using api::v1::YearEntry;
using event::v1::Fact;

// What takes back a fact by the entry that recorded it (correctsEntry) names none.
bool NamesPositions(const Command& command) {
  for (const Proposal& proposal : command.proposals()) {
    const Fact& fact = proposal.fact();
    if (fact.fact_corrected().corrected_position() > 0 ||
        !fact.personal_data_withdrawn().positions().empty() ||
        fact.consuntivo_frozen().frozen_position() > 0 ||
        fact.consuntivo_approved().frozen_position() > 0) {
      return true;
    }
  }
  return false;
}

class Builder {
 public:
  explicit Builder(const YearDocumentText& text)
      : text_(text), document_(text.document), request_ids_(text.document) {}

  DocumentCommands Build() {
    if (document_.has_registration()) {
      Fact fact;
      *fact.mutable_ente_registered() = document_.registration();
      Single("registration", EnteName(), std::move(fact));
    }
    if (document_.has_organisation()) {
      Fact fact;
      *fact.mutable_organisation_changed() = document_.organisation();
      Single("organisation", EnteName(), std::move(fact));
    }
    if (document_.has_plan()) {
      Fact fact;
      *fact.mutable_plan_drafted() = document_.plan();
      Single("plan", PlanName(), std::move(fact));
    }
    if (document_.has_rule_set()) {
      Fact fact;
      *fact.mutable_rule_set_adopted() = document_.rule_set();
      Single("ruleSet", PlanName(), std::move(fact));
    }
    for (int i = 0; i < document_.objectives_size(); ++i) {
      Fact fact;
      *fact.mutable_objective_defined() = document_.objectives(i);
      Single(absl::StrCat("objectives[", i, "]"), PlanName(), std::move(fact),
             document_.objectives(i).objective());
    }
    for (int i = 0; i < document_.entries_size(); ++i) {
      Entry(absl::StrCat("entries[", i, "]"), document_.entries(i));
    }
    return std::move(result_);
  }

 private:
  std::string EnteName() const { return absl::StrCat("enti/", document_.ente()); }
  std::string PlanName() const { return absl::StrCat(EnteName(), "/plans/", document_.year()); }

  int LineOf(const std::string& path) const {
    const auto line = text_.lines.find(path);
    return line == text_.lines.end() ? 0 : line->second;
  }

  void Report(const std::string& path, std::string italian, std::string english) {
    if (result_.mistakes.size() >= kMaxMistakes) return;
    result_.mistakes.push_back({LineOf(path), path, std::move(italian), std::move(english)});
  }

  // `fact` belongs to the ente's or the plan's own stream and speaks of the document's first day.
  void Single(const std::string& path, const std::string& target, Fact fact,
              const std::string& about = "") {
    DocumentCommand command;
    command.path = path;
    command.what = FactName(fact) + (about.empty() ? "" : " " + about);
    command.recorded_on = document_.effective_on();
    command.recorded_by = document_.recorded_by();
    command.command.mutable_header()->set_effective_on(document_.effective_on());
    Proposal* proposal = command.command.add_proposals();
    proposal->set_target(target);
    *proposal->mutable_fact() = std::move(fact);
    Add(std::move(command), "");
  }

  template <typename Placed>  // YearEntry or YearFact
  void CheckPlace(const std::string& path, const Placed& placed) {
    if (!placed.objective().empty() && !placed.round().empty()) {
      return Report(path, "c'è sia \"objective\" sia \"round\": se ne può dare uno solo",
                    "both \"objective\" and \"round\" are given: only one of them may be");
    }
    const std::string fact = FactName(placed.fact());
    const auto lacks = [&](const std::string& field) {
      Report(path, absl::StrCat("manca \"", field, "\": ", fact, " non può stare senza"),
             absl::StrCat("\"", field, "\" is missing: ", fact, " cannot stand without it"));
    };
    const auto has_too_much = [&](const std::string& field) {
      Report(path, absl::StrCat("\"", field, "\" è di troppo: ", fact, " non riguarda ", field),
             absl::StrCat("\"", field, "\" is too much: ", fact, " is not about one"));
    };
    switch (PlaceOf(placed.fact())) {
      case FactPlace::kObjective:
        if (!placed.round().empty()) return has_too_much("round");
        if (placed.objective().empty()) return lacks("objective");
        return;
      case FactPlace::kRound:
        if (!placed.objective().empty()) return has_too_much("objective");
        if (placed.round().empty()) return lacks("round");
        return;
      case FactPlace::kEnte:
      case FactPlace::kPlan:
        if (!placed.objective().empty()) return has_too_much("objective");
        if (!placed.round().empty()) return has_too_much("round");
        return;
      case FactPlace::kAnywhere:
        return;
    }
  }

  void Entry(const std::string& path, const YearEntry& entry) {
    DocumentCommand command;
    command.path = path;
    command.what = FactName(entry.fact());
    if (command.what.empty()) {
      Report(path, "manca il fatto: per esempio \"fact: {progressRecorded: {percent: '40'}}\"",
             "the fact is missing: for instance \"fact: {progressRecorded: {percent: '40'}}\"");
    }
    const std::string& about = entry.objective().empty() ? entry.round() : entry.objective();
    if (!about.empty()) absl::StrAppend(&command.what, " ", about);
    command.recorded_on = entry.recorded_on().empty() ? entry.effective_on() : entry.recorded_on();
    command.recorded_by =
        entry.recorded_by().empty() ? document_.recorded_by() : entry.recorded_by();
    command.command = CommandOf(document_, entry);
    CheckPlace(path, entry);
    for (int i = 0; i < entry.together_size(); ++i) {
      CheckPlace(absl::StrCat(path, ".together[", i, "]"), entry.together(i));
    }
    command.corrects_request_id = entry.corrects_entry();
    command.corrects_index = entry.corrects_index();
    command.exported_positions.assign(entry.positions().begin(), entry.positions().end());
    command.names_positions = command.exported_position() > 0 && NamesPositions(command.command);
    if (!command.corrects_request_id.empty() && !ids_.contains(command.corrects_request_id)) {
      Report(path,
             absl::StrCat("\"correctsEntry: ", entry.corrects_entry(),
                          "\" non è il requestId di una voce precedente"),
             absl::StrCat("\"correctsEntry: ", entry.corrects_entry(),
                          "\" is not the requestId of an earlier entry"));
    }
    Add(std::move(command), entry.request_id());
  }

  void Add(DocumentCommand command, std::string request_id) {
    command.line = LineOf(command.path);
    // Asked for also where the document brings an id along: it has its number among equals.
    const std::string follows =
        request_ids_.Next(command.command, command.corrects_request_id, command.corrects_index);
    if (request_id.empty()) request_id = follows;
    if (!ids_.insert(request_id).second) {
      Report(command.path, absl::StrCat("il requestId \"", request_id, "\" sta già più sopra"),
             absl::StrCat("the requestId \"", request_id, "\" stands further up already"));
    }
    command.command.mutable_header()->set_request_id(request_id);
    result_.commands.push_back(std::move(command));
  }

  const YearDocumentText& text_;
  const YearDocument& document_;
  RequestIds request_ids_;
  std::set<std::string> ids_;
  DocumentCommands result_;
};

}  // namespace

YearDocumentText ReadYearDocument(std::string_view text) {
  YearDocumentText result;
  ReadResult read = TextToMessage(text, result.document);
  result.mistakes = std::move(read.mistakes);
  result.lines = std::move(read.lines);
  return result;
}

absl::StatusOr<YearDocumentText> LoadYearDocument(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  // A folder can be opened, and has any length.
  if (!file || std::filesystem::is_directory(path, error)) {
    return absl::NotFoundError(absl::StrCat("cannot open ", path));
  }
  file.seekg(0, std::ios::end);
  const auto size = file.tellg();
  if (size < 0) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  if (static_cast<size_t>(size) > kMaxDocumentBytes) {
    return absl::ResourceExhaustedError(absl::StrCat(path, " has ", static_cast<size_t>(size),
                                                     " bytes, more than ", kMaxDocumentBytes));
  }
  file.seekg(0);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return ReadYearDocument(text);
}

DocumentCommands ToCommands(const YearDocumentText& text) { return Builder(text).Build(); }

}  // namespace traguardo::document
