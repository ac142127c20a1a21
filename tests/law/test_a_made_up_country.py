"""A country nobody has heard of: one folder is dropped in, and a case is told under it; nothing else is touched."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mediation.law
from mediation.law.packs import names, pack
from tests.law.telling import Told, dispute, message, office_under

PACK = '''
"""Ruritania: disputes are mediated by one elder, under the oak."""

import re
from datetime import date

from mediation.deadlines.calendar import Calendar
from mediation.deadlines.rows import ASSIGNMENT_ANSWERED, ENDINGS, FOR_EVERYBODY, row
from mediation.deadlines.rule import Anchor, Ground, Owner, Scope, Unit, validated
from mediation.deadlines.table import DeadlineTable
from mediation.docs_templates.templates import Templates
from mediation.kernel.language import Language
from mediation.law.codes import GROUNDS_USED, SECTIONS_ASKED
from mediation.law.conduct import ReportKind, Reporting
from mediation.law.consents import ANY_AGE, ConsentRow, Speaking
from mediation.law.contradiction import of_dates_and_people
from mediation.law.facts import Initiator
from mediation.law.judges import answer, not_by
from mediation.law.pack import RulePack
from mediation.law.questions import Asked
from mediation.law.rule import Rule
from mediation.states import requirements as r
from mediation.states.machine import Lifecycle
from mediation.states.matter import MatterKind, MatterState as S
from mediation.states.requirement import found

SINCE = date(1900, 1, 1)
DISPUTE = frozenset({MatterKind.DISPUTE})
SECTIONS = dict.fromkeys(SECTIONS_ASKED, "Oak Law 1") | {
    "every_consent": "Oak Law 2", "the_oak_is_dry": "Oak Law 3", "mediators_are_ready": "Oak Law 4",
    "is_sober": "Oak Law 7",
    "acceptance_is_decided": "Oak Law 1", "refusal_is_decided": "Oak Law 1", "lapse_has_ground": "Oak Law 1",
    "interruption_has_ground": "Oak Law 2", "everyone_has_signed": "Oak Law 5", "agreement_is_certified": "Oak Law 5",
    "authority_is_informed": "Oak Law 6",
}
STEPS = [
    ("begin_triage", S.RECEIVED, S.TRIAGE, ()),
    ("examine", S.TRIAGE, S.EXAMINING_CONDITIONS, (r.not_barred,)),
    ("accept", S.EXAMINING_CONDITIONS, S.ACCEPTED, (r.every_consent, found("the_oak_is_dry"), r.acceptance_is_decided)),
    ("decline", S.EXAMINING_CONDITIONS, S.DECLINED, (r.refusal_is_decided,)),
    ("name_mediators", S.ACCEPTED, S.MEDIATORS_NAMED, (r.mediators_are_ready, found("is_sober"))),
    ("release_mediators", S.MEDIATORS_NAMED, S.ACCEPTED, ()),
    ("start_mediation", S.MEDIATORS_NAMED, S.IN_MEDIATION, (r.every_consent,)),
    ("agree", S.IN_MEDIATION, S.AGREED, (r.everyone_has_signed, r.agreement_is_certified)),
    ("end_without_agreement", S.IN_MEDIATION, S.NO_AGREEMENT, ()),
    ("interrupt", S.ACCEPTED, S.INTERRUPTED, (r.interruption_ground,)),
    ("interrupt", S.MEDIATORS_NAMED, S.INTERRUPTED, (r.interruption_ground,)),
    ("interrupt", S.IN_MEDIATION, S.INTERRUPTED, (r.interruption_ground,)),
    *(("close", ended, S.CLOSED, ()) for ended in (S.AGREED, S.NO_AGREEMENT, S.INTERRUPTED, S.DECLINED)),
]
RULES = validated((
    row(6, "consent_answer", Ground.OFFICE_POLICY, "consent_asked", Anchor.EVENT, Unit.DAYS, Owner.PARTY,
        "office policy", SINCE, met="consent_given", dropped=ENDINGS, scope=Scope.SUBJECT),
    row(17, "answer_to_assignment", Ground.OFFICE_POLICY, "assignment_offered", Anchor.EVENT, Unit.DAYS,
        Owner.MEDIATOR, "office policy", SINCE, met=ASSIGNMENT_ANSWERED, dropped=ENDINGS, scope=Scope.SUBJECT),
))

PACK = RulePack(
    code="ruritania",
    since=SINCE,
    languages=(Language.ENGLISH,),
    eligibility=(Rule("no_duel_is_sworn", "Oak Law 3", SINCE, None, DISPUTE, answer("no_duel_is_sworn")),),
    initiator=(Rule("anybody_known", "Oak Law 1", SINCE, None, DISPUTE, not_by(Initiator.OTHER_PERSON)),),
    elsewhere=frozenset(),
    at_triage=frozenset(),
    consents=(
        ConsentRow(True, 0, ANY_AGE, True, Speaking.NOBODY, "Oak Law 2"),
        ConsentRow(False, 0, ANY_AGE, False, Speaking.ONE, "Oak Law 2", "Oak Law 2"),
    ),
    questions={
        "the_oak_is_dry": Asked.OF_THE_MATTER, "no_duel_is_sworn": Asked.OF_THE_MATTER, "is_sober": Asked.OF_A_PERSON,
    },
    lifecycles={MatterKind.DISPUTE: Lifecycle("dispute", S, S.RECEIVED, STEPS, SECTIONS)},
    sections=SECTIONS,
    grounds=dict.fromkeys(GROUNDS_USED, ("Oak Law 1",)),
    reporting=Reporting(owed_in={S.AGREED: ReportKind.OUTCOME}),
    offences={},
    classes=(),
    contradictions=of_dates_and_people,
    deadlines=DeadlineTable(rules=RULES, for_everybody=FOR_EVERYBODY, halved=frozenset(), calendar=Calendar("AT"),
                            appeal_days=0, deemed_after={}),
    citation=re.compile(r"(?P<act>Oak Law) (?P<section>\\d+)"),
    link=lambda text: "",
    templates=Templates("mediation.law.ruritania.letters", dict.fromkeys(
        ("invitation", "consent_form", "meeting_notice", "agreement"), frozenset({Language.ENGLISH}))),
)
'''
POLICY = """
[office]
mediators_per_matter = 1
training_hours = 0
meetings_from_hour = 9
meetings_to_hour = 20
halve_for_young_suspects = false

[deadlines]
consent_answer = { length = 7 }
answer_to_assignment = { length = 3, remind = [-1] }
"""
OFFICE = """
[office]
id = "o_oak"
law = "ruritania"
street_address = "Under the Oak"
postal_address = "Strelsau"
phone = "1"
email = "oak@ruritania.example"
meeting_place = ["Under the Oak"]
municipalities = ["Strelsau"]
names = { en = "The Oak" }

[[controller]]
since = 1900-01-01
names = { en = "The Crown" }
"""
AGREEMENT = """{% extends "layouts/agreement.html" %}
{% block title %}Peace under the oak{% endblock %}
{% block body %}
{% for item in items %}
<p>{% if item.kind == "money" %}{{ item.payer }}: {{ item.amount|money }}{% else %}{{ item.text }}{% endif %}</p>
{% endfor %}
{% endblock %}
"""


@pytest.fixture
def ruritania(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the new country, found for the time of a test."""
    folder = tmp_path / "laws" / "ruritania"
    (folder / "letters" / "letters" / "agreement").mkdir(parents=True)
    (folder / "__init__.py").write_text(PACK.lstrip())
    (folder / "policy.toml").write_text(POLICY)
    (folder / "office.toml").write_text(OFFICE)
    (folder / "letters" / "__init__.py").write_text('"""Letters of Ruritania."""\n')
    (folder / "letters" / "letters" / "agreement" / "en.html").write_text(AGREEMENT)
    monkeypatch.setattr(mediation.law, "__path__", [*mediation.law.__path__, str(folder.parent)])
    names.cache_clear()
    yield folder
    names.cache_clear()
    pack.cache_clear()
    for module in [m for m in sys.modules if m.startswith("mediation.law.ruritania")]:
        del sys.modules[module]
    monkeypatch.undo()
    names.cache_clear()


def test_a_dropped_folder_is_a_country_and_a_case_is_told_under_it(ruritania: Path, tmp_path: Path) -> None:
    assert "ruritania" in names()
    with office_under(ruritania / "office.toml", tmp_path) as stage:
        told = Told(stage, "adviser", message(1, stage, "party", dispute(title="A goat"), by_person="a"))
        told.answer("no_duel_is_sworn")
        told.do("adviser", "matters triage")
        assert told.in_the_way("in_charge", "decisions make", kind="accept", reasons="Peace.") == {
            "every_consent": "Oak Law 2", "the_oak_is_dry": "Oak Law 3",
        }  # fmt: skip
        told.everyone_consents()
        told.answer("the_oak_is_dry")
        told.accept()
        told.do("adviser", "conditions assess", question="is_sober", holds=True, reason="He walks straight.",
                person=told.named["Alma"])  # fmt: skip
        told.offer("veikko")
        assert told.in_the_way("adviser", "mediators name") == {"is_sober": "Oak Law 7"}  # of Bert nobody knows
        told.answer("is_sober")
        told.do("adviser", "mediators name")
        told.meet()
        told.certify(told.draft({"kind": "apology", "promised_by": told.named["Alma"],
                                 "promised_to": told.named["Bert"], "text": "The goat is sorry."}))  # fmt: skip
        assert "Peace under the oak" in told.page("agreement")
        assert "The goat is sorry." in told.page("agreement")
        told.do("adviser", "matters close")
        assert told.state == "closed"


def test_a_sworn_duel_bars_it_by_the_law_of_the_new_country(ruritania: Path, tmp_path: Path) -> None:
    with office_under(ruritania / "office.toml", tmp_path) as stage:
        told = Told(stage, "adviser", message(1, stage, "party", dispute(title="A goat"), by_person="a"))
        told.answer("no_duel_is_sworn", holds=False)
        assert told.in_the_way("adviser", "matters triage") == {"not_barred": "Oak Law 1"}
