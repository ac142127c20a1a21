"""Forms made from the actions' own: every field is asked for in a fitting way, and what is typed arrives as it was meant."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import pytest

from mediation.actions.agreements import Draft
from mediation.actions.catalogue import BY_NAME
from mediation.actions.conditions import DecisionForm
from mediation.actions.forms import read_form
from mediation.actions.intake import MatterCorrection, PersonCorrection
from mediation.actions.lining_up import LineUp
from mediation.actions.meetings import NewMeeting
from mediation.web.filling import filled_form, renumbered
from mediation.web.shapes import leaves, shapes_of
from mediation.web.staff.choices import RECORDS
from mediation.web.staff.step import STAFFS
from mediation.web.typed import Typed, typed_of

KINDS = {"person", "people", "matters", "item", "rows", "group", "choice", "yes", "maybe", "yes_or_no", "day", "instant",
         "number", "euros", "line", "text", "lines", "volunteer", "offence", "unit", "ref", "matter", "paper", "ground", "ranked"}  # fmt: skip
M, A, B = "m_" + "1" * 26, "p_" + "1" * 26, "p_" + "2" * 26


@pytest.mark.parametrize("action", STAFFS, ids=lambda a: f"{a.noun} {a.verb}")
def test_every_field_of_every_step_has_a_kind_a_page_can_ask_for(action: object) -> None:
    found = list(leaves(shapes_of(action.form)))  # type: ignore[attr-defined]
    assert {s.kind for s in found} <= KINDS
    assert all(s.options for s in found if s.kind == "choice")
    assert {s.name for s in shapes_of(action.form)} == set(action.form.model_fields)  # type: ignore[attr-defined]


KIND_OF = {  # step, field → how it is asked for
    ("consents record", "person"): "person", ("consents record", "on_behalf_of"): "person",
    ("consents record", "given_at"): "instant", ("consents record", "answer"): "choice",
    ("conditions assess", "holds"): "yes_or_no", ("conditions assess", "reason"): "text",
    ("decisions make", "sections"): "lines", ("decisions make", "kind"): "choice", ("decisions make", "ground"): "ground",
    ("matters correct", "close_person"): "maybe", ("matters correct", "offence"): "offence",
    ("matters triage", "venue_is_here"): "yes", ("agreements draft", "items"): "rows",
    ("assignments offer", "volunteer"): "volunteer", ("meetings arrange", "invited"): "people",
    ("meetings arrange", "minutes"): "number", ("obligations record", "on"): "day", ("people add", "person"): "group",
    ("reports send", "report"): "item",
    ("doubts settle", "doubt"): "item", ("requests answer", "request"): "item", ("papers receive", "request"): "paper",
    ("agreements sign", "document"): "paper", ("assignments line-up", "volunteers"): "ranked",
}  # fmt: skip


@pytest.mark.parametrize("place", KIND_OF, ids=lambda p: " ".join(p))
def test_how_a_field_is_asked_for(place: tuple[str, str]) -> None:
    noun, _, verb = place[0].partition(" ")
    kinds = {s.name: s.kind for s in shapes_of(BY_NAME[noun, verb].form)}
    assert kinds[place[1]] == KIND_OF[place]


def test_an_agreement_typed_in_rows_arrives_with_its_instalments_in_cents() -> None:
    typed = Typed([
        ("matters", M), ("language", "sv"), ("items.0.kind", "apology"), ("items.0.promised_by", A), ("items.0.promised_to", B),
        ("items.0.text", "Pyydän anteeksi."), ("items.1.kind", ""), ("items.2.kind", "money"), ("items.2.promised_by", A),
        ("items.2.promised_to", B), ("items.2.text", "Korvaus"), ("items.2.cents", "300,01"),
        ("items.2.instalments.0.due_on", ""), ("items.2.instalments.0.cents", ""),
        ("items.2.instalments.1.due_on", "2026-10-01"), ("items.2.instalments.1.cents", "300.01 €"),
    ])  # fmt: skip
    tidy = renumbered(renumbered(typed, "items.2.instalments"), "items")
    form = read_form(Draft, filled_form(shapes_of(Draft), tidy))
    assert [i.kind for i in form.items] == ["apology", "money"]
    assert form.items[1].cents == 30001
    assert [i.cents for i in form.items[1].instalments] == [30001]
    assert form.demand == "not_stated"


def test_a_wall_clock_time_is_helsinkis_summer_and_winter() -> None:
    for typed, utc in (("2026-07-01T12:00", 9), ("2026-12-01T12:00", 10)):
        values = typed_of({"matters": M, "form": "joint", "starts_at": typed, "invited": [A]})
        form = read_form(NewMeeting, filled_form(shapes_of(NewMeeting), values))
        assert form.starts_at.utctimetuple().tm_hour == utc
        assert form.minutes == 90


def test_what_is_left_empty_is_left_as_it_was() -> None:
    typed = typed_of({"matters": M, "title": "", "close_person": "", "intentional": "no"})
    form = read_form(MatterCorrection, filled_form(shapes_of(MatterCorrection), typed))
    assert form.model_dump(exclude_none=True, exclude={"matters"}) == {"intentional": False}
    untouched = read_form(
        PersonCorrection, filled_form(shapes_of(PersonCorrection), typed_of({"person": A, "name": "Olli"}))
    )
    assert untouched.contact is None


def test_lines_are_a_list() -> None:
    typed = typed_of(
        {"matters": M, "kind": "accept", "reasons": "Täyttyvät.", "sections": "1015/2005 §15\n\n 1015/2005 §2.1 "}
    )
    assert read_form(DecisionForm, filled_form(shapes_of(DecisionForm), typed)).sections == (
        "1015/2005 §15",
        "1015/2005 §2.1",
    )


def test_whatever_a_record_of_a_case_is_called_there_is_a_list_to_choose_it_from() -> None:
    named = {s.name for action in STAFFS for s in leaves(shapes_of(action.form)) if s.kind == "item"}
    assert named == RECORDS.keys()


def test_mediators_are_asked_in_the_order_chosen_and_once() -> None:
    typed = Typed([("matters", M), *(("volunteers", v) for v in ("v_2", "", "v_1", "v_2", ""))])
    assert read_form(LineUp, filled_form(shapes_of(LineUp), typed)).volunteers == ("v_2", "v_1")
