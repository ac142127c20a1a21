"""Pairs and plans on the command line: short, explained, in three languages, as JSON; progress beside the answer."""

import pytest

from mediation.actions.availability import AvailabilityForm, keep
from tests.actions.offering import accepted, more_mediators
from tests.cli.conftest import Line


def test_pairs_are_shown_short_explained_and_as_json(line: Line) -> None:
    more_mediators(line.stage)
    case, _ = accepted(line.stage)
    line.stage.step(line.stage.volunteers["kirsti"], "rest", "adviser")
    short = line.run("volunteers", "match", case, who="adviser")
    assert short.code == 0, short.err
    assert short.out.splitlines()[0] == "fitting: 6"
    assert " + " in short.out
    assert "Kirsti" not in short.out
    long = line.run("volunteers", "match", case, "--explain", who="adviser").out
    assert "osaa asian kieltä hyvin" in long
    assert "Kirsti Keksijälä: ei ole tällä hetkellä käytettävissä sovittelijana" in long
    found = line.run("volunteers", "match", case, "--json", "--language", "sv", who="adviser").json
    assert found["passed_over"][0]["because"][0]["words"] == "är inte aktiv som medlare just nu"
    assert len(found["pairs"]) == 5


def test_times_in_common_with_the_parties_are_said_in_words(line: Line) -> None:
    more_mediators(line.stage)
    case, _ = accepted(line.stage)
    for who in ("maija", "veikko"):
        form = {"volunteer": line.stage.volunteers[who],
                "pattern": [{"weekday": 1, "begins": "16:00", "ends": "20:00"}]}  # fmt: skip
        line.stage.record("adviser", keep, AvailabilityForm, form)
    asked = ("volunteers", "match", case, "--explain", "--language", "en", "--suits", "mon 17:00-20:00")
    assert "days in the next four weeks that suit the parties and both: 4" in line.run(*asked, who="adviser").out
    asked = ("volunteers", "match", case, "--json", "--suits", "mon 17:00-20:00", "--suits", "some evening")
    assert line.run(*asked, who="adviser").refused["fields"] == [["suits.1", "bad_time"]]


@pytest.mark.parametrize("who", ["veikko", "police", "administrator"])
def test_pairs_are_the_advisers_alone(line: Line, who: str) -> None:
    case, _ = accepted(line.stage)
    assert line.run("volunteers", "match", case, "--json", who=who).refused["refused"] == "case_not_found"


def test_a_plan_tells_its_progress_beside_the_answer(line: Line) -> None:
    more_mediators(line.stage)
    case, _ = accepted(line.stage)
    answer = line.run("volunteers", "plan", "--seconds", "5", who="adviser")
    assert answer.code == 0, answer.err
    assert case in answer.out
    assert "best: True" in answer.out
    assert answer.err.startswith("pricing: ")
    quiet = line.run("volunteers", "plan", "--seconds", "5", "--json", who="adviser")
    assert quiet.err == ""
    assert quiet.json["gap"] == 0
    assert [one["case"] for one in quiet.json["pairs"]] == [case]


def test_a_plan_of_no_time_at_all_is_refused(line: Line) -> None:
    assert line.run("volunteers", "plan", "--seconds", "0", "--json", who="adviser").refused["refused"] == "invalid"
