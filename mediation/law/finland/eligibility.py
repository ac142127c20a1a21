"""THE table: may this be mediated? Dated rules with their sections; the initiative's date picks the rows."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.law.facts import Facts
from mediation.law.finland.close_persons import may_be_taken
from mediation.law.finland.offences import OFFENCES
from mediation.law.offence import Offence
from mediation.law.offence_table import offence_of
from mediation.law.rule import Rule, Ruling, in_force, loaded
from mediation.law.truth import Truth, every, negate, some, stated
from mediation.states.matter import MatterKind

CRIME = frozenset({MatterKind.CRIME})
DISPUTE = frozenset({MatterKind.DISPUTE})
BOTH = CRIME | DISPUTE

SERVICES_BEGIN = date(2006, 6, 1)  # 1015/2005 §26.2
LAW_18_2016 = date(2016, 3, 1)
LAW_966_2024 = date(2025, 1, 1)


def _no(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001  the same shape as every judge
    return Truth(False, ("initiative_on",))


def _despite_section_3a(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return Truth(True, ("initiative_on",))


def _everyone_understands(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return stated(f.everyone_understands, "everyone_understands")


def _minor_victim_needs_no_protection(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    human = Truth(True) if f.victim_is_natural is None else stated(f.victim_is_natural, "victim_is_natural")
    minor = stated(None if f.victim_age is None else f.victim_age < 18, "victim_age")
    need = stated(f.special_need_of_protection, "special_need_of_protection")
    against = every(human, minor, need)
    if f.victim_is_natural is None:
        against = against._replace(because=("victim_is_natural", *against.because))
    return negate(against)


def _suitable(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return stated(f.suitable, "suitable")


def _facts_confirmed(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return stated(f.facts_confirmed, "facts_confirmed")


def _victims_interest(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return stated(f.victims_interest, "victims_interest")


def _natural_person(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return stated(f.has_natural_person, "has_natural_person")


def _minor_or_from_crime(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    from_crime = stated(f.claim_based_on_crime, "claim_based_on_crime")
    return some(from_crime, stated(f.minor_dispute, "minor_dispute"))


def _crime_of_claim(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    """No side door: the damages of a crime that may not be mediated may not be mediated either."""
    from_crime = stated(f.claim_based_on_crime, "claim_based_on_crime")
    if f.linked_crime is None or f.initiative_on is None:
        return some(negate(from_crime), Truth(None, (), ("linked_crime",)))
    made = f.linked_crime.initiative_on or f.initiative_on
    linked_row = offence_of(OFFENCES, f.linked_crime, made)
    rules = [r for r in in_force(RULES, made, MatterKind.CRIME) if r.code in OF_THE_CRIME]
    crime = every(*(r.judge(f.linked_crime, linked_row) for r in rules))
    rests = ("linked_crime", "initiative_on")
    may = Truth(crime.value, rests, ("linked_crime",) if crime.value is None else ())
    return some(negate(from_crime), may)


def _purposeful(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    return stated(f.purposeful, "purposeful")


def _office_of_the_area(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    lives = stated(f.party_lives_in_area, "party_lives_in_area")
    happened = stated(f.crime_happened_in_area, "crime_happened_in_area")
    if f.kind is MatterKind.DISPUTE:
        happened = every(stated(f.claim_based_on_crime, "claim_based_on_crime"), happened)
    return some(lives, happened)


ELSEWHERE = "office_of_the_area"  # its bar is no refusal: the matter is transferred (§14.2)
OF_THE_CRIME = frozenset(
    {
        "minor_victim_needs_no_protection",
        "close_person",
        "suitable",
        "main_facts_confirmed",
        "victims_interest",
    }
)  # what §3.1 last sentence carries over to the damages claim

# fmt: off
RULES = loaded((
    #    code                                 section                                since           until              for      judge
    Rule("services_have_begun",               "1015/2005 §26.2",                     date.min,       date(2006, 5, 31), BOTH,    _no),
    Rule("close_person",                      "966/2024, transitional provision",    SERVICES_BEGIN, date(2024, 12, 31), CRIME,  _despite_section_3a),
    Rule("close_person",                      "1015/2005 §3 a (966/2024)",           LAW_966_2024,   None,              CRIME,   may_be_taken),
    Rule("minor_victim_needs_no_protection",  "1015/2005 §3.1",                      SERVICES_BEGIN, None,              CRIME,   _minor_victim_needs_no_protection),
    Rule("main_facts_confirmed",              "1015/2005 §3.1 (18/2016)",            LAW_18_2016,    None,              CRIME,   _facts_confirmed),
    Rule("victims_interest",                  "1015/2005 §3.1 (18/2016)",            LAW_18_2016,    None,              CRIME,   _victims_interest),
    Rule("suitable",                          "1015/2005 §3.1, §15",                 SERVICES_BEGIN, None,              BOTH,    _suitable),
    Rule("natural_person",                    "1015/2005 §1.2",                      SERVICES_BEGIN, None,              DISPUTE, _natural_person),
    Rule("minor_or_from_crime",               "1015/2005 §1.2",                      SERVICES_BEGIN, None,              DISPUTE, _minor_or_from_crime),
    Rule("crime_of_claim",                    "1015/2005 §3.1 last sentence, §3 a",  SERVICES_BEGIN, None,              DISPUTE, _crime_of_claim),
    Rule("purposeful",                        "1015/2005 §3.2",                      SERVICES_BEGIN, None,              DISPUTE, _purposeful),
    Rule("everyone_understands",              "1015/2005 §2.1",                      SERVICES_BEGIN, None,              BOTH,    _everyone_understands),
    Rule(ELSEWHERE,                           "1015/2005 §14.1",                     SERVICES_BEGIN, None,              BOTH,    _office_of_the_area),
))
# fmt: on


def belongs_elsewhere(found: Ruling) -> bool:
    """Whether the only bar is the venue, so that the matter is transferred and not refused (§14.2)."""
    return bool(found.bars) and all(bar.rule == ELSEWHERE for bar in found.bars)
