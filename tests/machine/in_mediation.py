"""The model's verbs of mediation: meetings, the agreement."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.machine.law import bars, consents_are_there, must_be, refuse_if, required
from tests.machine.model import (
    NO_SUCH_STEP,
    Agreement,
    Human,
    Matter,
    Meeting,
    ModelCase,
    Promise,
    Refused,
    step,
)
from tests.machine.taken import named_for, refuse_who_is_elsewhere
from tests.machine.until_accepted import Happened, chosen, end, leave


def _meeting_lacks(case: ModelCase, meeting: Meeting) -> set[str]:
    lacks: set[str] = set()
    for m in chosen(case, meeting.matters):
        lacks |= set() if consents_are_there(case, m, case.today()) else {"every_consent"}
        lacks |= {"not_barred"} if bars(case, m) else set()
        lacks |= set() if m.state in ("mediators_named", "in_mediation") else {"mediators_are_named"}
        lacks |= {"not_held"} if m.held else set()
        lacks |= {"no_open_doubt"} if case.in_doubt(m.id) else set()
        for party in m.parties:
            human = case.people[party]
            asked = {party} | ({p for p, _ in human.speakers} if human.company else set())
            if not meeting.joint and party not in meeting.agreed_by:
                lacks.add("separate_meeting_agreed")
            if meeting.joint and not asked & set(meeting.invited):
                lacks.add("everyone_is_invited")
            custodians = {p for p, _ in human.speakers}
            if party in meeting.invited and human.minor(case.today() + (meeting.starts_at - case.clock())):
                lacks |= {"custodian_is_invited"} if custodians and not custodians & set(meeting.invited) else set()
    return lacks


def lacks_interpreter(case: ModelCase, meeting: Meeting) -> bool:
    return any(case.people[p].interpreter and p not in meeting.interpreted for p in meeting.invited)


def arrange(case: ModelCase, who: str, *, matters: list[str], joint: bool, starts_at: datetime, invited: list[str],
            agreed_by: list[str], interpreted: list[str]) -> Happened:  # fmt: skip
    del who
    meeting = Meeting(list(dict.fromkeys(matters)), joint, starts_at, invited, agreed_by, interpreted)
    refuse_if(_meeting_lacks(case, meeting))
    if starts_at <= case.clock():
        raise Refused("invalid", "in_past")
    meeting.mediators = named_for(case, meeting)
    refuse_who_is_elsewhere(case, meeting, meeting.mediators)

    def happened(answer: dict[str, Any]) -> None:
        meeting.id = answer["meeting"]
        meeting.lacks_interpreter = lacks_interpreter(case, meeting)
        case.meetings.append(meeting)

    return happened


def move(case: ModelCase, who: str, *, meeting: str, starts_at: datetime) -> Happened:
    del who
    found = next(m for m in case.meetings if m.id == meeting)
    if found.state != "arranged":
        raise step(NO_SUCH_STEP)
    moved = replace(found, starts_at=starts_at)
    refuse_if(_meeting_lacks(case, moved))
    if starts_at <= case.clock():
        raise Refused("invalid", "in_past")
    mediators = named_for(case, moved)
    refuse_who_is_elsewhere(case, moved, mediators)

    def happened(_: dict[str, Any]) -> None:
        found.starts_at, found.mediators = starts_at, mediators
        found.lacks_interpreter = lacks_interpreter(case, found)

    return happened


def cancel(case: ModelCase, who: str, *, meeting: str) -> Happened:
    del who
    found = next(m for m in case.meetings if m.id == meeting)
    if found.state != "arranged":
        raise step(NO_SUCH_STEP)

    def happened(_: dict[str, Any]) -> None:
        found.state = "cancelled"

    return happened


def _came_between(case: ModelCase, m: Matter, meeting: Meeting) -> set[str]:
    """Why a meeting was not to be held after all; what ended at it, or after it began, is no reason."""
    if m.state in ("mediators_named", "in_mediation"):
        lacks = {"no_open_doubt"} if case.in_doubt(m.id, before=meeting.starts_at) else set()
        begun = m.state == "in_mediation" and not consents_are_there(case, m, case.today())
        return lacks | ({"every_consent"} if begun else set())
    ended_in_it = m.ended_at is not None and meeting.starts_at <= m.ended_at
    return set() if ended_in_it else {"mediators_are_named"}


def record_held(case: ModelCase, who: str, *, meeting: str, came: list[str]) -> Happened:
    del who
    found = next(m for m in case.meetings if m.id == meeting)
    if found.starts_at > case.clock():
        raise Refused("invalid", "in_future")
    if not came:
        raise Refused("invalid", "required")
    refuse_if({code for m in chosen(case, found.matters) for code in _came_between(case, m, found)})
    if found.state != "arranged":
        raise step(NO_SUCH_STEP)
    for m in chosen(case, found.matters):
        if m.state != "mediators_named":
            continue
        lacks = {"not_held"} if m.held else set()
        lacks |= {"not_barred"} if bars(case, m) else set()
        lacks |= set() if consents_are_there(case, m, case.today()) else {"every_consent"}
        lacks |= set() if len(case.named(m.id)) >= 2 else {"mediators_are_ready"}
        held = [x for x in case.of(m.id, case.meetings) if x.state == "held"] + [found]
        booked = {p for x in held for p in x.interpreted}
        lacks |= {"interpreters_are_there"} if {p for p in m.parties if case.people[p].interpreter} - booked else set()
        refuse_if(lacks)

    def happened(_: dict[str, Any]) -> None:
        found.state = "held"
        for m in chosen(case, found.matters):
            m.owes_account_for.add(found.id)
            m.named_before_meeting = False
            m.state = "in_mediation" if m.state == "mediators_named" else m.state

    return happened


def draft(case: ModelCase, who: str, *, matters: list[str], promises: list[tuple[str, Any]]) -> Happened:
    del who
    for m in chosen(case, matters):
        if m.state != "in_mediation":
            raise step("in_mediation")

    def happened(answer: dict[str, Any]) -> None:
        for other in case.agreements:
            other.superseded = other.superseded or bool(set(other.matters) & set(matters))
        made = Agreement(list(dict.fromkeys(matters)), promises, answer["number"], id=answer["agreement"])
        case.agreements.append(made)

    return happened


def sign(case: ModelCase, who: str, *, agreement: str, person: str, on_behalf_of: str | None) -> Happened:
    del who
    found = next(a for a in case.agreements if a.id == agreement)
    if found.superseded or found.certified:
        raise step("version_in_force")
    refuse_if({"in_mediation" for m in chosen(case, found.matters) if m.state != "in_mediation"})
    standing = {pair for m in chosen(case, found.matters) for pair in required(case, m, case.today())}
    if (person, on_behalf_of or person) not in standing:
        raise Refused("invalid", "no_standing")

    def happened(_: dict[str, Any]) -> None:
        found.signed.add((person, on_behalf_of or person))

    return happened


def certify(case: ModelCase, who: str, *, agreement: str) -> Happened:
    found = next(a for a in case.agreements if a.id == agreement)
    if found.superseded or found.certified:
        raise step("version_in_force")
    if not any(who in case.named(m) for m in found.matters):
        raise step("certified_by_own_mediator")
    refuse_if({"no_open_doubt" for m in found.matters if case.in_doubt(m)})
    for m in chosen(case, found.matters):
        must_be(m, "in_mediation")
        lacks = {"not_held"} if m.held else set()
        lacks |= {"not_barred"} if bars(case, m) else set()
        lacks |= set() if consents_are_there(case, m, case.today()) else {"every_consent"}
        missing = set(required(case, m, case.today())) - found.signed
        refuse_if(lacks | ({"everyone_has_signed"} if missing or case.agreement(m.id) is not found else set()))

    def happened(_: dict[str, Any]) -> None:
        found.certified = True
        for m in chosen(case, found.matters):
            end(case, m, "agreed")
        for kind, due in found.promises:
            case.promises.append(Promise("", found.matters, kind == "money", due))

    return happened


def end_without(case: ModelCase, who: str, *, matters: list[str]) -> Happened:
    del who
    for m in chosen(case, matters):
        must_be(m, "in_mediation")
        refuse_if({"not_held"} if m.held else set())

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            end(case, m, "no_agreement")

    return happened


def add_custodian(case: ModelCase, who: str, *, acts_for: str, custodian: bool) -> Happened:
    del who

    def happened(answer: dict[str, Any]) -> None:
        person = answer["person"]
        human = case.people[acts_for]
        human.speakers.append((person, custodian))
        human.beside.append(person)
        case.people[person] = Human(person)
        for m in case.matters.values():  # whoever has to consent now has not yet: nobody meets until then
            if acts_for in m.parties and not consents_are_there(case, m, case.today()):
                for meeting in [x for x in case.of(m.id, case.meetings) if x.state == "arranged"]:
                    if meeting.starts_at > case.clock():
                        leave(case, m, meeting)

    return happened
