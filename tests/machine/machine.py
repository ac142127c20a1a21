"""The machine: an office that does anything in any order, on several cases at once, while the days go by."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.machine import acts
from tests.machine.aside import Aside
from tests.machine.at_hand import ANY, Opening
from tests.machine.held_true import check_case, check_messages, check_papers
from tests.machine.law import newest, required
from tests.machine.model import MEDIATORS
from tests.machine.onward import everybody, next_stage


def machine(opening: Opening, seen: Counter[str]) -> type[RuleBasedStateMachine]:
    """The machine over offices that are opened like this; `seen` counts what was done, and the states it led to."""
    return type("OfficeAtWork", (AtWork,), {"opening": staticmethod(opening), "counted": seen})


class AtWork(Aside):
    """Rules are what an office, its mediators and its authorities may try; the model says what comes of it."""

    @initialize(number=st.integers(0, 4), stages=st.integers(0, 7), rnd=ANY)
    def the_first_initiative_arrives(self, number: int, stages: int, rnd: Random) -> None:
        self.p.register(number)
        self.some_stages_are_brought_on(stages, rnd)

    @precondition(lambda self: len(self.p.cases) < 3)
    @rule(number=st.integers(0, 4))
    def another_initiative_arrives(self, number: int) -> None:
        self.p.register(5 * len(self.p.cases) + number)

    @rule(rnd=ANY)
    def a_stage_is_brought_on(self, rnd: Random) -> None:
        next_stage(self.p, *self.pick(rnd), rnd)

    @rule(stages=st.integers(2, 6), rnd=ANY)
    def a_case_is_brought_on(self, stages: int, rnd: Random) -> None:
        self.some_stages_are_brought_on(stages, rnd)

    def some_stages_are_brought_on(self, stages: int, rnd: Random) -> None:
        """One case goes on by some stages, and nothing comes between."""
        case, matters = self.pick(rnd)
        for _ in range(stages):
            next_stage(self.p, case, matters, rnd)
            alike = [m for m in matters if case.matters[m].state == case.matters[matters[0]].state]
            matters = alike if len(alike) > 1 else matters[:1]

    @rule(days=st.sampled_from([0, 1, 1, 2, 3, 5, 8, 21, 45]), hours=st.integers(0, 5))
    def time_goes_by(self, days: int, hours: int) -> None:
        self.p.until(self.p.stage.clock.now() + timedelta(days=days, hours=hours, minutes=1))

    @rule(rnd=ANY)
    def triage_answers(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        if rnd.random() < 0.3:
            acts.simply(self.p, case, "matters begin-triage", matters)
        answers: list[dict[str, Any]] = [{"venue_is_here": True}, {"venue_is_here": False}, {"transfer_to": "Espoo"}]
        acts.triage(self.p, case, matters, rnd.choice(["adviser", "veikko"]), **rnd.choice(answers))

    @rule(rnd=ANY)
    def consent_is_asked(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.simply(self.p, case, "consents ask", matters)

    @rule(rnd=ANY)
    def somebody_answers(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        wanted = [x for m in matters for x in required(case, case.matters[m], case.today()) if x[0]]
        strangers = [(x, y) for x in case.people for y in case.people]
        person, party = rnd.choice(wanted if wanted and rnd.random() < 0.8 else strangers)
        acts.consent(
            self.p, case, matters, person, party, answer=rnd.choice(["given", "given", "given", "refused"]),
            to="documents" if rnd.random() < 0.2 else "mediation", interpreted=rnd.random() < 0.9,
            ago=timedelta(hours=rnd.choice([0, 0, 1, 50])),
        )  # fmt: skip

    @rule(rnd=ANY)
    def somebody_takes_their_consent_back(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        gave = [w.person for w in case.words if w.matter in matters and newest(case, w.person, w.party, w.matter)]
        form = {"matters": matters, "person": rnd.choice(gave or list(case.people))}
        self.p.act(rnd.choice(["adviser", "veikko", "second_adviser"]), "consents withdraw", case, form, **form)

    @rule(rnd=ANY)
    def something_is_assessed(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        question = rnd.choice(["suitable", "victims_interest", "understands", "purposeful"])
        person = rnd.choice(everybody(case, matters)) if question == "understands" else None
        if person is None or not case.people[person].company:
            acts.assess(self.p, case, matters[0], question, person, rnd.random() < 0.7)

    @rule(rnd=ANY)
    def somebody_is_heard(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        for person in rnd.sample(list(case.people), min(2, len(case.people))):
            acts.hear(self.p, case, matters[0], person)

    @rule(rnd=ANY)
    def it_is_decided(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        who = rnd.choice(["in_charge", "in_charge", "in_charge", "adviser", "veikko"])
        acts.decide(self.p, case, matters, rnd.choice(["accept", "decline", "decline", "lapse"]), who)

    @rule(rnd=ANY)
    def a_matter_is_declined_after_hearing(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        for m in matters:
            for party in case.matters[m].parties:
                acts.hear(self.p, case, m, party)
        acts.decide(self.p, case, matters, "decline")

    @rule(rnd=ANY)
    def mediation_is_interrupted(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.simply(self.p, case, "matters interrupt", matters, rnd.choice(["in_charge", "in_charge", "adviser"]),
                    ground="no_conditions", reasons="Edellytyksiä ei enää ole.")  # fmt: skip

    @precondition(lambda self: any(c.decisions for c in self.p.cases))
    @rule(rnd=ANY)
    def a_decision_is_served(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.decisions])
        decision = rnd.choice(case.decisions)
        person = rnd.choice(case.readers(decision) if rnd.random() < 0.9 else list(case.people))
        acts.serve(self.p, case, decision.id, person, rnd.choice(["letter", "email", "portal"]))

    @rule(rnd=ANY)
    def a_fact_is_corrected(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        human = [m for m in matters if not any(case.people[x].company for x in case.matters[m].parties)]
        if human and case.matters[human[0]].crime:
            form = {"matters": human[:1], "close_person": rnd.choice([True, False, False])}
            self.p.act("adviser", "matters correct", case, form, **form)
        else:
            self.p.act("adviser", "matters correct", case, {"matters": matters}, matters=matters, title="Toinen nimi")

    @rule(rnd=ANY)
    def a_custodian_turns_up(self, rnd: Random) -> None:
        case, _ = self.pick(rnd)
        minors = [h for h in case.people.values() if h.minor(case.today()) and len(h.speakers) < 4]
        if minors:
            acts.add_custodian(self.p, case, rnd.choice(minors).id, custodian=rnd.random() < 0.5)

    @rule(rnd=ANY)
    def a_mediator_is_asked(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.offer(self.p, case, matters, rnd.choice(MEDIATORS))

    @precondition(lambda self: any(c.offers for c in self.p.cases))
    @rule(rnd=ANY)
    def a_mediator_answers_or_leaves(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.offers])
        offer = rnd.choice(case.offers)
        if rnd.random() < 0.4:
            self.p.act("adviser", "assignments release", case, {"assignment": offer.id}, assignment=offer.id)
            return
        who = offer.mediator if rnd.random() < 0.8 else rnd.choice(MEDIATORS)
        acts.one(self.p, case, "assignments answer", who, assignment=offer.id, accept=rnd.random() < 0.7,
                 undisqualified=rnd.random() < 0.8)  # fmt: skip

    @rule(rnd=ANY)
    def mediators_are_named(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.simply(self.p, case, "mediators name", matters)

    @rule(rnd=ANY)
    def a_meeting_is_arranged(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        people = everybody(case, matters)
        parties = list(dict.fromkeys(x for m in matters for x in case.matters[m].parties))
        acts.arrange(
            self.p, case, matters, joint=rnd.random() < 0.5, interpreted=[],
            starts_at=self.p.stage.clock.now() + timedelta(hours=rnd.choice([-1, 5, 30, 400])),
            invited=people if rnd.random() < 0.6 else rnd.sample(people, rnd.randint(1, len(people))),
            agreed_by=parties if rnd.random() < 0.7 else [], who=rnd.choice(["adviser", "veikko"]),
        )  # fmt: skip

    @precondition(lambda self: any(c.meetings for c in self.p.cases))
    @rule(rnd=ANY)
    def something_becomes_of_a_meeting(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.meetings])
        meeting = rnd.choice(case.meetings)
        turn = rnd.choice(["move", "cancel", "held", "nobody came", "held in time"])
        if turn == "move":
            acts.move(self.p, case, meeting, self.p.stage.clock.now() + timedelta(hours=rnd.choice([-1, 20, 200])))
        elif turn == "cancel":
            told = {"meeting": meeting.id}
            self.p.act("adviser", "meetings cancel", case, told, **told, because="Sairastuminen.")
        else:
            if turn == "held in time":
                self.p.until(meeting.starts_at + timedelta(hours=2))
            came = [] if turn == "nobody came" else meeting.invited
            acts.one(self.p, case, "meetings record", "adviser", meeting=meeting.id, came=came)

    @rule(rnd=ANY)
    def an_agreement_is_drafted(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.draft(self.p, case, matters, [("work", self.p.stage.today + timedelta(days=9))], "adviser")

    @precondition(lambda self: any(c.agreements for c in self.p.cases))
    @rule(rnd=ANY)
    def an_agreement_is_signed_or_certified(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.agreements])
        agreement = rnd.choice(case.agreements)
        if rnd.random() < 0.6:
            who = [x for m in agreement.matters for x in required(case, case.matters[m], case.today()) if x[0]]
            acts.sign(self.p, case, agreement, *rnd.choice(who or [(x, x) for x in case.people]))
        else:
            acts.one(self.p, case, "agreements certify", rnd.choice(MEDIATORS), agreement=agreement.id)

    @rule(rnd=ANY)
    def mediation_ends_without_agreement(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.simply(self.p, case, "matters end", matters, rnd.choice(["adviser", "veikko"]))

    @rule(rnd=ANY)
    def an_account_is_given_and_a_report_prepared(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        if rnd.random() < 0.5:
            acts.simply(self.p, case, "matters account", matters, rnd.choice(MEDIATORS), text=acts.TALKS)
        else:
            acts.simply(self.p, case, "reports prepare", matters, rnd.choice(["adviser", "in_charge"]))

    @precondition(lambda self: any(c.reports for c in self.p.cases))
    @rule(rnd=ANY)
    def something_becomes_of_a_report(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.reports])
        report = rnd.choice(case.reports)
        what, who = rnd.choice([
            ("approve", "in_charge"), ("approve", "adviser"), ("send", "adviser"), ("return", "adviser"),
            ("recall", "adviser"), ("recall", "adviser"), ("retrieve", "police"), ("retrieve", "prosecutor"),
            ("acknowledge", "police"),
        ])  # fmt: skip
        acts.one(self.p, case, f"reports {what}", who, report=report.id)

    @rule(rnd=ANY)
    def follow_up_begins_or_a_matter_is_closed(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        acts.simply(self.p, case, rnd.choice(["matters follow-up", "matters close"]), matters)

    @precondition(lambda self: any(c.promises for c in self.p.cases))
    @rule(rnd=ANY)
    def something_becomes_of_a_promise(self, rnd: Random) -> None:
        case = self.turn(rnd).choice([c for c in self.p.cases if c.promises])
        promise = rnd.choice(case.promises)
        on = self.p.stage.today + timedelta(days=rnd.choice([0, -1, 1]))
        step = rnd.choice(["keep", "keep_late", "break", "waive", "reopen"])
        acts.perform(self.p, case, promise.id, step, on if step.startswith("keep") else None)

    @rule(rnd=ANY)
    def a_matter_is_held_or_goes_on(self, rnd: Random) -> None:
        case, matters = self.pick(rnd)
        held = all(case.matters[m].held for m in matters)
        if held or rnd.random() < 0.2:
            acts.simply(self.p, case, "matters resume", matters)
        else:
            acts.simply(self.p, case, "matters hold", matters, reason="Osapuoli on sairaalassa.")

    @invariant()
    def everything_stored_is_as_the_law_says(self) -> None:
        for case in self.p.cases:
            check_case(self.p, case)
            check_papers(self.p, case, self.seen)
            check_messages(self.p, case, self.seen)
