"""What the code has, the documents have: lifecycles drawn, words explained, settings told, nothing stale."""

import re
from enum import StrEnum

import pytest

from mediation.cli.lifecycles import ALL
from mediation.kernel.actor import Role
from mediation.law.finland import PACK
from mediation.law.finland.deadlines import RULES
from mediation.settings import KNOWN
from mediation.states.diagram import page
from mediation.states.matter import MatterKind, MatterState, Outcome
from mediation.states.small import (
    AssignmentState,
    HoldState,
    MeetingState,
    MessageState,
    ObligationState,
    ReportState,
    VolunteerState,
)
from tests.architecture.tree import ROOT

PAGES = ROOT / "docs" / "lifecycles"
STATES: list[type[StrEnum]] = [
    MatterKind, MatterState, Outcome, HoldState, AssignmentState, ObligationState, ReportState, MessageState,
    MeetingState, VolunteerState,
]  # fmt: skip
WORDS = sorted({value.value for kind in STATES for value in kind})


@pytest.mark.parametrize("name", ALL)
def test_the_page_of_a_lifecycle_is_drawn_from_its_table_as_it_is_now(name: str) -> None:
    drawn = PAGES / f"{name}.md"
    assert drawn.read_text(encoding="utf-8") == page(*ALL[name]), "`make docs` draws it anew"


def test_no_page_is_left_of_a_lifecycle_that_is_gone() -> None:
    assert {p.stem for p in PAGES.glob("*.md")} - {"README"} == set(ALL)


def test_every_state_and_outcome_has_a_line_in_the_glossary() -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower().splitlines()
    rows = [line for line in lines if line.startswith(("|", "-", "*", "#"))]
    told = {word for word in WORDS if any(_says(word, row) for row in rows)}
    assert sorted(set(WORDS) - told) == []


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_line_in_the_glossary(role: Role) -> None:
    lines = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower().splitlines()
    assert any(_says(role.value, line) for line in lines if line.startswith(("|", "-", "*", "#")))


def _says(word: str, line: str) -> bool:
    return any(re.search(rf"(?<![a-z_]){re.escape(form)}(?![a-z_])", line) for form in (word, word.replace("_", " ")))


@pytest.mark.parametrize("setting", KNOWN)
def test_every_setting_is_in_the_example_and_in_the_operators_handbook(setting: str) -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(rf"^#?\s*{setting}=", example, re.MULTILINE)
    handbook = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert f"`{setting}`" in handbook


def test_the_example_names_no_setting_that_is_gone() -> None:
    named = set(re.findall(r"^#?\s*(MEDIATION_[A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    families = ("MEDIATION_KEYS_", "MEDIATION_TOKEN")
    assert {n for n in named if n not in KNOWN and not n.startswith(families)} == set()


def test_every_requirement_rests_on_a_section_or_says_that_it_is_policy() -> None:
    for section in PACK.sections.values():
        assert section == "office policy" or re.match(r"\d+/\d{4} §", section), section


def test_every_deadline_rests_on_a_section_or_says_that_it_is_policy() -> None:
    cited = re.compile(r"\d+/\d{4}|office policy|Criminal Code|GDPR|HE \d+|decree|Tax Administration")
    assert [rule.code for rule in RULES.values() if not cited.search(rule.basis)] == []
