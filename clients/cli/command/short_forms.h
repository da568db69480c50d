// Short ways to write what has several parts: acts, causes, indicators, periods. One function for each,
// which fills the message or says how it should have been written.

#ifndef TRAGUARDO_CLIENTS_CLI_COMMAND_SHORT_FORMS_H_
#define TRAGUARDO_CLIENTS_CLI_COMMAND_SHORT_FORMS_H_

#include <optional>
#include <string>
#include <utility>

#include "clients/cli/command/verb.h"
#include "clients/cli/screen/text.h"
#include "traguardo/event/v1/ente.pb.h"
#include "traguardo/event/v1/objective.pb.h"
#include "traguardo/event/v1/plan.pb.h"
#include "traguardo/event/v1/ripianificazione.pb.h"
#include "traguardo/event/v1/scostamento.pb.h"
#include "traguardo/event/v1/values.pb.h"

namespace traguardo::cli {

// "GC 106 2024-07-03", "G.C. n. 106 del 03/07/2024", "giunta/delibera 106 2024-07-03". Short names:
// GC and CC for delibere of Giunta and Consiglio, DS for a decreto of the Sindaco, DET for a
// determina of a responsabile, DSG for one of the segretario, NV for minutes of the Nucleo, PROT for
// a protocol note.
inline constexpr Text kActForm{"\"GC 106 2024-07-03\"", "\"GC 106 2024-07-03\""};
std::optional<Complaint> ParseAct(const std::string& text, event::v1::Act* act);

// "exogenous:supplier went bankrupt", "esogena:…"
inline constexpr Text kCauseForm{"TIPO:TESTO", "KIND:TEXT"};
std::optional<Complaint> ParseCause(const std::string& text, event::v1::Cause* cause);

// "2025-06-01..2025-09-30"; an end may be left out.
inline constexpr Text kPeriodForm{"DAL..AL", "FROM..TO"};
std::optional<Complaint> ParsePeriod(const std::string& text, event::v1::Period* period);

// "atti:up:2500:atti:Atti notificati": id, direction, target, unit of measure, name. The target of
// a "date" indicator is a date, a "yes-no" one has none.
inline constexpr Text kIndicatorForm{"ID:VERSO:VALORE:UNITÀ:NOME", "ID:DIRECTION:TARGET:UNIT:NAME"};
std::optional<Complaint> ParseIndicator(const std::string& text, event::v1::Indicator* indicator);

// "bando:2025-02-28:Bando pubblicato"
inline constexpr Text kMilestoneForm{"ID:DATA:NOME", "ID:DATE:NAME"};
std::optional<Complaint> ParseMilestone(const std::string& text, event::v1::Milestone* milestone);

// "gara:30:2025-04-01..2025-05-31:Gara": id, weight, planned period, name; weight and period may be
// empty.
inline constexpr Text kPhaseForm{"ID:PESO:DAL..AL:NOME", "ID:WEIGHT:FROM..TO:NAME"};
std::optional<Complaint> ParsePhase(const std::string& text, event::v1::Phase* phase);

// "responsabile.tributi", "vicario.tributi:deputy", "responsabile.tributi:responsabile:tributi": id,
// role, unit.
inline constexpr Text kAssignmentForm{"ID[:RUOLO[:UNITÀ]]", "ID[:ROLE[:UNIT]]"};
std::optional<Complaint> ParseAssignment(const std::string& text,
                                         event::v1::Assignment* assignment);

// "atti=2000": what stands on the two sides of the first "=".
inline constexpr Text kPairForm{"ID=VALORE", "ID=VALUE"};
std::optional<Complaint> ParsePair(const std::string& text,
                                   std::pair<std::string, std::string>* pair);

// "tributi:settore:Tributi e bilancio", "polizia:servizio:Polizia locale:affari-generali": id, type,
// name, parent.
std::optional<Complaint> ParseUnit(const std::string& text, event::v1::Unit* unit);

// "A=12": a band and how many evaluations fall into it.
std::optional<Complaint> ParseBandCount(const std::string& text, event::v1::BandCount* count);

// "640000 euro": an amount and its unit of measure, with a description behind a colon if any.
inline constexpr Text kAmountForm{"\"QUANTITÀ UNITÀ[:TESTO]\"", "\"AMOUNT UNIT[:TEXT]\""};
std::optional<Complaint> ParseAmount(const std::string& text, event::v1::ResourceAmount* amount);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_SHORT_FORMS_H_
