"""THE tables of England and Wales: when restorative justice goes ahead, and who may refer."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.law.facts import Facts, Initiator
from mediation.law.judges import answer, by, fact, not_by, represents_a_minor
from mediation.law.offence import Offence
from mediation.law.rule import Rule, loaded
from mediation.law.truth import Truth, negate, some
from mediation.states.matter import MatterKind

CRIME = frozenset({MatterKind.CRIME})

IN_FORCE = date(2013, 12, 11)  # s.1ZA, by which a court may defer sentence for restorative justice
SENTENCING_CODE = date(2020, 12, 1)
BEFORE_CODE = date(2020, 11, 30)
CODE_OF_2020 = date(2021, 4, 1)  # the Victims' Code of 2020 in force
BEFORE_2020 = date(2021, 3, 31)
S1ZA = "Powers of Criminal Courts (Sentencing) Act 2000 s.1ZA"


def _every_participant_consents(f: Facts, row: Offence | None) -> Truth:  # noqa: ARG001  the same shape as every judge
    """Where the court defers sentence for it, not without the consent of everybody who would take part; silence is none."""
    consented = Truth(f.answers.get("participants_consent_to_order") is True, ("participants_consent_to_order",))
    return some(negate(by(f, Initiator.COURT)), consented)


# fmt: off
ELIGIBILITY = loaded((
    #    code                      section                                since            until         for    judge
    Rule("responsibility_accepted", "Victims' Code (2015) 7.1",            IN_FORCE,        BEFORE_2020,  CRIME, fact("facts_confirmed")),
    Rule("responsibility_accepted", "Victims' Code (2020) 3.4",            CODE_OF_2020,    None,         CRIME, fact("facts_confirmed")),
    Rule("victim_would_benefit",   "Victims' Code (2015) 7.2",             IN_FORCE,        BEFORE_2020,  CRIME, fact("victims_interest")),
    Rule("victim_would_benefit",   "Victims' Code (2020) 3.5",             CODE_OF_2020,    None,         CRIME, fact("victims_interest")),
    Rule("risk_can_be_managed",    "Pre-sentence RJ guidance (2014) p.9",  IN_FORCE,        None,         CRIME, answer("risk_can_be_managed")),
    Rule("suitable",               "Pre-sentence RJ guidance (2014) p.7",  IN_FORCE,        None,         CRIME, fact("suitable")),
    Rule("everyone_understands",   "Pre-sentence RJ guidance (2014) p.9",  IN_FORCE,        None,         CRIME, fact("everyone_understands")),
    Rule("participants_consent",   S1ZA,                                   IN_FORCE,        BEFORE_CODE,  CRIME, _every_participant_consents),
    Rule("participants_consent",   "Sentencing Act 2020 s.7(2)",           SENTENCING_CODE, None,         CRIME, _every_participant_consents),
))
INITIATOR = loaded((
    #    code                      section                                since            until         for    judge
    Rule("somebody_concerned",     "office policy",                        IN_FORCE,        None,         CRIME, not_by(Initiator.OTHER_PERSON)),
    Rule("guardian_of_a_minor",    "Children Act 1989 s.2(7)",             IN_FORCE,        None,         CRIME, represents_a_minor),
))
# fmt: on
