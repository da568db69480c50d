#include "clients/cli/screen/labels.h"

#include <map>
#include <string_view>

#include "clients/document/field_names.h"

namespace traguardo::cli {
namespace {

// By the full name of the value, in the order of the protos.
const std::map<std::string_view, Text>& Labels() {
  static const auto& labels = *new std::map<std::string_view, Text>{
      {"OBJECTIVE_STATE_PLANNED", {"previsto", "planned"}},
      {"OBJECTIVE_STATE_RUNNING", {"in corso", "running"}},
      {"OBJECTIVE_STATE_NOT_DECLARED", {"non dichiarato", "not declared"}},
      {"OBJECTIVE_STATE_MILESTONE_MISSED", {"traguardo mancato", "milestone missed"}},
      {"OBJECTIVE_STATE_LATE", {"in ritardo", "late"}},
      {"OBJECTIVE_STATE_DONE", {"raggiunto", "done"}},
      {"OBJECTIVE_STATE_DONE_LATE", {"raggiunto in ritardo", "done late"}},
      {"OBJECTIVE_STATE_SUSPENDED", {"sospeso", "suspended"}},
      {"OBJECTIVE_STATE_EXCLUDED", {"escluso", "excluded"}},
      {"OBJECTIVE_STATE_DROPPED", {"soppresso", "dropped"}},
      {"DECLARATION_DECLARED", {"dichiarato", "declared"}},
      {"DECLARATION_NOT_DECLARED", {"non dichiarato", "not declared"}},
      {"DECLARATION_NOT_DUE", {"non dovuto", "not due"}},
      {"DECLARATION_NOT_APPLICABLE", {"non applicabile", "not applicable"}},
      {"COMPARISON_MET", {"sì", "yes"}},
      {"COMPARISON_NOT_MET", {"no", "no"}},
      {"COMPARISON_UNKNOWN", {"?", "?"}},
      {"OUTCOME_REACHED", {"raggiunto", "reached"}},
      {"OUTCOME_PARTLY_REACHED", {"raggiunto in parte", "partly reached"}},
      {"OUTCOME_NOT_REACHED", {"non raggiunto", "not reached"}},
      {"OBJECTIVE_KIND_STRATEGIC", {"strategico", "strategic"}},
      {"OBJECTIVE_KIND_OPERATIVE", {"operativo", "operative"}},
      {"OBJECTIVE_KIND_TRANSVERSAL", {"trasversale", "transversal"}},
      {"OBJECTIVE_KIND_ORDINARY", {"ordinario", "ordinary"}},
      {"OBJECTIVE_KIND_INDIVIDUAL", {"individuale", "individual"}},
      {"OBJECTIVE_KIND_MANDATORY", {"obbligatorio per legge", "mandatory by law"}},
      {"DIRECTION_UP", {"crescente", "up"}},
      {"DIRECTION_DOWN", {"decrescente", "down"}},
      {"DIRECTION_EXACT", {"esatto", "exact"}},
      {"DIRECTION_YES_NO", {"sì/no", "yes/no"}},
      {"DIRECTION_DATE", {"data", "date"}},
      {"MEASUREMENT_PRECISION_EXACT", {"esatto", "exact"}},
      {"MEASUREMENT_PRECISION_ABOUT", {"circa", "about"}},
      {"MEASUREMENT_PRECISION_AT_LEAST", {"almeno", "at least"}},
      {"MEASUREMENT_SOURCE_MEASURED", {"misurato", "measured"}},
      {"MEASUREMENT_SOURCE_CERTIFIED", {"certificato", "certified"}},
      {"MEASUREMENT_SOURCE_SELF_DECLARED", {"autodichiarato", "self-declared"}},
      {"RESPONSABILE_ROLE_RESPONSABILE", {"responsabile", "responsabile"}},
      {"RESPONSABILE_ROLE_DEPUTY", {"vicario", "deputy"}},
      {"RESPONSABILE_ROLE_CONTRIBUTOR", {"contribuisce", "contributor"}},
      {"ROLE_AMMINISTRATORE", {"amministratore", "administrator"}},
      {"ROLE_OPERATORE", {"operatore", "operator"}},
      {"ROLE_SEGRETARIO", {"segretario", "segretario"}},
      {"ROLE_ORGANO_POLITICO", {"organo politico", "political organ"}},
      {"ROLE_RESPONSABILE", {"responsabile", "responsabile"}},
      {"ROLE_COLLABORATORE", {"collaboratore", "collaborator"}},
      {"ROLE_NUCLEO", {"Nucleo", "Nucleo"}},
      {"ROLE_REVISORE", {"revisore", "auditor"}},
      {"CONSENT_PURPOSE_OPERATION", {"lavorare per l'ente", "to work for the ente"}},
      {"CONSENT_PURPOSE_COMPARISON", {"confronto fra enti", "comparison of enti"}},
      {"CONSENT_PURPOSE_FORECAST_POOL", {"base delle previsioni", "pool of forecasts"}},
      {"GATE_EFFECT_EXCLUDES", {"fuori dal calcolo", "left out"}},
      {"GATE_EFFECT_ZEROES", {"vale zero", "counts zero"}},
      {"STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO", {"linea di mandato", "linea di mandato"}},
      {"STRATEGIC_NODE_TYPE_MISSIONE", {"missione", "missione"}},
      {"STRATEGIC_NODE_TYPE_PROGRAMMA", {"programma", "programma"}},
      {"STRATEGIC_NODE_TYPE_STRATEGIC_OBJECTIVE", {"obiettivo strategico", "strategic objective"}},
      {"EXCLUSION_CAUSE_FUNDING_LOST", {"finanziamento perduto", "funding lost"}},
      {"EXCLUSION_CAUSE_LAW_CHANGED", {"norma cambiata", "law changed"}},
      {"EXCLUSION_CAUSE_DECIDED_BY_ORGAN", {"deciso dall'organo", "decided by the organ"}},
      {"EXCLUSION_CAUSE_NOT_APPLICABLE", {"non applicabile", "not applicable"}},
      {"EXCLUSION_CAUSE_OTHER", {"altro", "other"}},
      {"CAUSE_KIND_EXOGENOUS", {"esogena", "exogenous"}},
      {"CAUSE_KIND_ENDOGENOUS", {"endogena", "endogenous"}},
      {"CAUSE_KIND_INDICATOR", {"indicatore mal costruito", "badly built indicator"}},
      {"SCOSTAMENTO_CLOSING_RECOVERED", {"recuperato", "recovered"}},
      {"SCOSTAMENTO_CLOSING_REPLANNED", {"ripianificato", "replanned"}},
      {"SCOSTAMENTO_CLOSING_CONFIRMED", {"confermato", "confirmed"}},
      {"MEASURE_STATE_PLANNED", {"prevista", "planned"}},
      {"MEASURE_STATE_ADOPTED", {"adottata", "adopted"}},
      {"MEASURE_STATE_DROPPED", {"abbandonata", "dropped"}},
      {"VARIATION_STATE_PROPOSED", {"proposta", "proposed"}},
      {"VARIATION_STATE_APPROVED", {"approvata", "approved"}},
      {"VARIATION_STATE_REJECTED", {"respinta", "rejected"}},
      {"REPORT_STATE_MISSING", {"manca", "missing"}},
      {"REPORT_STATE_SUBMITTED", {"presentato", "submitted"}},
      {"REPORT_STATE_RETURNED", {"restituito", "returned"}},
      {"REPORT_STATE_APPROVED", {"approvato", "approved"}},
      {"CALENDAR_KIND_DEADLINE", {"scadenza", "deadline"}},
      {"CALENDAR_KIND_MILESTONE", {"traguardo", "milestone"}},
      {"CALENDAR_KIND_PHASE_END", {"fine fase", "end of phase"}},
      {"CALENDAR_KIND_RECURRING_CHECK", {"verifica", "check"}},
      {"CALENDAR_KIND_INDICATOR_DUE", {"indicatore", "indicator"}},
      {"CALENDAR_KIND_MEASURE_DUE", {"misura correttiva", "corrective measure"}},
      {"CALENDAR_KIND_ROUND_DUE", {"rilevazione", "monitoring round"}},
      {"CALENDAR_KIND_INSTITUTIONAL_TERM", {"termine di legge", "institutional term"}},
      {"GROUP_KIND_ENTE", {"ente", "ente"}},
      {"GROUP_KIND_UNIT", {"unità", "unit"}},
      {"GROUP_KIND_RESPONSABILE", {"responsabile", "responsabile"}},
      {"GROUP_KIND_SCOPE", {"ambito", "scope"}},
      {"GROUP_KIND_NODE", {"nodo strategico", "strategic node"}},
      {"CYCLE_PHASE_DRAFTING", {"in redazione", "drafting"}},
      {"CYCLE_PHASE_MONITORING", {"monitoraggio", "monitoring"}},
      {"CYCLE_PHASE_CONSUNTIVO", {"consuntivo", "consuntivo"}},
      {"CYCLE_PHASE_VALIDATED", {"validato", "validated"}},
      {"CYCLE_PHASE_CLOSED", {"chiuso", "closed"}},
      {"ORGAN_GIUNTA", {"Giunta", "Giunta"}},
      {"ORGAN_CONSIGLIO", {"Consiglio", "Consiglio"}},
      {"ORGAN_SINDACO", {"Sindaco", "Sindaco"}},
      {"ORGAN_SEGRETARIO", {"Segretario", "Segretario"}},
      {"ORGAN_RESPONSABILE", {"Responsabile", "Responsabile"}},
      {"ORGAN_NUCLEO", {"Nucleo", "Nucleo"}},
      {"ORGAN_OTHER", {"altro organo", "other organ"}},
      {"ACT_KIND_DELIBERA", {"delibera", "delibera"}},
      {"ACT_KIND_DETERMINA", {"determina", "determina"}},
      {"ACT_KIND_DECRETO", {"decreto", "decreto"}},
      {"ACT_KIND_NOTA_PROTOCOLLO", {"nota di protocollo", "protocol note"}},
      {"ACT_KIND_VERBALE", {"verbale", "minutes"}},
      {"ACT_KIND_OTHER", {"altro atto", "other act"}},
      {"ENTE_KIND_COMUNE", {"Comune", "Comune"}},
      {"ENTE_KIND_UNIONE", {"Unione", "Unione"}},
      {"ENTE_KIND_PROVINCIA", {"Provincia", "Provincia"}},
      {"ENTE_KIND_REGIONE", {"Regione", "Regione"}},
      {"ENTE_KIND_OTHER", {"altro", "other"}},
      {"UNIT_TYPE_SETTORE", {"settore", "settore"}},
      {"UNIT_TYPE_AREA", {"area", "area"}},
      {"UNIT_TYPE_SERVIZIO", {"servizio", "servizio"}},
      {"UNIT_TYPE_UFFICIO", {"ufficio", "ufficio"}},
      {"UNIT_TYPE_SEGRETARIO", {"segretario", "segretario"}},
      {"UNIT_TYPE_OTHER", {"altro", "other"}},
      {"NARRATIVE_SECTION_CONTEXT", {"contesto", "context"}},
      {"NARRATIVE_SECTION_DIFFICULTIES", {"criticità", "difficulties"}},
      {"NARRATIVE_SECTION_OPPORTUNITIES", {"opportunità", "opportunities"}},
      {"NARRATIVE_SECTION_SAVINGS", {"risparmi", "savings"}},
      {"NARRATIVE_SECTION_EQUAL_OPPORTUNITIES", {"pari opportunità", "equal opportunities"}},
      {"NARRATIVE_SECTION_SERVICES", {"servizi", "services"}},
      {"NARRATIVE_SECTION_OTHER", {"altro", "other"}},
      {"WATCHED_VIEW_OVERVIEW", {"quadro", "overview"}},
      {"WATCHED_VIEW_OBJECTIVES", {"obiettivo", "objective"}},
      {"WATCHED_VIEW_SCOSTAMENTI", {"scostamento", "scostamento"}},
      {"WATCHED_VIEW_VARIATIONS", {"variazione", "variation"}},
      {"WATCHED_VIEW_ROUNDS", {"rilevazione", "round"}},
  };
  return labels;
}

// Words of the codes in which views speak of what deviates, changes or falls due.
const std::map<std::string_view, Text>& SubjectWords() {
  static const auto& words = *new std::map<std::string_view, Text>{
      {"deadline", {"scadenza", "deadline"}},
      {"progress", {"avanzamento", "progress"}},
      {"weight", {"peso", "weight"}},
      {"responsabile", {"responsabile", "responsabile"}},
      {"dropped", {"soppresso", "dropped"}},
      {"added", {"aggiunto", "added"}},
      {"removed", {"tolto", "removed"}},
      {"time_shape", {"tempi", "time shape"}},
      {"indicator", {"indicatore", "indicator"}},
      {"milestone", {"traguardo", "milestone"}},
      {"phase", {"fase", "phase"}},
      {"ripianificazione", {"ripianificazione", "ripianificazione"}},
      {"units", {"unità", "units"}},
      {"target", {"valore atteso", "target"}},
      {"target_date", {"data attesa", "target date"}},
      {"due", {"entro", "due"}},
      {"name", {"testo", "text"}},
      {"begin", {"inizio", "begin"}},
      {"end", {"fine", "end"}},
      {"cumulative_percent", {"percentuale cumulata", "cumulative percent"}},
      {"adoption_term", {"termine per il Piano", "term of the plan"}},
      {"relazione_term", {"termine per la Relazione", "term of the Relazione"}},
  };
  return words;
}

std::string SubjectWord(std::string_view code, Language language) {
  const auto word = SubjectWords().find(code);
  return std::string(word == SubjectWords().end() ? code : word->second.In(language));
}

}  // namespace

std::string SubjectLabel(std::string_view code, std::string_view name, Language language) {
  const size_t colon = code.find(':');
  if (colon == std::string_view::npos) return SubjectWord(code, language);
  // "phase:lavori/end", "indicator:ore added"
  const std::string_view rest = code.substr(colon + 1);
  const size_t end = rest.find_first_of("/ ");
  const std::string_view id = rest.substr(0, end);
  std::string label = SubjectWord(code.substr(0, colon), language) + " ";
  label += name.empty() ? id : name;
  if (end == std::string_view::npos) return label;
  return label + ": " + SubjectWord(rest.substr(end + 1), language);
}

std::string Label(const google::protobuf::EnumValueDescriptor& value, Language language) {
  if (value.number() == 0) return "";
  const auto label = Labels().find(value.name());
  if (label == Labels().end()) return document::ShortEnumName(value);
  return std::string(label->second.In(language));
}

Text LabelText(const google::protobuf::EnumValueDescriptor& value) {
  const auto label = Labels().find(value.name());
  return label == Labels().end() ? Text{value.name(), value.name()} : label->second;
}

std::string MissingLabels(const google::protobuf::EnumDescriptor& type) {
  std::string missing;
  for (int i = 0; i < type.value_count(); ++i) {
    const auto& value = *type.value(i);
    if (value.number() != 0 && !Labels().contains(value.name())) missing += value.name() + " ";
  }
  return missing;
}

Tone ToneOf(view::v1::ObjectiveState state) {
  switch (state) {
    case view::v1::OBJECTIVE_STATE_DONE:
      return Tone::kGood;
    case view::v1::OBJECTIVE_STATE_DONE_LATE:
    case view::v1::OBJECTIVE_STATE_NOT_DECLARED:
    case view::v1::OBJECTIVE_STATE_SUSPENDED:
      return Tone::kWarning;
    case view::v1::OBJECTIVE_STATE_LATE:
    case view::v1::OBJECTIVE_STATE_MILESTONE_MISSED:
      return Tone::kBad;
    case view::v1::OBJECTIVE_STATE_EXCLUDED:
    case view::v1::OBJECTIVE_STATE_DROPPED:
    case view::v1::OBJECTIVE_STATE_PLANNED:
      return Tone::kFaint;
    case view::v1::OBJECTIVE_STATE_RUNNING:
    case view::v1::OBJECTIVE_STATE_UNSPECIFIED:
    case view::v1::ObjectiveState_INT_MIN_SENTINEL_DO_NOT_USE_:
    case view::v1::ObjectiveState_INT_MAX_SENTINEL_DO_NOT_USE_:
      return Tone::kPlain;
  }
  return Tone::kPlain;
}

}  // namespace traguardo::cli
