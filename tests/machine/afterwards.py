"""The model's verbs after mediation: the account, reports, promises, holds, closing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.machine.law import REPORTED_AS, must_be, refuse_if
from tests.machine.model import BEFORE, NO_SUCH_STEP, UNDER_WAY, Matter, ModelCase, Refused, Report, step
from tests.machine.until_accepted import Happened, chosen, closed, look_whether_complete
from tests.machine.working_days import next_working_day

FOLLOWING_UP = ("breach", "fulfilment")


def account(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    lacks: set[str] = set()
    for m in chosen(case, matters):
        lacks |= set() if who in case.named(m.id) else {"mediator_of_the_case"}
        lacks |= {"mediation_has_begun"} if m.state in (*BEFORE, "accepted", "mediators_named") else set()
    refuse_if(lacks)

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.accounted = True
            m.owes_account_for.clear()
        if any(m.close for m in chosen(case, matters)):  # office policy: two weeks of rest after a heavy case
            until = case.today() + timedelta(days=14)
            case.office.rests[who] = max(until, case.office.rests.get(who, until))

    return happened


def prepare(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    kinds = {REPORTED_AS.get(m.state, "") for m in chosen(case, matters)}
    units = {m.authority for m in chosen(case, matters)}
    if None in units:
        raise step("an_authority_is_owed")
    if len(kinds) > 1 or len(units) > 1 or kinds == {""}:
        raise Refused("invalid", "mixed")
    kind, unit = kinds.pop(), units.pop()
    if kind == "outcome" and not all(m.accounted for m in chosen(case, matters)):
        raise step("account_is_given")
    if kind == "fulfilment":
        promises = [p for p in case.promises if set(p.matters) & set(matters)]
        if not promises:
            raise Refused("invalid", "nothing_promised")
        states = {p.state for p in promises}
        refuse_if({"no_open_obligations"} if "promised" in states and "broken" not in states else set())
        kind = "breach" if "promised" in states else "fulfilment"

    def happened(answer: dict[str, Any]) -> None:
        assert answer["kind"] == kind
        asked = list(dict.fromkeys(matters))
        case.reports.append(Report(kind, asked, str(unit), who, case.clock(), id=answer["report"]))

    return happened


def _report(case: ModelCase, report: str) -> Report:
    return next(r for r in case.reports if r.id == report)


def approve(case: ModelCase, who: str, *, report: str) -> Happened:
    found = _report(case, report)
    if found.by == who:
        raise step("approved_by_another")
    return _turn(found, "draft", "approved")


def send_back(case: ModelCase, who: str, *, report: str) -> Happened:
    del who
    return _turn(_report(case, report), "approved", "draft")


def acknowledge(case: ModelCase, who: str, *, report: str) -> Happened:
    del who
    return _turn(_report(case, report), "retrieved", "acknowledged")


def retrieve(case: ModelCase, who: str, *, report: str) -> Happened:
    del who
    found = _report(case, report)
    if found.state == "available":
        return _turn(found, "available", "retrieved")
    return _nothing(case)


def _nothing(case: ModelCase) -> Happened:
    def happened(_: dict[str, Any]) -> None:
        case.version -= 1  # asked for again: nothing is changed

    return happened


def _turn(found: Report, before: str, after: str) -> Happened:
    if found.state != before:
        raise step(NO_SUCH_STEP)

    def happened(_: dict[str, Any]) -> None:
        found.state = after

    return happened


def send(case: ModelCase, who: str, *, report: str) -> Happened:
    del who
    found = _report(case, report)
    if found.state != "approved":
        raise step(NO_SUCH_STEP)
    for m in chosen(case, found.matters):
        if found.kind not in FOLLOWING_UP and m.state != "reported":
            must_be(m, "agreed", "no_agreement", "interrupted", "declined", "lapsed")

    def happened(_: dict[str, Any]) -> None:
        found.state, found.sent_at = "available", case.clock()
        for m in chosen(case, found.matters):
            m.once_told = m.once_told or found.kind not in FOLLOWING_UP
            m.owes_fulfilment = m.owes_fulfilment and found.kind != "fulfilment"
            m.state = m.state if found.kind in FOLLOWING_UP else "reported"

    return happened


def recall(case: ModelCase, who: str, *, report: str) -> Happened:
    del who
    found = _report(case, report)
    if found.sent_at is None or case.clock() - found.sent_at > timedelta(minutes=10):
        raise step("within_ten_minutes")
    if found.state != "available":
        raise step(NO_SUCH_STEP)
    if found.kind not in FOLLOWING_UP:  # what has gone on since rests on the authority knowing
        refuse_if({"nothing_has_followed" for m in chosen(case, found.matters) if m.state != "reported"})
    elif any(m.state == "closed" and not _is_told_without(case, m, found) for m in chosen(case, found.matters)):
        raise step("fulfilment_is_told")

    def happened(_: dict[str, Any]) -> None:
        found.state = "recalled"
        for m in chosen(case, found.matters):
            m.owes_fulfilment = m.owes_fulfilment or found.kind == "fulfilment"
            if found.kind not in FOLLOWING_UP and not case.left_the_office(m.id, found.kind):
                m.state = {"agreement": "agreed"}.get(str(m.outcome), str(m.outcome))

    return happened


def _is_told_without(case: ModelCase, m: Matter, report: Report) -> bool:
    """Whether how the promises went would still be known if one report was called back."""
    rest = replace(case, reports=[r for r in case.reports if r is not report])
    return rest.fulfilment_is_told(m.id)


def follow_up(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    for m in chosen(case, matters):
        must_be(m, "reported", "agreed")
        lacks = set() if case.open_promises(m.id) else {"has_open_obligations"}
        if m.state == "agreed":
            lacks |= set() if m.accounted else {"account_is_given"}
            lacks |= {"no_authority_is_owed"} if m.authority else set()
        refuse_if(lacks)

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.state, m.follow_up_ends = "follow_up", True

    return happened


def close(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    for m in chosen(case, matters):
        must_be(m, "reported", "follow_up", "agreed", "no_agreement", "interrupted", "declined", "lapsed")
        lacks: set[str] = set()
        if m.state in ("reported", "follow_up", "agreed"):
            lacks |= {"no_open_obligations"} if case.open_promises(m.id) else set()
        if m.state in ("reported", "follow_up") and not case.fulfilment_is_told(m.id):
            lacks.add("fulfilment_is_told")
        if m.state in ("agreed", "no_agreement"):
            lacks |= set() if m.accounted else {"account_is_given"}
        if m.state not in ("reported", "follow_up"):
            lacks |= {"no_authority_is_owed"} if m.authority else set()
        refuse_if(lacks)

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.state, m.owes_check = "closed", False
            m.owes_account_for.clear()
        closed(case)

    return happened


MOVES = {
    "keep": ("promised", "kept"), "break": ("promised", "broken"), "waive": ("promised", "waived"),
    "keep_late": ("broken", "kept"), "reopen": ("kept", "promised"),
}  # fmt: skip


def perform(case: ModelCase, who: str, *, obligation: str, step: str, on: date | None) -> Happened:
    del who
    found = next(p for p in case.promises if p.id == obligation)
    if step in ("keep", "keep_late") and (on is None or on > case.today()):
        raise Refused("invalid", "in_future" if on else "required")
    if step == "break" and case.today() <= found.due:
        raise Refused("invalid", "not_due")
    if step == "reopen" and any(m.state == "closed" for m in chosen(case, found.matters)):
        raise Refused("step", "no_open_obligations")
    before, after = MOVES[step]
    if found.state != before:
        raise Refused("step", NO_SUCH_STEP)

    def happened(_: dict[str, Any]) -> None:
        found.state, found.recorded_at = after, case.clock()
        for m in chosen(case, found.matters):
            if m.state in ("follow_up", "reported"):
                m.follow_up_ends = m.state == "follow_up" and bool(case.open_promises(m.id))
                m.owes_fulfilment = m.owes_fulfilment or not case.open_promises(m.id)

    return happened


def hold(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    return _clock(case, who, matters, running=True)


def resume(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    return _clock(case, who, matters, running=False)


def _moved_on(case: ModelCase, m: Matter) -> None:
    """What waited for a matter moves by the days it was held: the answer to an offer, if all of the offer waited."""
    for offer in (o for o in case.offers if o.state == "offered" and m.id in o.matters):
        days = case.today() - max(m.held_since or case.today(), offer.made_on)
        offer.expires[m.id] = next_working_day(offer.expires[m.id] + days)
        live = [x for x in chosen(case, offer.matters) if x.state in UNDER_WAY]
        if live and all(x.held for x in live):
            offer.answer_by += days


def _clock(case: ModelCase, who: str, matters: list[str], *, running: bool) -> Happened:
    del who
    if any(m.held is running for m in chosen(case, matters)):
        raise step(NO_SUCH_STEP)

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            if not running:
                _moved_on(case, m)
            m.held, m.held_since = running, case.today() if running else None
            look_whether_complete(case, m)

    return happened
