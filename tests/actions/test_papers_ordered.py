"""Papers ordered one by one: each is made from the case for its reader, and refused where the law gives no ground."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import json
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from mediation.actions.ordered import MAKERS, PaperOrder
from mediation.demo import stories as s
from mediation.demo.arrivals import simple, two_suspects
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId, MatterId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, StepNotPossible
from tests.stories.telling import begin, open_rules, to_accepted, to_mediation


def made(stage: Stage, case: CaseId, matters: list[str], kind: str, who: str = "adviser", **more: Any) -> Made:
    answer = stage.do(who, "papers make", case, kind=kind, matters=matters, **more)
    with stage.app.open_stores() as stores:
        return stores.documents.get(DocumentId(str(answer["document"])))


def facts(paper: Made) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(paper.facts)["facts"]
    return found


Agreed = tuple[Stage, CaseId, list[str], dict[str, str]]


@pytest.fixture
def agreed(sqlite_stage: Stage) -> Agreed:
    """Money and an apology agreed between two grown people, with consent to confirmation."""
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    to_mediation(stage, case, matters)
    by, to = named["Olli"], named["Vuokko"]
    money = {"kind": "money", "promised_by": by, "promised_to": to, "text": "Korvaus", "cents": 30_001,
             "schedule": {"first_on": str(stage.today + timedelta(days=30)), "parts": 2}}  # fmt: skip
    apology = {"kind": "apology", "promised_by": by, "promised_to": to, "text": "Pyytää anteeksi."}
    s.agree(stage, case, matters, [money, apology], confirmation_consent=True)
    return stage, case, matters, named


def test_every_paper_of_the_table_can_be_ordered_and_no_other() -> None:
    (kinds,) = [get_args(f.annotation) for name, f in PaperOrder.model_fields.items() if name == "kind"]
    assert set(kinds) == {str(kind) for kind in MAKERS}


def test_the_person_in_charge_attests_what_came_about_in_mediation(agreed: Agreed) -> None:
    stage, case, matters, _ = agreed
    paper = made(stage, case, matters, "attestation_of_mediation", "in_charge")
    told = facts(paper)
    assert len(told["mediators"]) == 2
    assert told["certified_by"] in told["mediators"]
    assert told["began_on"] <= told["agreed_on"] <= told["ended_on"]
    with pytest.raises(Invalid) as refusal:
        made(stage, case, matters, "attestation_of_mediation", "adviser")
    assert refusal.value.code == "not_in_charge"


def test_an_application_asks_for_the_money_and_for_nothing_else(agreed: Agreed) -> None:
    stage, case, matters, named = agreed
    paper = made(stage, case, matters, "application_for_confirmation", reader=named["Vuokko"])
    told = facts(paper)
    assert [p["amount"]["cents"] for p in told["payments"]] == [30_001]
    assert told["applicants"] == ["Vuokko Vastapuoli1"]
    assert told["others"] == ["Olli Osapuoli1"]
    assert told["consent_given"] is True
    assert "Anteeksi" not in paper.pdf.decode()
    assert "nkuja" not in paper.pdf.decode(), "where a party lives is written in by the applicant alone"


def test_only_a_party_applies_or_who_speaks_for_one(agreed: Agreed) -> None:
    stage, case, matters, _ = agreed
    victim = stage.case(case).matters[MatterId(matters[0])].about.victims[0]
    for role in ("support_person", "interpreter"):
        name = {"ref": "t", "name": f"Tuuli {role.title()}"}
        stage.do("adviser", "people add", case, person=name, role=role, acts_for=victim)
        who = next(p.id for p in stage.case(case).people.values() if p.name == name["name"])
        with pytest.raises(Invalid) as refusal:
            made(stage, case, matters, "application_for_confirmation", reader=who)
        assert refusal.value.fields == (("reader", "not_a_party"),)
    with pytest.raises(Invalid) as refusal:
        made(stage, case, matters, "application_for_confirmation")
    assert refusal.value.fields == (("reader", "required"),)


def test_the_guide_names_the_others_whose_consent_it_takes(agreed: Agreed) -> None:
    stage, case, matters, named = agreed
    told = facts(made(stage, case, matters, "confirmation_guide", reader=named["Olli"]))
    assert (told["others"], told["consent_given"], told["reader"]["name"]) == (["Vuokko Vastapuoli1"], True, "Olli Osapuoli1")


@pytest.mark.parametrize("kind", ["attestation_of_mediation", "application_for_confirmation", "confirmation_guide"])
def test_without_a_certified_agreement_there_is_nothing_to_confirm(sqlite_stage: Stage, kind: str) -> None:
    case, matters, named = begin(sqlite_stage, "police", simple(1, "assault", sqlite_stage.today))
    with pytest.raises(StepNotPossible) as refusal:
        made(sqlite_stage, case, matters, kind, "in_charge", reader=named["Olli"])
    assert [n.code for n in refusal.value.needs] == ["agreement_is_certified"]


def test_documents_are_asked_for_only_on_the_consent_of_every_party(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", simple(1, "assault", stage.today))
    s.triage(stage, case, matters)
    order = {"items": ["Esitutkintapöytäkirja"], "by": str(stage.today + timedelta(days=10))}
    said = {"rights_explained_at": stage.clock.now().isoformat(), "given_at": stage.clock.now().isoformat(),
            "language": "fi", "channel": "phone", "to": "documents"}  # fmt: skip
    for who in ("Olli", "Vuokko"):
        with pytest.raises(StepNotPossible) as refusal:
            made(stage, case, matters, "document_request", **order)
        assert [(n.code, n.section) for n in refusal.value.needs] == [("consent_to_documents", "1015/2005 §16(2)")]
        stage.do("adviser", "consents record", case, matters=matters, person=named[who], answer="given", **said)
    paper = made(stage, case, matters, "document_request", **order)
    told = facts(paper)
    assert [c["name"] for c in told["consents"]] == ["Olli Osapuoli1", "Vuokko Vastapuoli1"]
    assert told["documents"] == ["Esitutkintapöytäkirja"]
    assert "documents" in open_rules(stage, case)
    stage.do("adviser", "papers receive", case, request=paper.id, matters=matters)
    assert "documents" not in open_rules(stage, case)
    with pytest.raises(NotFound):
        stage.do("adviser", "papers receive", case, request="f_" + "0" * 26, matters=matters)


def test_an_authority_that_waits_is_told_how_far_and_not_who_said_what(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    assert facts(made(stage, case, matters, "interim_status"))["stage"] == "examined"
    assert "next_interim_status" in open_rules(stage, case)
    assert "interim_status" not in open_rules(stage, case)
    to_accepted(stage, case, matters)
    assert facts(made(stage, case, matters, "interim_status"))["stage"] == "accepted"
    with pytest.raises(Invalid) as refusal:
        made(stage, case, matters, "interim_status", unit="n_syyttaja_keksitty")
    assert refusal.value.fields == (("unit", "not_the_one_waiting"),)
    with pytest.raises(NotFound):
        made(stage, case, matters, "interim_status", unit="n_ei_rekisterissa")


def test_a_matter_nobody_waits_for_has_no_interim_status(sqlite_stage: Stage) -> None:
    case, matters, _ = begin(sqlite_stage, "adviser", simple(1, "dispute", sqlite_stage.today))
    with pytest.raises(StepNotPossible):
        made(sqlite_stage, case, matters, "interim_status", unit="n_poliisi_keksitty")


def test_a_matter_goes_with_its_paper_to_the_office_named(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, _ = begin(stage, "police", simple(1, "assault", stage.today))
    with pytest.raises(StepNotPossible):
        made(stage, case, matters, "transfer_to_another_office")
    stage.do("adviser", "matters triage", case, matters=matters, transfer_to="Tampereen sovittelutoimisto")
    told = facts(made(stage, case, matters, "transfer_to_another_office", items=["Aloite"], language="sv"))
    assert told["authority"]["name"] == "Tampereen sovittelutoimisto"
    assert told["initiative_by"].startswith("Keksityn kaupungin poliisilaitos")
    assert told["enclosures"] == ["Aloite"]


def test_the_mediators_get_a_form_with_the_meetings_already_on_it(agreed: Agreed) -> None:
    stage, case, matters, _ = agreed
    paper = made(stage, case, matters, "mediators_account_form", language="fi")
    assert len(facts(paper)["meetings"]) == 1
    assert paper.reader in stage.volunteers.values()
    with pytest.raises(Invalid) as refusal:
        made(stage, case, matters, "mediators_account_form", by=str(stage.today))
    assert refusal.value.fields == (("by", "in_past"),)


def test_nobody_named_means_no_form(sqlite_stage: Stage) -> None:
    case, matters, _ = begin(sqlite_stage, "police", simple(1, "assault", sqlite_stage.today))
    with pytest.raises(StepNotPossible):
        made(sqlite_stage, case, matters, "mediators_account_form")


@pytest.mark.parametrize("kind", ["invitation_plain", "rights_plain", "consent_form_plain"])
def test_plain_letters_go_to_a_party_in_their_language(sqlite_stage: Stage, kind: str) -> None:
    stage = sqlite_stage
    arrival = simple(1, "assault", stage.today)
    arrival["people"][0]["language"] = "sv"
    case, matters, named = begin(stage, "police", arrival)
    paper = made(stage, case, matters, kind, reader=named["Olli"])
    assert (paper.language.value, paper.reader) == ("sv", named["Olli"])
    assert "lättläst" in paper.pdf.decode()
    with pytest.raises(Invalid):
        made(stage, case, matters, kind)


def test_a_custodian_is_told_when_the_child_has_come_of_age_and_not_before(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    arrival = two_suspects(stage.today, stage.today - timedelta(days=12))
    stage_day = stage.today
    arrival["people"][1] = person("s2", "Tilda Nuori", born_on=date(stage_day.year - 18, stage_day.month, stage_day.day + 5).isoformat())
    case, matters, named = begin(stage, "police", arrival)
    with pytest.raises(StepNotPossible) as refusal:
        made(stage, case, matters, "end_of_custodians_access", reader=named["Hilla"])
    assert [n.code for n in refusal.value.needs] == ["has_come_of_age"]
    stage.later(days=5)
    told = facts(made(stage, case, matters, "end_of_custodians_access", reader=named["Hilla"]))
    assert (told["child"], told["of_age_on"]) == ("Tilda Nuori", str(stage.today))
    with pytest.raises(StepNotPossible):
        made(stage, case, matters, "end_of_custodians_access", reader=named["Urpo"])


def test_a_copy_holds_ones_own_data_and_nobody_elses(agreed: Agreed) -> None:
    stage, case, matters, named = agreed
    s.account(stage, case, matters)
    s.acknowledge(stage, case, s.report(stage, case, matters))
    paper = made(stage, case, matters, "data_subject_copy", reader=named["Vuokko"])
    told, text = facts(paper), paper.pdf.decode() + paper.facts
    assert told["own"]["email"] == "vuokko@keksitty.example"
    assert [p["given"] for p in told["promises"]] == [False, False]
    assert [t["authority"] for t in told["told"]] == ["Keksityn kaupungin poliisilaitos, tutkintayksikkö 9"]
    assert "Olli" not in text
    assert "Osapuoli1" not in text


def test_where_a_protected_person_lives_is_on_no_paper_not_even_their_own(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, matters, named = begin(stage, "police", two_suspects(stage.today, stage.today - timedelta(days=12)))
    paper = made(stage, case, matters, "data_subject_copy", reader=named["Urpo"])
    text = paper.pdf.decode() + paper.facts
    assert "Salainentie" not in text
    assert "Piilola" not in text
    assert facts(paper)["own"]["email"] is None


def test_who_looked_is_told_by_role_and_day_and_not_by_name(agreed: Agreed) -> None:
    stage, case, matters, named = agreed
    from mediation.queries.case_page import case_page
    from mediation.work import unit

    for who in ("adviser", "veikko"):
        with unit(stage.app, stage.actors[who]) as work:
            case_page(work, case)
    paper = made(stage, case, matters, "journal_extract", reader=named["Vuokko"])
    looks = facts(paper)["looks"]
    assert [(look["role"], look["what"]) for look in looks][-2:] == [("staff", "case"), ("mediator", "case")]
    assert not {account for account in stage.actors.values() if account.id in paper.facts}


@pytest.mark.parametrize("who", ["veikko", "police", "administrator"])
def test_papers_are_the_offices_to_make(agreed: Agreed, who: str) -> None:
    stage, case, matters, named = agreed
    with pytest.raises((NotPermitted, NotFound)):
        made(stage, case, matters, "data_subject_copy", who, reader=named["Vuokko"])
