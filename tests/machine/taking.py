"""The model's verbs about mediators: offered, answered, released, named."""

from datetime import date, datetime
from typing import Any

from tests.machine.law import consents_are_there, must_be, refuse_if
from tests.machine.model import NO_SUCH_STEP, UNDER_WAY, ModelCase, Offer, step
from tests.machine.taken import mediates, refuse_who_is_elsewhere
from tests.machine.until_accepted import Happened, chosen
from tests.machine.working_days import expiry


def offer(case: ModelCase, who: str, *, matters: list[str], mediator: str) -> Happened:
    del who
    # office policy: the further course for close relations, which nobody here has; rest after a heavy case
    lacks = {"close_relation_course_missing"} if any(m.close for m in chosen(case, matters)) else set()
    lacks |= {"rests_after_heavy_case"} if case.today() <= case.office.rests.get(mediator, date.min) else set()
    refuse_if(lacks)
    for m in chosen(case, matters):
        if not case.needs_a_mediator(m.id):
            raise step("matter_is_accepted")
    for other in case.offers:
        if other.mediator == mediator and other.state in ("offered", "accepted") and set(other.matters) & set(matters):
            raise step("not_offered_yet")

    def happened(answer: dict[str, Any]) -> None:
        until = datetime.fromisoformat(answer["answer_by"]).date()
        offered = list(dict.fromkeys(matters))
        expires = {m: expiry(until) for m in offered}
        case.offers.append(Offer(offered, mediator, until, expires, case.today(), id=answer["assignment"]))

    return happened


def answer(case: ModelCase, who: str, *, assignment: str, accept: bool, undisqualified: bool) -> Happened:
    del who
    found = next(o for o in case.offers if o.id == assignment)
    if accept and not undisqualified:
        raise step("declares_no_disqualification")
    live = [case.matters[m] for m in found.matters if case.matters[m].state in UNDER_WAY]
    waits = bool(live) and all(m.held for m in live)
    if accept and case.today() > found.answer_by and not waits:
        raise step("offer_is_open")
    if accept and not any(case.needs_a_mediator(m) for m in found.matters):
        raise step("matter_is_accepted")
    if found.state != "offered":
        raise step(NO_SUCH_STEP)
    if accept:
        _refuse_what_comes_back(case, found)

    def happened(_: dict[str, Any]) -> None:
        found.state = "accepted" if accept else "declined"

    return happened


def _refuse_what_comes_back(case: ModelCase, offer: Offer) -> None:
    """A mediator who was released and takes the case again has its meetings to do again: they must be free then."""
    for meeting in [x for x in case.meetings if x.state == "arranged" and set(x.matters) & set(offer.matters)]:
        if offer.mediator in meeting.mediators and not mediates(case, meeting, offer.mediator):
            refuse_who_is_elsewhere(case, meeting, [offer.mediator])


def release(case: ModelCase, who: str, *, assignment: str) -> Happened:
    del who
    found = next(o for o in case.offers if o.id == assignment)
    if found.state != "accepted":
        raise step(NO_SUCH_STEP)

    def happened(_: dict[str, Any]) -> None:
        found.state = "released"
        for m in chosen(case, found.matters):
            if m.state == "mediators_named" and len(case.named(m.id)) < 2:
                m.state = "accepted"

    return happened


def name(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    for m in chosen(case, matters):
        must_be(m, "accepted")
        lacks = {"not_held"} if m.held else set()
        lacks |= set() if consents_are_there(case, m, case.today()) else {"every_consent"}
        refuse_if(lacks | (set() if len(case.named(m.id)) >= 2 else {"mediators_are_ready"}))

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            m.state, m.named_before_meeting = "mediators_named", True

    return happened
