"""The year, step by step: each test builds on what the ones before it recorded."""

import queue
import threading
import unittest

import grpc
from caller import Caller, Refused, header, refusal_of
from server import Server
from traguardo.api.v1 import admin_service_pb2 as admin
from traguardo.api.v1 import command_pb2 as command
from traguardo.api.v1 import monitoring_service_pb2 as monitoring
from traguardo.api.v1 import plan_service_pb2 as plan
from traguardo.api.v1 import projection_service_pb2 as projection
from traguardo.event.v1 import ente_pb2, envelope_pb2, objective_pb2, plan_pb2
from traguardo.event.v1 import ripianificazione_pb2, round_pb2, scostamento_pb2, values_pb2
from traguardo.rules.v1 import rule_set_pb2
from traguardo.view.v1 import objective_pb2 as objective_view
from traguardo.view.v1 import round_pb2 as round_view
from traguardo.view.v1 import variation_pb2 as variation_view

SERVER_BINARY = None
ENTE = "enti/prova"
PLAN = ENTE + "/plans/2024"
PRINCIPALS = [
    ("gestore", "AMMINISTRATORE", ["*"]),
    ("segretario", "SEGRETARIO", ["prova"]),
    ("responsabile.tributi", "RESPONSABILE", ["prova"]),
    ("responsabile.tecnico", "RESPONSABILE", ["prova"]),
    ("altrove", "SEGRETARIO", ["altro"]),
]


def objective(name):
    return f"{PLAN}/objectives/{name}"


def delibera(number, date):
    return values_pb2.Act(organ=values_pb2.ORGAN_GIUNTA, kind=values_pb2.ACT_KIND_DELIBERA,
                          number=number, date=date)


def definition(code, unit, responsabile, weight, deadline, indicators=()):
    return objective_pb2.ObjectiveDefinition(
        code=code, title=f"Obiettivo {code}", kind=objective_pb2.OBJECTIVE_KIND_OPERATIVE,
        units=[unit], scope="performance", weight=weight,
        assignments=[values_pb2.Assignment(responsabile=responsabile,
                                           role=values_pb2.RESPONSABILE_ROLE_RESPONSABILE)],
        time_shape=objective_pb2.TimeShape(by_date=objective_pb2.ByDate(deadline=deadline)),
        indicators=indicators)


class Year(unittest.TestCase):
    """Tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server(SERVER_BINARY, PRINCIPALS)
        cls.addClassCleanup(cls.server.__exit__)
        cls.server.start()
        cls.callers = {}
        for who, _, _ in PRINCIPALS:
            cls.callers[who] = Caller(cls.server.address, cls.server.token(who))
            cls.addClassCleanup(cls.callers[who].close)
        cls.gestore = cls.callers["gestore"]
        cls.segretario = cls.callers["segretario"]
        cls.tributi = cls.callers["responsabile.tributi"]
        cls.tecnico = cls.callers["responsabile.tecnico"]

    def overview(self, min_position=0, **moment):
        return self.segretario.projection.GetOverview(projection.GetOverviewRequest(
            plan=PLAN, moment=projection.Moment(min_position=min_position, **moment)))

    def get(self, name, min_position=0, **moment):
        return self.segretario.projection.GetObjective(projection.GetObjectiveRequest(
            objective=objective(name),
            moment=projection.Moment(min_position=min_position, **moment))).objective

    def record_progress(self, caller, name, percent, on, **more):
        return caller.monitoring.RecordProgress(monitoring.RecordProgressRequest(
            header=header(on, **more), objective=objective(name),
            progress=objective_pb2.ProgressRecorded(percent=percent))).outcome

    # --- The ente and its plan. ------------------------------------------------------------------

    def test_01_without_credentials_nothing_is_answered(self):
        for token in (None, "wrong"):
            caller = Caller(self.server.address, token)
            refused = refusal_of(lambda: caller.admin.ListEnti(admin.ListEntiRequest()))
            self.assertEqual(refused.code, grpc.StatusCode.UNAUTHENTICATED)
            self.assertEqual(refused.reason, "UNAUTHENTICATED")
            caller.close()

    def test_02_only_the_administrator_registers_an_ente(self):
        request = plan.RegisterEnteRequest(
            header=header("2024-01-02"), ente=ENTE,
            registered=ente_pb2.EnteRegistered(name="Comune di Prova",
                                               kind=ente_pb2.ENTE_KIND_COMUNE))
        refused = refusal_of(lambda: self.segretario.plan.RegisterEnte(request))
        self.assertEqual(refused.code, grpc.StatusCode.PERMISSION_DENIED)
        outcome = self.gestore.plan.RegisterEnte(request).outcome
        self.assertEqual((outcome.position, outcome.revision), (1, 1))

    def test_03_the_organisation(self):
        unit = lambda id, name: ente_pb2.Unit(id=id, name=name, type=ente_pb2.UNIT_TYPE_SETTORE)
        outcome = self.segretario.plan.ChangeOrganisation(plan.ChangeOrganisationRequest(
            header=header("2024-01-02"), ente=ENTE,
            change=ente_pb2.OrganisationChanged(
                units=[unit("tributi", "Tributi"), unit("tecnico", "Ufficio tecnico")]))).outcome
        self.assertEqual(outcome.revision, 2)

    def test_04_the_plan_and_its_rules(self):
        self.segretario.plan.DraftPlan(plan.DraftPlanRequest(
            header=header("2024-01-08"), plan=PLAN,
            draft=plan_pb2.PlanDrafted(title="Piano 2024", adoption_term="2024-01-31",
                                       relazione_term="2025-06-30")))
        self.segretario.plan.AdoptRuleSet(plan.AdoptRuleSetRequest(
            header=header("2024-01-08"), plan=PLAN,
            rule_set=plan_pb2.RuleSetAdopted(version=1, rule_set=rule_set_pb2.RuleSet(
                name="Regole", phase_convention=rule_set_pb2.PHASE_CONVENTION_WEIGHTS,
                missing_value_policy=rule_set_pb2.MISSING_VALUE_POLICY_ZERO, silence_days=90,
                scopes=[rule_set_pb2.Scope(
                    id="performance", name="Performance",
                    weighting=rule_set_pb2.WEIGHTING_WEIGHTED,
                    weight_sum_policy=rule_set_pb2.WEIGHT_SUM_POLICY_REFUSE)]))))

    def define(self, name, wanted):
        return self.segretario.plan.DefineObjective(plan.DefineObjectiveRequest(
            header=header("2024-01-10"), plan=PLAN,
            objective=plan_pb2.ObjectiveDefined(objective=name, definition=wanted))).outcome

    def test_05_objectives_and_a_plan_whose_weights_do_not_sum_up(self):
        atti = objective_pb2.Indicator(id="atti", name="Atti notificati", unit_of_measure="atti",
                                       direction=objective_pb2.DIRECTION_UP, target="2500")
        warned = self.define("ob-1", definition(
            "1", "tributi", "responsabile.tributi", "60", "2024-12-31", [atti]))
        self.assertEqual([w.reason for w in warned.warnings], ["WEIGHTS_NOT_TOTAL"])
        self.assertTrue(warned.warnings[0].message)
        self.define("ob-2", definition(
            "2", "tecnico", "responsabile.tecnico", "30", "2024-09-30"))
        adoption = plan.AdoptPlanRequest(
            header=header("2024-01-30"), plan=PLAN,
            adoption=plan_pb2.PlanAdopted(act=delibera("7", "2024-01-30")))
        refused = refusal_of(lambda: self.segretario.plan.AdoptPlan(adoption))
        self.assertEqual(refused.reason, "WEIGHTS_NOT_TOTAL")
        self.assertEqual(refused.code, grpc.StatusCode.FAILED_PRECONDITION)
        self.assertEqual(refused.metadata["sum"], "90")
        self.define("ob-3", definition(
            "3", "tecnico", "responsabile.tecnico", "10", "2024-06-30"))
        adopted = self.segretario.plan.AdoptPlan(adoption).outcome
        self.assertGreater(adopted.position, 0)

    def test_06_bad_input_is_answered_by_field(self):
        refused = refusal_of(lambda: self.record_progress(
            self.segretario, "ob-1", "140", "2024-02-30"))
        self.assertEqual(refused.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(refused.reason, "FIELD_INVALID")
        self.assertEqual(set(refused.fields), {"header.effective_on", "progress.percent"})
        self.assertIn("«percentuale»", refused.message)
        self.assertNotIn("progress.percent", refused.message)

    def test_07_messages_come_in_the_language_asked_for(self):
        english = Caller(self.server.address, self.server.token("segretario"), "en-GB,en;q=0.9")
        self.addCleanup(english.close)
        ask = lambda caller: refusal_of(
            lambda: self.record_progress(caller, "ob-9", "10", "2024-03-31"))
        in_italian, in_english = ask(self.segretario), ask(english)
        self.assertEqual(in_italian.reason, in_english.reason)
        self.assertEqual(in_italian.reason, "OBJECTIVE_UNKNOWN")
        self.assertNotEqual(in_italian.message, in_english.message)
        self.assertIn("ob-9", in_english.message)

    # --- The year as it is lived. ----------------------------------------------------------------

    def test_10_progress_is_recorded_and_read_at_once(self):
        outcome = self.record_progress(self.tributi, "ob-1", "30", "2024-06-30")
        seen = self.get("ob-1", min_position=outcome.position)
        self.assertEqual(seen.results[0].percent, "30")
        self.assertEqual(seen.results[0].declared.principal, "responsabile.tributi")
        zero = self.record_progress(self.tecnico, "ob-2", "0", "2024-06-30")
        seen = self.get("ob-2", min_position=zero.position)
        self.assertEqual(seen.results[0].declaration, objective_view.DECLARATION_DECLARED)
        self.assertEqual(seen.results[0].percent, "0")
        self.assertEqual(self.get("ob-3").results[0].declaration,
                         objective_view.DECLARATION_NOT_DECLARED)

    def test_11_nobody_reports_for_another(self):
        refused = refusal_of(lambda: self.record_progress(
            self.tecnico, "ob-1", "50", "2024-06-30"))
        self.assertEqual(refused.reason, "NOT_RESPONSIBLE")
        refused = refusal_of(lambda: self.record_progress(
            self.callers["altrove"], "ob-1", "50", "2024-06-30"))
        self.assertEqual(refused.code, grpc.StatusCode.PERMISSION_DENIED)

    def test_12_a_repeated_request_is_answered_alike_and_recorded_once(self):
        request = monitoring.RecordProgressRequest(
            header=header("2024-07-31"), objective=objective("ob-1"),
            progress=objective_pb2.ProgressRecorded(percent="35"))
        first = self.tributi.monitoring.RecordProgress(request)
        self.assertEqual(self.tributi.monitoring.RecordProgress(request), first)
        request.progress.percent = "36"
        refused = refusal_of(lambda: self.tributi.monitoring.RecordProgress(request))
        self.assertEqual(refused.reason, "REQUEST_ID_REUSED")
        facts = self.segretario.projection.ListFacts(
            projection.ListFactsRequest(name=objective("ob-1")))
        self.assertEqual(len(facts.facts), 2)

    def test_13_the_expected_revision_is_kept(self):
        refused = refusal_of(lambda: self.record_progress(
            self.tributi, "ob-1", "36", "2024-08-31", expected_revision=1))
        self.assertEqual(refused.reason, "REVISION_MISMATCH")
        self.assertEqual(refused.metadata["actual"], "2")
        outcome = self.record_progress(
            self.tributi, "ob-1", "36", "2024-08-31", expected_revision=2)
        self.assertEqual(outcome.revision, 3)

    def test_14_a_scostamento_with_a_measure(self):
        def record(request_type, method, **fields):
            return getattr(self.tributi.monitoring, method)(request_type(
                objective=objective("ob-1"), header=header("2024-12-31"), **fields)).outcome

        record(monitoring.RecordMeasurementRequest, "RecordMeasurement",
               measurement=objective_pb2.MeasurementRecorded(
                   indicator="atti", value="1357",
                   precision=objective_pb2.MEASUREMENT_PRECISION_EXACT))
        missed = self.segretario.projection.ListObjectives(projection.ListObjectivesRequest(
            plan=PLAN, filter=projection.ObjectiveFilter(silent_misses_only=True)))
        self.assertIn("ob-1", [row.id for row in missed.objectives])
        outcome = record(monitoring.RecordScostamentoRequest, "RecordScostamento",
                         scostamento=scostamento_pb2.ScostamentoRecorded(
                             scostamento="s1", planned="2500", actual="1357",
                             subject=scostamento_pb2.ScostamentoSubject(indicator="atti"),
                             description="Meno atti del previsto"))
        self.assertEqual([w.reason for w in outcome.warnings], ["SCOSTAMENTO_WITHOUT_CAUSE"])
        record(monitoring.StateScostamentoCausesRequest, "StateScostamentoCauses",
               causes=scostamento_pb2.ScostamentoCausesStated(
                   scostamento="s1", causes=[scostamento_pb2.Cause(
                       kind=scostamento_pb2.CAUSE_KIND_EXOGENOUS, description="Dati in ritardo")]))
        record(monitoring.PlanCorrectiveMeasureRequest, "PlanCorrectiveMeasure",
               measure=scostamento_pb2.CorrectiveMeasurePlanned(
                   scostamento="s1", measure="m1", description="Incrocio delle banche dati",
                   owner="responsabile.tributi", due="2025-01-31"))
        outcome = record(monitoring.PlanCorrectiveMeasureRequest, "PlanCorrectiveMeasure",
                         measure=scostamento_pb2.CorrectiveMeasurePlanned(
                             scostamento="s1", measure="m2", description="Due istruttori",
                             owner="segretario", due="2025-02-28"))
        register = self.segretario.projection.ListScostamenti(projection.ListScostamentiRequest(
            plan=PLAN, moment=projection.Moment(min_position=outcome.position)))
        self.assertEqual(len(register.scostamenti), 1)
        row = register.scostamenti[0]
        self.assertEqual(row.difference, "-1143")
        self.assertFalse(row.causes_missing)
        self.assertEqual(row.today.overdue_measures_count, 2)
        missed = self.segretario.projection.ListObjectives(projection.ListObjectivesRequest(
            plan=PLAN, filter=projection.ObjectiveFilter(silent_misses_only=True)))
        self.assertNotIn("indicator:atti", [
            miss.subject for row in missed.objectives for miss in row.today.silent_misses])

    def test_15_a_ripianificazione_by_an_act(self):
        self.tecnico.monitoring.ProposeRipianificazione(monitoring.ProposeRipianificazioneRequest(
            header=header("2024-09-20"), objective=objective("ob-2"),
            proposal=ripianificazione_pb2.RipianificazioneProposed(
                ripianificazione="r1", reason="L'impresa ha rinunciato",
                changes=[ripianificazione_pb2.Change(deadline="2024-11-30")])))
        amendment = plan.AmendPlanRequest(
            header=header("2024-09-25"), plan=PLAN,
            amendment=plan_pb2.PlanAmended(act=delibera("106", "2024-09-25"),
                                           summary="Nuovo termine"),
            decisions=[plan.RipianificazioneDecision(
                objective=objective("ob-2"), ripianificazione="r1", approved=True)])
        refused = refusal_of(lambda: self.tecnico.plan.AmendPlan(amendment))
        self.assertEqual(refused.code, grpc.StatusCode.PERMISSION_DENIED)
        outcome = self.segretario.plan.AmendPlan(amendment).outcome
        self.assertEqual(outcome.position - outcome.first_position, 1)
        seen = self.get("ob-2", min_position=outcome.position)
        self.assertEqual((seen.original_deadline, seen.current_deadline),
                         ("2024-09-30", "2024-11-30"))
        variations = self.segretario.projection.ListVariations(
            projection.ListVariationsRequest(plan=PLAN)).variations
        self.assertEqual([v.state for v in variations], [variation_view.VARIATION_STATE_APPROVED])
        self.assertEqual(variations[0].act.number, "106")

    def test_16_a_monitoring_round(self):
        name = PLAN + "/rounds/settembre"
        self.segretario.monitoring.OpenRound(monitoring.OpenRoundRequest(
            header=header("2024-09-15"), round=name,
            opening=round_pb2.RoundOpened(reference_date="2024-09-30", due_date="2024-10-15")))
        submitted = lambda: monitoring.SubmitReportRequest(
            header=header("2024-10-10"), round=name,
            report=round_pb2.ReportSubmitted(responsabile="responsabile.tributi",
                                             objectives=["ob-1"]))
        self.tributi.monitoring.SubmitReport(submitted())
        refused = refusal_of(lambda: self.tributi.monitoring.SubmitReport(submitted()))
        self.assertEqual(refused.reason, "REPORT_ALREADY_SUBMITTED")
        outcome = self.segretario.monitoring.CloseRound(monitoring.CloseRoundRequest(
            header=header("2024-10-20"), round=name, closing=round_pb2.RoundClosed())).outcome
        self.assertIn("REPORTS_MISSING", [w.reason for w in outcome.warnings])
        rounds = self.segretario.projection.ListRounds(projection.ListRoundsRequest(
            plan=PLAN, moment=projection.Moment(min_position=outcome.position))).rounds
        states = {report.responsabile: report.state for report in rounds[0].reports}
        self.assertEqual(states, {"responsabile.tributi": round_view.REPORT_STATE_SUBMITTED,
                                  "responsabile.tecnico": round_view.REPORT_STATE_MISSING})

    def test_17_a_correction_leaves_both_facts_readable(self):
        wrong = self.record_progress(self.tecnico, "ob-2", "90", "2024-10-31")
        corrected = self.tecnico.monitoring.CorrectFact(monitoring.CorrectFactRequest(
            header=header("2024-10-31"), target=objective("ob-2"),
            correction=objective_pb2.FactCorrected(corrected_position=wrong.position,
                                                   reason="Era 9"))).outcome
        self.assertEqual(self.get("ob-2", min_position=corrected.position).results[0].percent, "0")
        facts = self.segretario.projection.ListFacts(
            projection.ListFactsRequest(name=objective("ob-2"))).facts
        marked = {f.envelope.position: f.corrected_by_position for f in facts}
        self.assertEqual(marked[wrong.position], corrected.position)
        # And what was known before the correction can still be asked for.
        before = self.get("ob-2", known_at=str(wrong.position))
        self.assertEqual(before.results[0].percent, "90")

    # --- Reading, watching, and many at once. ------------------------------------------------------

    def test_20_how_things_stood_on_a_day(self):
        self.assertEqual(self.get("ob-1", as_of="2024-06-30").results[0].percent, "30")
        self.assertEqual(self.get("ob-1", as_of="2024-05-31").results[0].declaration,
                         objective_view.DECLARATION_NOT_DECLARED)
        overview = self.overview(as_of="2024-06-30")
        self.assertEqual(overview.as_of, "2024-06-30")
        self.assertEqual(overview.plan.objectives_count, 3)

    def test_21_pages_fit_together(self):
        seen, token = [], ""
        while True:
            page = self.segretario.projection.ListObjectives(projection.ListObjectivesRequest(
                plan=PLAN, page_size=1, page_token=token))
            seen += [row.id for row in page.objectives]
            token = page.next_page_token
            if not token:
                break
        self.assertEqual(seen, ["ob-1", "ob-2", "ob-3"])
        page = self.segretario.projection.ListObjectives(projection.ListObjectivesRequest(
            plan=PLAN, page_size=1))
        refused = refusal_of(lambda: self.tributi.projection.ListObjectives(
            projection.ListObjectivesRequest(plan=PLAN, page_size=1,
                                             page_token=page.next_page_token)))
        self.assertEqual(refused.reason, "TOKEN_INVALID")

    def watch(self, **request):
        """The answers of a watch as a queue, and how to end it."""
        call = self.segretario.projection_stub.Watch(
            projection.WatchRequest(plan=PLAN, views=[projection.WATCHED_VIEW_OBJECTIVES],
                                    **request),
            metadata=self.segretario.metadata)
        answers = queue.Queue()

        def read():
            try:
                for answer in call:
                    answers.put(answer)
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.CANCELLED:
                    answers.put(error)
        reader = threading.Thread(target=read)
        reader.start()

        def end():
            call.cancel()
            reader.join()
        self.addCleanup(end)
        return answers

    def wait_for(self, answers, wanted):
        """The first answer that fits, and all before it."""
        seen = []
        while True:
            answer = answers.get(timeout=30)
            if isinstance(answer, grpc.RpcError):
                raise Refused.from_error(answer)
            seen.append(answer)
            if wanted(answer):
                return seen

    def test_22_a_watch_shows_a_snapshot_and_then_what_changes(self):
        answers = self.watch()
        snapshot = self.wait_for(answers, lambda answer: answer.snapshot_complete)
        names = {row.id for answer in snapshot for row in answer.objectives}
        self.assertEqual(names, {"ob-1", "ob-2", "ob-3"})
        self.record_progress(self.tecnico, "ob-3", "55", "2024-06-30")
        changes = self.wait_for(answers, lambda answer: any(
            row.id == "ob-3" and row.results[0].percent == "55" for row in answer.objectives))
        # Resumed with the token, it goes on without another snapshot.
        self.record_progress(self.tecnico, "ob-3", "60", "2024-07-31")
        resumed = self.watch(resume_token=changes[-1].resume_token)
        seen = self.wait_for(resumed, lambda answer: any(
            row.id == "ob-3" and row.results[0].percent == "60" for row in answer.objectives))
        self.assertNotIn("ob-1", {row.id for answer in seen for row in answer.objectives})

    def test_23_many_commands_on_one_stream(self):
        count = 300
        ids = [f"stream-{i}" for i in range(count)]

        def one(i):
            fact = envelope_pb2.Fact(measurement_recorded=objective_pb2.MeasurementRecorded(
                # Every tenth names an indicator that is not there.
                indicator="atti" if i % 10 else "boh", value=str(i),
                precision=objective_pb2.MEASUREMENT_PRECISION_EXACT))
            return command.Command(
                header=command.CommandHeader(request_id=ids[i], effective_on="2024-12-31"),
                proposals=[command.Proposal(target=objective("ob-1"), fact=fact)])

        def send():
            for i in range(0, count, 50):
                yield monitoring.RecordFactsRequest(commands=[one(j) for j in range(i, i + 50)])

        def record():
            results = []
            for answer in self.tributi.monitoring_stub.RecordFacts(
                    send(), metadata=self.tributi.metadata, timeout=60):
                results += answer.results
            return results

        results = record()
        self.assertEqual([result.request_id for result in results], ids)
        refused = [r for r in results if r.WhichOneof("result") == "refusal"]
        self.assertEqual(len(refused), count // 10)
        first = Refused.from_status(refused[0].refusal.code, refused[0].refusal)
        self.assertEqual(first.reason, "INDICATOR_UNKNOWN")
        positions = [r.outcome.position for r in results if r.WhichOneof("result") == "outcome"]
        self.assertEqual(positions, sorted(set(positions)))
        # All of it again: the same answers, nothing twice.
        again = [r.outcome.position for r in record() if r.WhichOneof("result") == "outcome"]
        self.assertEqual(again, positions)

    def test_24_what_the_server_says_of_itself(self):
        enti = self.segretario.admin.ListEnti(admin.ListEntiRequest()).enti
        self.assertEqual([(e.name, list(e.years)) for e in enti], [(ENTE, [2024])])
        status = self.gestore.admin.GetServerStatus(admin.GetServerStatusRequest())
        self.assertTrue(status.ready)
        self.assertGreater(status.head_position, 270)
        self.assertEqual(len(status.tree_root), 32)

    def test_30_everything_is_there_after_a_restart(self):
        position = self.gestore.admin.GetServerStatus(
            admin.GetServerStatusRequest()).head_position
        before = self.get("ob-1", min_position=position)
        self.server.stop()
        self.server.start()
        segretario = Caller(self.server.address, self.server.token("segretario"))
        self.addCleanup(segretario.close)
        after = segretario.projection.GetObjective(projection.GetObjectiveRequest(
            objective=objective("ob-1"),
            moment=projection.Moment(min_position=position))).objective
        self.assertEqual(after, before)
