"""THE tables of Sweden: which crimes may be mediated under Act 2002:445, and who may ask."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.law.facts import Facts, Initiator
from mediation.law.judges import answer, fact, not_by, office_of_the_area, represents_a_minor
from mediation.law.offence import Offence
from mediation.law.rule import Rule, loaded
from mediation.law.truth import Truth, some, stated
from mediation.states.matter import MatterKind

CRIME = frozenset({MatterKind.CRIME})

IN_FORCE = date(2002, 7, 1)
LAW_2014_625 = date(2015, 1, 1)  # the Police Authority in the place of the police
UNTIL_2014 = date(2014, 12, 31)
ELSEWHERE = "office_of_the_area"


def _twelve_or_exceptional_reasons(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001  the same shape as every judge
    """§5: reasons nobody has found are none, so a child is barred until the office has found them."""
    old_enough = stated(None if f.suspect_age is None else f.suspect_age >= 12, "suspect_age")
    reasons = Truth(f.answers.get("exceptional_reasons") is True, ("exceptional_reasons",))
    return some(old_enough, reasons)


# fmt: off
ELIGIBILITY = loaded((
    #    code                             section                    since         until       for    judge
    Rule("reported_to_the_police",        "2002:445 §5",             IN_FORCE,     UNTIL_2014, CRIME, answer("reported_to_police")),
    Rule("reported_to_the_police",        "2002:445 §5 (2014:625)",  LAW_2014_625, None,       CRIME, answer("reported_to_police")),
    Rule("act_acknowledged",              "2002:445 §5",             IN_FORCE,     None,       CRIME, fact("facts_confirmed")),
    Rule("suitable",                      "2002:445 §5",             IN_FORCE,     None,       CRIME, fact("suitable")),
    Rule("twelve_or_exceptional_reasons", "2002:445 §5",             IN_FORCE,     None,       CRIME, _twelve_or_exceptional_reasons),
    Rule("in_both_parties_interest",      "2002:445 §3",             IN_FORCE,     None,       CRIME, answer("in_both_parties_interest")),
    Rule("everyone_understands",          "2002:445 §5",             IN_FORCE,     None,       CRIME, fact("everyone_understands")),
    Rule(ELSEWHERE,                       "office policy",           IN_FORCE,     None,       CRIME, office_of_the_area),
))
INITIATOR = loaded((
    #    code                             section                    since         until       for    judge
    Rule("somebody_concerned",            "office policy",           IN_FORCE,     None,       CRIME, not_by(Initiator.OTHER_PERSON)),
    Rule("guardian_of_a_minor",           "office policy",           IN_FORCE,     None,       CRIME, represents_a_minor),
))
# fmt: on
