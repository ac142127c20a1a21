"""The model's verbs from arrival to decision: what each needs, and what it changes when it may happen."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.machine.law import (
    acceptance_lacks,
    bars,
    is_before_the_end,
    must_be,
    newest,
    refuse_if,
    required,
    speakers,
)
from tests.machine.model import (
    BEFORE,
    UNDER_WAY,
    Decision,
    Matter,
    ModelCase,
    Refused,
    Word,
    step,
)

Happened = Callable[[dict[str, Any]], None]


def chosen(case: ModelCase, matters: list[str]) -> list[Matter]:
    """The matters named, each once."""
    return [case.matters[m] for m in dict.fromkeys(matters)]


def triage(case: ModelCase, who: str, *, matters: list[str], venue_is_here: bool = False,
           transfer_to: str = "") -> Happened:  # fmt: skip
    del who
    for m in chosen(case, matters):
        if transfer_to:
            must_be(m, "received", "triage", "examining_conditions")
            continue
        must_be(m, "received", "triage")
        refuse_if(({"not_barred"} if bars(case, m) else set()) | (set() if venue_is_here else {"venue_is_here"}))

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            if transfer_to:
                end(case, m, "transferred")
            else:
                m.state, m.triaged = "examining_conditions", True

    return happened


def begin_triage(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    for m in chosen(case, matters):
        must_be(m, "received")

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.state = "triage"

    return happened


def ask(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    asked = []
    for m in chosen(case, matters):
        if m.state in ("received", "triage"):
            raise step("triage_is_done")
        if not is_before_the_end(m):
            raise step("mediation_not_ended")
        for person, party in required(case, m, case.today()):
            if not person:
                human = case.people[party]
                against = {p for p, _ in human.speakers} - set(speakers(case, m, party, case.today()))
                lacking = "substitute_representative" if against else "custodian"
                raise Refused("invalid", "representative" if human.company else lacking)
            if not newest(case, person, party, m.id):
                asked.append((m, person))

    def happened(_: dict[str, Any]) -> None:
        case.version -= not asked
        for m, person in asked:  # the answer to the invitation is waited for instead
            m.is_reached(person)
            m.waiting_for.add(person)

    return happened


def consent(case: ModelCase, who: str, *, matters: list[str], person: str, on_behalf_of: str | None, to: str,
            answer: str, given_at: datetime, interpreter_used: bool) -> Happened:  # fmt: skip
    del who
    party = on_behalf_of or person
    yes = answer == "given"
    if case.people[person].interpreter and yes and not interpreter_used:
        raise Refused("invalid", "required")
    for m in chosen(case, matters):
        if party not in m.parties:
            raise Refused("invalid", "not_a_party")
        if on_behalf_of and person not in speakers(case, m, party, case.today()):
            raise Refused("invalid", "no_standing")
        if not is_before_the_end(m):
            raise step("mediation_not_ended")

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            case.words.append(Word(person, party, m.id, to == "mediation", yes, given_at))
            look_whether_complete(case, m)
            if to != "mediation":
                continue
            m.waiting_for.discard(person)
            m.is_reached(person)
            if m.state in UNDER_WAY and not newest(case, person, party, m.id):
                interrupt(case, m)

    return happened


def withdraw(case: ModelCase, who: str, *, matters: list[str], person: str) -> Happened:
    del who
    day = case.today()
    valid = [
        w for w in case.words
        if w.person == person and w.matter in matters and w.yes and w.taken_back is None
        and (w.party == person or person in speakers(case, case.matters[w.matter], w.party, day))
    ]  # fmt: skip
    found = [w for w in valid if is_before_the_end(case.matters[w.matter])]
    if not found:
        raise step("mediation_not_ended" if valid else "a_valid_consent")

    def happened(_: dict[str, Any]) -> None:
        for w in found:
            w.taken_back = case.clock()
        for m in {w.matter for w in found if w.mediation}:
            case.matters[m].waiting_for.discard(person)
            if case.matters[m].state in UNDER_WAY:
                interrupt(case, case.matters[m])

    return happened


def assess(case: ModelCase, who: str, *, matters: list[str], question: str, holds: bool,
           person: str | None) -> Happened:  # fmt: skip
    del who
    for m in chosen(case, matters):
        if person is not None and person not in m.parties:
            raise Refused("invalid", "not_a_party")

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.answers[(question, person or "")] = holds
            look_whether_complete(case, m)
            interrupt_what_is_barred(case, m)

    return happened


def hear(case: ModelCase, who: str, *, matters: list[str], person: str) -> Happened:
    del who
    if any(person not in m.parties for m in chosen(case, matters)):
        raise Refused("invalid", "not_a_party")

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.heard.add(person)

    return happened


def decide(case: ModelCase, who: str, *, matters: list[str], kind: str) -> Happened:
    del who
    for m in chosen(case, matters):
        if kind == "accept":
            must_be(m, "examining_conditions")
            refuse_if(acceptance_lacks(case, m, case.today()))
        elif kind == "lapse":
            must_be(m, *BEFORE)
        else:
            must_be(m, "triage", "examining_conditions")
            said_no = {p for p in m.parties if newest(case, p, p, m.id) is False}
            refuse_if({"parties_are_heard"} if set(m.parties) - m.heard - said_no else set())

    def happened(answer: dict[str, Any]) -> None:
        case.decisions.append(Decision(str(answer["decision"]), list(dict.fromkeys(matters)), case.today()))
        for m in chosen(case, matters):
            if kind == "accept":
                m.state = "accepted"
            else:
                end(case, m, {"decline": "declined", "lapse": "lapsed"}[kind])

    return happened


def interrupt_by_decision(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    for m in chosen(case, matters):
        must_be(m, *UNDER_WAY)

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            interrupt(case, m)

    return happened


def serve(case: ModelCase, who: str, *, decision: str, person: str) -> Happened:
    del who
    found = next(d for d in case.decisions if d.id == decision)
    if person not in case.readers(found):
        raise Refused("invalid", "not_a_reader")

    def happened(answer: dict[str, Any]) -> None:
        found.served[person] = date.fromisoformat(answer["appeal_until"])

    return happened


def correct(case: ModelCase, who: str, *, matters: list[str], close_person: bool | None = None) -> Happened:
    del who

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.close = m.close if close_person is None else close_person
            if close_person is None:
                continue  # nothing that the law turns on
            interrupt_what_is_barred(case, m)
            for affected in with_claims(case, m):
                is_over = affected.state in ("closed", "transferred")
                affected.owes_check = bars(case, affected) == {"unknown"} and not is_over
                look_whether_complete(case, affected)

    return happened


def with_claims(case: ModelCase, m: Matter) -> list[Matter]:
    """A matter and the claims that rest on it."""
    return [m, *(c for c in case.matters.values() if m.id in c.claim_of)]


def interrupt_what_is_barred(case: ModelCase, m: Matter) -> None:
    """What is found barred while it is under way stops, and the claims that rest on it with it."""
    for affected in with_claims(case, m):
        if "bar" in bars(case, affected) and affected.state in UNDER_WAY:
            interrupt(case, affected)


def look_whether_complete(case: ModelCase, m: Matter) -> None:
    """Once nothing but the decision is missing, the decision is owed."""
    if m.state == "examining_conditions" and not acceptance_lacks(case, m, case.today()):
        m.complete = True


def end(case: ModelCase, m: Matter, state: str) -> None:
    """A matter comes to an end: nobody is waited for any more, and it leaves every meeting ahead."""
    m.state, m.outcome = state, {"agreed": "agreement"}.get(state, state)
    m.ended_at = case.clock()
    for owed in (m.waiting_for, m.unreached, m.tasks_of_doubt):
        owed.clear()
    m.owes_check = m.owes_check and state in ("agreed", "no_agreement")
    if state == "transferred":
        closed(case)
    for meeting in [x for x in case.meetings if x.state == "arranged" and m.id in x.matters]:
        if meeting.starts_at > case.clock():  # one that has begun is still to be recorded
            leave(case, m, meeting)
    for offer in (o for o in case.offers if o.state == "offered" and m.id in o.matters):
        if not any(case.matters[x].state in UNDER_WAY for x in offer.matters):
            offer.state = "expired"


def leave(case: ModelCase, m: Matter, meeting: Any) -> None:
    """A matter leaves a meeting, and with it whoever came for it alone; a meeting about nothing is off."""
    left = [x for x in meeting.matters if x != m.id]
    if not left:
        meeting.state = "cancelled"
        return
    meeting.matters = left
    stay = {p for x in left for p in case.matters[x].parties}
    stay |= {b for p in stay for b in case.people[p].beside}
    meeting.invited = [p for p in meeting.invited if p in stay]


def interrupt(case: ModelCase, m: Matter) -> None:
    """Mediation is interrupted, by a decision that can be appealed (§19, §23)."""
    end(case, m, "interrupted")
    case.decisions.append(Decision("", [m.id], case.today()))


def closed(case: ModelCase) -> None:
    """Note the day on which the last matter came to its end."""
    if all(m.state in ("closed", "transferred") for m in case.matters.values()):
        case.ended_on = case.today()
