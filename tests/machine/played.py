"""One office at play: every act is foretold by the model, done for real, and the two compared."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from hypothesis import note

from mediation.actions.due import Swept, run_due
from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.assignment import Assignment
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.meeting import Meeting
from mediation.cases.report import Report
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Invalid, Refusal, StepNotPossible
from tests.machine import afterwards, beside, in_mediation, taking, until_accepted
from tests.machine.cast import arrival
from tests.machine.law import permit
from tests.machine.model import Human, Matter, ModelCase, Office, Refused
from tests.machine.owed import swept

VERBS = {
    "matters begin-triage": until_accepted.begin_triage, "matters triage": until_accepted.triage,
    "consents ask": until_accepted.ask,
    "consents record": until_accepted.consent, "consents withdraw": until_accepted.withdraw,
    "conditions assess": until_accepted.assess, "hearings record": until_accepted.hear,
    "decisions make": until_accepted.decide, "decisions serve": until_accepted.serve,
    "matters interrupt": until_accepted.interrupt_by_decision, "matters correct": until_accepted.correct,
    "assignments offer": taking.offer, "assignments answer": taking.answer,
    "assignments release": taking.release, "mediators name": taking.name,
    "meetings arrange": in_mediation.arrange, "meetings move": in_mediation.move,
    "meetings cancel": in_mediation.cancel, "meetings record": in_mediation.record_held,
    "agreements draft": in_mediation.draft, "agreements sign": in_mediation.sign,
    "agreements certify": in_mediation.certify, "matters end": in_mediation.end_without,
    "people add": in_mediation.add_custodian, "matters account": afterwards.account,
    "reports prepare": afterwards.prepare, "reports approve": afterwards.approve,
    "reports return": afterwards.send_back, "reports send": afterwards.send, "reports recall": afterwards.recall,
    "reports retrieve": afterwards.retrieve, "reports acknowledge": afterwards.acknowledge,
    "matters follow-up": afterwards.follow_up, "matters close": afterwards.close,
    "obligations record": afterwards.perform, "matters hold": afterwards.hold, "matters resume": afterwards.resume,
    "assignments recuse": taking.release, "contacts record": beside.contact, "doubts raise": beside.doubt,
    "doubts settle": beside.settle, "people review-age": beside.review_age, "meetings interpret": beside.interpret,
}  # fmt: skip
ITEMS = {
    "assignments answer": "assignment", "assignments recuse": "assignment", "reports retrieve": "report",
    "reports acknowledge": "report",
}  # fmt: skip


def said(refusal: Refusal) -> tuple[str, frozenset[str]]:
    """A refusal in the words of the model."""
    if isinstance(refusal, StepNotPossible):
        return "step", frozenset(need.code for need in refusal.needs)
    if isinstance(refusal, Invalid):
        return "invalid", frozenset(code for _, code in refusal.fields)
    return refusal.code, frozenset()


class Played:
    """A real office and the model of its cases."""

    def __init__(self, stage: Stage, counted: Counter[str]) -> None:
        self.stage, self.counted = stage, counted
        self.office = Office(stage.clock.now, lambda: stage.today)
        self.cases = self.office.cases

    def until(self, at: datetime) -> None:
        """The clock goes on, and the clockwork goes round: all that is owed is done once, and nothing twice."""
        self.stage.clock.put(max(at, self.stage.clock.now()))
        before = {c.id: self.stage.case(CaseId(c.id)).version for c in self.cases}
        swept_round = run_due(self.stage.app, self.stage.clockwork)
        assert swept_round.failed == (), swept_round
        for case in self.cases:
            swept(case, self.stage.today)
            # a decision that grows final is an event of the case
            case.version = max(case.version, self.stage.case(CaseId(case.id)).version)
            assert case.version >= before[case.id]
        kept = self.fingerprint()
        assert run_due(self.stage.app, self.stage.clockwork) == Swept()
        assert self.fingerprint() == kept, "a second round did something again"

    def register(self, number: int) -> ModelCase:
        """An initiative arrives, in the office and in the model."""
        stage = self.stage
        message = arrival(number, stage.today)
        who = "police" if message["initiator"] == "police" else "adviser"
        case_id = stage.register(who, message)
        case = ModelCase(case_id, self.office)
        real = stage.case(case_id)
        of_name = {p.name: p for p in real.people.values()}
        of_ref = {p["ref"]: of_name[p["name"]] for p in message["people"]}
        for given in message["people"]:
            person = of_ref[given["ref"]]
            parts = [p for p in message["parts"] if p["acts_for"] == given["ref"]]
            speakers = [
                (of_ref[p["person"]].id, p["role"] == "custodian") for p in parts
                if p["role"] in ("custodian", "legal_representative")
            ]  # fmt: skip
            hidden = tuple(str(v) for k, v in given["contact"].items() if k not in ("safe_channel", "is_protected"))
            case.people[person.id] = Human(
                person.id, person.born_on, given.get("kind") == "legal", bool(given.get("interpreter_language")),
                speakers, len(speakers), [of_ref[p["person"]].id for p in parts],
                hidden if given["contact"].get("is_protected") else (),
            )  # fmt: skip
        for m in real.matters.values():
            about = m.about
            case.matters[m.id] = Matter(
                m.id, m.kind.value == "crime", about.offence or "", [*about.suspects, *about.respondents],
                [*about.victims, *about.claimants], m.authority, about.close_person, [],
            )  # fmt: skip
        for claim in (m for m in case.matters.values() if real.matters[m.id].about.claim_from_crime):  # type: ignore[index]
            claim.claim_of = [m.id for m in case.matters.values() if m.crime and {*m.parties} <= {*claim.parties}]
        for arrived in case.matters.values():
            arrived.arrived = stage.today
        self.cases.append(case)
        return case

    def act(self, who: str, what: str, case: ModelCase, foretold: dict[str, Any], **form: Any) -> dict[str, Any] | None:
        """Do one thing; the answer, or None if it was refused, exactly as foretold and without a trace."""
        note(f"{self.stage.clock.now():%d.%m. %H:%M} {who}: {what} {foretold}")
        expected, happened = None, None
        try:
            permit(case, who, what, str(form.get(ITEMS.get(what, ""), "")))
            happened = VERBS[what](case, who, **foretold)  # type: ignore[operator]
        except Refused as refused:
            expected = refused.said
        before = self.fingerprint() if expected else b""
        got, answer = None, None
        try:
            answer = self.stage.do(who, what, CaseId(case.id), **form)
        except Refusal as refusal:
            got = said(refusal)
        assert got == expected, f"{what}: the office says {got}, the law says {expected}"
        if answer is None or happened is None:
            assert self.fingerprint() == before, f"{what} was refused and still left something behind"
            return None
        case.version += 1
        self.counted[what] += 1
        happened(answer)
        self.learn_ids(case)
        self.counted.update({m.state for m in case.matters.values()})
        return answer

    def learn_ids(self, case: ModelCase) -> None:
        """The ids of what was made on the way: promises, and decisions that interrupt."""
        real = self.stage.case(CaseId(case.id))
        known = {p.id for p in case.promises}
        fresh = [o for o in real.all(Obligation) if o.id not in known]
        for promise, made in zip([p for p in case.promises if not p.id], fresh, strict=True):
            assert (promise.money, promise.due) == (made.kind.value == "money", made.due_on)
            promise.id = made.id
        interrupting = [d for d in real.all(Decision) if d.kind is DecisionKind.INTERRUPT]
        for decision in (d for d in case.decisions if not d.id):
            decision.id = next(d.id for d in interrupting if list(d.matters) == decision.matters)

    def fingerprint(self) -> bytes:
        """A hash of every row of every table, but for the log of refusals."""
        found = hashlib.sha256()
        with self.stage.house.engine.connect().execution_options(read_only=True) as connection:
            for table in sorted(sa.inspect(connection).get_table_names()):
                if table != "refusals":
                    rows = connection.exec_driver_sql(f'select * from "{table}"')
                    found.update(repr(sorted(map(repr, rows))).encode())
        return found.digest()

    def differences(self, case: ModelCase) -> Iterator[str]:
        """Where the stored case, read back, is not what the law says it is."""
        real = self.stage.case(CaseId(case.id))
        pairs: list[tuple[str, object, object]] = [("version", real.version, case.version)]
        for m in case.matters.values():
            is_so = real.matters[m.id]  # type: ignore[index]
            pairs += [
                (f"{m.id} state", is_so.state.value, m.state),
                (f"{m.id} outcome", is_so.outcome and is_so.outcome.value, m.outcome),
                (f"{m.id} held", is_so.held_since, m.held_since),
            ]  # fmt: skip
        pairs += [
            ("offers", {(a.id, a.state.value, a.answer_by) for a in real.all(Assignment)},
             {(o.id, o.state, o.answer_by) for o in case.offers}),
            ("meetings", {(m.id, m.state.value, m.matters, m.invited, m.starts_at) for m in real.all(Meeting)},
             {(m.id, m.state, tuple(m.matters), tuple(m.invited), m.starts_at) for m in case.meetings}),
            ("agreements", {(a.id, a.number, a.superseded, a.certified_by is not None) for a in real.all(Agreement)},
             {(a.id, a.number, a.superseded, a.certified) for a in case.agreements}),
            ("promises", {(o.id, o.state.value) for o in real.all(Obligation)},
             {(p.id, p.state) for p in case.promises}),
            ("reports", {(r.id, r.kind.value, r.state.value) for r in real.all(Report)},
             {(r.id, r.kind, r.state) for r in case.reports}),
            ("decisions", {(d.id, len(d.services)) for d in real.all(Decision)},
             {(d.id, len(d.served)) for d in case.decisions}),
        ]  # fmt: skip
        yield from (f"{what}: stored {is_so}, by the law {should}" for what, is_so, should in pairs if is_so != should)
