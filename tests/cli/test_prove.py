"""`mediation law prove`: counts, coverage and invariants for people and for machines; exit code 1 when one breaks."""

import json
from dataclasses import replace
from typing import Any

import pytest
from typer.testing import CliRunner

from mediation.cli import law as commands
from mediation.cli.tree import app
from mediation.law.pack import RulePack
from mediation.law.packs import names, pack
from mediation.proof.scene import Scene
from mediation.states.machine import Lifecycle
from mediation.states.matter import MatterKind, MatterState


def few(law: RulePack) -> tuple[Scene, ...]:
    """Two scenes are enough to see how a proof is told."""
    kind = next(iter(law.lifecycles))
    return Scene("two grown-ups", kind), Scene("nobody waits", kind, authority=False)


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> Any:
    monkeypatch.setattr(commands, "scenes_of", few)
    return CliRunner().invoke(app, ["law", "prove", *words])


def test_a_proof_tells_how_much_was_searched_and_what_of_the_tables_was_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = run(monkeypatch)
    assert ended.exit_code == 0
    first, crime, *rest = ended.stdout.splitlines()
    assert first.startswith("finland: ")
    assert first.endswith(" transitions in 2 scenes")
    assert crime == "  crime: 36 of 37 rows taken, 56 of 73 requirements seen refusing"
    assert "    never taken: release_mediators from mediators_named" in rest
    assert "    never refusing: accept from examining_conditions: not_held" in rest
    assert rest[-1] == "  43 of 43 invariants hold"


def test_a_proof_is_json_for_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    [proof] = json.loads(run(monkeypatch, "--json").stdout)
    assert (proof["law"], proof["holds"], proof["states"] > 1000, len(proof["scenes"])) == ("finland", True, True, 2)
    sections = {row["invariant"]: row["section"] for row in proof["invariants"]}
    assert sections["No meeting is held without every valid consent"] == "1015/2005 §2"
    assert sections["Nothing leaves an end"] == "the shape of a life"


def test_all_of_them_are_proved_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = run(monkeypatch, "--all", "--json")
    assert [proof["law"] for proof in json.loads(ended.stdout)] == list(names())


def test_a_country_without_a_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "--law", "nowhere").exit_code not in {0, 1}


def without_notice(code: str) -> RulePack:
    """The law of a country, but for telling the authority before a lapsed matter is closed."""
    law = pack(code)
    steps = [(s, a, b, () if (s, a) == ("close", "lapsed") else needs) for s, a, b, needs in pack(code).lifecycles[
        MatterKind.CRIME].steps]  # fmt: skip
    wrong = Lifecycle("crime", MatterState, MatterState.RECEIVED, steps, law.sections)
    return replace(law, lifecycles=dict(law.lifecycles) | {MatterKind.CRIME: wrong})


def test_a_broken_invariant_is_told_with_the_shortest_way_and_ends_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "pack", without_notice)
    ended = run(monkeypatch)
    assert ended.exit_code == 1
    assert ended.stdout.splitlines()[-4:] == [
        "  BROKEN: A matter an authority waits for is not closed before the authority is told "
        "[1015/2005 §16(4), §24]",
        "    crime: two grown-ups",
        "    1. the person in charge lets it lapse → lapsed",
        "    2. the office closes the matter → closed",
    ]
    [proof] = json.loads(run(monkeypatch, "--json").stdout)
    [broken] = [row for row in proof["invariants"] if not row["holds"]]
    assert (broken["moves"], proof["holds"]) == (["lapse", "close"], False)


def test_a_long_search_shows_how_far_it_is_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "QUIET", -1.0)
    ended = run(monkeypatch)
    assert ended.exit_code == 0
    assert ended.stdout == run(monkeypatch).stdout
