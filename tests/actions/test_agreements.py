"""An agreement written down once and read by everybody in their own language; who accepted which version, and how."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from datetime import timedelta
from typing import Any

import pytest

from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.consent_matrix import required
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.people import person
from mediation.demo.stage import Stage
from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId, MatterId
from mediation.kernel.refusals import Invalid, StepNotPossible


@pytest.fixture
def meeting(sqlite_stage: Stage) -> tuple[Stage, CaseId, str, str, str]:
    """A case in mediation; the suspect reads Swedish, the victim Finnish."""
    stage = sqlite_stage
    arrival = simple(1, "assault", stage.today)
    arrival["people"] = [
        person("a", "Olof Misstänkt", born_on="1985-05-05", language="sv"),
        person("b", "Vuokko Uhri", born_on="1990-09-09"),
    ]
    case = stage.register("police", arrival)
    matters = s.open_matters(stage.case(case))
    s.triage(stage, case, matters)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    s.name_mediators(stage, case, matters)
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    by, to = stage.case(case).matters[MatterId(matters[0])].about.parties
    return stage, case, matters[0], by, to


Meeting = tuple[Stage, CaseId, str, str, str]


def money(by: str, to: str, **more: Any) -> dict[str, Any]:
    return {"kind": "money", "promised_by": by, "promised_to": to, "text": "Korvaus rikkoutuneesta puhelimesta.",
            "cents": 100_000} | more  # fmt: skip


def drafted(stage: Stage, case: CaseId, matter: str, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return stage.do("veikko", "agreements draft", case, matters=[matter], items=list(items), **more)


def page(stage: Stage, document: str) -> Made:
    with stage.app.open_stores() as stores:
        return stores.documents.get(DocumentId(document))


def signed(stage: Stage, case: CaseId, made: dict[str, Any], who: str, **more: Any) -> None:
    stage.do("veikko", "agreements sign", case, agreement=made["agreement"], person=who,
             at=stage.clock.now().isoformat(), **more)  # fmt: skip


def test_a_draft_is_printed_in_each_language_its_parties_read(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    made = drafted(stage, case, matter, money(by, to, schedule={"first_on": "2027-01-31", "parts": 3}))
    assert set(made["documents"]) == {"fi", "sv"}
    finnish, swedish = (page(stage, made["documents"][language]).pdf.decode() for language in ("fi", "sv"))
    for text in (finnish, swedish):
        assert "333,34" in text
        assert text.count("333,33") == 2
        assert "28.2.2027" in text
    assert 'id="signatures"' in finnish
    assert 'id="signatures"' not in swedish, "what is signed is signed once, in one language"
    assert "Avtalet undertecknas på finska" in swedish


def test_words_of_the_parties_are_shown_in_the_readers_language_where_there_are_such(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    swedish = {"language": "sv", "text": "Ersättning för en telefon som gick sönder."}
    made = drafted(
        stage, case, matter, money(by, to, wordings=[swedish], schedule={"first_on": "2027-01-31", "parts": 1})
    )
    assert "Ersättning för en telefon" in page(stage, made["documents"]["sv"]).pdf.decode()
    assert "Ersättning" not in page(stage, made["documents"]["fi"]).pdf.decode()


def test_who_accepted_which_version_is_kept_when_a_new_one_is_drafted(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    first = drafted(stage, case, matter, money(by, to, schedule={"first_on": "2027-01-31", "each": 30_000}))
    signed(stage, case, first, by)
    second = drafted(stage, case, matter, money(by, to, schedule={"first_on": "2027-01-31", "each": 50_000}))
    signed(stage, case, second, to)
    one, two = stage.case(case).all(Agreement)
    assert [(a.number, a.superseded, [x.person for x in a.signatures]) for a in (one, two)] == [
        (1, True, [by]), (2, False, [to]),
    ]  # fmt: skip
    assert [i.amount.cents for i in one.items[0].instalments] == [30_000, 30_000, 30_000, 10_000]
    with pytest.raises(StepNotPossible):
        signed(stage, case, first, to)


def test_on_a_screen_the_very_print_that_was_read_is_accepted(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    first = drafted(stage, case, matter, money(by, to, schedule={"first_on": "2027-01-31", "parts": 2}))
    second = drafted(stage, case, matter, money(by, to, schedule={"first_on": "2027-01-31", "parts": 4}))
    with pytest.raises(Invalid) as refusal:
        signed(stage, case, second, by, how="electronic", document=first["documents"]["sv"])
    assert refusal.value.fields == (("document", "other_version"),)
    signed(stage, case, second, by, how="electronic", document=second["documents"]["sv"])
    signed(stage, case, second, to)
    *_, newest = stage.case(case).all(Agreement)
    accepted, inked = newest.signatures
    assert accepted.sha256 == page(stage, second["documents"]["sv"]).sha256
    assert (accepted.how, inked.how, inked.sha256, inked.document) == ("electronic", "wet_ink", "", None)
    done = stage.do("veikko", "agreements certify", case, agreement=second["agreement"])
    copy = page(stage, done["documents"]["fi"]).pdf.decode()
    assert "sähköisesti" in copy
    assert "omakätisesti" in copy
    assert 'id="signatures"' not in copy


@pytest.mark.parametrize(
    ("how", "document", "code"), [("electronic", False, "required"), ("wet_ink", True, "not_allowed")]
)
def test_a_document_goes_with_a_screen_and_with_nothing_else(
    meeting: Meeting, how: str, document: bool, code: str
) -> None:
    stage, case, matter, by, to = meeting
    made = drafted(stage, case, matter, money(by, to, schedule={"first_on": "2027-01-31", "parts": 2}))
    more = {"document": made["documents"]["fi"]} if document else {}
    with pytest.raises(Invalid) as refusal:
        signed(stage, case, made, by, how=how, **more)
    assert refusal.value.fields == (("document", code),)


def test_each_complainant_keeps_or_withdraws_a_demand_of_their_own(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    apology = {"kind": "apology", "promised_by": by, "promised_to": to, "text": "Pyytää anteeksi."}
    kept = drafted(stage, case, matter, apology, demand="withdrawn", demands=[{"person": to, "demand": "kept"}])
    text = page(stage, kept["documents"]["fi"]).pdf.decode()
    assert "pitävät rangaistusvaatimuksensa voimassa" in text
    assert "etteivät he vaadi" not in text
    with pytest.raises(Invalid) as refusal:
        drafted(stage, case, matter, apology, demands=[{"person": by, "demand": "kept"}])
    assert refusal.value.fields == (("demands", "not_a_complainant"),)


# fmt: off
UNFIT: list[tuple[str, dict[str, Any], str, str]] = [
    ("instalments beside a schedule",     {"schedule": {"first_on": "2027-01-31", "parts": 2}, "instalments": [{"due_on": "2027-01-31", "cents": 1}]}, "schedule", "not_allowed"),
    ("a schedule without an amount",      {"schedule": {"first_on": "2027-01-31", "parts": 2}, "cents": None},                "schedule",                "not_allowed"),
    ("a schedule of two kinds at once",   {"schedule": {"first_on": "2027-01-31", "parts": 2, "each": 5}},                    "schedule",                "one_of_two"),
    ("a schedule of no kind",             {"schedule": {"first_on": "2027-01-31"}},                                           "schedule",                "one_of_two"),
    ("an account with a wrong digit",     {"account": "FI21 1234 5600 0007 86"},                                              "items.0.account",         "bad_account"),
    ("a reference with a wrong digit",    {"reference": "12345"},                                                             "items.0.reference",       "bad_reference"),
    ("a reference of creditors, wrong",   {"reference": "RF19539007547034"},                                                  "items.0.reference",       "bad_reference"),
    ("a translation into its own language", {"wordings": [{"language": "fi", "text": "Sama."}], "schedule": {"first_on": "2027-01-31", "parts": 1}}, "items.0.wordings", "own_language"),
    ("two wordings in one language",      {"wordings": [{"language": "sv", "text": "En."}, {"language": "sv", "text": "Två."}], "schedule": {"first_on": "2027-01-31", "parts": 1}}, "items.0.wordings", "given_twice"),
]
# fmt: on


@pytest.mark.parametrize(("more", "where", "code"), [row[1:] for row in UNFIT], ids=[row[0] for row in UNFIT])
def test_what_is_not_precise_is_refused(meeting: Meeting, more: dict[str, Any], where: str, code: str) -> None:
    stage, case, matter, by, to = meeting
    with pytest.raises(Invalid) as refusal:
        drafted(stage, case, matter, money(by, to, **more))
    assert (where, code) in refusal.value.fields


def test_account_and_reference_are_written_as_a_bank_writes_them(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    given = {
        "account": "FI2112345600000785",
        "reference": "RF18539007547034",
        "schedule": {"first_on": "2027-01-31", "parts": 1},
    }
    made = drafted(stage, case, matter, money(by, to, **given), money(by, to, **given | {"reference": "1232"}))
    text = page(stage, made["documents"]["fi"]).pdf.decode()
    for shown in ("FI21 1234 5600 0007 85", "RF18 5390 0754 7034", "1232", "2\xa0000,00\xa0€"):
        assert shown in text


def test_what_is_reckoned_is_what_runs(meeting: Meeting) -> None:
    stage, case, matter, by, to = meeting
    first = stage.today + timedelta(days=20)
    s.agree(stage, case, [matter], [money(by, to, schedule={"first_on": str(first), "parts": 7, "every": "week"})])
    promised = list(stage.case(case).all(Obligation))
    assert sum(o.amount.cents for o in promised if o.amount) == 100_000
    assert [(o.due_on - first).days for o in promised] == [7 * n for n in range(7)]
    assert {n.person for n in required(stage.case(case), MatterId(matter), stage.today)} == {by, to}
