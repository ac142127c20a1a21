"""An action that fails leaves rows, journal and outbox as they were; a refusal leaves one line in its own log."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from mediation.actions.catalogue import BY_NAME
from mediation.actions.forms import read_form
from mediation.cases.agreement import Agreement
from mediation.cases.consent import Consent
from mediation.demo import stories as s
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.effects import AlreadyDone
from mediation.kernel.ids import CaseId, PersonId
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, Refusal, Stale, StepNotPossible
from mediation.states.matter import MatterState
from mediation.storage.messages import SqlOutbox
from mediation.storage.stores import SqlStores
from mediation.storage.tables import refusals
from mediation.work import unit
from tests.actions.rows import changed, rows_of

Scene = tuple[Stage, CaseId, list[str]]


@pytest.fixture
def named(stage: Stage) -> Scene:
    """A case with mediators named, on each engine."""
    case = stage.register("adviser", simple(1, "assault", stage.today))
    matters: list[str] = list(stage.case(case).matters)
    s.triage(stage, case)
    s.everyone_consents(stage, case, matters)
    s.assess(stage, case, matters)
    s.accept(stage, case, matters)
    s.name_mediators(stage, case, matters)
    return stage, case, matters


def parties(stage: Stage, case: CaseId) -> tuple[str, ...]:
    return next(iter(stage.case(case).matters.values())).about.parties


# fmt: off
#    what goes wrong                                      who, what, its form                                                                                       the refusal
Attempt = tuple[str, str, Callable[[Scene], dict[str, Any]], type[Refusal]]
ATTEMPTS: dict[str, Attempt] = {
    "a step the state does not have":        ("adviser", "matters close",     lambda n: {"matters": n[2]},                                                          StepNotPossible),
    "a step of somebody else's":             ("adviser", "decisions make",    lambda n: {"matters": n[2], "kind": "accept", "reasons": "Syy."},                     NotPermitted),
    "a case of somebody else's":             ("runar",   "matters end",       lambda n: {"matters": n[2]},                                                          NotFound),
    "a field nobody knows":                  ("adviser", "notes add",         lambda _: {"text": "a", "by": "u_1"},                                                 Invalid),
    "a matter of another case":              ("adviser", "matters hold",      lambda _: {"matters": ["m_other"], "reason": "Syy."},                                 NotFound),
    "half of the matters":                   ("adviser", "matters hold",      lambda n: {"matters": [*n[2], "m_other"], "reason": "Syy."},                          NotFound),
    "a meeting with one side":               ("veikko",  "meetings arrange",  lambda n: {"matters": n[2], "form": "separate", "invited": [parties(n[0], n[1])[0]],
                                                                                          "starts_at": (n[0].clock.now() + timedelta(days=9)).isoformat()},           StepNotPossible),
    "a consent from the future":             ("adviser", "consents record",   lambda n: {"matters": n[2], "person": parties(n[0], n[1])[0], "language": "fi",
                                                                                          "channel": "phone", "rights_explained_at": n[0].clock.now().isoformat(),
                                                                                          "given_at": (n[0].clock.now() + timedelta(hours=1)).isoformat()},           Invalid),
}
# fmt: on


def test_a_refused_action_keeps_nothing_but_the_line_of_its_refusal(named: Scene) -> None:
    stage, case, _ = named
    for sentence, (who, what, form, kind) in ATTEMPTS.items():
        values, before = form(named), rows_of(stage.house)
        with pytest.raises(kind) as refusal:
            stage.do(who, what, case, **values)
        after = rows_of(stage.house)
        assert changed(before, after) == {"refusals"}, sentence
        assert len(after["refusals"]) - len(before["refusals"]) == 1, sentence
        with stage.house.engine.connect() as connection:
            last = connection.execute(sa.select(refusals).order_by(refusals.c.id.desc()).limit(1)).one()
        assert (last.actor, last.code, last.at) == (stage.actors[who].id, refusal.value.code, stage.clock.now())
        assert last.case_id == ("" if sentence == "a field nobody knows" else case), sentence


def test_a_stale_version_is_refused_and_the_newer_one_stands(named: Scene) -> None:
    stage, case, matters = named
    hold = BY_NAME[("matters", "hold")]
    form = read_form(hold.form, {"matters": matters, "reason": "Osapuoli on matkoilla."})
    version = stage.case(case).version
    stage.do("adviser", "notes add", case, text="Soitettu.")
    before = rows_of(stage.house)
    with pytest.raises(Stale), unit(stage.app, stage.actors["adviser"]) as work:
        hold.run(work, case, form, version)
    assert changed(before, rows_of(stage.house)) == {"refusals"}
    with unit(stage.app, stage.actors["adviser"]) as work:
        hold.run(work, case, form, version + 1)
    assert stage.case(case).version == version + 2


def test_of_two_who_change_a_case_at_once_the_second_is_refused_whole(named: Scene) -> None:
    stage, case, matters = named
    note, hold = BY_NAME[("notes", "add")], BY_NAME[("matters", "hold")]
    before: dict[str, list[str]] = {}
    with pytest.raises(Stale), unit(stage.app, stage.actors["adviser"]) as slow:  # noqa: PT012  (the other one comes between)
        hold.run(slow, case, read_form(hold.form, {"matters": matters, "reason": "Syy."}))
        with unit(stage.app, stage.actors["in_charge"]) as quick:
            note.run(quick, case, read_form(note.form, {"text": "Ehdin ensin."}))
        before = rows_of(stage.house)
    assert changed(before, rows_of(stage.house)) == {"refusals"}
    assert stage.case(case).matters[matters[0]].held_since is None  # type: ignore[index]


class Lightning(Exception):
    """Something that is no refusal: a bug, a full disk, a torn wire."""


def struck(*_: object, **__: object) -> Any:
    raise Lightning


# fmt: off
WHERE = [
    ("as the journal is written, the last of all",  SqlStores, "journal"),
    ("as a message is put into the outbox",         SqlOutbox, "add"),
]
# fmt: on


@pytest.mark.parametrize(("place", "method"), [row[1:] for row in WHERE], ids=[row[0] for row in WHERE])
def test_what_breaks_while_it_is_kept_keeps_nothing_at_all(
    named: Scene, monkeypatch: pytest.MonkeyPatch, place: type, method: str
) -> None:
    stage, case, matters = named
    before = rows_of(stage.house)
    with monkeypatch.context() as storm:
        storm.setattr(place, method, struck)
        with pytest.raises(Lightning):
            s.meet(stage, case, matters)
    assert changed(before, rows_of(stage.house)) == set()
    s.meet(stage, case, matters)
    assert {"case_items", "messages", "documents", "deadlines"} <= changed(before, rows_of(stage.house))


def test_a_paper_that_cannot_be_printed_sends_nothing(named: Scene) -> None:
    stage, case, matters = named
    s.hold_meeting(stage, case, s.meet(stage, case, matters))
    stage.do("veikko", "matters end", case, matters=matters)
    s.account(stage, case, matters)
    made = stage.do("adviser", "reports prepare", case, matters=matters)
    stage.do("in_charge", "reports approve", case, report=made["report"])
    before = rows_of(stage.house)
    whole, stage.app = stage.app, replace(stage.app, print_pdf=struck)
    with pytest.raises(Lightning):
        stage.do("adviser", "reports send", case, report=made["report"])
    stage.app = whole
    assert changed(before, rows_of(stage.house)) == set()
    stage.do("adviser", "reports send", case, report=made["report"])
    assert stage.case(case).matters[matters[0]].state is MatterState.REPORTED  # type: ignore[index]


def test_what_is_claimed_by_another_meanwhile_keeps_nothing(named: Scene) -> None:
    stage, case, _ = named
    with unit(stage.app, stage.clockwork) as work:
        work.claim("once:only")
    before = rows_of(stage.house)
    note = BY_NAME[("notes", "add")]
    with pytest.raises(AlreadyDone), unit(stage.app, stage.actors["adviser"]) as work:  # noqa: PT012  (refused at the end)
        note.run(work, case, read_form(note.form, {"text": "Toinen kerta."}))
        work.claim("once:only")
    assert changed(before, rows_of(stage.house)) == {"refusals"}


def test_a_withdrawal_is_kept_with_everything_that_follows_from_it_or_not_at_all(
    named: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, case, matters = named
    s.meet(stage, case, matters)
    who = parties(stage, case)[0]
    before = rows_of(stage.house)
    with monkeypatch.context() as storm:
        storm.setattr(SqlStores, "journal", struck)
        with pytest.raises(Lightning):
            stage.do("adviser", "consents withdraw", case, matters=matters, person=who)
    assert changed(before, rows_of(stage.house)) == set()
    stage.do("adviser", "consents withdraw", case, matters=matters, person=who)
    found = stage.case(case)
    assert found.matters[matters[0]].state is MatterState.INTERRUPTED  # type: ignore[index]
    assert all(c.withdrawn_at == stage.clock.now() for c in found.all(Consent) if c.person == PersonId(who))
    assert list(found.all(Agreement)) == []
