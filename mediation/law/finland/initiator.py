"""THE table: who may make an initiative? (Act 1015/2005 §13), dated like eligibility."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.law.facts import Facts, Initiator
from mediation.law.finland.close_persons import contains_violence, is_covered, is_fine_only_by_a_minor
from mediation.law.finland.eligibility import BOTH, CRIME, LAW_966_2024, SERVICES_BEGIN
from mediation.law.offence import Offence
from mediation.law.rule import Rule, loaded
from mediation.law.truth import Truth, every, negate, some, stated

POLICE_OR_PROSECUTOR = frozenset({Initiator.POLICE, Initiator.PROSECUTOR})
UNKNOWN = Truth(None, (), ("initiated_by",))


def _by(f: Facts, who: frozenset[Initiator]) -> Truth:
    return UNKNOWN if f.initiated_by is None else Truth(f.initiated_by in who, ("initiated_by",))


def _named_in_the_act(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001  the same shape as every judge
    return negate(_by(f, frozenset({Initiator.OTHER_PERSON})))


def _guardian_of_a_minor(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    minor = stated(f.initiator_represents_minor, "initiator_represents_minor")
    return some(negate(_by(f, frozenset({Initiator.GUARDIAN}))), minor)


def _trustee_of_an_incompetent_adult(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001
    incompetent = stated(f.initiator_represents_incompetent, "initiator_represents_incompetent")
    return some(negate(_by(f, frozenset({Initiator.TRUSTEE}))), incompetent)


def _violence_against_a_close_person(f: Facts, row: Offence | None) -> Truth:
    """§13.2 as it stood until 31.12.2024: police or prosecutor only for any violent crime against a close person."""
    violent = every(stated(f.close_person, "close_person"), contains_violence(f, row))
    return some(_by(f, POLICE_OR_PROSECUTOR), negate(violent))


def _exception_of_minors(f: Facts, row: Offence | None) -> Truth:
    """§13.2 since 1.1.2025: police or prosecutor only for a crime of §3 a.3(2)."""
    reserved = every(is_covered(f, row), is_fine_only_by_a_minor(f, row))
    return some(_by(f, POLICE_OR_PROSECUTOR), negate(reserved))


# fmt: off
RULES = loaded((
    #    code                               section                        since           until               for    judge
    Rule("named_in_the_act",                "1015/2005 §13.1",             SERVICES_BEGIN, None,               BOTH,  _named_in_the_act),
    Rule("guardian_of_a_minor",             "1015/2005 §13.1",             SERVICES_BEGIN, None,               BOTH,  _guardian_of_a_minor),
    Rule("trustee_of_an_incompetent_adult", "1015/2005 §13.1",             SERVICES_BEGIN, None,               BOTH,  _trustee_of_an_incompetent_adult),
    Rule("police_or_prosecutor",            "1015/2005 §13.2 (original)",  SERVICES_BEGIN, date(2024, 12, 31), CRIME, _violence_against_a_close_person),
    Rule("police_or_prosecutor",            "1015/2005 §13.2 (966/2024)",  LAW_966_2024,   None,               CRIME, _exception_of_minors),
))
# fmt: on
