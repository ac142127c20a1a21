"""THE tables of a US community mediation centre: which disputes it takes, and who may refer them."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import date

from mediation.law.facts import Initiator
from mediation.law.judges import answer, fact, not_by, represents_a_minor
from mediation.law.rule import Rule, loaded
from mediation.states.matter import MatterKind

DISPUTE = frozenset({MatterKind.DISPUTE})

IN_FORCE = date(2020, 1, 1)  # the centre's rules

# fmt: off
ELIGIBILITY = loaded((
    #    code                     section             since     until  for      judge
    Rule("safe_to_meet",          "Centre Rules r.2", IN_FORCE, None,  DISPUTE, answer("safe_to_meet")),
    Rule("suitable",              "Centre Rules r.3", IN_FORCE, None,  DISPUTE, fact("suitable")),
    Rule("everyone_understands",  "Centre Rules r.3", IN_FORCE, None,  DISPUTE, fact("everyone_understands")),
))
INITIATOR = loaded((
    #    code                     section             since     until  for      judge
    Rule("party_or_public_body",  "Centre Rules r.1", IN_FORCE, None,  DISPUTE, not_by(Initiator.OTHER_PERSON, Initiator.PROSECUTOR)),
    Rule("guardian_of_a_minor",   "Centre Rules r.6", IN_FORCE, None,  DISPUTE, represents_a_minor),
))
# fmt: on
