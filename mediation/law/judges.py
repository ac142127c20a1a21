"""The plain judges most rules are made of: one fact, one answer of the office, one kind of initiator."""

from mediation.law.facts import Facts, Initiator
from mediation.law.offence import Offence
from mediation.law.rule import Judge
from mediation.law.truth import Truth, negate, some, stated


def fact(name: str) -> Judge:
    """Holds when a fact is so."""

    def judge(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001  the same shape as every judge
        return stated(getattr(f, name), name)

    return judge


def answer(question: str) -> Judge:
    """Holds when the office has answered a question of this law's own with yes."""

    def judge(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
        return answered(f, question)

    return judge


def answered(f: Facts, question: str) -> Truth:
    """The office's answer to a question of a law's own."""
    return stated(f.answers.get(question), question)


def initiated_by(*who: Initiator) -> Judge:
    """Holds when the initiative came from one of these."""

    def judge(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
        return by(f, *who)

    return judge


def not_by(*who: Initiator) -> Judge:
    """Holds when the initiative came from anybody but these."""

    def judge(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
        return negate(by(f, *who))

    return judge


def by(f: Facts, *who: Initiator) -> Truth:
    """Whether the initiative came from one of these."""
    if f.initiated_by is None:
        return Truth(None, (), ("initiated_by",))
    return Truth(f.initiated_by in who, ("initiated_by",))


def represents_a_minor(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    """Holds unless a guardian asks for somebody who is no minor."""
    return some(negate(by(f, Initiator.GUARDIAN)), stated(f.initiator_represents_minor, "initiator_represents_minor"))


def office_of_the_area(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    """Holds when a party lives, or the act happened, where the office works."""
    return some(
        stated(f.party_lives_in_area, "party_lives_in_area"),
        stated(f.crime_happened_in_area, "crime_happened_in_area"),
    )
