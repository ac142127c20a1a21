"""Letters on paper: what waits, what cannot go and why, one batch, the day of posting, what comes back."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import io
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest

from mediation.actions.messages import send_due
from mediation.demo import stories as s
from mediation.demo.stage import Stage
from mediation.documents.pdf import render_pdf
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, Refusal, Stale, StepNotPossible
from mediation.queries import letters as readings
from mediation.states.small import LetterState as L
from tests.actions.letters import BY_POST, OPEN, asked, correct, do, printed, read, tasks, those, to
from tests.actions.test_volunteers import needs
from tests.contracts.threads import together


def test_what_goes_by_no_other_way_waits_with_its_documents_until_it_is_printed_and_posted(stage: Stage) -> None:
    case_id = asked(stage)
    assert [len(x.enclosed) for x in those(stage, L.WAITING)] == [2] * 5, "invitation and form of consent"
    made = do(stage, "print")
    assert (made["letters"], made["held"], those(stage, L.WAITING)) == (5, 0, [])
    assert all(x.papers == x.enclosed for x in those(stage, L.PRINTED)), "its own first page has the address"
    stage.later(days=1)
    posted = do(stage, "posted", batch=made["batch"])
    assert posted == {"letters": 5, "posted_on": stage.today.isoformat()}
    assert {x.posted_on for x in those(stage, L.POSTED)} == {stage.today}
    assert tasks(stage, case_id) == []


def test_printing_and_posting_stand_in_the_journal_letter_by_letter(sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage)
    do(sqlite_stage, "posted", batch=printed(sqlite_stage))
    with sqlite_stage.app.open_stores() as stores:
        acts = [entry.act for entry in stores.journal_of(case_id)]
    assert (acts.count("case.letter_printed"), acts.count("case.letter_posted")) == (5, 5)


WHY = {
    "an address is protected":                     ({"u": BY_POST | {"street": "Salainentie 13", "is_protected": True}}, "Urpo", "address_protected"),
    "there is no street":                          ({"s1": BY_POST | {"street": ""}}, "Sulo", "no_address"),
    "there is no town":                            ({"s1": BY_POST | {"town": ""}}, "Sulo", "no_address"),
    "somebody is reached safely by telephone only": ({"s1": {"safe_channel": "phone"}}, "Sulo", "post_not_safe"),
    "somebody wants e-mail and has no address":    ({"s1": {"safe_channel": "email", "email": ""}}, "Sulo", "post_not_safe"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WHY)
def test_a_letter_is_left_out_and_becomes_a_task_because(sqlite_stage: Stage, sentence: str) -> None:
    contacts, name, why = WHY[sentence]
    case_id = asked(sqlite_stage, **contacts)
    made = do(sqlite_stage, "print")
    assert (made["letters"], made["held"]) == (4, 1)
    held = to(sqlite_stage, case_id, name)
    assert (held.state, held.why, held.papers, held.batch) == (L.HELD, why, (), "")
    assert tasks(sqlite_stage, case_id) == [held.id], "one task, on one matter"
    (shown,) = read(sqlite_stage, readings.waiting)["to_look_at"]
    assert (shown["id"], shown["why"], shown["case"]) == (held.id, why, case_id)
    again = do(sqlite_stage, "print")
    assert again == {"batch": "", "letters": 0, "held": 1}
    assert tasks(sqlite_stage, case_id) == [held.id]


def test_why_somebody_cannot_be_written_to_is_in_no_journal_and_in_no_row(sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage, u=BY_POST | {"street": "Salainentie 13", "is_protected": True})
    printed(sqlite_stage)
    with sqlite_stage.app.open_stores() as stores:
        told = repr(list(stores.journal_of(case_id)))
    assert "letter_held" in told
    assert "protected" not in told
    with sqlite_stage.house.engine.connect().execution_options(read_only=True) as connection:
        rows = connection.exec_driver_sql("select * from letters").all()
    assert len(rows) == 5
    assert b"protected" not in repr(rows).encode()


def test_a_corrected_address_lets_a_held_letter_go_and_posting_it_ends_the_task(sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage, s1=BY_POST | {"street": ""})
    printed(sqlite_stage)
    held = to(sqlite_stage, case_id, "Sulo")
    correct(sqlite_stage, case_id, held, OPEN)
    batch = printed(sqlite_stage)
    gone = to(sqlite_stage, case_id, "Sulo")
    assert (gone.state, gone.batch, gone.why) == (L.PRINTED, batch, "")
    assert len(gone.papers) == len(gone.enclosed) + 1, "the invitation has no address: a cover letter carries it"
    assert tasks(sqlite_stage, case_id) == [held.id]
    do(sqlite_stage, "posted", batch=batch)
    assert tasks(sqlite_stage, case_id) == []


def test_a_letter_that_cannot_go_is_posted_by_hand_or_dropped(sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage, s1={"safe_channel": "phone"}, u=BY_POST | {"is_protected": True})
    printed(sqlite_stage)
    by_hand, told = to(sqlite_stage, case_id, "Urpo"), to(sqlite_stage, case_id, "Sulo")
    do(sqlite_stage, "posted", letter=by_hand.id)
    do(sqlite_stage, "drop", letter=told.id)
    assert to(sqlite_stage, case_id, "Urpo").state is L.POSTED
    assert to(sqlite_stage, case_id, "Sulo").state is L.DROPPED
    assert tasks(sqlite_stage, case_id) == []
    assert do(sqlite_stage, "print") == {"batch": "", "letters": 0, "held": 0}


def test_what_came_back_is_looked_at_and_sent_again_to_the_new_address(stage: Stage) -> None:
    case_id = asked(stage)
    do(stage, "posted", batch=printed(stage))
    letter = to(stage, case_id, "Hemmo")
    do(stage, "returned", letter=letter.id)
    assert tasks(stage, case_id) == [letter.id]
    assert [x["why"] for x in read(stage, readings.waiting)["to_look_at"]] == ["came_back"]
    assert do(stage, "print")["letters"] == 0, "not by itself: somebody looks first"
    correct(stage, case_id, letter, OPEN | {"street": "Uusikuja 2"})
    do(stage, "again", letter=letter.id)
    second = printed(stage)
    do(stage, "posted", batch=second)
    sent = to(stage, case_id, "Hemmo")
    assert (sent.id, sent.state, sent.batch, len(sent.papers)) == (letter.id, L.POSTED, second, 3)
    assert tasks(stage, case_id) == []
    with stage.app.open_stores() as stores:
        assert "Uusikuja 2" in stores.documents.get(sent.papers[0]).pdf.decode()


def test_two_advisers_press_at_once_and_every_letter_is_in_one_batch(stage: Stage) -> None:
    asked(stage)

    def press() -> str:
        try:
            return printed(stage)
        except Stale:
            return ""

    batches = {batch for batch in together(*[press] * 3) if batch}
    assert len(batches) == 1
    assert {x.batch for x in those(stage)} == batches
    assert len(those(stage, L.PRINTED)) == 5


REFUSED = {
    "a batch that is not there":            ("posted", {"batch": "b_none"}, NotFound, "letter_batch_not_found"),
    "neither a batch nor a letter":         ("posted", {}, Invalid, "one_of_them"),
    "a batch and a letter":                 ("posted", {"batch": "B", "letter": "X"}, Invalid, "one_of_them"),
    "a day that has not come":              ("posted", {"batch": "B", "on": 1}, Invalid, "in_future"),
    "a day before it was printed":          ("posted", {"batch": "B", "on": -1}, Invalid, "before_printed"),
    "a letter that is not there":           ("again", {"letter": "w_none"}, NotFound, "letter_not_found"),
    "the return of what was never posted":  ("returned", {"letter": "X"}, StepNotPossible, "come_back"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", REFUSED)
def test_refused_is(sqlite_stage: Stage, sentence: str) -> None:
    verb, form, kind, code = REFUSED[sentence]
    asked(sqlite_stage)
    batch = printed(sqlite_stage)
    known = {"B": batch, "X": those(sqlite_stage)[0].id}
    given = {
        k: str(sqlite_stage.today + timedelta(days=v)) if isinstance(v, int) else known.get(str(v), v)
        for k, v in form.items()
    }
    with pytest.raises(kind) as refusal:
        do(sqlite_stage, verb, **given)
    assert code in f"{refusal.value.code} {getattr(refusal.value, 'fields', ())} {refusal.value}"
    assert {x.state for x in those(sqlite_stage)} == {L.PRINTED}


def test_a_batch_is_posted_once(sqlite_stage: Stage) -> None:
    asked(sqlite_stage)
    batch = printed(sqlite_stage)
    do(sqlite_stage, "posted", batch=batch)
    with pytest.raises(StepNotPossible) as refusal:
        do(sqlite_stage, "posted", batch=batch)
    assert needs(refusal) == ["letters_to_post"]


@pytest.mark.parametrize("who", ["veikko", "prosecutor", "administrator", "auditor"])
def test_letters_are_the_office_s_alone(sqlite_stage: Stage, who: str) -> None:
    asked(sqlite_stage)
    batch = printed(sqlite_stage)
    for ask in (
        lambda: do(sqlite_stage, "print", who), lambda: do(sqlite_stage, "posted", who, batch=batch),
        lambda: read(sqlite_stage, readings.waiting, who),
        lambda: read(sqlite_stage, lambda work: readings.batch_pdf(work, batch), who),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refusal:
            ask()
        assert isinstance(refusal.value, NotPermitted)


def test_who_is_a_person_of_a_case_neither_prints_nor_reads_its_letters(sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage)
    sqlite_stage.actors["adviser"] = replace(
        sqlite_stage.actors["adviser"], person=next(iter(sqlite_stage.case(case_id).people))
    )
    assert do(sqlite_stage, "print")["letters"] == 0
    assert read(sqlite_stage, readings.waiting)["waiting"] == []
    batch = do(sqlite_stage, "print", "in_charge")["batch"]
    with pytest.raises(NotPermitted):
        read(sqlite_stage, lambda work: readings.batch_pdf(work, batch))


def test_a_message_without_a_document_is_a_letter_of_its_own_words(sqlite_stage: Stage) -> None:
    case_id = asked(sqlite_stage)
    printed(sqlite_stage)
    matters = list(sqlite_stage.case(case_id).matters)
    s.everyone_consents(sqlite_stage, case_id, matters)
    s.assess(sqlite_stage, case_id, matters)
    s.accept(sqlite_stage, case_id, matters)
    s.name_mediators(sqlite_stage, case_id, matters)
    meeting = sqlite_stage.do(
        "adviser", "meetings arrange", case_id, matters=matters, form="joint", minutes=90, place="Huone 1",
        starts_at=(sqlite_stage.clock.now() + timedelta(days=9)).isoformat(),
        invited=s.everyone_of(sqlite_stage.case(case_id), matters),
    )  # fmt: skip
    sqlite_stage.do("adviser", "meetings cancel", case_id, meeting=meeting["meeting"], because="Sovittelija sairastui.")
    send_due(sqlite_stage.app, sqlite_stage.clockwork)
    printed(sqlite_stage)
    cancelled = [x for x in those(sqlite_stage, L.PRINTED) if x.kind == "meeting_cancelled"]
    assert len(cancelled) == 5
    with sqlite_stage.app.open_stores() as stores:
        (paper,) = (stores.documents.get(f) for f in cancelled[0].papers)
    page = paper.pdf.decode()
    assert (paper.kind, paper.reader) == ("cover_letter", cancelled[0].to.id)
    assert "peruttu" in page
    assert "viestiin ei voi vastata" not in page, "a letter is no message that cannot be answered"


def test_a_batch_is_one_pdf_with_a_list_that_names_nobody_and_every_letter_on_a_right_hand_page(
    sqlite_stage: Stage,
) -> None:
    stage = sqlite_stage
    stage.house = replace(stage.house, app=replace(stage.house.app, print_pdf=render_pdf))
    stage.app = stage.house.app
    case_id = asked(stage, s1=BY_POST | {"street": ""})
    correct(stage, case_id, to(stage, case_id, "Sulo"), OPEN | {"street": "Uusikuja 2"})
    batch = printed(stage)
    pdf = read(stage, lambda work: readings.batch_pdf(work, batch))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    names = {p.name for p in stage.case(case_id).people.values()}
    assert "Kirjeitä" in pages[0]
    assert not [name for name in names if name in pages[0]]
    first = [n for n, text in enumerate(pages) if "1 (" in text[:80]]
    assert len(first) == 1 + 5 * 2 + 1, "the list, five letters of two papers each, one cover letter"
    assert all(n % 2 == 0 for n in first), "each paper begins on a right-hand page"
    assert len(pages) % 2 == 0
    assert any("Sulo Epäilty" in text and "Uusikuja 2" in text and "Sinulle on postia" in text for text in pages)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert list(opened.attachments) == [], "what a machine reads of a paper stays with the paper"
    with stage.app.open_stores() as stores:
        assert [e.act for e in stores.journal_of(case_id)].count("case.letter_read") == 5
