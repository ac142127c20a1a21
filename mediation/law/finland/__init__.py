"""Finland: Act 1015/2005 on mediation in criminal and certain civil cases, and the acts around it."""

import re

from mediation.docs_templates.templates import COMMON
from mediation.law.finland.consents import CONSENTS
from mediation.law.finland.contradictions import contradictions
from mediation.law.finland.deadlines import TABLE
from mediation.law.finland.eligibility import ELSEWHERE, SERVICES_BEGIN
from mediation.law.finland.eligibility import RULES as ELIGIBILITY
from mediation.law.finland.initiator import RULES as INITIATOR
from mediation.law.finland.lifecycle import LIFECYCLES
from mediation.law.finland.offence_classes import CLASSES
from mediation.law.finland.offences import OFFENCES
from mediation.law.finland.sections import GROUNDS, SECTIONS
from mediation.law.pack import RulePack
from mediation.law.questions import Asked

FINLEX = "https://www.finlex.fi/fi/laki/ajantasa/"  # addresses by year and number of the act


def link(section: str) -> str:
    """Where the act is published; empty if the section names none. Addresses follow the site's pattern."""
    act = section.partition(" ")[0].strip(",")
    number, _, year = act.partition("/")
    if not (number.isdigit() and year.isdigit()):
        return ""
    return f"{FINLEX}{year}/{year}{int(number):04d}"


PACK = RulePack(
    code="finland",
    since=SERVICES_BEGIN,
    eligibility=ELIGIBILITY,
    initiator=INITIATOR,
    elsewhere=frozenset({ELSEWHERE}),
    at_triage=frozenset({"close_person", "crime_of_claim", "natural_person", "services_have_begun"}),
    consents=CONSENTS,
    questions={
        "understands": Asked.OF_A_PERSON,  # §2.1, per party
        "confirms_facts": Asked.OF_A_PERSON,  # §3.1, per suspect
        "no_special_need_of_protection": Asked.OF_A_PERSON,  # §3.1, per minor victim
        "victims_interest": Asked.OF_THE_MATTER,  # §3.1
        "suitable": Asked.OF_THE_MATTER,  # §3.1, §15
        "purposeful": Asked.OF_THE_MATTER,  # §3.2
    },
    lifecycles=LIFECYCLES,
    sections=SECTIONS,
    grounds=GROUNDS,
    offences=OFFENCES,
    classes=CLASSES,
    contradictions=contradictions,
    deadlines=TABLE,
    citation=re.compile(r"(?P<act>\d{1,4}/\d{4})\s*§\s*(?P<section>\d+(?: [a-z])?(?:\.\d+)?(?:\(\d+\))?)"),
    link=link,
    templates=COMMON,
)
