"""The Names port: people are found in cases one may see, by every process, as soon as they are kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mediation.kernel.ids import CaseId
from tests.contracts.conftest import Place
from tests.contracts.made import DAY, a_case
from tests.contracts.threads import together


def kept(place: Place, *names: str) -> CaseId:
    case = a_case(place.office, *names)
    with place.writing() as stores:
        stores.cases.add(case, DAY)
        stores.names.keep(case)
    return case.id


def found(place: Place, text: str, permitted: Callable[[str], bool] = bool, limit: int = 50) -> set[CaseId]:
    with place.open() as stores:
        return {hit.case for hit in stores.names.find(text, permitted, limit)}


FINDS = {
    "the whole name":             "Väinö Äyräpää",
    "one part of it":             "äyräpää",
    "a piece of a part":          "yräpä",
    "the parts in another order": "Äyräpää Väinö",
    "no capitals or dots":        "vaino ayrapaa",
}  # fmt: skip


@pytest.mark.parametrize("how", FINDS)
def test_a_person_is_found_by(place: Place, how: str) -> None:
    case_id = kept(place, "Väinö Äyräpää", "Sirkka Koivisto")
    kept(place, "Matti Meikäläinen", "Liisa Luoto")
    assert found(place, FINDS[how]) == {case_id}


def test_a_person_is_found_by_a_name_that_sounds_alike(place: Place) -> None:
    case_id = kept(place, "Johan Meier", "Sirkka Koivisto")
    with place.open() as stores:
        hits = stores.names.find("Maier", bool)
    assert [(hit.case, hit.how) for hit in hits] == [(case_id, "alike")]


def test_what_one_may_not_see_is_neither_found_nor_counted(place: Place) -> None:
    secret = kept(place, "Väinö Äyräpää", "Sirkka Koivisto")
    mine = kept(place, "Väinö Äyräpää", "Liisa Luoto")
    assert found(place, "Väinö", lambda case: case != secret, limit=1) == {mine}
    assert found(place, "Sirkka", lambda case: case != secret) == set()


def test_a_corrected_name_is_found_and_the_old_one_no_more(place: Place) -> None:
    case_id = kept(place, "Väinö Äyräpää", "Sirkka Koivisto")
    assert found(place, "Äyräpää") == {case_id}
    with place.another_process() as stores:
        case = stores.cases.get(case_id)
        person = next(iter(case.people.values()))
        case.people[person.id] = replace(person, name="Tuomas Uusinimi")
        with stores.transaction():
            stores.cases.save(case, DAY)
            stores.names.keep(case)
    assert found(place, "Äyräpää") == set()
    assert found(place, "Uusinimi") == found(place, "Koivisto") == {case_id}


def test_names_of_a_unit_that_fails_are_not_found(place: Place) -> None:
    case = a_case(place.office, "Väinö Äyräpää", "Sirkka Koivisto")
    with place.open() as stores:
        with pytest.raises(ZeroDivisionError), stores.transaction():
            _ = stores.cases.add(case, DAY), stores.names.keep(case), 1 / 0
        assert stores.names.find("Äyräpää", bool) == []


def test_nothing_of_another_office_is_found(place: Place) -> None:
    kept(place, "Väinö Äyräpää", "Sirkka Koivisto")
    with place.another_office() as stores:
        assert stores.names.find("Äyräpää", bool) == []


def test_each_of_four_processes_finds_what_all_have_kept(place: Place) -> None:
    """Entries get their sequence in the order of commits: none slips past a reader that looks all the while."""
    opens = [place.open, place.another_process] * 2

    def register(number: int) -> set[CaseId]:
        mine: set[CaseId] = set()
        for _ in range(6):
            case = a_case(place.office, f"Yhteinen Nimi{number}", f"Toinen Nimi{number}")
            with opens[number]() as stores:
                with stores.transaction():
                    stores.cases.add(case, DAY)
                    stores.names.keep(case)
                mine.add(case.id)
                seen = {hit.case for hit in stores.names.find("Yhteinen", bool, 100)}
                assert mine <= seen
        return mine

    everything = set().union(*together(*[lambda n=n: register(n) for n in range(4)]))
    for opened in opens[:2]:
        with opened() as stores:
            assert {hit.case for hit in stores.names.find("Yhteinen", bool, 100)} == everything
