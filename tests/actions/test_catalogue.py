"""The table of actions: each row's function asks for exactly the permission the row names, before anything else."""

import inspect
from types import SimpleNamespace
from typing import Any

import pytest

from mediation.actions import due, intake, messages, office, volunteers
from mediation.actions.catalogue import ACTIONS, BY_NAME, Action
from mediation.actions.forms import Form
from mediation.actions.records import RECORD_BY_NAME, RECORDS, Record
from mediation.kernel.ids import CaseId, ItemId
from mediation.permissions.may import May

CASE = CaseId("c_one")
each = pytest.mark.parametrize("action", ACTIONS, ids=[f"{a.noun} {a.verb}" for a in ACTIONS])


class Asked(Exception):
    """Stops an action at its first question; an action that does anything before it fails otherwise."""


class Spy:
    """Stands in for a unit of work; it has nothing but the two questions about permission."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def change(self, case_id: CaseId, may: May, *, item: ItemId | None = None, expect: int | None = None) -> None:
        self.asked.append((case_id, may, item, expect))
        raise Asked

    def permit(self, may: May) -> None:
        self.asked.append((may,))
        raise Asked


def anything() -> Any:
    """A form in which only ids can be looked up."""
    return SimpleNamespace(report=ItemId("i_report"), assignment=ItemId("i_assignment"), step="interview", claim="e_1")


@each
def test_an_action_asks_first_for_the_permission_of_its_row_and_for_the_version_given(action: Action) -> None:
    spy = Spy()
    with pytest.raises(Asked):
        action.run(spy, CASE, anything(), 7)
    [(case, may, item, expect)] = spy.asked
    assert (case, may, expect) == (CASE, action.may, 7)
    about_one = {"reports": "i_report", "assignments": "i_assignment"}
    verbs = {"answer", "approve", "acknowledge", "recall", "recuse", "retrieve", "return", "send"}
    asks_for_it = action.noun in about_one and action.verb in verbs
    assert item == (about_one[action.noun] if asks_for_it else None)


@each
def test_an_action_has_a_form_a_sentence_and_the_shape_every_door_calls(action: Action) -> None:
    assert issubclass(action.form, Form)
    assert action.says.endswith(".")
    assert len(action.says) < 120
    parameters = inspect.signature(action.run).parameters
    assert list(parameters) == ["work", "case_id", "form", "expect"]
    assert parameters["form"].annotation is action.form
    assert parameters["expect"].default is None


def test_no_two_actions_share_a_name_and_the_table_is_in_order() -> None:
    assert len(BY_NAME) == len(ACTIONS)
    names = [(a.noun, a.verb) for a in ACTIONS]
    assert names == sorted(names)
    assert len({a.run for a in ACTIONS}) == len(ACTIONS)


# fmt: off
OFFICE = [
    ("open_account",        May.ACCOUNT_MANAGE),
    ("make_token",          May.ACCOUNT_MANAGE),
    ("disable_account",     May.ACCOUNT_MANAGE),
    ("register_unit",       May.UNIT_MANAGE),
]
# fmt: on


@pytest.mark.parametrize(("name", "may"), OFFICE, ids=[row[0] for row in OFFICE])
def test_an_action_on_the_offices_own_records_asks_first_too(name: str, may: May) -> None:
    spy = Spy()
    with pytest.raises(Asked):
        getattr(office, name)(spy, anything())
    assert spy.asked == [(may,)]


@pytest.mark.parametrize("record", RECORDS, ids=[f"{r.noun} {r.verb}" for r in RECORDS])
def test_a_row_of_the_offices_records_asks_first_for_its_permission_and_has_a_form_and_a_sentence(
    record: Record,
) -> None:
    spy = Spy()
    with pytest.raises(Asked):
        record.run(spy, anything())
    assert spy.asked == [(record.may,)]
    assert issubclass(record.form, Form)
    assert record.says.endswith(".")
    assert len(record.says) < 120


def test_the_table_of_the_offices_records_is_in_order_and_says_nothing_twice() -> None:
    names = [(r.noun, r.verb) for r in RECORDS]
    assert names == sorted(names)
    assert len(RECORD_BY_NAME) == len(RECORDS) == len({r.run for r in RECORDS})
    assert not {noun for noun, _ in names} & {a.noun for a in ACTIONS}


@pytest.mark.parametrize("step", ["admit", "release"])
def test_admitting_and_releasing_a_volunteer_is_asked_of_the_person_in_charge(step: str) -> None:
    spy = Spy()
    with pytest.raises(Asked):
        volunteers.move_volunteer(spy, SimpleNamespace(step=step))  # type: ignore[arg-type]
    assert spy.asked == [(May.VOLUNTEER_ADMIT,)]


def test_an_initiative_is_registered_by_permission() -> None:
    spy = Spy()
    with pytest.raises(Asked):
        intake.register_initiative(spy, SimpleNamespace())  # type: ignore[arg-type]
    assert spy.asked == [(May.INITIATIVE_REGISTER,)]


def test_every_function_that_changes_the_office_is_in_this_list() -> None:
    """`first_account` alone asks nobody: it works only while there is nobody to ask."""
    public = {
        name for name, found in vars(office).items()
        if inspect.isfunction(found) and found.__module__ == office.__name__ and not name.startswith("_")
    }  # fmt: skip
    assert public == {name for name, _ in OFFICE} | {"first_account"}


def test_every_permission_about_a_case_is_asked_for_somewhere() -> None:
    by_rows = {a.may for a in ACTIONS} | {r.may for r in RECORDS}
    sources = "".join(inspect.getsource(module) for module in (due, intake, messages, office))
    elsewhere = {may for may in May if f"May.{may.name}" in sources}
    readings = {m for m in May if m.value.partition(":")[2] in {"read", "list", "search", "simulate"}}
    without_an_action_yet = {May.DOCUMENT_MAKE, May.JOURNAL_SEAL, May.KEY_ROTATE}
    assert set(May) == by_rows | elsewhere | readings | without_an_action_yet
