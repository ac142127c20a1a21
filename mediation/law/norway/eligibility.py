"""THE tables of Norway: what the Mediation Service takes, and who may bring it."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.law.facts import Initiator
from mediation.law.judges import answer, fact, initiated_by, not_by, office_of_the_area, represents_a_minor
from mediation.law.rule import Rule, loaded
from mediation.states.matter import MatterKind

CRIME = frozenset({MatterKind.CRIME})
DISPUTE = frozenset({MatterKind.DISPUTE})
BOTH = CRIME | DISPUTE

IN_FORCE = date(2014, 7, 1)  # LOV-2014-06-20-49, which repealed LOV-1991-03-15-3
ELSEWHERE = "office_of_the_area"

# fmt: off
ELIGIBILITY = loaded((
    #    code                         section                                                 since     until  for      judge
    Rule("guilt_acknowledged",        "LOV-1981-05-22-25 §71 a (practice of the Service)",    IN_FORCE, None,  CRIME,   fact("facts_confirmed")),
    Rule("agreed_on_facts",           "LOV-1991-03-15-3 §5 (repealed; successor not read)",   IN_FORCE, None,  DISPUTE, answer("agreed_on_facts")),
    Rule("suited",                    "LOV-2014-06-20-49 §1",                                 IN_FORCE, None,  BOTH,    fact("suitable")),
    Rule("everyone_understands",      "LOV-1991-03-15-3 §5 (repealed; successor not read)",   IN_FORCE, None,  BOTH,    fact("everyone_understands")),
    Rule(ELSEWHERE,                   "LOV-1991-03-15-3 §6 (repealed; successor not read)",   IN_FORCE, None,  BOTH,    office_of_the_area),
))
INITIATOR = loaded((
    #    code                         section                                                 since     until  for      judge
    Rule("by_the_prosecution",        "LOV-1981-05-22-25 §71 a",                              IN_FORCE, None,  CRIME,   initiated_by(Initiator.PROSECUTOR)),
    Rule("by_a_party_or_public_body", "LOV-2014-06-20-49 §1",                                 IN_FORCE, None,  DISPUTE, not_by(Initiator.OTHER_PERSON)),
    Rule("guardian_of_a_minor",       "LOV-2010-03-26-9 §9",                                  IN_FORCE, None,  DISPUTE, represents_a_minor),
))
# fmt: on
