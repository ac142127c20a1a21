"""The house's floors, read off the syntax: a floor may look down and never up, and each tool lives in one place.

An independent twin of the import linter: the floors are written down once more here, and nothing of it is asked.
"""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import fnmatch

import pytest

from tests.architecture.tree import Import, imports, of_the_library

# From the roof to the ground; rooms on one floor do not see each other.
FLOORS = [
    ["mediation.__main__"],
    ["mediation.cli"],
    ["mediation.demo"],
    ["mediation.web", "mediation.api", "mediation.flows"],
    ["mediation.safety"],
    ["mediation.bootstrap"],
    ["mediation.queries"],
    ["mediation.storage"],
    ["mediation.actions"],
    ["mediation.repeats"],
    ["mediation.work"],
    ["mediation.stores", "mediation.reactions"],
    ["mediation.documents", "mediation.notifications"],
    ["mediation.permissions", "mediation.accounts", "mediation.effects", "mediation.proof"],
    ["mediation.cases"],
    ["mediation.law"],
    ["mediation.deadlines"],
    ["mediation.states"],
    ["mediation.vault", "mediation.docs_templates", "mediation.settings"],
    ["mediation.kernel"],
    ["volunteers", "audit"],
]
HEIGHT = {room: len(FLOORS) - n for n, floor in enumerate(FLOORS) for room in floor}
PRODUCT = ("mediation", "volunteers", "audit")

# fmt: off
#    library           where alone it may be imported                                                            why
LIVES_IN: list[tuple[str, list[str], str]] = [
    ("transitions",    ["mediation/states/machine.py"],                                                          "its defaults are dangerous"),
    ("cryptography",   ["mediation/vault/*", "audit/*", "mediation/bootstrap.py", "mediation/safety.py",
                        "mediation/storage/journal.py"],                                                         "one place to review; the last three name the type of a key"),
    ("prefect",        ["mediation/flows/*"],                                                                    "the product runs without it"),
    ("sqlalchemy",     ["mediation/storage/*", "mediation/queries/*", "mediation/statistics/*", "audit/sql.py",
                        "mediation/bootstrap.py", "mediation/safety.py"],                                        "actions cannot write SQL"),
    ("alembic",        ["mediation/storage/*"],                                                                  "the schema is the storage's"),
    ("psycopg",        ["mediation/storage/*"],                                                                  "an engine is the storage's"),
    ("sqlcipher3",     ["mediation/storage/*"],                                                                  "an engine is the storage's"),
    ("msgspec",        ["mediation/storage/*"],                                                                  "how records become bytes is the storage's"),
    ("jinja2",         ["mediation/docs_templates/*", "mediation/web/render.py"],                                "letters in one sandbox, pages in one environment"),
    ("typst",          ["mediation/documents/typeset.py"],                                                       "heavy, and in a child process only"),
    ("pypandoc",       ["mediation/documents/pandoc.py"],                                                        "heavy"),
    ("pyhanko",        ["mediation/documents/seal.py", "mediation/documents/verify.py"],                           "heavy, and one place to review"),
    ("pebble",         ["mediation/documents/bounded.py"],                                                       "one place where children are bounded"),
    ("pikepdf",        ["mediation/documents/scan_pdf.py", "mediation/documents/batch.py"],                      "in a child process only"),
    ("PIL",            ["mediation/documents/scan_images.py"],                                                   "in a child process only"),
    ("segno",          ["mediation/documents/mark.py", "mediation/web/*"],                                       "a picture on paper, a picture on a page"),
    ("fastapi",        ["mediation/api/*"],                                                                      "a door"),
    ("starlette",      ["mediation/api/*", "mediation/web/*", "mediation/cli/doors.py"],                         "a door"),
    ("babel",          ["mediation/web/*"],                                                                      "three languages on screen"),
    ("argon2",         ["mediation/accounts/passwords.py"],                                                      "one place to review"),
    ("pyotp",          ["mediation/accounts/second_factor.py"],                                                  "one place to review"),
    ("servestatic",    ["mediation/web/app.py"],                                                                 "built files are served in one place"),
    ("uvicorn",        ["mediation/cli/*"],                                                                      "a door"),
    ("typer",          ["mediation/cli/*"],                                                                      "a door"),
    ("rich",           ["mediation/cli/*", "mediation/demo/*"],                                                  "what is shown to people"),
    ("aiosmtplib",     ["mediation/notifications/channels/*"],                                                   "a channel"),
    ("hvac",           ["mediation/vault/sources/*"],                                                            "an optional key source"),
    ("pkcs11",         ["mediation/vault/sources/*"],                                                            "an optional key source"),
    ("highspy",        ["volunteers/planning/solver.py"],                                                        "the solver of one programme"),
    ("numpy",          ["volunteers/planning/*"],                                                                "columns of the one programme"),
    ("icalendar",      ["mediation/documents/calendars.py"],                                                     "foreign files are read in one place"),
    ("recurring_ical_events", ["mediation/documents/calendars.py"],                                              "foreign files are read in one place"),
    ("holidays",       ["mediation/deadlines/*"],                                                                "the calendar's"),
]
INSIDE_FUNCTIONS = [
    ("mediation/documents/pandoc.py", "heavy: the converter is looked for when the first page is printed"),
    ("mediation/documents/typeset.py", "heavy: the typesetter, in the child process alone"),
    ("mediation/documents/scan_pdf.py", "heavy: the same"),
    ("mediation/documents/scan_images.py", "heavy: the same"),
    ("mediation/documents/seal.py", "heavy: a second of loading, for an office that seals"),
    ("mediation/documents/verify.py", "heavy: the same"),
    ("mediation/bootstrap.py",      "optional: the clients of two key sources are extras"),
    ("mediation/cli/main.py",       "heavy: two seconds in which Ctrl-C should be as quiet as later"),
    ("mediation/cli/demo.py",       "late: Prefect reads its settings when it is imported"),
]
# fmt: on


def room(module: str) -> str | None:
    """The room of the house a module lies in; None for what is no part of it."""
    found = [r for r in HEIGHT if module == r or module.startswith(r + ".")]
    return max(found, key=len, default=None)


def home(one: Import) -> str:
    return one.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_every_module_has_a_floor() -> None:
    strays = {home(one) for one in imports(*PRODUCT) if room(home(one)) is None}
    assert strays == set()


def test_nobody_looks_up_and_nobody_looks_sideways() -> None:
    wrong = []
    for one in imports(*PRODUCT):
        above, below = room(home(one)), room(one.module)
        if above is None or below is None or above == below:
            continue
        if HEIGHT[below] >= HEIGHT[above]:
            wrong.append(str(one))
    assert wrong == []


@pytest.mark.parametrize(("library", "places", "why"), LIVES_IN, ids=[row[0] for row in LIVES_IN])
def test_a_tool_lives_where_it_should(library: str, places: list[str], why: str) -> None:
    users = [one for one in imports(*PRODUCT) if one.module.split(".")[0] == library]
    strays = [str(one) for one in users if not any(fnmatch.fnmatch(one.file, place) for place in places)]
    assert strays == [], why


def test_the_register_of_volunteers_needs_nothing_but_python() -> None:
    """But for the planner, which gives the optimisation to a solver."""
    foreign = {
        (one.module.split(".")[0], one.file) for one in imports("volunteers")
        if not of_the_library(one.module) and one.module.split(".")[0] != "volunteers"
    }  # fmt: skip
    assert {library for library, _ in foreign} <= {"highspy", "numpy"}
    assert all(file.startswith("volunteers/planning/") for _, file in foreign)


def test_the_journal_can_be_read_by_an_auditor_alone() -> None:
    foreign = {
        (one.module.split(".")[0], one.file) for one in imports("audit")
        if not of_the_library(one.module) and one.module.split(".")[0] not in {"audit", "cryptography"}
    }  # fmt: skip
    assert {library for library, _ in foreign} <= {"sqlalchemy"}
    assert {file for _, file in foreign} <= {"audit/sql.py"}


@pytest.mark.parametrize("floor", ["mediation/kernel", "mediation/states", "mediation/cases", "mediation/permissions"])
def test_the_meaning_outlives_the_tools(floor: str) -> None:
    """Nothing but Python and the house itself, and the one state machine, and no register of volunteers."""
    foreign = {
        one.module.split(".")[0] for one in imports(floor)
        if not of_the_library(one.module) and not one.module.startswith("mediation.")
    }  # fmt: skip
    assert foreign <= ({"transitions"} if floor == "mediation/states" else set())


def test_imports_stand_at_the_top_but_for_a_few_with_a_reason() -> None:
    inside = {one.file for one in imports(*PRODUCT) if one.inside}
    assert inside <= {file for file, _ in INSIDE_FUNCTIONS}


def test_nothing_is_imported_for_its_types_from_another_floor() -> None:
    """A circle hidden behind TYPE_CHECKING is a circle, unless it stays in one room."""
    hidden = [one for one in imports(*PRODUCT) if one.only_types and room(one.module) is not None]
    assert [str(one) for one in hidden if room(home(one)) != room(one.module)] == []


def test_the_product_knows_nothing_of_its_tests() -> None:
    assert [str(one) for one in imports(*PRODUCT) if one.module.split(".")[0] in {"tests", "benchmarks"}] == []


def test_only_the_wiring_and_the_storage_itself_name_the_storages_adapters() -> None:
    allowed = {"mediation.bootstrap", "mediation.storage", "mediation.safety", "mediation.cli", "mediation.demo"}
    users = {room(home(one)) for one in imports(*PRODUCT) if one.module.startswith("mediation.storage")}
    assert users <= allowed
