"""A US community mediation centre: its own rules (`rules.md`), and a court that learns of agreement or none."""

from mediation.docs_templates.templates import Templates
from mediation.kernel.language import Language
from mediation.law.conduct import Meetings, Reporting
from mediation.law.contradiction import of_dates_and_people
from mediation.law.pack import RulePack
from mediation.law.questions import Asked
from mediation.law.us_community.consents import CONSENTS
from mediation.law.us_community.deadlines import TABLE
from mediation.law.us_community.eligibility import ELIGIBILITY, IN_FORCE, INITIATOR
from mediation.law.us_community.letters import LETTERS
from mediation.law.us_community.lifecycle import LIFECYCLES
from mediation.law.us_community.reports import OWED_IN
from mediation.law.us_community.sections import GROUNDS, SECTIONS
from mediation.law.us_community.writing import CITATION, ZONE, act, day_of_the_month, link, money, section, time

PACK = RulePack(
    code="us_community",
    since=IN_FORCE,
    languages=(Language.ENGLISH,),
    eligibility=ELIGIBILITY,
    initiator=INITIATOR,
    elsewhere=frozenset(),
    at_triage=frozenset(),
    consents=CONSENTS,
    questions={
        "understands": Asked.OF_A_PERSON,
        "suitable": Asked.OF_THE_MATTER,
        "safe_to_meet": Asked.OF_THE_MATTER,  # r.2
        "attendance_is_ordered": Asked.OF_THE_MATTER,  # r.4
        "approved_by_supervisor": Asked.OF_THE_AGREEMENT,  # r.11
        "filed_with_court": Asked.OF_THE_AGREEMENT,  # r.12
    },
    lifecycles=LIFECYCLES,
    sections=SECTIONS,
    grounds=GROUNDS,
    reporting=Reporting(owed_in=OWED_IN, by_second_person=False, outcome_only=True),
    offences={},
    classes=(),
    contradictions=of_dates_and_people,
    deadlines=TABLE,
    citation=CITATION,
    link=link,
    templates=Templates(
        package="mediation.law.us_community.templates",
        documents=dict.fromkeys(LETTERS, frozenset({Language.ENGLISH})),
        writing={"date": day_of_the_month, "time": time, "money": money, "section": section, "act": act},
        currency="USD",
        zone=ZONE,
    ),
    meetings=Meetings(remote=True, longest=180),  # r.9
)
