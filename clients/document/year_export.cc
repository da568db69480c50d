#include "clients/document/year_export.h"

#include <cstdint>
#include <iterator>
#include <map>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/document/entry_command.h"
#include "google/protobuf/util/message_differencer.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::document {
namespace {

using api::v1::Command;
using api::v1::Proposal;
using api::v1::YearDocument;
using api::v1::YearEntry;
using api::v1::YearFact;
using event::v1::Envelope;
using event::v1::Fact;
using google::protobuf::util::MessageDifferencer;

// Fills objective or round from "plans/2025/objectives/ob-1"; leaves both empty for the others.
template <typename Placed>  // YearEntry or YearFact
void Place(const Envelope& envelope, Placed& placed) {
  const std::string& stream = envelope.stream();
  const size_t slash = stream.rfind('/');
  if (absl::StrContains(stream, "/objectives/")) {
    placed.set_objective(stream.substr(slash + 1));
  } else if (absl::StrContains(stream, "/rounds/")) {
    placed.set_round(stream.substr(slash + 1));
  }
  placed.set_unit(envelope.unit());
  *placed.mutable_fact() = envelope.fact();
}

// The day in Italy.
std::string RecordedOn(const Envelope& envelope) {
  absl::TimeZone rome;
  if (!absl::LoadTimeZone("Europe/Rome", &rome)) rome = absl::UTCTimeZone();
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(envelope.recorded_at().seconds()),
                          rome);
}

class Exporter {
 public:
  Exporter(const std::string& ente, int year) {
    document_.set_ente(ente);
    document_.set_year(static_cast<uint32_t>(year));
  }

  YearDocument Export(const std::vector<Envelope>& facts) {
    for (const Envelope& envelope : facts) {
      if (document_.effective_on().empty()) document_.set_effective_on(envelope.effective_on());
      // A command over two plan-years has only some of its facts here, not always the first.
      const uint64_t command = envelope.position() - envelope.command_index();
      if (command != last_command_) {
        AddEntry(envelope);
      } else {
        AddToLast(envelope);
      }
      last_command_ = command;
    }
    // Ids follow from what an entry says, so they come once every entry is whole.
    RequestIds request_ids(document_);
    for (YearEntry& entry : *document_.mutable_entries()) NameEntry(entry, request_ids);
    return std::move(document_);
  }

 private:
  void AddEntry(const Envelope& envelope) {
    YearEntry* entry = document_.add_entries();
    entry->set_effective_on(envelope.effective_on());
    entry->set_on_behalf_of(envelope.actor().on_behalf_of());
    if (envelope.has_evidence()) *entry->mutable_evidence() = envelope.evidence();
    entry->set_recorded_on(RecordedOn(envelope));
    entry->set_recorded_by(envelope.actor().principal());
    entry->add_positions(envelope.position());
    Place(envelope, *entry);
  }

  void AddToLast(const Envelope& envelope) {
    YearEntry* entry = document_.mutable_entries(document_.entries_size() - 1);
    YearFact* fact = entry->add_together();
    entry->add_positions(envelope.position());
    Place(envelope, *fact);
    if (envelope.effective_on() != entry->effective_on()) {
      fact->set_effective_on(envelope.effective_on());
    }
    if (!MessageDifferencer::Equals(envelope.evidence(), entry->evidence())) {
      *fact->mutable_evidence() = envelope.evidence();
    }
  }

  void NameEntry(YearEntry& entry, RequestIds& request_ids) {
    if (entry.fact().has_fact_corrected()) {
      // Positions differ from log to log: the entry is named instead.
      auto* corrected = entry.mutable_fact()->mutable_fact_corrected();
      const auto found = places_.find(corrected->corrected_position());
      if (found != places_.end()) {
        entry.set_corrects_entry(found->second.request_id);
        entry.set_corrects_index(found->second.index);
        corrected->clear_corrected_position();
      }
    }
    // The id, too, follows from the entries that are named, also where only their positions can be
    // written down: so it is the same in every log.
    Command command = CommandOf(document_, entry);
    const std::string corrects = entry.corrects_entry() + TakePositions(command);
    entry.set_request_id(request_ids.Next(command, corrects, entry.corrects_index()));
    for (int i = 0; i < entry.positions_size(); ++i) {
      places_[entry.positions(i)] = {entry.request_id(), static_cast<uint32_t>(i)};
    }
  }

  // Takes out of the command what it names by position, as far as it is in this document, and says
  // it by entry and index.
  std::string TakePositions(Command& command) const {
    std::string names;
    const auto name = [&](const EntryPlace& place) {
      absl::StrAppend(&names, "\n", place.request_id, " ", place.index);
      return uint64_t{0};
    };
    const auto without = [&](uint64_t position) {
      const auto found = places_.find(position);
      return found == places_.end() ? position : name(found->second);
    };
    // Everything up to there: the last fact of the document.
    const auto without_frozen = [&](uint64_t position) {
      const auto after = places_.upper_bound(position);
      return after == places_.begin() ? position : name(std::prev(after)->second);
    };
    for (Proposal& proposal : *command.mutable_proposals()) {
      Fact& fact = *proposal.mutable_fact();
      if (fact.has_fact_corrected()) {
        auto& corrected = *fact.mutable_fact_corrected();
        corrected.set_corrected_position(without(corrected.corrected_position()));
      } else if (fact.has_personal_data_withdrawn()) {
        auto& withdrawn = *fact.mutable_personal_data_withdrawn();
        for (int i = 0; i < withdrawn.positions_size(); ++i) {
          withdrawn.set_positions(i, without(withdrawn.positions(i)));
        }
      } else if (fact.has_consuntivo_frozen()) {
        auto& frozen = *fact.mutable_consuntivo_frozen();
        frozen.set_frozen_position(without_frozen(frozen.frozen_position()));
      } else if (fact.has_consuntivo_approved()) {
        auto& approved = *fact.mutable_consuntivo_approved();
        approved.set_frozen_position(without_frozen(approved.frozen_position()));
      }
    }
    return names;
  }

  struct EntryPlace {
    std::string request_id;
    uint32_t index;
  };

  YearDocument document_;
  // Where the command of the last entry begins in the log.
  uint64_t last_command_ = 0;
  std::map<uint64_t, EntryPlace> places_;
};

}  // namespace

YearDocument ExportYear(const std::string& ente, int year, const std::vector<Envelope>& facts) {
  return Exporter(ente, year).Export(facts);
}

}  // namespace traguardo::document
