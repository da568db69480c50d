// A server that has one small year, and the program run against it.

#ifndef TRAGUARDO_TESTS_CLIENTS_CLI_READS_FIXTURE_H_
#define TRAGUARDO_TESTS_CLIENTS_CLI_READS_FIXTURE_H_

#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "tests/clients/cli/program_run.h"
#include "traguardo/api/v1/admin_service.pb.h"
#include "traguardo/api/v1/plan_service.pb.h"
#include "traguardo/api/v1/projection_service.pb.h"

namespace traguardo::cli {

template <typename Message>
Message Read(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message));
  return message;
}

inline constexpr char kOverview[] = R"(
  plan { name: "enti/demo/plans/2025" ente_name: "Comune di Borgo Esempio" year: 2025
         title: "Piano 2025" phase: CYCLE_PHASE_MONITORING }
  as_of: "2025-07-18" position: 99
  groups { kind: GROUP_KIND_ENTE name: "Comune di Borgo Esempio" objectives_count: 3
           states { state: OBJECTIVE_STATE_RUNNING count: 1 }
           states { state: OBJECTIVE_STATE_LATE count: 1 weight: "20" }
           states { state: OBJECTIVE_STATE_EXCLUDED count: 1 }
           not_declared_count: 1 silent_count: 1 silent_misses_count: 1 open_scostamenti_count: 1
           overdue_measures_count: 1 declared_mean_percent: "41.25" declared_weight: "80"
           next_deadline: "2025-09-30" }
  groups { kind: GROUP_KIND_UNIT id: "tributi" name: "Tributi e bilancio" objectives_count: 2
           states { state: OBJECTIVE_STATE_RUNNING count: 1 }
           states { state: OBJECTIVE_STATE_LATE count: 1 weight: "20" }
           silent_misses_count: 1 next_deadline: "2025-12-31" }
  groups { kind: GROUP_KIND_UNIT id: "lavori-pubblici" name: "Lavori pubblici" objectives_count: 1
           states { state: OBJECTIVE_STATE_EXCLUDED count: 1 } }
  groups { kind: GROUP_KIND_RESPONSABILE id: "responsabile.tributi" objectives_count: 2
           states { state: OBJECTIVE_STATE_RUNNING count: 1 } }
  groups { kind: GROUP_KIND_NODE id: "citta-sicura" name: "Città sicura" objectives_count: 1
           states { state: OBJECTIVE_STATE_RUNNING count: 1 } })";

inline constexpr char kObjectives[] = R"(
  position: 99 as_of: "2025-07-18"
  objectives {
    name: "enti/demo/plans/2025/objectives/accertamenti" id: "accertamenti" code: "T1"
    title: "Recupero dell'evasione IMU e TARI" kind: OBJECTIVE_KIND_STRATEGIC units: "tributi"
    scope: "performance" weight: "20" original_weight: "25" current_deadline: "2025-12-31"
    original_deadline: "2025-09-30" open_scostamenti_count: 1 scostamenti_count: 2
    time_shape { by_date { deadline: "2025-12-31" } } contributors: "Ufficio anagrafe"
    links { missione: "04" linea_di_mandato: "citta-equa" pnrr_measure: "M1C1" }
    gates { id: "banca-dati" description: "La banca dati è in linea" effect: GATE_EFFECT_ZEROES
            objective: "digitale" }
    assignments { responsabile: "responsabile.cultura" role: RESPONSABILE_ROLE_RESPONSABILE
                  validity { to: "2025-03-31" } }
    assignments { responsabile: "responsabile.tributi" role: RESPONSABILE_ROLE_RESPONSABILE
                  validity { from: "2025-04-01" to: "2025-12-31" } }
    results { declaration: DECLARATION_DECLARED percent: "30" note: "notificati 512 atti"
              declared { effective_on: "2025-06-30" principal: "segretario"
                         on_behalf_of: "responsabile.tributi" }
              not_due_periods { from: "2025-01-01" to: "2025-02-28" }
              final_proposed_percent: "75" final_proposed_note: "Contano gli invii di dicembre"
              final_proposed { principal: "responsabile.tributi" }
              final_assessed_percent: "60" final_assessed_outcome: OUTCOME_PARTLY_REACHED
              final_assessed { principal: "nucleo" }
              final_assessed_reasons: "Gli invii di dicembre sono del nuovo anno" }
    resources { unit_of_measure: "ore" amount: "400" description: "Ufficio tributi" }
    resources_used { unit_of_measure: "ore" amount: "512.5" }
    indicators {
      indicator { id: "atti" name: "Atti notificati" unit_of_measure: "atti" direction: DIRECTION_UP
                  target: "1800" }
      original_target: "2500"
      measurements { value: "512" precision: MEASUREMENT_PRECISION_AT_LEAST
                     recorded { effective_on: "2025-06-30" } comparison: COMPARISON_NOT_MET }
      at_due { value: "480" precision: MEASUREMENT_PRECISION_EXACT
               recorded { effective_on: "2025-05-31" } } }
    phases { phase { id: "invio" name: "Invio degli avvisi" weight: "40" planned { to: "2025-06-30" } }
             declared_percent: "80" original_end: "2025-05-31" }
    milestones { milestone { id: "banche-dati" name: "Banche dati incrociate" due: "2025-03-31" }
                 reached_on: "2025-01-20" before_adoption: true }
    segnalazioni { segnalazione: "seg1" text: "Serve un cambio di passo."
                   raised { effective_on: "2025-07-10" } }
    today { date: "2025-07-18" state: OBJECTIVE_STATE_RUNNING planned_percent: "50" silence_days: 18
            days_to_deadline: 166 responsabili: "responsabile.tributi"
            next_milestone { id: "x" name: "Ruolo approvato" due: "2025-10-31" }
            silent_misses { subject: "indicator:atti" planned: "900" actual: "512"
                            since: "2025-06-30" } } }
  objectives {
    name: "enti/demo/plans/2025/objectives/pagamenti" id: "pagamenti" code: "TR1"
    title: "Pagare in trenta giorni" units: "tributi" units: "lavori-pubblici"
    results { unit: "tributi" declaration: DECLARATION_DECLARED outcome: OUTCOME_REACHED }
    results { unit: "lavori-pubblici" declaration: DECLARATION_NOT_DECLARED }
    today { state: OBJECTIVE_STATE_NOT_DECLARED silence_days: 200 silent: true } }
  objectives {
    id: "ciclabile" code: "L2" title: "Pista ciclabile" units: "lavori-pubblici"
    results { declaration: DECLARATION_NOT_APPLICABLE }
    today { state: OBJECTIVE_STATE_EXCLUDED } })";

inline constexpr char kScostamenti[] = R"(
  scostamenti {
    objective: "enti/demo/plans/2025/objectives/accertamenti" id: "s1"
    subject { indicator: "atti" } subject_name: "Atti notificati" planned: "2500" actual: "1357"
    difference: "-1143" description: "Meno atti del previsto" detected_on: "2025-09-30"
    causes { kind: CAUSE_KIND_EXOGENOUS description: "Dati catastali in ritardo" }
    causes { kind: CAUSE_KIND_ENDOGENOUS description: "Una persona in meno" }
    causes_recorded { position: 41 effective_on: "2025-09-30" principal: "responsabile.tributi"
                      recorded_at_seconds: 1759392000 }
    causes_recorded { position: 52 effective_on: "2025-10-10" principal: "segretario"
                      recorded_at_seconds: 1760083200 }
    recorded { position: 41 effective_on: "2025-09-30" principal: "responsabile.tributi"
               recorded_at_seconds: 1759392000 responsabile_then: "responsabile.cultura" }
    measures { id: "m1" description: "Turni di sabato" owner: "responsabile.tributi" due: "2025-11"
               state: MEASURE_STATE_ADOPTED settled_on: "2025-11-20" note: "Dal 22 novembre"
               planned { position: 42 effective_on: "2025-09-30" principal: "responsabile.tributi"
                         recorded_at_seconds: 1759392000 }
               settled { position: 60 effective_on: "2025-11-20" principal: "segretario"
                         on_behalf_of: "responsabile.tributi" recorded_at_seconds: 1763625600 } }
    measures { id: "m2" description: "Nuovo incarico" owner: "responsabile.tributi"
               due: "2025-10-31" state: MEASURE_STATE_PLANNED }
    measures { id: "m3" description: "Affidamento esterno" owner: "segretario" due: "2025-12-31"
               state: MEASURE_STATE_DROPPED settled_on: "2025-11-25" note: "Costa troppo" }
    ripianificazioni: "r1"
    today { date: "2025-11-30" age_days: 40 overdue_measures_count: 1 recorded_late_days: 2 } }
  scostamenti {
    objective: "enti/demo/plans/2025/objectives/scuola" id: "s2" subject { deadline: true }
    delay_days: 45 causes_missing: true description: "Cantiere in ritardo" detected_on: "2025-06-20"
    closing: SCOSTAMENTO_CLOSING_CONFIRMED closed_on: "2025-12-31"
    recorded { position: 33 effective_on: "2025-06-20" principal: "segretario"
               recorded_at_seconds: 1750406400 }
    closed { position: 70 effective_on: "2025-12-31" principal: "segretario"
             recorded_at_seconds: 1767168000 }
    today { age_days: 140 late_not_replanned: true } })";

inline constexpr char kVariations[] = R"(
  variations {
    objective: "enti/demo/plans/2025/objectives/scuola" id: "r1" state: VARIATION_STATE_APPROVED
    changes { what: "deadline" before: "2025-09-30" after: "2025-12-15" original: "2025-09-30" }
    changes { what: "phase:lavori/end" after: "2025-12-15" }
    reason: "Subentro della seconda impresa" scostamenti: "s1" late: true
    proposed { effective_on: "2025-07-22" } decided { effective_on: "2025-07-29" }
    act { organ: ORGAN_GIUNTA kind: ACT_KIND_DELIBERA number: "106" date: "2025-07-29" } }
  variations {
    objective: "enti/demo/plans/2025/objectives/pattuglie" id: "r1" state: VARIATION_STATE_REJECTED
    changes { what: "indicator:uscite/target" before: "30" after: "20" }
    rejection_reason: "Si recupera in autunno" })";

inline constexpr char kRounds[] = R"(
  rounds {
    name: "enti/demo/plans/2025/rounds/giugno" id: "giugno" reference_date: "2025-06-30"
    due_date: "2025-07-15" closed_on: "2025-08-04"
    reports { responsabile: "responsabile.tributi" state: REPORT_STATE_APPROVED
              due_objectives: "accertamenti" due_objectives: "pagamenti"
              covered_objectives: "accertamenti" submitted { effective_on: "2025-07-20" } late: true
              returns { reason: "Manca il numero degli atti"
                        submitted { effective_on: "2025-07-16" principal: "responsabile.tributi" }
                        returned { effective_on: "2025-07-17" principal: "segretario"
                                   on_behalf_of: "nucleo" } } }
    reports { responsabile: "responsabile.lavori-pubblici" state: REPORT_STATE_RETURNED
              due_objectives: "scuola" return_reason: "Manca il censimento" }
    reports { responsabile: "responsabile.servizi-persona" state: REPORT_STATE_MISSING
              due_objectives: "nido" }
    today { expected_count: 3 missing_count: 3 due_objectives_count: 4 missing_objectives_count: 3 } }
  rounds { name: "enti/demo/plans/2025/rounds/settembre" id: "settembre"
           reference_date: "2025-09-30" due_date: "2025-10-15" today { expected_count: 3 } })";

inline constexpr char kCalendar[] = R"(
  entries { date: "2025-06-30" kind: CALENDAR_KIND_MILESTONE
            name: "enti/demo/plans/2025/objectives/scuola" title: "Scuola primaria" detail: "gara"
            detail_name: "Gara" overdue: true responsabili: "responsabile.lavori-pubblici" }
  entries { date: "2025-07-15" kind: CALENDAR_KIND_ROUND_DUE
            name: "enti/demo/plans/2025/rounds/giugno" done: true }
  entries { date: "2025-12-31" kind: CALENDAR_KIND_DEADLINE
            name: "enti/demo/plans/2025/objectives/accertamenti" title: "Evasione" })";

inline constexpr char kPlan[] = R"(
  position: 99
  plan { name: "enti/demo/plans/2025" ente_name: "Comune di Borgo Esempio" year: 2025
         title: "Piano 2025" phase: CYCLE_PHASE_MONITORING adoption_term: "2025-01-31"
         relazione_term: "2026-06-30" adopted_on: "2025-01-30" objectives_count: 14
         adoption { organ: ORGAN_GIUNTA kind: ACT_KIND_DELIBERA number: "9" date: "2025-01-30" }
         rule_set_version: 1
         rule_set { name: "Sistema 2025"
                    scopes { id: "performance" name: "Performance" weighting: WEIGHTING_WEIGHTED }
                    scopes { id: "ordinari" name: "Ordinari" weighting: WEIGHTING_UNWEIGHTED } }
         units { id: "tributi" name: "Tributi" type: "UNIT_TYPE_SETTORE" }
         nodes { id: "citta-sicura" name: "Città sicura" type: "STRATEGIC_NODE_TYPE_LINEA_DI_MANDATO" }
         nodes { id: "vigili" name: "Polizia locale" type: "STRATEGIC_NODE_TYPE_PROGRAMMA"
                 parent: "citta-sicura" }
         amendments { act { organ: ORGAN_GIUNTA kind: ACT_KIND_DELIBERA number: "106"
                            date: "2025-07-29" } summary: "Nuovo termine" }
         narratives { section: "NARRATIVE_SECTION_CONTEXT" text: "Un anno\ndifficile" }
         aggregates { aggregate: "gradimento" percent: "92" reached: 23 assigned: 25
                      source: "Questionari" }
         aggregates { aggregate: "linea-1" node: "citta-sicura" percent: "98" }
         band_counts { unit: "tributi" bands { band: "oltre 90" count: 3 }
                       bands { band: "fino a 90" count: 1 } } })";

inline constexpr char kFacts[] = R"(
  position: 99
  facts { corrected_by_position: 8
          envelope { position: 7 stream: "plans/2025/objectives/ob-1" effective_on: "2025-06-30"
                     recorded_at { seconds: 1752832800 } actor { principal: "segretario"
                     on_behalf_of: "responsabile.tributi" }
                     fact { progress_recorded { percent: "90" note: "così" } } } }
  facts { envelope { position: 8 stream: "plans/2025/objectives/ob-1" effective_on: "2025-06-30"
                     recorded_at { seconds: 1752836400 } actor { principal: "segretario" }
                     fact { fact_corrected { corrected_position: 7 reason: "errore" } } } }
  facts { private_part_withdrawn: true
          envelope { position: 9 unit: "tributi" fact { objective_resumed {} } } })";

// The verbs that read the year, as somebody types them.
inline const std::vector<std::vector<std::string>>& ReadingVerbs() {
  static const auto* const verbs =
      new std::vector<std::vector<std::string>>{{"status"},
                                                {"status", "--group", "responsabile"},
                                                {"objective", "list"},
                                                {"objective", "show", "accertamenti"},
                                                {"scostamento", "list"},
                                                {"scostamento", "show", "accertamenti", "s1"},
                                                {"plan", "variations"},
                                                {"plan", "calendar"},
                                                {"plan", "show"},
                                                {"round", "list"},
                                                {"round", "status", "giugno"},
                                                {"facts", "list", "ob-1"}};
  return *verbs;
}

class ReadsTest : public testing::Test {
 protected:
  ReadsTest() {
    server_.Answer("GetOverview", Read<api::v1::GetOverviewResponse>(kOverview));
    const auto objectives = Read<api::v1::ListObjectivesResponse>(kObjectives);
    server_.Answer("ListObjectives", objectives);
    api::v1::GetObjectiveResponse objective;
    *objective.mutable_objective() = objectives.objectives(0);
    server_.Answer("GetObjective", objective);
    server_.Answer("ListScostamenti", Read<api::v1::ListScostamentiResponse>(kScostamenti));
    server_.Answer("ListVariations", Read<api::v1::ListVariationsResponse>(kVariations));
    server_.Answer("ListRounds", Read<api::v1::ListRoundsResponse>(kRounds));
    server_.Answer("GetCalendar", Read<api::v1::GetCalendarResponse>(kCalendar));
    server_.Answer("GetPlan", Read<api::v1::GetPlanResponse>(kPlan));
    server_.Answer("ListFacts", Read<api::v1::ListFactsResponse>(kFacts));
  }

  RunResult RunVerb(const std::vector<std::string>& arguments, bool terminal = false,
                    size_t width = 0) {
    return RunProgramWith(arguments,
                          {.terminal = terminal, .screen_width = width, .server = &server_});
  }

  void ExpectLooksLike(const std::string& golden, const std::vector<std::string>& arguments,
                       bool terminal = false, size_t width = 0) {
    const RunResult result = RunVerb(arguments, terminal, width);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    ExpectGolden(TRAGUARDO_GOLDEN, golden, result.out);
  }

  FakeServer server_;
};

}  // namespace traguardo::cli

#endif  // TRAGUARDO_TESTS_CLIENTS_CLI_READS_FIXTURE_H_
