// Where the facts of a document stand in the log that it is imported into ("here").
//
// Positions differ from log to log. But a document that was exported says of every entry at which
// positions its facts stood there (YearEntry.positions), so what an entry names by position can be
// looked up: it is one fact of one entry, and what is meant is wherever that fact stands here.
// What cannot be looked up for certain is told and never guessed.

#ifndef TRAGUARDO_CLIENTS_DOCUMENT_POSITIONS_OF_DOCUMENT_H_
#define TRAGUARDO_CLIENTS_DOCUMENT_POSITIONS_OF_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "clients/document/known_facts.h"
#include "clients/document/year_document.h"
#include "traguardo/api/v1/command.pb.h"

namespace traguardo::document {

// Why a position that is named is none of this log's.
struct WhyNot {
  std::string italian;
  std::string english;
};

// "Everything up to here counts": the position there, and the one that stands for it here.
struct Freeze {
  uint64_t exported_position = 0;
  uint64_t position = 0;
};

// What an exported command freezes; `filled` is the same command with the positions of this log.
std::vector<Freeze> FreezesOf(const DocumentCommand& exported, const api::v1::Command& filled);

// One thread at a time.
class PositionsOfDocument {
 public:
  enum class Content { kSame, kOther };

  // `commands` outlive it; each goes by its index.
  explicit PositionsOfDocument(const std::vector<DocumentCommand>& commands);

  // The facts of the command stand here, in its order. kOther: what stands here bears the entry's
  // request id and says something else. A correction that names the entry means it all the same;
  // a position that was another fact's there does not.
  void NoteAt(size_t index, std::vector<uint64_t> positions, Content content);
  // The log has just answered: the facts of a command stand next to each other.
  void NoteRecorded(size_t index, uint64_t first_position);

  // Puts positions of this log in the place of those that an exported command names by number.
  // Those it names must have been noted; the command is not to be used when one was not. Does
  // nothing to a command that has names_positions unset.
  //
  // A frozen position becomes the end of the last entry among those whose facts stood at or before
  // it there. All of these must stand here, but for withdrawals of texts, which move no figure.
  // What else stands here up to that end CheckFrozen asks.
  std::optional<WhyNot> FillPositions(size_t index, api::v1::Command& command) const;

  // Puts the position of the fact that is taken back by the name of its entry (correctsEntry). The
  // name is for the first correction; others keep a position of their own. False, and nothing put,
  // when that fact was not noted.
  bool FillCorrected(size_t index, api::v1::Command& command) const;

  // Whether what is frozen here is what was frozen there, and nothing more. `up_to_here` has all
  // facts of the document's year and ente up to freeze.position. Besides those of the document, the
  // ente's registration, withdrawals of texts, and what says the same of the ente as a fact that
  // was frozen there (another year's document brought it along) change nothing.
  std::optional<WhyNot> CheckFrozen(const Freeze& freeze, const KnownFacts& up_to_here) const;

 private:
  struct Place {
    size_t command = 0;
    size_t fact = 0;
    // Only one entry says that it stood there, and it says so of each of its facts.
    bool is_clear = true;
  };
  struct Standing {
    std::vector<uint64_t> positions;  // empty: not noted yet
    Content content = Content::kSame;
  };
  using Here = std::variant<uint64_t, WhyNot>;

  Here HereOf(uint64_t exported_position) const;
  Here FrozenHere(uint64_t exported_position) const;
  bool MovesNoFigure(const Place& place) const;
  bool StandsForIt(const Place& place) const;

  const std::vector<DocumentCommand>& commands_;
  std::vector<Standing> standing_;  // of each command
  std::map<uint64_t, Place> by_exported_position_;
  std::unordered_map<std::string, size_t> by_request_id_;
};

}  // namespace traguardo::document

#endif  // TRAGUARDO_CLIENTS_DOCUMENT_POSITIONS_OF_DOCUMENT_H_
