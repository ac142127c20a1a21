"""Sweden: mediation on account of crime under Act 2002:445; what of it was not read: docs/decisions/0014."""

from zoneinfo import ZoneInfo

from mediation.docs_templates.templates import Templates
from mediation.kernel.language import Language
from mediation.law.conduct import Meetings, Reporting
from mediation.law.contradiction import of_dates_and_people
from mediation.law.pack import RulePack
from mediation.law.questions import Asked
from mediation.law.sweden.consents import CONSENTS
from mediation.law.sweden.deadlines import TABLE
from mediation.law.sweden.eligibility import ELIGIBILITY, ELSEWHERE, IN_FORCE, INITIATOR
from mediation.law.sweden.identity import CODES
from mediation.law.sweden.letters import LETTERS
from mediation.law.sweden.lifecycle import LIFECYCLES
from mediation.law.sweden.offences import CLASSES, OFFENCES
from mediation.law.sweden.reports import OWED_IN
from mediation.law.sweden.sections import GROUNDS, SECTIONS
from mediation.law.sweden.writing import CITATION, act, day_of_the_month, link, money, section

PACK = RulePack(
    code="sweden",
    since=IN_FORCE,
    languages=(Language.SWEDISH,),
    eligibility=ELIGIBILITY,
    initiator=INITIATOR,
    elsewhere=frozenset({ELSEWHERE}),
    at_triage=frozenset({"twelve_or_exceptional_reasons"}),
    consents=CONSENTS,
    questions={
        "understands": Asked.OF_A_PERSON,
        "confirms_facts": Asked.OF_A_PERSON,  # §5: the act, or a part in it, acknowledged
        "suitable": Asked.OF_THE_MATTER,  # §5
        "reported_to_police": Asked.OF_THE_MATTER,  # §5
        "exceptional_reasons": Asked.OF_THE_MATTER,  # §5, under twelve
        "in_both_parties_interest": Asked.OF_THE_MATTER,  # §3
        "authority_is_consulted": Asked.OF_THE_MATTER,  # §6
        "agreement_not_unreasonable": Asked.OF_THE_AGREEMENT,  # §10
    },
    lifecycles=LIFECYCLES,
    sections=SECTIONS,
    grounds=GROUNDS,
    reporting=Reporting(owed_in=OWED_IN, by_second_person=False),
    offences=OFFENCES,
    classes=CLASSES,
    contradictions=of_dates_and_people,
    deadlines=TABLE,
    citation=CITATION,
    link=link,
    templates=Templates(
        package="mediation.law.sweden.templates",
        documents=dict.fromkeys(LETTERS, frozenset({Language.SWEDISH})),
        writing={"date": day_of_the_month, "money": money, "section": section, "act": act},
        currency="SEK",
        zone=ZoneInfo("Europe/Stockholm"),
    ),
    meetings=Meetings(remote=False),  # §2: they meet before a mediator
    identity=CODES,
)
