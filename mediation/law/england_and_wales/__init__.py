"""England and Wales: restorative justice under the Victims' Code and the Sentencing Code; see docs/decisions/0014."""

from zoneinfo import ZoneInfo

from mediation.docs_templates.templates import Templates
from mediation.kernel.language import Language
from mediation.law.conduct import Meetings, Reporting
from mediation.law.contradiction import of_dates_and_people
from mediation.law.england_and_wales.consents import CONSENTS
from mediation.law.england_and_wales.deadlines import TABLE
from mediation.law.england_and_wales.eligibility import ELIGIBILITY, IN_FORCE, INITIATOR
from mediation.law.england_and_wales.letters import LETTERS
from mediation.law.england_and_wales.lifecycle import LIFECYCLES
from mediation.law.england_and_wales.reports import OWED_IN
from mediation.law.england_and_wales.sections import GROUNDS, SECTIONS
from mediation.law.england_and_wales.writing import CITATION, act, link, money, section
from mediation.law.pack import RulePack
from mediation.law.questions import Asked

PACK = RulePack(
    code="england_and_wales",
    since=IN_FORCE,
    languages=(Language.ENGLISH,),
    eligibility=ELIGIBILITY,
    initiator=INITIATOR,
    elsewhere=frozenset(),
    at_triage=frozenset(),
    consents=CONSENTS,
    questions={
        "understands": Asked.OF_A_PERSON,
        "confirms_facts": Asked.OF_A_PERSON,  # responsibility accepted
        "victims_interest": Asked.OF_THE_MATTER,
        "suitable": Asked.OF_THE_MATTER,
        "risk_can_be_managed": Asked.OF_THE_MATTER,
        "participants_consent_to_order": Asked.OF_THE_MATTER,  # where a court defers sentence for it
    },
    lifecycles=LIFECYCLES,
    sections=SECTIONS,
    grounds=GROUNDS,
    reporting=Reporting(owed_in=OWED_IN, by_second_person=True),  # the case supervisor
    offences={},
    classes=(),
    contradictions=of_dates_and_people,
    deadlines=TABLE,
    citation=CITATION,
    link=link,
    templates=Templates(
        package="mediation.law.england_and_wales.templates",
        documents=dict.fromkeys(LETTERS, frozenset({Language.ENGLISH})),
        writing={"money": money, "section": section, "act": act},
        currency="GBP",
        zone=ZoneInfo("Europe/London"),
    ),
    meetings=Meetings(remote=True),  # direct or indirect, by video or by letter
)
