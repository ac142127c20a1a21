"""One unit of work: all of it is kept or nothing; readers see what was kept, refusals are noted beside it."""

from dataclasses import replace

import pytest

from audit import Entry
from mediation.cases.note import Hold
from mediation.effects import Answered
from mediation.kernel.ids import random_id
from mediation.kernel.refusals import Stale
from mediation.work import Stores
from tests.conftest import BEGINNING as NOW
from tests.contracts.conftest import Place
from tests.contracts.filled import filled
from tests.contracts.made import DAY, a_case, a_deadline, a_message
from tests.contracts.test_documents import a_document
from tests.contracts.test_office import a_volunteer, an_account
from tests.contracts.threads import together


def an_entry(case: str) -> Entry:
    return Entry(at=NOW, actor="u_1", act="case.viewed", case=case, purpose="case")


def test_a_unit_that_fails_at_its_end_leaves_nothing_anywhere(place: Place) -> None:
    account, volunteer = an_account(place), a_volunteer(place)
    case = a_case(place.office)
    key, deadline = random_id("e"), a_deadline(case.id)

    def everything(stores: Stores) -> None:
        stores.cases.add(case, DAY)
        stores.names.keep(case)
        stores.deadlines.add(deadline)
        stores.outbox.add(a_message(case.id))
        stores.documents.add(a_document(case.id))
        stores.effects.claim(key, NOW)
        stores.requests.keep(key, Answered(b"t", {}), NOW)
        stores.accounts.put(replace(account, name="Joku Muu"))
        stores.volunteers.put(replace(volunteer, standing="released"))
        stores.journal([an_entry(case.id)])

    with pytest.raises(ZeroDivisionError), place.writing() as stores:
        _ = everything(stores), 1 / 0  # type: ignore[func-returns-value]
    with place.another_process() as stores:
        assert stores.cases.page(place.office) == []
        assert stores.names.find("Testattava", bool) == []
        assert stores.deadlines.open_for(case.id) == stores.deadlines.owed_by(deadline.due_on, 10) == []
        assert stores.outbox.waiting() == 0
        assert stores.documents.of_case(case.id) == []
        assert (stores.effects.done(key), stores.requests.find(key)) == (False, None)
        assert stores.accounts.get(account.id) == account
        assert stores.volunteers.get(volunteer.id) == volunteer


def test_nobody_sees_a_unit_before_its_end_but_itself(place: Place) -> None:
    case = a_case(place.office)
    with place.open() as mine:
        with mine.transaction():
            mine.cases.add(case, DAY)
            mine.deadlines.add(a_deadline(case.id))
            assert mine.cases.get(case.id).number == case.number
            assert len(mine.deadlines.open_for(case.id)) == 1
            with place.another_process() as yours:
                assert yours.cases.page(place.office) == []
                assert yours.deadlines.open_for(case.id) == []
        assert mine.cases.get(case.id).version == 1
    with place.another_process() as yours:
        assert len(yours.cases.page(place.office)) == 1


def test_case_numbers_have_no_gap_and_no_double_under_four_writers(place: Place) -> None:
    def register(fails: bool) -> list[str]:
        numbers = []
        for turn in range(8):
            case = a_case(place.office)
            try:
                with place.another_process() as stores, stores.transaction():
                    stores.cases.add(case, DAY)
                    _ = 1 / (turn % 2 if fails else 1)
            except ZeroDivisionError:
                continue
            numbers.append(case.number)
        return numbers

    made = [n for each in together(*[lambda f=f: register(f) for f in (True, False, True, False)]) for n in each]
    assert sorted(int(n.rpartition("-")[2]) for n in made) == list(range(1, 25))


def test_of_four_who_change_one_case_at_once_every_change_is_kept_or_refused(place: Place) -> None:
    case_id = place.new_case()

    def change() -> str:
        mine = filled(Hold)
        with place.another_process() as stores:
            case = stores.cases.get(case_id)
            case.put(mine)
            try:
                with stores.transaction():
                    stores.cases.save(case, DAY)
            except Stale:
                return ""
        return str(mine.id)

    kept = {i for i in together(*[change] * 4) if i}
    with place.open() as stores:
        case = stores.cases.get(case_id)
    assert kept
    assert set(case.items) == kept
    assert case.version == 1 + len(kept)


def test_a_refusal_is_noted_although_its_unit_left_nothing(place: Place) -> None:
    with place.open() as stores:
        with pytest.raises(ZeroDivisionError), stores.transaction():
            _ = stores.cases.add(a_case(place.office), DAY), 1 / 0
        stores.note_refusal("u_1", "stale_version", place.new_case(), NOW)
        stores.note_refusal("u_" + "x" * 99, "not_found", "Urpo Uhri, Salainentie 13", NOW)
        assert stores.cases.page(place.office) != []
