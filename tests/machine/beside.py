"""The model's verbs beside the steps: tries to reach somebody, doubts, ages looked at, an interpreter found."""

from typing import Any

from tests.machine.in_mediation import lacks_interpreter
from tests.machine.model import UNDER_WAY, Doubt, ModelCase, Refused, step
from tests.machine.owed import SEEKING
from tests.machine.until_accepted import Happened, chosen

TASK_OF = {
    "voluntariness": "interruption", "understanding": "assessment_of_doubt", "minors_interest": "assessment_of_doubt"
}  # fmt: skip


def contact(case: ModelCase, who: str, *, matters: list[str], person: str, went: str) -> Happened:
    del who

    def happened(_: dict[str, Any]) -> None:
        for m in chosen(case, matters):
            if went == "unanswered":
                m.unreached |= {(rule, person) for rule in SEEKING if m.outcome is None}
                continue
            met = {"letter_to_unreached"} if went == "letter_sent" else set(SEEKING)
            m.unreached -= {(rule, person) for rule in met}
            if went == "reached" and m.triaged:  # what is owed begins with triage
                m.reached.add(person)

    return happened


def doubt(case: ModelCase, who: str, *, matters: list[str], person: str, about: str) -> Happened:
    del who
    for m in chosen(case, matters):
        if person not in m.parties:
            raise Refused("invalid", "not_a_party")
        if m.state not in UNDER_WAY:
            raise step("mediation_goes_on")
        if about == "minors_interest" and not case.people[person].minor(case.today()):
            raise Refused("invalid", "not_a_minor")

    def happened(answer: dict[str, Any]) -> None:
        for m, made in zip(chosen(case, matters), answer["doubts"], strict=True):
            case.doubts.append(Doubt(m.id, about, case.clock(), id=made))
            m.tasks_of_doubt.add(TASK_OF[about])

    return happened


def settle(case: ModelCase, who: str, *, doubt: str) -> Happened:
    del who
    found = next(d for d in case.doubts if d.id == doubt)
    if not found.is_open:
        raise Refused("invalid", "answered")

    def happened(_: dict[str, Any]) -> None:
        found.is_open = False
        if not case.in_doubt(found.matter):
            case.matters[found.matter].tasks_of_doubt.clear()

    return happened


def review_age(case: ModelCase, who: str, *, person: str) -> Happened:
    del who

    def happened(_: dict[str, Any]) -> None:
        mine = [m for m in case.matters.values() if person in m.parties]
        case.version -= not mine
        for m in mine:
            m.reviewed |= {x for x in m.turned if x[1] == person}

    return happened


def interpret(case: ModelCase, who: str, *, meeting: str, person: str) -> Happened:
    del who
    found = next(m for m in case.meetings if m.id == meeting)
    if found.state != "arranged" or person not in found.invited:
        raise Refused("invalid", "not_invited")

    def happened(_: dict[str, Any]) -> None:
        found.interpreted = [*found.interpreted, person]
        found.lacks_interpreter = found.lacks_interpreter and lacks_interpreter(case, found)

    return happened
