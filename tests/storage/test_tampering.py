"""Somebody with the database in hands: what they move, bend, put back or take away is refused or named."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from audit import VerifierKey, verify
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.clock import SetClock
from mediation.kernel.refusals import CannotOpen
from mediation.storage.tables import (
    accounts,
    case_items,
    cases,
    documents,
    messages,
    search_entries,
    volunteers,
)  # fmt: skip
from mediation.work import Stores
from tests.conftest import BEGINNING, new_house
from tests.storage.attack import Attack
from tests.storage.story import a_case


@pytest.fixture
def attack(stage: Stage) -> Attack:
    made = Attack(stage, a_case(stage))
    stage.house.journal.checkpoint(stage.clock.now())
    return made


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def standing(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """An office for attacks that put everything back."""
    clock = SetClock(BEGINNING)
    house = new_house(tmp_path_factory.mktemp("standing"), request.param, clock)
    stage = Stage(house, clock)
    stage.open()
    case_id = a_case(stage)
    stage.register("adviser", simple(7, "dispute", stage.today))
    yield Attack(stage, case_id)
    house.engine.dispose()
    house.key_engine.dispose()


def get_case(stores: Stores, attack: Attack) -> object:
    return stores.cases.get(attack.case_id), stores.cases.notes(attack.case_id)


def get_documents(stores: Stores, attack: Attack) -> object:
    return [stores.documents.get(d.id) for d in stores.documents.of_case(attack.case_id)]


def get_messages(stores: Stores, attack: Attack) -> object:
    return stores.outbox.of_case(attack.case_id)


def get_people(stores: Stores, attack: Attack) -> object:
    del attack
    return stores.accounts.all(), stores.volunteers.all()


Reading = Callable[[Stores, Attack], object]
Place = tuple[sa.Table, str, Reading]
# fmt: off
SEALED: dict[str, Place] = {
    "the head of a case":        (cases,      "head_sealed",  get_case),
    "a record":                  (case_items, "body_sealed",  get_case),
    "what a document is about":  (documents,  "about_sealed", get_documents),
    "a document":                (documents,  "body_sealed",  get_documents),
    "a message":                 (messages,   "body_sealed",  get_messages),
    "an account":                (accounts,   "body_sealed",  get_people),
    "a volunteer":               (volunteers, "body_sealed",  get_people),
}
# fmt: on


def refused(attack: Attack, reading: Reading) -> None:
    with attack.stage.app.open_stores() as stores, pytest.raises(CannotOpen) as refusal:
        reading(stores, attack)
    assert refusal.value.code == "cannot_open"


def test_untouched_the_auditor_finds_no_difference(attack: Attack, tmp_path: Path) -> None:
    assert attack.differences(tmp_path) == []


BYTES = (0, 1, 2, 20, 40, -1)  # version, suite, key id, nonce, ciphertext, tag


@pytest.mark.parametrize("sentence", SEALED)
def test_one_bit_bent_anywhere_is_refused_in(standing: Attack, sentence: str) -> None:
    table, column, reading = SEALED[sentence]
    row = standing.two(table)[0]
    for at in BYTES:
        bent = bytearray(getattr(row, column))
        bent[at] ^= 4
        with standing.put(table, column, {row.id: bytes(bent)}):
            refused(standing, reading)
    assert reading_works(standing, reading)


@pytest.mark.parametrize("sentence", SEALED)
def test_a_body_is_refused_in_another_row_than_its_own(standing: Attack, sentence: str) -> None:
    table, column, reading = SEALED[sentence]
    one, other = standing.two(table)
    with standing.put(table, column, {one.id: getattr(other, column), other.id: getattr(one, column)}):
        refused(standing, reading)
    assert reading_works(standing, reading)


def reading_works(attack: Attack, reading: Reading) -> bool:
    with attack.stage.app.open_stores() as stores:
        return bool(reading(stores, attack))


def test_a_record_of_another_case_is_refused(attack: Attack) -> None:
    other = attack.stage.register("adviser", simple(7, "dispute", attack.stage.today))
    attack.stage.do("adviser", "notes add", other, text="Toisesta asiasta.")
    (theirs,) = attack.rows(sa.select(case_items).where(case_items.c.case_id == other))
    mine = attack.row(case_items, kind="note")
    attack.sql(sa.update(case_items).where(case_items.c.id == mine.id).values(body_sealed=theirs.body_sealed))
    refused(attack, get_case)


def test_a_whole_record_moved_to_another_case_is_refused(attack: Attack) -> None:
    other = attack.stage.register("adviser", simple(7, "dispute", attack.stage.today))
    attack.stage.do("adviser", "notes add", other, text="Toisesta asiasta.")
    moved = {"case_id": attack.case_id, "position": 999}
    attack.sql(sa.update(case_items).where(case_items.c.case_id == other).values(moved))
    refused(attack, get_case)


@pytest.mark.parametrize("kind", ["meeting", "note", "no_such_kind"])
def test_a_consent_called(attack: Attack, kind: str) -> None:
    """The kind is not part of what a record is bound to; its content does not fit, which is told the same way."""
    consent = attack.row(case_items, kind="consent")
    attack.sql(sa.update(case_items).where(case_items.c.id == consent.id).values(kind=kind))
    refused(attack, get_case)


def test_an_old_version_put_back_alone_is_refused(attack: Attack) -> None:
    old = attack.row(case_items, kind="consent")
    withdraw(attack)
    attack.sql(sa.update(case_items).where(case_items.c.id == old.id).values(body_sealed=old.body_sealed))
    refused(attack, get_case)


def withdraw(attack: Attack) -> None:
    case = attack.stage.case(attack.case_id)
    person = next(m.about.victims[0] for m in case.matters.values())
    attack.stage.later(hours=1)
    attack.stage.do("adviser", "consents withdraw", attack.case_id, matters=list(case.matters), person=person)


def test_an_old_version_put_back_with_its_number_is_named_by_the_auditor(attack: Attack, tmp_path: Path) -> None:
    old = attack.row(case_items, kind="consent")
    withdraw(attack)
    attack.sql(
        sa.update(case_items).where(case_items.c.id == old.id)
        .values(body_sealed=old.body_sealed, version=old.version)
    )  # fmt: skip
    assert [(d.table, d.key, d.kind) for d in attack.differences(tmp_path)] == [("case_items", old.id, "older")]


def test_a_whole_case_put_back_as_it_was_is_named_by_the_auditor(attack: Attack, tmp_path: Path) -> None:
    """A consent withdrawn, and the database file of the day before copied back, journal and all but its newest."""
    before = {table: attack.rows(sa.select(table)) for table in (cases, case_items)}
    person = next(iter(attack.stage.case(attack.case_id).people))
    attack.stage.do("adviser", "people correct", attack.case_id, person=person, name="Toinen Nimi")
    attack.stage.do("adviser", "notes add", attack.case_id, text="Uusi merkintä.")
    attack.sql(sa.delete(case_items).where(case_items.c.kind == "note", case_items.c.position > 1))
    head = before[cases][0]
    attack.sql(sa.update(cases).values(head_sealed=head.head_sealed, head_version=head.head_version))
    kinds = {(d.table, d.kind) for d in attack.differences(tmp_path)}
    assert kinds == {("cases", "older"), ("case_items", "missing")}


@pytest.mark.parametrize("kind", ["note", "consent"])
def test_a_record_deleted_behind_the_application_is_named(attack: Attack, tmp_path: Path, kind: str) -> None:
    gone = attack.row(case_items, kind=kind)
    attack.sql(sa.delete(case_items).where(case_items.c.id == gone.id))
    assert [(d.table, d.key, d.kind) for d in attack.differences(tmp_path)] == [("case_items", gone.id, "missing")]


def test_a_document_deleted_behind_the_application_is_named(attack: Attack, tmp_path: Path) -> None:
    gone = attack.row(documents)
    attack.sql(sa.delete(documents).where(documents.c.id == gone.id))
    assert [(d.table, d.key, d.kind) for d in attack.differences(tmp_path)] == [("documents", gone.id, "missing")]


def test_a_record_slipped_in_behind_the_application_is_named(attack: Attack, tmp_path: Path) -> None:
    copied = dict(attack.row(case_items, kind="note")._mapping) | {"id": "i_slipped", "position": 999}
    attack.sql(sa.insert(case_items).values(copied))
    assert [(d.key, d.kind) for d in attack.differences(tmp_path)] == [("i_slipped", "unjournalled")]
    refused(attack, get_case)


def test_bent_bytes_are_named_by_the_auditor_who_has_no_key(attack: Attack, tmp_path: Path) -> None:
    for table, column in ((cases, "head_sealed"), (case_items, "body_sealed"), (documents, "body_sealed")):
        row = attack.rows(sa.select(table))[0]
        body = bytes(getattr(row, column))
        bent = body[:-1] + bytes([body[-1] ^ 1])
        attack.sql(sa.update(table).where(table.c.id == row.id).values({column: bent}))
    assert {(d.table, d.kind) for d in attack.differences(tmp_path)} == {
        ("cases", "altered"), ("case_items", "altered"), ("documents", "altered"),
    }  # fmt: skip


def test_a_search_entry_of_another_case_is_not_found_and_is_named(attack: Attack) -> None:
    other = attack.stage.register("adviser", simple(7, "dispute", attack.stage.today))
    attack.sql(sa.update(search_entries).where(search_entries.c.case_id == other).values(case_id=attack.case_id))
    with attack.stage.app.open_stores() as stores:
        assert stores.names.find("Vastapuoli7", bool) == []
        assert stores.names.find("Urpo", bool) != []


def test_a_wrapped_key_of_another_case_opens_nothing(attack: Attack) -> None:
    other = attack.stage.register("adviser", simple(7, "dispute", attack.stage.today))
    with attack.stage.house.key_engine.begin() as connection:
        stolen = (
            "update data_keys set wrapped = (select wrapped from data_keys where scope = :other) where scope = :mine"
        )
        connection.execute(sa.text(stolen), {"other": other, "mine": attack.case_id})
    attack.stage.later(minutes=10)
    refused(attack, get_case)


UNGUARD = {
    "sqlite": "drop trigger journal_leaves_no_update",
    "postgresql": "alter table journal_leaves disable trigger all",
}


def test_the_journal_itself_cannot_be_bent_unseen(attack: Attack, tmp_path: Path) -> None:
    guards = {
        "sqlite": "drop trigger journal_leaves_no_update",
        "postgresql": "alter table journal_leaves disable trigger all",
    }
    engine = attack.stage.house.engine
    attack.sql(sa.text(guards[engine.dialect.name]))
    row = attack.rows(sa.text("select position, entry from journal_leaves order by position"))[7]  # type: ignore[arg-type]
    bent = bytes(row.entry).replace(b'"actor":"u', b'"actor":"v', 1)
    assert bent != bytes(row.entry)
    statement = sa.text("update journal_leaves set entry = :entry where position = :at")
    attack.sql(statement.bindparams(entry=bent, at=row.position))
    bundle = tmp_path / "journal.bundle"
    attack.stage.house.journal.write_bundle(bundle)
    key = VerifierKey.parse(attack.stage.house.journal.verifier_key())
    assert verify([bundle.read_bytes()], [key]).broken.startswith(f"entry {row.position} was changed")
