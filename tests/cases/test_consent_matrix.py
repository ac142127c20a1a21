"""Who must say yes (§2): a table of sentences, by age and capacity on the day."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

import pytest

from mediation.cases.consent import Answer
from mediation.cases.party import Part, PartyRole, Person
from mediation.kernel.ids import PersonId
from tests.cases.desk import TUESDAY, Desk, S, V, adult, born, company, crime, custodian

M, F, R, G = PersonId("p_mother"), PersonId("p_father"), PersonId("p_representative"), PersonId("p_guardian")
TODAY = date(2026, 9, 1)
REP, GUARD = PartyRole.LEGAL_REPRESENTATIVE, PartyRole.GUARDIAN
FOR_CHILD = "p_mother:for:p_suspect"


def aged(years: int) -> Person:
    return adult(S, born_on=born(years))


BOTH = [custodian(M, S), custodian(F, S)]
YOUNG = [adult(M), adult(F)]

# fmt: off
#    who the suspect is, and who else there is                        people                        parts                              asked for, beside the victim
MATRIX: list[tuple[str, list[Person], list[Part], list[str]]] = [
    ("§2.1: an adult speaks alone",                                         [aged(40)],                   [],                                [S]),
    ("§2.2: an adult's parents have no say",                                [aged(40), *YOUNG],           BOTH,                              [S]),
    ("§2.2: somebody of 18 speaks alone",                                   [aged(18), *YOUNG],           BOTH,                              [S]),
    ("§2.2: somebody of 17 speaks with every custodian",                    [aged(17), *YOUNG],           BOTH,                              [S, FOR_CHILD, "p_father:for:p_suspect"]),
    ("§2.2: so does somebody of 15",                                        [aged(15), *YOUNG],           BOTH,                              [S, FOR_CHILD, "p_father:for:p_suspect"]),
    ("§2.2: and a child of 12 is asked too, with every custodian",          [aged(12), *YOUNG],           BOTH,                              [S, FOR_CHILD, "p_father:for:p_suspect"]),
    ("§2.2: one custodian is enough where there is one",                    [aged(16), adult(M)],         [custodian(M, S)],                 [S, FOR_CHILD]),
    ("§2.2: a legal representative speaks in a custodian's place",          [aged(16), adult(R)],         [custodian(R, S, REP)],            [S, "p_representative:for:p_suspect"]),
    ("§2.2: a minor without a known custodian is not enough",               [aged(16)],                   [],                                [S, "p_suspect:custodian"]),
    ("§2.2: nor is an assistant one",                                       [aged(16), adult(R)],         [custodian(R, S, PartyRole.ASSISTANT)], [S, "p_suspect:custodian"]),
    ("§2.2: a custodian who is the victim cannot speak for the child",      [aged(16)],                   [custodian(V, S)],                 [S, "p_suspect:substitute_representative"]),
    ("§2.2: nor does the other custodian then suffice",                     [aged(16), adult(M)],         [custodian(V, S), custodian(M, S)], [S, "p_suspect:substitute_representative", FOR_CHILD]),
    ("§2.2: a substitute in that place suffices",                           [aged(16), adult(R)],         [custodian(V, S), custodian(R, S, REP)], [S, "p_representative:for:p_suspect"]),
    ("§2.1: a company speaks through its representative",                   [company(S), adult(R)],       [custodian(R, S, REP)],            ["p_representative:for:p_suspect"]),
    ("§2.1: a company nobody represents says nothing",                      [company(S)],                 [],                                ["p_suspect:representative"]),
    ("§2.2: an adult declared incompetent speaks alone, if they understand", [adult(S, declared_incompetent=True), adult(G)], [custodian(G, S, GUARD)], [S]),
    ("§2.1: an adult with a guardian speaks alone",                         [aged(70), adult(G)],         [custodian(G, S, GUARD)],          [S]),
    ("§2.2: an unknown birth date is not taken for a child's",              [adult(S, born_on=None)],     [],                                [S]),
    ("§2.1: an interpreter has no say",                                     [aged(40), adult(R)],         [custodian(R, S, PartyRole.INTERPRETER)], [S]),
]
# fmt: on


@pytest.mark.parametrize(("people", "parts", "asked"), [row[1:] for row in MATRIX], ids=[row[0] for row in MATRIX])
def test_who_is_asked(people: list[Person], parts: list[Part], asked: list[str]) -> None:
    desk = crime(*people, parts=parts)
    assert sorted(desk.missing(desk.matters[0])) == sorted([*asked, V])


@pytest.mark.parametrize(("people", "parts", "asked"), [row[1:] for row in MATRIX], ids=[row[0] for row in MATRIX])
def test_everyone_of_them_is_needed_and_nobody_else(people: list[Person], parts: list[Part], asked: list[str]) -> None:
    desk = crime(*people, parts=parts)
    matter = desk.matters[0]
    desk.triage()
    left = sorted([*asked, V])
    for who in [one for one in left if ":" not in one or ":for:" in one]:
        person, _, child = who.partition(":for:")
        desk.consent(matter, PersonId(person), PersonId(child) if child else None)
        left.remove(who)
        assert sorted(desk.missing(matter)) == left


def test_both_sides_are_asked_by_the_same_rule() -> None:
    desk = crime(adult(V, born_on=born(14)), *YOUNG, parts=[custodian(M, V), custodian(F, V)])
    assert sorted(desk.missing(desk.matters[0])) == [
        "p_father:for:p_victim", "p_mother:for:p_victim", S, V,
    ]  # fmt: skip


# fmt: off
BIRTHDAYS = [
    ("§2.2: the day before turning 18",                      date(2008, 9, 2),  date(2026, 9, 1),  True),
    ("§2.2: the day of turning 18",                          date(2008, 9, 1),  date(2026, 9, 1),  False),
    ("§2.2: born on a leap day, 28 February of the year",    date(2008, 2, 29), date(2026, 2, 28), True),
    ("§2.2: born on a leap day, 1 March of the year",        date(2008, 2, 29), date(2026, 3, 1),  False),
    ("§2.2: born on 1 March, on the leap day before",        date(2010, 3, 1),  date(2028, 2, 29), True),
    ("§2.2: born on a leap day, turning 20 on one",          date(2008, 2, 29), date(2028, 2, 28), False),
]
# fmt: on


@pytest.mark.parametrize(("birth", "day", "minor"), [row[1:] for row in BIRTHDAYS], ids=[row[0] for row in BIRTHDAYS])
def test_the_day_on_which_a_child_speaks_alone(birth: date, day: date, minor: bool) -> None:
    person = adult(S, born_on=birth)
    assert person.is_minor_on(day) is minor


def sixteen_nearly_eighteen() -> Desk:
    return crime(adult(S, born_on=date(2008, 9, 3)), adult(M), parts=[custodian(M, S)])


def test_whoever_turns_18_meanwhile_needs_no_custodian_from_that_day() -> None:
    desk = sixteen_nearly_eighteen()
    desk.triage()
    desk.consent(desk.matters[0], S)
    desk.consent(desk.matters[0], V)
    assert desk.missing(desk.matters[0]) == [FOR_CHILD]
    desk.later(days=1)
    assert desk.missing(desk.matters[0]) == [FOR_CHILD]
    desk.later(days=1)
    assert desk.missing(desk.matters[0]) == []


def test_the_day_turns_in_helsinki_and_not_in_utc() -> None:
    desk = sixteen_nearly_eighteen()
    desk.at = TUESDAY.replace(day=2, hour=20, minute=59)
    assert FOR_CHILD in desk.missing(desk.matters[0])
    desk.later(minutes=1)
    assert FOR_CHILD not in desk.missing(desk.matters[0])


def test_a_custodians_refusal_keeps_the_child_out_though_the_child_says_yes() -> None:
    desk = crime(aged(16), adult(M), parts=[custodian(M, S)])
    desk.triage()
    desk.all_consent()
    desk.later(hours=1)
    desk.consent(desk.matters[0], M, S, answer=Answer.REFUSED)
    assert desk.missing(desk.matters[0]) == [FOR_CHILD]


def test_a_parent_consents_for_the_child_apart_from_their_own_part() -> None:
    """A parent who is the second suspect speaks twice: for themself, and for the child."""
    desk = crime(aged(16), adult(M), suspects=(S, M), parts=[custodian(M, S)])
    childs, own = desk.matters
    desk.triage()
    desk.consent(own, M)
    assert FOR_CHILD in desk.missing(childs)
    desk.consent(childs, M, S)
    assert desk.missing(own) == [V]
    assert sorted(desk.missing(childs)) == [S, V]


def test_two_children_are_each_spoken_for_by_their_own_parent() -> None:
    """§2.2: the custodian of the one is nothing to the other, and makes no conflict for it."""
    desk = crime(aged(16), adult(V, born_on=born(14)), *YOUNG, parts=[custodian(M, S), custodian(F, V)])
    assert sorted(desk.missing(desk.matters[0])) == sorted([S, V, FOR_CHILD, "p_father:for:p_victim"])
    other = crime(aged(16), adult(V, born_on=born(14)), *YOUNG, parts=[custodian(F, V), custodian(M, S)])
    assert sorted(other.missing(other.matters[0])) == sorted([S, V, FOR_CHILD, "p_father:for:p_victim"])
