"""A mediator's expenses: for a meeting of their own, once, approved by another, paid in one batch, told to the tax."""

import base64
import csv
import io
from collections import Counter
from datetime import date
from typing import Any

import pytest

from mediation.actions import expenses
from mediation.actions.care import run_care
from mediation.actions.volunteers import VolunteerCorrection, correct_volunteer
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.effects import AlreadyDone
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Duplicate, Invalid, NotFound, NotPermitted, Refusal, Stale, StepNotPossible
from mediation.queries import expenses as readings
from mediation.work import unit
from tests.actions.test_booking import in_mediation
from tests.actions.test_volunteers import needs
from tests.contracts.threads import together
from tests.storage.plaintext import Searcher

PDF = b"%PDF-1.7 Keksitty kuitti bussilipusta"
ITEMS = [{"kind": "ticket", "cents": 640, "text": "Bussilippu Keksilästä"}, {"kind": "own_car", "cents": 1200}]


def met(stage: Stage, number: int = 1) -> str:
    """A meeting of Veikko and Maija that was held."""
    case, matters = in_mediation(stage, number)
    meeting = s.meet(stage, case, matters)
    s.hold_meeting(stage, case, meeting)
    return meeting


def claim(stage: Stage, meeting: str, who: str = "veikko", **more: Any) -> dict[str, Any]:
    form = {"meeting": meeting, "basis": "base"} | more
    return stage.record(who, expenses.claim, expenses.ClaimForm, form)


def decide(stage: Stage, claim_id: str, who: str = "adviser", reason: str = "") -> dict[str, Any]:
    if reason:
        form = {"claim": claim_id, "reason": reason}
        return stage.record(who, expenses.give_back, expenses.ReturnedClaim, form)
    return stage.record(who, expenses.approve, expenses.OneClaim, {"claim": claim_id})


def pay(stage: Stage) -> dict[str, Any]:
    return stage.record("in_charge", expenses.pay, expenses.Payment, {})


def read(stage: Stage, who: str, query: Any) -> Any:
    with unit(stage.app, stage.actors[who]) as work:
        return query(work)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def test_a_claim_goes_from_the_mediator_to_the_payroll_and_to_the_tax_authority(stage: Stage) -> None:
    meeting = met(stage)
    first = claim(stage, meeting, supplement_cents=1500)
    second = claim(stage, meeting, "maija", basis="itemised", items=ITEMS)
    assert (first["cents"], second["cents"]) == (4500, 1840)
    with pytest.raises(StepNotPossible) as refused:
        decide(stage, second["claim"])
    assert needs(refused) == ["receipt_is_there"]
    receipt = stage.record("maija", expenses.add_receipt, expenses.ReceiptForm,
                           {"claim": second["claim"], "content": base64.b64encode(PDF).decode()})  # fmt: skip
    assert read(stage, "adviser", lambda work: readings.receipt(work, receipt["receipt"])) == PDF
    for made in (first, second):
        decide(stage, made["claim"])
    batch = pay(stage)
    assert (batch["claims"], batch["cents"]) == (2, 6340)
    paid = rows(read(stage, "in_charge", lambda work: readings.batch_sheet(work, batch["batch"])))
    assert {(row[3], row[5], row[9]) for row in paid} == {
        ("Veikko Vapaaehtoinen", "base", "45,00"), ("Maija Sovittelija", "itemised", "18,40"),
    }  # fmt: skip
    year = rows(read(stage, "in_charge", lambda work: readings.tax_report(work, stage.today.year)))
    assert {tuple(row[2:]) for row in year} == {
        ("Veikko Vapaaehtoinen", "1", "30,00", "15,00", "0,00", "45,00"),
        ("Maija Sovittelija", "1", "0,00", "0,00", "18,40", "18,40"),
    }  # fmt: skip
    assert read(stage, "in_charge", lambda work: readings.tax_report(work, stage.today.year - 1)).count("\n") == 1
    assert [c["state"] for c in read(stage, "veikko", readings.own_claims)] == ["paid"]
    assert read(stage, "adviser", readings.claims) == []
    with pytest.raises(StepNotPossible):
        pay(stage)


def test_a_second_claim_for_one_meeting_is_refused_whatever_has_become_of_the_first(sqlite_stage: Stage) -> None:
    stage, meeting = sqlite_stage, met(sqlite_stage)
    made = claim(stage, meeting)["claim"]
    for act in (lambda: None, lambda: decide(stage, made), lambda: pay(stage)):
        act()
        with pytest.raises(Duplicate) as refused:
            claim(stage, meeting, basis="itemised", items=ITEMS)
        assert (refused.value.code, refused.value.existing) == ("claimed_already", made)


def test_of_two_claims_for_one_meeting_at_once_one_is_kept(stage: Stage) -> None:
    meeting, counted = met(stage), Counter[str]()

    def one() -> None:
        try:
            claim(stage, meeting)
            counted["kept"] += 1
        except Duplicate:
            counted["refused"] += 1

    together(one, one, one, one)
    assert counted == {"kept": 1, "refused": 3}


def test_two_who_pay_at_once_pay_once(stage: Stage) -> None:
    made = claim(stage, met(stage))["claim"]
    decide(stage, made)
    counted: Counter[str] = Counter()

    def one() -> None:
        try:
            pay(stage)
            counted["paid"] += 1
        except (Stale, StepNotPossible, AlreadyDone):
            counted["refused"] += 1

    together(one, one, one)
    assert counted == {"paid": 1, "refused": 2}


def test_anothers_meeting_and_one_that_is_not_there_are_refused_alike(sqlite_stage: Stage) -> None:
    stage, meeting = sqlite_stage, met(sqlite_stage)
    told = []
    for who, which in (("runar", meeting), ("veikko", "i_0000000000"), ("veikko", str(CaseId(meeting))[:-1] + "0")):
        with pytest.raises(NotFound) as refused:
            claim(stage, which, who)
        told.append((refused.value.code, str(refused.value)))
    assert len(set(told)) == 1
    assert claim(stage, meeting)["claim"]


WRONG: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "a supplement above the half":      ({"supplement_cents": 1501}, ("supplement_cents", "supplement_too_large")),
    "the base and items":               ({"items": ITEMS}, ("basis", "not_both")),
    "items and a supplement": (
        {"basis": "itemised", "items": ITEMS, "supplement_cents": 1}, ("basis", "not_both")),
    "an itemised claim of nothing":     ({"basis": "itemised"}, ("items", "required")),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG)
def test_a_claim_is_refused_that_has(sqlite_stage: Stage, sentence: str) -> None:
    more, field = WRONG[sentence]
    meeting = met(sqlite_stage)
    with pytest.raises(Invalid) as refused:
        claim(sqlite_stage, meeting, **more)
    assert refused.value.fields == (field,)
    assert read(sqlite_stage, "veikko", readings.own_claims) == []


def test_a_meeting_that_was_not_held_yet_is_not_claimed_for(sqlite_stage: Stage) -> None:
    case, matters = in_mediation(sqlite_stage, 1)
    meeting = s.meet(sqlite_stage, case, matters)
    with pytest.raises(StepNotPossible) as refused:
        claim(sqlite_stage, meeting)
    assert needs(refused) == ["meeting_was_held"]


def test_a_returned_claim_is_made_anew_and_keeps_its_number(sqlite_stage: Stage) -> None:
    stage, meeting = sqlite_stage, met(sqlite_stage)
    made = claim(stage, meeting, basis="itemised", items=ITEMS)["claim"]
    decide(stage, made, reason="Kuitti puuttuu.")
    assert read(stage, "veikko", readings.own_claims)[0]["reason"] == "Kuitti puuttuu."
    again = claim(stage, meeting)
    assert (again["claim"], again["cents"]) == (made, 3000)
    decide(stage, made)
    with pytest.raises(StepNotPossible):
        decide(stage, made, reason="Liian myöhään.")


def test_nobody_decides_on_their_own_claim_and_a_mediator_on_none(sqlite_stage: Stage) -> None:
    stage, meeting = sqlite_stage, met(sqlite_stage)
    made = claim(stage, meeting)["claim"]
    form = {"name": "Veikko Vapaaehtoinen", "roles": ["adviser", "mediator"], "volunteer": stage.volunteers["veikko"]}
    stage.account("both", form)
    with pytest.raises(StepNotPossible) as refused:
        decide(stage, made, "both")
    assert needs(refused) == ["another_person"]
    for forbidden in (lambda: decide(stage, made, "maija"), lambda: read(stage, "maija", readings.claims),
                      lambda: claim(stage, meeting, "adviser")):  # fmt: skip
        with pytest.raises(NotPermitted):
            forbidden()


BAD_RECEIPTS = {"a program": b"MZ\x90\x00", "a page": b"<html><script>", "nothing of a file": b"Kuitti 6,40"}


@pytest.mark.parametrize("sentence", BAD_RECEIPTS)
def test_a_receipt_is_a_pdf_or_a_picture_and_no(sqlite_stage: Stage, sentence: str) -> None:
    made = claim(sqlite_stage, met(sqlite_stage))["claim"]
    with unit(sqlite_stage.app, sqlite_stage.actors["veikko"]) as work, pytest.raises(Invalid):
        expenses.attach(work, made, BAD_RECEIPTS[sentence])
    for who, content, refusal in (("maija", PDF, NotFound), ("veikko", PDF + b"x" * 5_000_000, Invalid)):
        with unit(sqlite_stage.app, sqlite_stage.actors[who]) as work, pytest.raises(refusal):
            expenses.attach(work, made, content)


def test_a_name_that_is_a_formula_is_no_formula_in_the_batch(sqlite_stage: Stage) -> None:
    stage, meeting = sqlite_stage, met(sqlite_stage)
    name = '=HYPERLINK("http://paha.example";"Palkka")'
    stage.record("adviser", correct_volunteer, VolunteerCorrection,
                 {"volunteer": stage.volunteers["veikko"], "name": name})  # fmt: skip
    decide(stage, claim(stage, meeting)["claim"])
    batch = pay(stage)["batch"]
    for text in (
        read(stage, "in_charge", lambda work: readings.batch_sheet(work, batch)),
        read(stage, "in_charge", lambda work: readings.tax_report(work, stage.today.year)),
    ):
        assert "'" + name in rows(text)[0]
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows(text) for cell in row)


def test_receipts_amounts_and_reasons_lie_readable_nowhere(stage: Stage) -> None:
    made = claim(stage, met(stage), basis="itemised", items=ITEMS)["claim"]
    with unit(stage.app, stage.actors["veikko"]) as work:
        expenses.attach(work, made, PDF)
    decide(stage, made, reason="Kuitti on epäselvä kopio.")
    words = ["Keksitty kuitti bussilipusta", "Bussilippu Keksilästä", "Kuitti on epäselvä kopio."]
    with stage.house.engine.connect() as connection:
        assert Searcher(words).look_in_database(connection) == []
        found = {find.where for find in Searcher([made]).look_in_database(connection)}
    assert "volunteer_records.id" in found


def test_the_report_of_a_year_with_payments_is_owed_until_it_is_written_once(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    decide(stage, claim(stage, met(stage))["claim"])
    pay(stage)
    year = stage.today.year
    told = []
    for day in (date(year, 12, 31), date(year + 1, 1, 9), date(year + 1, 1, 10), date(year + 1, 1, 24)):
        stage.at(day)
        before = run_care(stage.app, stage.clockwork)
        told.append(before.reminded)
    assert [told[0], told[1], told[2]] == [0, 0, 1]
    with pytest.raises(Invalid):
        stage.record("in_charge", expenses.record_tax_report, expenses.TaxYear, {"year": year + 1})
    stage.record("in_charge", expenses.record_tax_report, expenses.TaxYear, {"year": year})
    with pytest.raises(AlreadyDone):
        stage.record("in_charge", expenses.record_tax_report, expenses.TaxYear, {"year": year})
    stage.at(date(year + 1, 2, 1))
    assert run_care(stage.app, stage.clockwork).escalated == 0


def test_a_batch_that_is_not_there_is_not_found(sqlite_stage: Stage) -> None:
    with pytest.raises(Refusal) as refused:
        read(sqlite_stage, "in_charge", lambda work: readings.batch_sheet(work, "b_none"))
    assert refused.value.code == "batch_not_found"
