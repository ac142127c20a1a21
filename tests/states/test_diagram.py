"""A lifecycle drawn: every step is an arrow, every requirement is under it, every section is in the table."""

import pytest

from mediation.states.diagram import mermaid, page
from mediation.states.machine import Lifecycle
from mediation.states.small import SMALL
from tests.finland import LIFECYCLES

LIVES = [*LIFECYCLES.values(), *SMALL]
life = pytest.mark.parametrize("life", LIVES, ids=[life.name for life in LIVES])


@life
def test_every_step_is_an_arrow_with_what_it_requires(life: Lifecycle) -> None:
    arrows = [line.strip() for line in mermaid(life).splitlines() if ": " in line]
    assert len(arrows) == len(life.steps)
    for (step, source, target, needs), arrow in zip(life.steps, arrows, strict=True):
        assert arrow.startswith(f"{source} --> {target}: {step}")
        assert [part.strip() for part in arrow.split("<br/>·")[1:]] == [need.code for need in needs]


@life
def test_the_drawing_begins_at_the_beginning_and_ends_at_the_ends(life: Lifecycle) -> None:
    lines = mermaid(life).splitlines()
    assert lines[:2] == ["stateDiagram-v2", f"  [*] --> {life.initial}"]
    assert {line.split()[0] for line in lines if line.endswith("--> [*]")} == {end.value for end in life.ends}


@life
def test_the_page_names_the_section_of_everything_a_step_requires(life: Lifecycle) -> None:
    text = page(life)
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| step")]
    assert len(rows) == len(life.steps)
    for (step, source, target, needs), row in zip(life.steps, rows, strict=True):
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[:3] == [step, source.value, target.value]
        assert cells[3] == ("; ".join(f"{need.code} ({life.sections[need.code]})" for need in needs) or "–")
    assert mermaid(life) in text
