"""What comes in is checked once: unknown fields, wrong types, naive instants and unfit text are refused by place."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mediation.actions import agreements, arrival, conditions, consents, follow_up, intake, meetings, office
from mediation.actions.catalogue import ACTIONS
from mediation.actions.forms import LARGEST, Form, read_form
from mediation.kernel.refusals import Invalid

M, P, I = ["m_1"], "p_1", "i_1"  # noqa: E741  the shortest references there are
NOW = "2026-09-01T10:00:00+03:00"


def every_form(kind: type[Form] = Form) -> Iterator[type[Form]]:
    for form in kind.__subclasses__():
        if form.__module__.startswith("mediation."):
            yield form
            yield from every_form(form)


FORMS = sorted(set(every_form()), key=lambda form: f"{form.__module__}.{form.__name__}")


@pytest.mark.parametrize("form", FORMS, ids=[f.__name__ for f in FORMS])
def test_every_form_refuses_a_field_nobody_asked_for(form: type[Form]) -> None:
    with pytest.raises(Invalid) as refusal:
        read_form(form, {"is_administrator": True})
    assert ("is_administrator", "unknown_field") in refusal.value.fields
    assert form.model_config.get("frozen") is True


def test_every_form_of_the_catalogue_is_among_them() -> None:
    assert {a.form for a in ACTIONS} <= set(FORMS)
    assert arrival.Arrival in FORMS


CONSENT = {"matters": M, "person": P, "rights_explained_at": NOW, "given_at": NOW, "language": "fi", "channel": "phone"}
ITEM = {"kind": "apology", "promised_by": P, "promised_to": P, "text": "Anteeksi."}
MEETING = {"matters": M, "form": "joint", "starts_at": NOW, "invited": [P]}
DECISION = {"matters": M, "kind": "accept", "reasons": "Syy."}

# fmt: off
#    what is wrong                                        form, fields                                                                    where, what
WRONG: list[tuple[str, type[Form], dict[str, Any], str, str]] = [
    ("a field is missing",                                follow_up.NoteForm,       {},                                                            "text", "required"),
    ("nothing but space",                                 follow_up.NoteForm,       {"text": " \n "},                                              "text", "string_too_short"),
    ("a text is too long",                                follow_up.NoteForm,       {"text": "a" * 20_001},                                        "text", "too_long"),
    ("a text has an escape character",                    follow_up.NoteForm,       {"text": "a\x1bb"},                                            "text", "bad_character"),
    ("a text turns the direction of writing",             follow_up.NoteForm,       {"text": "a\u202eb"},                                          "text", "bad_character"),
    ("a number where text is meant",                      follow_up.NoteForm,       {"text": 5},                                                   "text", "string_type"),
    ("no matter is named",                                follow_up.SomeMatters,    {"matters": []},                                               "matters", "too_short"),
    ("too many matters are named",                        follow_up.SomeMatters,    {"matters": M * 51},                                           "matters", "too_long"),
    ("a matter's id is a path",                           follow_up.SomeMatters,    {"matters": ["../../etc"]},                                    "matters.0", "string_pattern_mismatch"),
    ("a person's id is another kind's",                   consents.ConsentAnswer,   CONSENT | {"person": "m_1"},                                   "person", "string_pattern_mismatch"),
    ("an id with a line break behind",                    consents.ConsentAnswer,   CONSENT | {"person": "p_1\n"},                                 "person", "string_pattern_mismatch"),
    ("an instant without its time zone",                  consents.ConsentAnswer,   CONSENT | {"given_at": "2026-09-01T10:00:00"},                 "given_at", "timezone_aware"),
    ("an unknown language",                               consents.ConsentAnswer,   CONSENT | {"language": "de"},                                  "language", "enum"),
    ("who recorded it is not for the sender to say",      consents.ConsentAnswer,   CONSENT | {"recorded_by": "u_1"},                              "recorded_by", "unknown_field"),
    ("nor is a consent born withdrawn",                   consents.ConsentAnswer,   CONSENT | {"withdrawn_at": NOW},                               "withdrawn_at", "unknown_field"),
    ("an amount with a fraction",                         agreements.Draft,         {"matters": M, "items": [ITEM | {"cents": 1.5}]},              "items.0.cents", "int_type"),
    ("an amount as text",                                 agreements.Draft,         {"matters": M, "items": [ITEM | {"cents": "100"}]},            "items.0.cents", "int_type"),
    ("an amount as a whole float",                        agreements.Draft,         {"matters": M, "items": [ITEM | {"cents": 100.0}]},            "items.0.cents", "int_type"),
    ("an amount that is a yes",                           agreements.Draft,         {"matters": M, "items": [ITEM | {"cents": True}]},             "items.0.cents", "int_type"),
    ("an amount below nothing",                           agreements.Draft,         {"matters": M, "items": [ITEM | {"cents": -1}]},               "items.0.cents", "greater_than_equal"),
    ("an amount beyond a million euros",                  agreements.Draft,         {"matters": M, "items": [ITEM | {"cents": 100_000_001}]},      "items.0.cents", "less_than_equal"),
    ("no item",                                           agreements.Draft,         {"matters": M, "items": []},                                   "items", "too_short"),
    ("a version's number is not for the sender to say",   agreements.Draft,         {"matters": M, "items": [ITEM], "number": 9},                  "number", "unknown_field"),
    ("a certificate in a signature",                      agreements.SignatureForm, {"agreement": I, "person": P, "at": NOW, "certified_by": "v"}, "certified_by", "unknown_field"),
    ("a decision of a kind nobody makes here",            conditions.DecisionForm,  DECISION | {"kind": "interrupt"},                              "kind", "literal_error"),
    ("a decision without reasons",                        conditions.DecisionForm,  DECISION | {"reasons": ""},                                    "reasons", "string_too_short"),
    ("a decision by somebody else",                       conditions.DecisionForm,  DECISION | {"by": "u_boss"},                                   "by", "unknown_field"),
    ("a ground that is a sentence",                       conditions.DecisionForm,  DECISION | {"ground": "Hän on vihainen"},                      "ground", "string_pattern_mismatch"),
    ("an interruption for a ground that is a sentence",   conditions.Interruption,  {"matters": M, "ground": "En jaksa", "reasons": "Syy."},       "ground", "string_pattern_mismatch"),
    ("a meeting of no form",                              meetings.NewMeeting,      MEETING | {"form": "secret"},                                  "form", "enum"),
    ("a meeting to which nobody is invited",              meetings.NewMeeting,      MEETING | {"invited": []},                                     "invited", "too_short"),
    ("a state that is set by hand",                       intake.MatterCorrection,  {"matters": M, "state": "accepted"},                           "state", "unknown_field"),
    ("an outcome that is set by hand",                    intake.MatterCorrection,  {"matters": M, "outcome": "agreement"},                        "outcome", "unknown_field"),
    ("a date that is none",                               intake.MatterCorrection,  {"matters": M, "act_on": "2026-02-30"},                        "act_on", "bad_date"),
    ("a step that is none",                               follow_up.Performance,    {"obligation": I, "step": "forget"},                           "step", "literal_error"),
    ("a role nobody has",                                 office.NewAccount,        {"name": "Aino", "roles": ["root"]},                           "roles.0", "enum"),
    ("an account without a role",                         office.NewAccount,        {"name": "Aino", "roles": []},                                 "roles", "too_short"),
]
# fmt: on


@pytest.mark.parametrize(("form", "fields", "where", "code"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_told_by_its_place_and_nothing_is_repeated(
    form: type[Form], fields: dict[str, Any], where: str, code: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        read_form(form, fields)
    told = dict(refusal.value.fields)
    found = told.get(where) or next((c for at, c in told.items() if at.startswith(where.split(".")[0] + ".")), None)
    assert found == code
    assert refusal.value.code == "invalid"
    assert refusal.value.message == "some fields cannot be used"


# fmt: off
NOT_JSON = [
    ("words",                   b"matters=m_1",                   "not_json"),
    ("nothing",                 b"",                              "not_json"),
    ("half an object",          b'{"text": "a',                   "not_json"),
    ("bytes that are no text",  b'{"text": "\xff\xfe"}',          "not_json"),
    ("a list",                  b"[]",                            "invalid"),
    ("a bare text",             b'"text"',                        "invalid"),
    ("null",                    b"null",                          "invalid"),
    ("a megabyte and a byte",   b" " * (LARGEST + 1),             "too_large"),
]
# fmt: on


@pytest.mark.parametrize(("raw", "code"), [row[1:] for row in NOT_JSON], ids=[row[0] for row in NOT_JSON])
def test_what_is_no_form_at_all_is_refused_with_its_own_code(raw: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_form(follow_up.NoteForm, raw)
    assert refusal.value.code == code


def test_a_name_is_kept_in_one_normal_form_and_a_form_is_the_same_from_text_and_fields() -> None:
    fields = {"name": " A\u0308ijo\u0308 ", "roles": ["adviser"]}
    form = read_form(office.NewAccount, fields)
    assert form.name == "Äijö"
    assert read_form(office.NewAccount, json.dumps(fields)) == form


def test_a_form_cannot_be_changed_after_it_was_checked() -> None:
    form = read_form(follow_up.NoteForm, {"text": "Muistiinpano."})
    with pytest.raises(ValueError, match="frozen"):
        form.text = "toinen"
