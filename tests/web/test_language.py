"""Three languages, whole: no sentence without its Finnish and Swedish, no code without a word, no mixture on a page."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from mediation.actions.arrival import Arrival
from mediation.actions.availability import AvailabilityForm
from mediation.actions.expenses import ClaimForm
from mediation.actions.forms import Form
from mediation.cases.events import EventCode
from mediation.deadlines.rule import Owner
from mediation.documents.catalogue import DocumentKind
from mediation.kernel.actor import Role
from mediation.kernel.language import Language
from mediation.law.codes import GROUNDS_USED, SECTIONS_ASKED
from mediation.law.finland import PACK
from mediation.law.finland.deadlines import RULES
from mediation.law.finland.lifecycle import CRIME_STEPS, DISPUTE_STEPS
from mediation.law.finland.offence_classes import CLASSES
from mediation.notifications.catalogue import MessageKind
from mediation.queries.own_desk import OWED
from mediation.states import small
from mediation.states.matter import MatterKind, MatterState
from mediation.web.language import LOCALES, catalogues, chosen, tongue
from mediation.web.pages import PAGES
from mediation.web.shapes import leaves, shapes_of
from mediation.web.staff.next_step import AT_ONCE, NEXT, REPORTING
from mediation.web.staff.step import STAFFS
from tests.architecture.tree import ROOT, python_files
from tests.web.conftest import Visitor
from volunteers.expenses import ITEM_KINDS
from volunteers.training import BASIC_COURSE, CLOSE_RELATION_COURSE

WEB = ROOT / "mediation" / "web"
TRANSLATED = [Language.FINNISH, Language.SWEDISH]
KEYWORDS = {"_": None, "N_": None, "say": None}


@cache
def sentences() -> set[str]:
    """Every sentence that templates and code mark for translation."""
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    found = extract_from_dir(str(WEB), methods, keywords=KEYWORDS)  # type: ignore[arg-type]
    return {m if isinstance(m, str) else m[0] for _, _, m, _, _ in found}


def entries(language: Language) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in catalogues(language):
        with path.open("rb") as lines:
            for message in read_po(lines):
                if message.id:
                    assert not message.fuzzy, f"{path}: {message.id}"
                    assert message.id not in found, f"{path}: {message.id} stands in another catalogue too"
                    found[str(message.id)] = str(message.string or "")
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: Language) -> None:
    known = entries(language)
    assert len(sentences()) > 150
    assert [text for text in sorted(sentences()) if not known.get(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_of_a_sentence_that_is_gone(language: Language) -> None:
    codes = set(entries(Language.ENGLISH))
    assert sorted(set(entries(language)) - sentences() - codes) == []


@pytest.mark.parametrize("language", Language)
def test_what_a_sentence_fills_in_is_the_same_in_every_language(language: Language) -> None:
    wrong = [
        (text, said) for text, said in entries(language).items()
        if text in sentences() and set(re.findall(r"\{\w+\}", text)) != set(re.findall(r"\{\w+\}", said))
    ]  # fmt: skip
    assert wrong == []


def forms() -> Iterator[type[Form]]:
    yield from (action.form for action in STAFFS)
    yield Arrival


def codes_in_code(pattern: str, *tops: str) -> set[str]:
    found = (re.findall(pattern, path.read_text("utf-8"), re.DOTALL) for path in python_files(*tops))
    return {code for codes in found for code in codes}


@cache
def needed() -> dict[str, set[str]]:
    """Group by group, every code that can come on screen, read off the product's own tables."""
    shapes = [s for form in forms() for s in leaves(shapes_of(form))]
    wanted: dict[str, set[str]] = {
        "state": set(MatterState), "kind": set(MatterKind), "owner": set(Owner), "rule": set(RULES),
        "role": set(Role), "meeting": set(small.MeetingState), "assignment": set(small.AssignmentState),
        "report_state": set(small.ReportState), "obligation": set(small.ObligationState),
        "message_state": set(small.MessageState), "message": set(MessageKind), "document": set(DocumentKind),
        "field": {s.name for s in shapes},
        "action": {f"{a.noun}.{a.verb}" for a in STAFFS}, "noun": {a.noun for a in STAFFS},
        "need": {need.code for steps in (CRIME_STEPS, DISPUTE_STEPS) for _, _, _, needs in steps for need in needs}
        | codes_in_code(r'Need\(\s*"([a-z_]+)"', "mediation") | SECTIONS_ASKED,
        "refusal": refusal_codes(), "wrong": wrong_codes(),
        "next": {row[-1] for row in (*NEXT, *REPORTING)} | AT_ONCE | {"obligations/record"},
    }  # fmt: skip
    wanted |= of_mediators()
    wanted["field"] |= {s.name for form in (AvailabilityForm, ClaimForm) for s in leaves(shapes_of(form))}
    wanted["field"] |= {p.takes_as for p in PAGES if p.takes}
    wanted["row"] = {s.name for s in shapes if s.kind == "rows"} | {"pattern", "away", "extra"}
    wanted["ground"] = PACK.grounds.keys() - GROUNDS_USED
    wanted["do"] = wanted["next"] - {"waits_for_mediator"}
    for shape in shapes:
        if shape.kind == "choice" and shape.name not in {"format", "initiator"}:
            wanted.setdefault(shape.name, set()).update(shape.options)
    return wanted


def of_mediators() -> dict[str, set[str]]:
    """The codes that only the volunteer mediators' pages show."""
    answered = set(small.AssignmentState) - {small.AssignmentState.OFFERED}
    return {
        "offence_class": {name for _, name in CLASSES} | {"other", "dispute"},
        "offer": {*answered, "offer_is_open", "matter_is_accepted", "place_is_open"},
        "owed": {*OWED, *codes_in_code(r'_owed\("([a-z_]+)"', "mediation/queries")},
        "course": {BASIC_COURSE, CLOSE_RELATION_COURSE}, "standing": set(small.VolunteerState),
        "expense": set(small.ExpenseState), "expense_said": set(small.ExpenseState), "expense_kind": set(ITEM_KINDS),
        "basis": {"base", "itemised"}, "why": {"holiday", "illness", "other"}, "weekday": set("1234567"),
        "done": {"taken", "declined", "left", "saved", "claimed", "receipt_added", "link_made", "link_ended"},
    }  # fmt: skip


def refusal_codes() -> set[str]:
    """The codes of refusals that a page can meet: those of the floors between the web and the set-up."""
    floors = [
        f"mediation/{f}"
        for f in ("actions", "cases", "queries", "deadlines", "permissions", "web", "kernel", "accounts")
    ]
    of_set_up = {
        "bad_policy",
        "not_json",
        "not_json_type",
        "unknown_setting",
        "pages_not_built",
        "duplicate",
        "not_empty",
    }
    return codes_in_code(r'\bcode ?= ?"([a-z_]+)"', *floors) - of_set_up


def wrong_codes() -> set[str]:
    """The codes of fields that cannot be used, wherever an `Invalid` names some, and what pydantic calls the commonest."""
    found = {
        "enum",
        "literal_error",
        "int_type",
        "string_too_short",
        "too_short",
        "string_pattern_mismatch",
        "required",
    }
    found |= codes_in_code(r'(?:Pattern|Claim)Refused\("([a-z_]+)"', "volunteers")
    for path in python_files("mediation"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "fields" and isinstance(node.value, ast.List):
                pairs = (e.elts for e in node.value.elts if isinstance(e, ast.Tuple) and len(e.elts) == 2)
                found |= {str(code.value) for _, code in pairs if isinstance(code, ast.Constant)}
    return found


@pytest.mark.parametrize("group", needed())
@pytest.mark.parametrize("language", Language)
def test_every_code_has_a_word(group: str, language: Language) -> None:
    speaking = tongue(language)
    assert sorted(str(c) for c in needed()[group] if not speaking.has_word(group, c)) == []


def test_the_words_are_the_same_codes_in_every_language() -> None:
    english, finnish, swedish = (set(dict(_words(language))) for language in ("en", "fi", "sv"))
    assert english == finnish == swedish
    assert {code.removeprefix("event.") for code in english if code.startswith("event.")} <= {
        *EventCode, "agreement_drafted",
    }  # fmt: skip


def _words(language: str) -> Iterator[tuple[str, str]]:
    with (LOCALES / language / "words.po").open("rb") as lines:
        yield from ((str(m.id), str(m.string)) for m in read_po(lines) if m.id)


ACCEPTED = {  # what the browser asks for, what was chosen before → the language of the page
    "a Finn":                            ("fi-FI,fi;q=0.9,en;q=0.8", "", "fi"),
    "a Swedish speaker":                 ("sv-FI,sv;q=0.9", "", "sv"),
    "somebody abroad":                   ("de-DE,en;q=0.5", "", "en"),
    "a language we do not have":         ("de-DE,de;q=0.5", "", "fi"),
    "a browser that says nothing":       ("", "", "fi"),
    "a choice before beats the browser": ("fi", "sv", "sv"),
    "a made-up choice does not":         ("en", "<script>", "en"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", ACCEPTED)
def test_the_language_of_a_visit(sentence: str) -> None:
    accepted, cookie, language = ACCEPTED[sentence]
    assert chosen(cookie, accepted) == language


def test_a_language_once_chosen_stays(visitor: Callable[..., Visitor]) -> None:
    come = visitor("adviser", "fi")
    come.open("/language/sv?to=/cases")
    assert come.address == "/cases"
    assert '<html lang="sv">' in come.page.text
    assert "Ärenden" in come.open("/cases")
    assert '<html lang="sv">' in come.open("/language/de?to=/cases")


@pytest.mark.parametrize(
    "to", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_the_way_back_leads_nowhere_else(to: str, visitor: Callable[..., Visitor]) -> None:
    come = visitor()
    come.client.follow_redirects = False
    answer = come.client.get("/language/sv", params={"to": to})
    assert answer.headers["location"] == "/"


FOREIGN = {  # words that only one of the languages has: none may stand on a page of another
    "fi": r"\b(the|and|och|inte|ärende|case|sign)\b",
    "sv": r"\b(the|and|ja|asia|ei|case|sign)\b",
    "en": r"\b(ja|och|ei|inte|asia|ärende)\b",
}  # fmt: skip


@pytest.mark.parametrize("language", FOREIGN)
def test_no_page_mixes_languages(language: str, visitor: Callable[..., Visitor]) -> None:
    come = visitor("in_charge", language)
    for path in ("/today", "/cases", "/search", "/intake/new", "/desk/account"):
        come.open(path)
        words = come.text.replace("Suomi Svenska English", "")
        assert (
            re.findall(
                FOREIGN[language].replace("|ja", "") if language == "sv" else FOREIGN[language], words, re.IGNORECASE
            )
            == []
        ), path


def test_the_catalogues_lie_where_translators_look() -> None:
    assert {p.name for p in Path(LOCALES).iterdir()} == {"fi", "sv", "en"}
