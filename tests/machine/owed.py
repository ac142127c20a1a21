"""Which deadlines must be open, read off the model as it stands: never from what happened, only from what is."""

from collections.abc import Iterator
from datetime import date

from tests.machine.model import BEFORE, UNDER_WAY, Matter, ModelCase

Open = tuple[str, str, str]  # rule, matter, and whom or what it is about
OF_MONEY = ("instalment", "asking_the_receiver", "call_about_instalment", "breach_review")
SEEKING = ("second_try", "letter_to_unreached", "closing_as_unreached")
OF_DUTY = ("asking_about_duty", "review_of_duty")


def open_deadlines(case: ModelCase) -> set[Open]:
    """Every deadline that has to be open."""
    found = {row for m in case.matters.values() for row in (*_of_matter(m), *_of_people(case, m))}
    return found | set(_of_records(case))


def _of_matter(m: Matter) -> Iterator[Open]:
    stopped = ("declined", "lapsed", "transferred")
    # rule, and when it is open
    rows = {
        "triage": m.state in ("received", "triage"),
        "conditions_phase": m.state in BEFORE,
        "decision": m.state == "examining_conditions" and m.complete,
        "naming_of_mediators": m.state == "accepted",
        "first_meeting": m.state in UNDER_WAY and m.named_before_meeting,
        "mediators_account": bool(m.owes_account_for),
        "notice_of_refusal": m.authority is not None and m.state in ("declined", "lapsed", "interrupted"),
        "report_to_authority": m.authority is not None and m.state in ("agreed", "no_agreement", "interrupted"),
        "whole_process": m.state in BEFORE + UNDER_WAY,
        "limitation": m.crime and m.outcome not in stopped and m.state != "closed",
        "notice_of_fulfilment": m.authority is not None and m.owes_fulfilment,
        "new_eligibility_check": m.owes_check,
        "end_of_follow_up": m.state == "follow_up" and m.follow_up_ends,
        "longest_follow_up": m.state == "follow_up" and m.follow_up_ends,
    }
    rows |= dict.fromkeys(m.tasks_of_doubt, True)
    return ((rule, m.id, "") for rule, is_open in rows.items() if is_open)


def _of_people(case: ModelCase, m: Matter) -> Iterator[Open]:
    if m.state not in ("closed", "transferred"):
        yield from ((f"person_turns_{age}", m.id, p) for age, p in m.turned - m.reviewed)
    if m.state in BEFORE + UNDER_WAY:
        yield from ((rule, m.id, p) for rule, p in m.unreached)
        yield from (("consent_answer", m.id, p) for p in m.waiting_for)
    if m.triaged and m.state in BEFORE + UNDER_WAY:
        for party in m.parties:
            human = case.people[party]
            whom = [p for p, _ in human.speakers[: human.first_speakers]] if human.company else [party]
            yield from (("first_contact", m.id, p) for p in whom if p not in m.reached)
    for decision in case.of(m.id, case.decisions):
        yield from (("service_of_decision", m.id, p) for p in case.readers(decision, m.id) if p not in decision.served)
    running = [
        until for d in case.of(m.id, case.decisions)
        for who, until in d.served.items() if who in case.readers(d, m.id) and until > d.swept_until
    ]  # fmt: skip
    if running:
        yield ("appeal", m.id, max(running).isoformat())
    told = case.left_the_office(m.id, "outcome", "refusal_notice", "interruption_notice")
    if m.authority and not told and not m.once_told and m.outcome not in ("lapsed", "transferred"):
        yield ("interim_status", m.id, "")


def _of_records(case: ModelCase) -> Iterator[Open]:
    for offer in (o for o in case.offers if o.state == "offered"):
        for m in filter(case.waits_for_answer, offer.matters):
            yield from ((rule, m, offer.id) for rule in ("answer_to_assignment", "disqualification_declaration"))
    for meeting in (x for x in case.meetings if x.state == "arranged"):
        yield from (("meeting", m, meeting.id) for m in meeting.matters)
        if meeting.lacks_interpreter:
            yield from (("booking_of_interpreter", m, meeting.id) for m in meeting.matters)
    for agreement in (a for a in case.agreements if not a.superseded and not a.certified and a.signed):
        if case.matters[agreement.matters[0]].state == "in_mediation":
            yield ("copies_of_agreement", agreement.matters[0], "")
    for promise in (p for p in case.promises if p.state == "promised"):
        yield from ((rule, "", promise.id) for rule in (OF_MONEY if promise.money else OF_DUTY))
    yield from (("fetching_of_report", "", r.id) for r in case.reports if r.state == "available")


def swept(case: ModelCase, today: date) -> None:
    """The clockwork has been round: appeals whose time is over are final, offers nobody answered have run out."""
    for m in (m for m in case.matters.values() if m.state not in ("closed", "transferred")):
        born = [(h.id, h.born) for h in (case.people[p] for p in m.parties) if h.born and not h.company]
        m.turned |= {
            (age, who) for age in (15, 18) for who, b in born
            if (m.arrived.year - b.year - ((m.arrived.month, m.arrived.day) < (b.month, b.day))) < age
            <= (today.year - b.year - ((today.month, today.day) < (b.month, b.day)))
        }  # fmt: skip
    for decision in case.decisions:
        decision.swept_until = max([decision.swept_until, *(u for u in decision.served.values() if u < today)])
    for offer in (o for o in case.offers if o.state == "offered"):
        waiting = [m for m in offer.matters if case.waits_for_answer(m) and not case.matters[m].held]
        if any(offer.expires[m] <= today for m in waiting):
            offer.state = "expired"
