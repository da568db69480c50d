// Short ways to write what has several parts: acts, causes, indicators, periods. One function for
// each, which fills the message or says how it should have been written.

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
// determina of a responsabile, DSG for one of the segretario, NV for minutes of the Nucleo, PROT
// for a protocol note.
inline constexpr Text kActForm{"\"GC 106 2024-07-03\"", "\"GC 106 2024-07-03\""};
// For the help of every verb that takes an act.
inline constexpr Text kActsFooter{
    "Gli atti si scrivono \"GC 106 2024-07-03\" o \"GC n. 106 del 03/07/2024\": sigla, numero, "
    "data.\n"
    "  GC, DGC   delibera della Giunta      CC, DCC  delibera del Consiglio\n"
    "  DS        decreto del Sindaco        DET      determina di un responsabile\n"
    "  DSG       determina del Segretario   NV       verbale del Nucleo\n"
    "  PROT      nota di protocollo\n"
    "  altri: ORGANO/TIPO, per esempio \"altro-organo/decreto 7 2024-07-03\"\n"
    "Le date si scrivono 2024-06-30 o 30/06/2024, i decimali 71.5 o 71,5.",
    "Acts are written \"GC 106 2024-07-03\" or \"GC n. 106 del 03/07/2024\": short name, number, "
    "date.\n"
    "  GC, DGC   delibera of the Giunta       CC, DCC  delibera of the Consiglio\n"
    "  DS        decreto of the Sindaco       DET      determina of a responsabile\n"
    "  DSG       determina of the Segretario  NV       minutes of the Nucleo\n"
    "  PROT      protocol note\n"
    "  others: ORGAN/KIND, for instance \"other/decreto 7 2024-07-03\"\n"
    "Dates are written 2024-06-30 or 30/06/2024, decimals 71.5 or 71,5."};
std::optional<Complaint> ParseAct(const std::string& text, event::v1::Act* act);

// "exogenous:supplier went bankrupt", "esogena:…"
inline constexpr Text kCauseForm{"esogena|endogena|indicatore:TESTO",
                                 "exogenous|endogenous|indicator:TEXT"};
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

// "responsabile.tributi", "vicario.tributi:deputy", "responsabile.tributi:responsabile:tributi":
// id, role, unit.
inline constexpr Text kAssignmentForm{"ID[:RUOLO[:UNITÀ]]", "ID[:ROLE[:UNIT]]"};
std::optional<Complaint> ParseAssignment(const std::string& text,
                                         event::v1::Assignment* assignment);

// "atti=2000": what stands on the two sides of the first "=".
inline constexpr Text kPairForm{"ID=VALORE", "ID=VALUE"};
std::optional<Complaint> ParsePair(const std::string& text,
                                   std::pair<std::string, std::string>* pair);

// "tributi:settore:Tributi e bilancio", "polizia:servizio:Polizia locale:affari-generali": id,
// type, name, parent.
std::optional<Complaint> ParseUnit(const std::string& text, event::v1::Unit* unit);

// "A=12": a band and how many evaluations fall into it.
std::optional<Complaint> ParseBandCount(const std::string& text, event::v1::BandCount* count);

// "640000 euro": an amount and its unit of measure, with a description behind a colon if any.
inline constexpr Text kAmountForm{"\"QUANTITÀ UNITÀ[:TESTO]\"", "\"AMOUNT UNIT[:TEXT]\""};
std::optional<Complaint> ParseAmount(const std::string& text, event::v1::ResourceAmount* amount);

}  // namespace traguardo::cli

#endif  // TRAGUARDO_CLIENTS_CLI_COMMAND_SHORT_FORMS_H_
