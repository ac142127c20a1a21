"""Scenes in which a provision is tried: a case brought so far, on a desk without database or actions."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from mediation.cases import assigning
from mediation.cases.party import Part, PartyRole, Person
from mediation.kernel.actor import Role
from mediation.kernel.ids import PersonId
from mediation.kernel.refusals import Refusal, StepNotPossible
from tests.cases.desk import MAIJA, VEIKKO, Desk, S, V, adult, born, crime, custodian, dispute

M, N = PersonId("p_mother"), PersonId("p_neighbour")
Scene = Callable[[], Desk]
Act = Callable[[Desk], object]


def triaged(*people: Person, parts: list[Part] | None = None, **more: Any) -> Desk:
    """A crime whose conditions are examined."""
    desk = crime(*people, parts=parts, **more)
    desk.triage()
    return desk


def complete(*people: Person, parts: list[Part] | None = None, **more: Any) -> Desk:
    """A crime with every condition found: only the decision lacks."""
    desk = triaged(*people, parts=parts, **more)
    desk.all_consent()
    desk.assess()
    return desk


def complete_dispute() -> Desk:
    desk = dispute()
    desk.triage()
    desk.all_consent()
    desk.assess()
    return desk


def accepted(**more: Any) -> Desk:
    desk = crime(**more)
    desk.to_accepted()
    return desk


def named(*people: Person, parts: list[Part] | None = None) -> Desk:
    desk = crime(*people, parts=parts)
    desk.to_named()
    return desk


def in_mediation() -> Desk:
    desk = crime()
    desk.to_mediation()
    return desk


def child(years: int = 16) -> Desk:
    """A suspect of so many years with a mother, and mediators named."""
    return named(adult(S, born_on=born(years)), adult(M), parts=[custodian(M, S)])


def offered(undisqualified: bool = True) -> Desk:
    """An accepted crime with two mediators who have answered."""
    desk = accepted()
    desk.assign(VEIKKO)
    made = assigning.offer(desk.change, MAIJA, desk.matters, desk.change.day)
    if undisqualified:
        assigning.accept(desk.change, made, undisqualified=True)
    return desk


def by_neighbour(desk: Desk) -> Desk:
    """The same case, brought by somebody the Act does not name."""
    desk.case.people[N] = adult(N)
    desk.case.parts = (*desk.case.parts, Part(person=N, role=PartyRole.SUPPORT_PERSON, acts_for=V))
    desk.case.initiative = replace(desk.case.initiative, initiator=Role.PARTY, by_person=N, unit=None)
    return desk


def hindrances(desk: Desk, act: Act) -> set[str]:
    """The codes of everything that stands in the way of an act; none when it is done."""
    try:
        act(desk)
    except StepNotPossible as refusal:
        return {need.code for need in refusal.needs}
    return set()


def sections_told(desk: Desk, act: Act) -> set[str]:
    """The provisions a refusal names."""
    with pytest.raises(Refusal) as refusal:
        act(desk)
    return {need.section for need in refusal.value.needs}
