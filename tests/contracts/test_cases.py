"""The Cases port: what was kept is got again, a stale change is refused, every row is listed once."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from mediation.cases.assignment import Assignment
from mediation.cases.items import ITEM_KINDS
from mediation.cases.note import Hold, Note
from mediation.cases.report import Report
from mediation.kernel.ids import CaseId, OfficeId
from mediation.kernel.refusals import NotFound, Refusal, Stale
from mediation.states.small import AssignmentState, ReportState
from tests.conftest import BEGINNING
from tests.contracts.conftest import Place
from tests.contracts.filled import filled
from tests.contracts.made import DAY, a_case, a_full_case, a_note


def test_a_sample_leaves_no_field_of_any_record_empty() -> None:
    for kind in ITEM_KINDS.values():
        made = filled(kind)
        assert [f.name for f in fields(made) if getattr(made, f.name) in (None, "", (), False, 0)] == []


def test_a_case_with_every_kind_of_record_comes_back_as_it_was(place: Place) -> None:
    case = a_full_case(place.office)
    with place.writing() as stores:
        stores.cases.add(case, DAY)
    notes = [item for item in case.items.values() if isinstance(item, Note)]
    case.items = {i: item for i, item in case.items.items() if not isinstance(item, Note)}
    with place.another_process() as stores:
        got = stores.cases.get(case.id)
        assert got == case
        assert list(got.items) == list(case.items)
        assert list(got.matters) == list(case.matters)
        assert stores.cases.notes(case.id) == notes[::-1]


def test_a_changed_case_comes_back_changed_and_only_its_changed_rows_are_written(place: Place) -> None:
    case_id = CaseId("")
    full = a_full_case(place.office)
    with place.writing() as stores:
        stores.cases.add(full, DAY)
        case_id = full.id
    with place.open() as stores:
        case = stores.cases.get(case_id)
        hold = next(case.all(Hold))
        changed, new = replace(hold, reason="Toinen syy"), filled(Hold)
        case.put(changed)
        case.put(new)
        matter = next(iter(case.matters.values()))
        case.matters[matter.id] = replace(matter, held_days=matter.held_days + 7)
        with stores.transaction():
            written = stores.cases.save(case, DAY)
        assert {(w.key, w.version) for w in written} == {(hold.id, 2), (new.id, 1)}
    with place.another_process() as stores:
        got = stores.cases.get(case_id)
        assert got == case
        assert got.version == 2


def test_only_a_changed_head_writes_the_head_again(place: Place) -> None:
    case_id = place.new_case()
    with place.open() as stores:
        case = stores.cases.get(case_id)
        person = next(iter(case.people.values()))
        case.people[person.id] = replace(person, name="Uusi Nimi")
        with stores.transaction():
            assert [(w.table, w.key, w.version) for w in stores.cases.save(case, DAY)] == [("cases", case_id, 2)]
        with stores.transaction():
            assert stores.cases.save(case, DAY) == []
    with place.open() as stores:
        got = stores.cases.get(case_id)
        assert (got.people[person.id].name, got.version) == ("Uusi Nimi", 3)


def test_of_two_who_change_a_case_the_second_is_refused_and_nothing_of_it_stays(place: Place) -> None:
    case_id = place.new_case()
    with place.open() as mine, place.another_process() as yours:
        first, second = mine.cases.get(case_id), yours.cases.get(case_id)
        first.put(kept := filled(Hold))
        second.put(filled(Hold))
        with mine.transaction():
            mine.cases.save(first, DAY)
        with pytest.raises(Stale), yours.transaction():
            yours.cases.save(second, DAY)
    with place.open() as stores:
        assert list(stores.cases.get(case_id).items.values()) == [kept]


def test_a_case_got_before_and_again_after_a_change_is_stale_in_its_first_form(place: Place) -> None:
    case_id = place.new_case()
    with place.open() as mine:
        old = mine.cases.get(case_id)
        with place.another_process() as yours:
            case = yours.cases.get(case_id)
            case.put(filled(Hold))
            with yours.transaction():
                yours.cases.save(case, DAY)
        mine.cases.get(case_id)
        old.put(filled(Hold))
        with pytest.raises(Stale), mine.transaction():
            mine.cases.save(old, DAY)


def test_what_one_unit_changes_without_saving_no_other_sees(place: Place) -> None:
    case_id = place.new_case()
    with place.open() as stores:
        stores.cases.get(case_id).put(filled(Hold))
        assert dict(stores.cases.get(case_id).items) == {}


@pytest.mark.parametrize("unknown", ["c_none", "", "c_'; drop table cases; --"])
def test_an_unknown_case_is_not_found(place: Place, unknown: str) -> None:
    with place.open() as stores, pytest.raises(NotFound) as refusal:
        stores.cases.get(CaseId(unknown))
    assert refusal.value.code == "case_not_found"


def test_a_case_of_another_office_is_not_there(place: Place) -> None:
    case_id = place.new_case()
    with place.another_office() as stores, pytest.raises(NotFound):
        stores.cases.get(case_id)
    with place.another_office() as stores, pytest.raises(Refusal):
        stores.cases.notes(case_id)


def test_notes_come_newest_first_a_page_at_a_time_and_never_with_the_case(place: Place) -> None:
    case_id = place.new_case()
    made = [a_note(n) for n in range(7)]
    for note in made:
        with place.open() as stores:
            case = stores.cases.get(case_id)
            case.put(note)
            with stores.transaction():
                stores.cases.save(case, DAY)
    with place.open() as stores:
        assert stores.cases.get(case_id).items == {}
        assert stores.cases.notes(case_id, limit=3) == made[:3:-1]
        assert stores.cases.notes(case_id, before=5, limit=3) == made[3:0:-1]
        assert stores.cases.notes(case_id, before=2, limit=3) == made[:1]
        assert stores.cases.notes(case_id, before=1) == []


def test_pages_give_every_row_once_while_rows_are_added(place: Place) -> None:
    before = [place.new_case(days=n // 3) for n in range(11)]  # several share a day
    seen, after, added = [], None, 0
    while True:
        with place.open() as stores:
            page = stores.cases.page(place.office, after, limit=3)
        seen += [case_id for _, case_id, _ in page]
        if len(page) < 3:
            break
        after = page[-1][:2]
        for days in (added, 30):  # one among those still to come, one before all that was seen
            place.new_case(days=days)
        added += 1
    assert len(seen) == len(set(seen))
    assert set(before) <= set(seen)


def test_a_page_shows_one_office_last_changed_first(place: Place) -> None:
    old, new = place.new_case(days=0), place.new_case(days=1)
    with place.open() as stores:
        assert [row[1] for row in stores.cases.page(place.office)] == [new, old]
        assert stores.cases.page(OfficeId("o_another")) == []


def test_case_numbers_count_up_within_a_year_and_begin_anew_in_the_next(place: Place) -> None:
    numbers = []
    for days in (0, 0, 365):
        case = a_case(place.office)
        with place.writing() as stores:
            stores.cases.add(case, BEGINNING.date() + timedelta(days=days))
        numbers.append(case.number.partition("-")[2])
    assert numbers == ["2026-0001", "2026-0002", "2027-0001"]


def test_a_case_is_found_by_its_number_in_its_own_office_alone(place: Place) -> None:
    case_id = place.new_case()
    with place.open() as stores:
        number = stores.cases.get(case_id).number
        assert stores.cases.by_number(number) == case_id
        with pytest.raises(NotFound):
            stores.cases.by_number(f"{number}9")
    with place.another_office() as stores, pytest.raises(NotFound):
        stores.cases.by_number(number)


def test_a_number_taken_by_a_unit_that_fails_is_given_to_the_next(place: Place) -> None:
    with pytest.raises(ZeroDivisionError), place.writing() as stores:
        _ = stores.cases.add(a_case(place.office), DAY), 1 / 0
    case = a_case(place.office)
    with place.writing() as stores:
        stores.cases.add(case, DAY)
    assert case.number.endswith("-0001")


def test_unfinished_cases_are_told_a_page_at_a_time_and_no_others(place: Place) -> None:
    made = [place.new_case() for _ in range(5)]
    with place.open() as stores:
        case = stores.cases.get(made[2])
        case.matters = {m.id: replace(m, closed_at=BEGINNING) for m in case.matters.values()}
        with stores.transaction():
            stores.cases.save(case, DAY)
    with place.open() as stores:
        first = stores.cases.unfinished(2)
        rest = stores.cases.unfinished(9, first[-1])
    assert [*first, *rest] == sorted(case for case in made if case != made[2])
    with place.another_office() as stores:
        assert stores.cases.unfinished(9) == []


def test_reports_and_assignments_are_found_by_whom_they_concern(place: Place) -> None:
    case = a_case(place.office)
    report = replace(filled(Report), unit="n_mine", state=ReportState.AVAILABLE)
    offer = replace(filled(Assignment), volunteer="v_mine", state=AssignmentState.OFFERED)
    for item in (report, offer, filled(Report), filled(Assignment)):
        case.put(item)
    with place.writing() as stores:
        stores.cases.add(case, DAY)
    with place.open() as stores:
        found = stores.cases.with_record
        assert found("report", "n_mine") == [(case.id, report.id, "available")]
        assert found("assignment", "v_mine", "offered") == [(case.id, offer.id, "offered")]
        assert found("assignment", "v_mine", "accepted") == found("report", "v_mine") == []
        accepted = stores.cases.get(case.id)
        accepted.put(replace(offer, state=AssignmentState.ACCEPTED))
        with stores.transaction():
            stores.cases.save(accepted, DAY)
        assert found("assignment", "v_mine") == [(case.id, offer.id, "accepted")]


def test_a_case_knows_whether_it_was_changed_since_it_was_got(place: Place) -> None:
    made = a_full_case(place.office)
    with place.writing() as stores:
        stores.cases.add(made, DAY)
    with place.open() as stores:
        case = stores.cases.get(made.id)
        assert not stores.cases.is_changed(case)
        matter = next(iter(case.matters.values()))
        case.matters[matter.id] = replace(matter, held_days=matter.held_days + 1)
        assert stores.cases.is_changed(case)
