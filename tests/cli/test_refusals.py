"""What the command line says no to: a sentence, a code, an exit code by kind, and everything stays as it was."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mediation.cli.refusals import EXIT
from mediation.kernel.clock import SetClock, SystemClock
from mediation.kernel.ids import random_id
from tests.api.template import Template
from tests.cli.conftest import Line, arrival

ONE = json.loads(arrival())


def person(**changes: Any) -> str:
    first, second = ONE["people"]
    return arrival(people=[{k: v for k, v in first.items() if k != "born_on"} | changes, second])


def matter(**changes: Any) -> str:
    return arrival(matters=[ONE["matters"][0] | changes])


# fmt: off
BAD: dict[str, tuple[str | bytes, int, str]] = {
    # what arrives:                       message,                                            exit, a word of the refusal
    "nothing at all":                     ("",                                                  2, "nothing was sent"),
    "space":                              (" \n\t ",                                            2, "nothing was sent"),
    "half a message":                     ('{"format":\n\n  "med',                              2, "line 3 column"),
    "bytes of no text":                   (b"\xff\xfe\x00\x01",                                 2, "not_json"),
    "a lone surrogate":                   ('{"format":"\\ud800"}',                              2, "not_json"),
    "a list":                             ("[]",                                                2, "invalid"),
    "hostile nesting":                    ("[" * 50_000,                                        2, "not_json"),
    "a name twice":                       (arrival()[:-1] + ', "unit": "n_x"}',                 2, "given_twice"),
    "an unknown field":                   (arrival(surprise=1),                                 2, "surprise: unknown_field"),
    "a format of another version":        (arrival(format="mediation-initiative/9"),            2, "format: literal_error"),
    "an unknown role":                    (arrival(initiator="king"),                           2, "initiator: enum"),
    "a role the Act does not name":       (arrival(initiator="auditor"),                        2, "not_an_initiator"),
    "an unknown unit":                    (arrival(unit="n_nowhere"),                           3, "unit_not_found"),
    "another authority's unit":           (arrival(initiator="prosecutor", unit="n_syyttaja_keksitty"), 2, "not_yours"),
    "an unknown offence":                 (matter(offence="stealing_the_moon"),                 2, "unknown_code"),
    "an offence that is a sentence":      (matter(offence="Hän löi minua"),                     2, "matters.0.offence"),
    "a day that does not exist":          (arrival(initiated_on="2026-02-30"),                  2, "bad_date"),
    "a day in another style":             (arrival(initiated_on="1.9.2026"),                    2, "bad_date"),
    "a day in the year 9999":             (arrival(initiated_on="9999-12-31"),                  2, "out_of_range"),
    "a day to come":                      (arrival(initiated_on="2099-01-01"),                  2, "in_future"),
    "a day before the Act":               (arrival(initiated_on="2005-12-31"),                  2, "before_the_act"),
    "an act in the future":               (matter(act_on="2099-01-01"),                         2, "matters.0.act_on: in_future"),
    "a birth in the future":              (person(born_on="2099-01-01"),                        2, "people.0.born_on"),
    "a wrong check character":            (person(identity_code="050585-900X"),                 2, "people.0.identity_code: bad_check"),
    "a code of another birthday":         (person(identity_code="010101-900R", born_on="1985-05-05"), 2, "differs_from_code"),
    "nobody":                             (arrival(people=[]),                                  2, "people"),
    "a person nobody knows":              (matter(suspects=["x"]),                              2, "unknown_ref"),
    "suspect and victim in one":          (matter(victims=["a"]),                               2, "also_suspect"),
    "a NUL byte in a name":               (person(name="Olli\x00Osapuoli"),                     2, "people.0.name: bad_character"),
    "a name that writes backwards":       (person(name="Olli\u202eOsapuoli"),                   2, "people.0.name: bad_character"),
    "a very long name":                   (person(name="O" * 201),                              2, "people.0.name: too_long"),
    "ten megabytes":                      (arrival(official="x" * 10_000_000),                  2, "too_large"),
}
# fmt: on


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, template: Template) -> Iterator[Line]:
    folder = tmp_path_factory.mktemp("shared")
    with template.copied(folder, SetClock(SystemClock().now())) as stage:
        yield Line(folder / "home", stage)


@pytest.mark.parametrize("sentence", BAD)
def test_an_initiative_that_cannot_be_leaves_everything_as_it_was(shared: Line, sentence: str) -> None:
    message, code, word = BAD[sentence]
    before = shared.rows()
    answer = shared.run("cases", "register", "-", who="police", stdin=message)
    assert (answer.code, answer.out) == (code, "")
    assert word in answer.err, answer.err
    assert answer.err.startswith("refused (")
    assert shared.rows() == before


def test_a_refusal_as_json_has_its_code_its_sentence_and_its_fields(shared: Line) -> None:
    told = shared.run("cases", "register", "-", "--json", who="police", stdin=arrival(unit="n_nowhere")).refused
    assert told == {"refused": "unit_not_found", "message": "no such unit in the register", "missing": [], "fields": []}
    told = shared.run(
        "cases", "register", "-", "--json", who="police", stdin=person(identity_code="010101-900X")
    ).refused
    assert told["fields"] == [["people.0.identity_code", "bad_check"]]


def test_a_repeated_delivery_is_told_and_the_first_case_stays_as_it_is(line: Line) -> None:
    made = line.run("cases", "register", "-", "--json", who="police", stdin=arrival()).json
    before, page = line.rows(), line.run("cases", "show", made["case"], "--json", who="adviser").json
    before = line.rows()
    again = line.run("cases", "register", "-", who="police", stdin=arrival(official="Toinen Poliisi"))
    assert (again.code, "duplicate_delivery" in again.err) == (7, True)
    assert line.rows() == before
    assert line.run("cases", "show", made["case"], "--json", who="adviser").json == page


# fmt: off
#    what is done                     by,         words (CASE, MATTERS in their places),                                             exit, code
NO: list[tuple[str, str, str, dict[str, Any], int, str]] = [
    ("a step out of order",           "adviser",   "mediators name CASE -",               {"matters": "MATTERS"},                    5, "step_not_possible"),
    ("a decision not one's own",      "adviser",   "decisions make CASE -",               {"matters": "MATTERS", "kind": "accept", "reasons": "x"}, 4, "not_permitted"),
    ("a version that has passed",     "adviser",   "matters close CASE - --version 9",    {"matters": "MATTERS"},                    6, "stale_version"),
    ("a mediator without a grant",    "veikko",    "matters close CASE -",                {"matters": "MATTERS"},                    3, "case_not_found"),
    ("an administrator",              "administrator", "matters close CASE -",            {"matters": "MATTERS"},                    3, "case_not_found"),
    ("another's matter",              "adviser",   "matters close CASE -",                {"matters": ["m_" + "0" * 26]},            3, "matter_not_found"),
    ("a case that is a word",         "adviser",   "matters close Osapuoli -",            {"matters": "MATTERS"},                    3, "case_not_found"),
    ("a case number of no case",      "adviser",   "matters close HEL-1999-0001 -",       {"matters": "MATTERS"},                    3, "case_not_found"),
    ("a case of odd bytes",           "adviser",   "matters close \udcff\udcfe -",        {"matters": "MATTERS"},                    3, "case_not_found"),
    ("nobody",                        "",          "matters close CASE -",                {"matters": "MATTERS"},                    4, "not_signed_in"),
    ("a form of nothing",             "adviser",   "matters close CASE -",                {},                                        2, "invalid"),
    ("a list for nobody",             "veikko",    "cases list",                          {},                                        4, "not_permitted"),
    ("a search for nobody",           "police",    "cases search Osapuoli",               {},                                        4, "not_permitted"),
    ("a search for one letter",       "adviser",   "cases search O",                      {},                                        2, "invalid"),
    ("a search of odd bytes",         "adviser",   "cases search \udcff\udcfe",           {},                                        2, "invalid"),
    ("a cursor of nothing",           "adviser",   "cases list --after xx",               {},                                        2, "invalid"),
    ("no rows",                       "adviser",   "cases list --limit 0",                {},                                        2, "invalid"),
    ("a document nobody has",         "adviser",   "documents get CASE f_0 OUT",          {},                                        3, "document_not_found"),
    ("keys by an adviser",            "adviser",   "keys rotate",                         {},                                        4, "not_permitted"),
    ("the journal by an adviser",     "adviser",   "journal export OUT",                  {},                                        4, "not_permitted"),
    ("a file that is not there",      "adviser",   "notes add CASE NOWHERE",              {},                                        2, "unreadable_file"),
    ("a folder for a file",           "adviser",   "notes add CASE FOLDER",               {},                                        2, "unreadable_file"),
]
# fmt: on


@pytest.mark.parametrize(("who", "words", "form", "code", "word"), [row[1:] for row in NO], ids=[row[0] for row in NO])
def test_a_no_has_its_exit_code_and_leaves_everything_as_it_was(
    shared: Line, tmp_path: Path, who: str, words: str, form: dict[str, Any], code: int, word: str
) -> None:
    initiative = arrival(delivery_id=random_id("d"))
    made = shared.run("cases", "register", "-", "--json", who="police", stdin=initiative).json
    out = tmp_path / "out"
    given = {"CASE": made["case"], "OUT": str(out), "NOWHERE": str(out), "FOLDER": str(tmp_path)}
    sent = {key: made["matters"] if value == "MATTERS" else value for key, value in form.items()}
    before = shared.rows()
    answer = shared.run(*(given.get(w, w) for w in words.split()), "--json", who=who, stdin=json.dumps(sent))
    assert (answer.code, answer.refused["refused"]) == (code, word)
    assert shared.rows() == before
    assert not out.exists()


def test_what_is_missing_is_listed_with_its_section(line: Line) -> None:
    made = line.run("cases", "register", "-", "--json", who="police", stdin=arrival()).json
    line.do("adviser", made["case"], "matters triage", matters=made["matters"], venue_is_here=True)
    form = json.dumps({"matters": made["matters"], "kind": "accept", "reasons": "Heti."})
    answer = line.run("decisions", "make", made["case"], "-", who="in_charge", stdin=form)
    assert answer.code == 5
    assert "1015/2005 §" in answer.err
    assert "missing:" in answer.err


@pytest.mark.parametrize("token", ["", "x", "med_" + "A" * 43, "med_\udcff"])
def test_a_wrong_token_opens_nothing(line: Line, token: str) -> None:
    before = line.rows()
    for words in (("cases", "list"), ("accounts", "list"), ("journal", "checkpoint"), ("keys", "create")):
        answer = line.run(*words, "--json", MEDIATION_TOKEN=token)
        assert (answer.code, answer.refused["refused"]) == (4, "not_signed_in")
    assert line.rows() == before


def test_a_token_may_lie_in_a_file(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(line.stage.tokens["adviser"] + "\n", encoding="utf-8")
    assert line.run("cases", "list", MEDIATION_TOKEN_FILE=str(file)).code == 0
    missing = line.run("cases", "list", "--json", MEDIATION_TOKEN_FILE=str(tmp_path / "none"))
    assert (missing.code, missing.refused["refused"]) == (9, "file")


def test_a_file_from_an_editor_that_marks_its_beginning_is_read(line: Line, tmp_path: Path) -> None:
    file = tmp_path / "initiative.json"
    file.write_bytes(b"\xef\xbb\xbf" + arrival().encode())
    assert line.run("cases", "register", str(file), who="police").code == 0


def test_every_kind_of_refusal_has_an_exit_code_of_the_table() -> None:
    assert set(EXIT.values()) == set(range(2, 11))


def test_a_fault_is_a_number_and_a_place_and_not_a_word_of_what_was_typed(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("Urpo Uhri")

    monkeypatch.setattr("mediation.queries.lists.case_list", broken)
    answer = line.run("cases", "list", who="adviser")
    assert (answer.code, answer.out) == (70, "")
    assert "KeyError at tests/cli/test_refusals.py" in answer.err
    told = line.run("cases", "list", "--json", who="adviser").refused
    assert set(told) == {"fault", "place"}
    for said in (answer.err, json.dumps(told)):
        assert "Urpo" not in said
        assert "Traceback" not in said


def test_a_folder_that_cannot_be_written_is_named(line: Line, tmp_path: Path) -> None:
    closed = tmp_path / "no" / "such" / "folder"
    for words in (("journal", "export", str(closed)), ("documents", "get", "c_x", "f_x", str(closed))):
        answer = line.run(*words, "--json", who="auditor")
        assert (answer.code, answer.refused["refused"]) == (9, "file"), words
        assert str(closed) in answer.refused["message"]
    assert line.run("lifecycles", "write", "/proc/nowhere").code == 9


def test_standard_input_is_where_json_comes_from_when_no_file_is_named(line: Line) -> None:
    assert line.run("cases", "register", who="police", stdin=arrival()).code == 0


def test_a_case_is_named_by_its_number_or_by_its_id(line: Line) -> None:
    case = json.loads(line.run("cases", "register", "-", "--json", who="adviser", stdin=arrival()).out)["case"]
    number = line.run("cases", "show", case, "--json", who="adviser").json["number"]
    assert number.startswith("HEL-")
    for typed in (number, number.lower(), f" {number} "):
        assert line.run("cases", "show", typed, "--json", who="adviser").json["id"] == case
    assert "note" in line.do("adviser", number, "notes add", text="Soitettu.")
    for wrong in (f"{number}9", "HEL-2026", "Olli Osapuoli"):
        answer = line.run("cases", "show", wrong, "--json", who="adviser")
        assert (answer.code, answer.refused["refused"]) == (3, "case_not_found")
    assert line.run("cases", "show", number, "--json", who="veikko").refused["refused"] == "case_not_found"
