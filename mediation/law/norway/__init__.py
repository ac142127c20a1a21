"""Norway: the National Mediation Service, Act LOV-2014-06-20-49; what of it was not read: docs/decisions/0014."""

from zoneinfo import ZoneInfo

from mediation.docs_templates.templates import Templates
from mediation.kernel.language import Language
from mediation.law.conduct import Meetings, Reporting
from mediation.law.contradiction import of_dates_and_people
from mediation.law.norway.consents import CONSENTS
from mediation.law.norway.deadlines import TABLE
from mediation.law.norway.eligibility import ELIGIBILITY, ELSEWHERE, IN_FORCE, INITIATOR
from mediation.law.norway.identity import CODES
from mediation.law.norway.letters import LETTERS
from mediation.law.norway.lifecycle import LIFECYCLES
from mediation.law.norway.offences import CLASSES, OFFENCES
from mediation.law.norway.reports import OWED_IN
from mediation.law.norway.sections import GROUNDS, SECTIONS
from mediation.law.norway.writing import CITATION, act, link, money, section
from mediation.law.pack import RulePack
from mediation.law.questions import Asked

ENGLISH = frozenset({Language.ENGLISH})

PACK = RulePack(
    code="norway",
    since=IN_FORCE,
    languages=(Language.ENGLISH,),  # Norwegian is no language of the product yet
    eligibility=ELIGIBILITY,
    initiator=INITIATOR,
    elsewhere=frozenset({ELSEWHERE}),
    at_triage=frozenset(),
    consents=CONSENTS,
    questions={
        "understands": Asked.OF_A_PERSON,
        "confirms_facts": Asked.OF_A_PERSON,  # guilt acknowledged, per suspect
        "suitable": Asked.OF_THE_MATTER,
        "agreed_on_facts": Asked.OF_THE_MATTER,  # civil matters
        "no_lawyer_assists": Asked.OF_THE_MATTER,
        "agreement_approved": Asked.OF_THE_AGREEMENT,  # by the mediator
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
        package="mediation.law.norway.templates",
        documents=dict.fromkeys(LETTERS, ENGLISH),
        writing={"money": money, "section": section, "act": act},
        currency="NOK",
        zone=ZoneInfo("Europe/Oslo"),
    ),
    meetings=Meetings(remote=False),  # in person: LOV-1991-03-15-3 §7, repealed; successor not read
    identity=CODES,
)
