"""A participant list at work: tried dry, kept whole or not at all, every row not taken told with its reason."""

from datetime import timedelta
from typing import Any

import pytest

from mediation.actions.training_import import import_courses
from mediation.demo.stage import Stage
from mediation.kernel.refusals import Invalid, NotPermitted
from mediation.work import unit
from tests.actions.test_volunteers import entry

HEAD = "email;kind;hours;completed_on"


def imported(stage: Stage, text: str, *, dry_run: bool = False, then: Any = None, progress: Any = None) -> Any:
    with unit(stage.app, stage.actors["adviser"]) as work:
        done = import_courses(work, text.encode(), dry_run=dry_run, progress=progress)
        if then is not None:
            work.later(then)
    return done


def _the_machine_stops() -> None:
    raise RuntimeError("the machine stops")


def test_a_list_is_tried_dry_and_then_kept_with_a_file_of_the_rows_that_were_not(stage: Stage) -> None:
    day = stage.today - timedelta(days=3)
    text = (
        f"{HEAD}\nveikko@vapaaehtoinen.example;close_relation;16;{day}\nMAIJA@vapaaehtoinen.example;youth;8;{day}\n"
        f"veikko@vapaaehtoinen.example;close_relation;16;{day}\nkuka@vapaaehtoinen.example;youth;8;{day}\n"
        f"runar@vapaaehtoinen.example;youth;=8;{day}\n"
    )
    for dry_run in (True, False):
        done = imported(stage, text, dry_run=dry_run)
        assert (done.taken, done.refused, done.volunteers) == (2, 3, 2)
        assert [line.split(";")[:2] for line in done.failed.splitlines()[1:]] == [
            ["4", '"already_certified"'], ["5", '"unknown_volunteer"'], ["6", '"bad_hours"'],
        ]  # fmt: skip
        assert '"\'=8"' in done.failed
        kinds = [c.kind for c in entry(stage, stage.volunteers["veikko"]).courses]
        assert kinds == (["basic"] if dry_run else ["basic", "close_relation"])
    assert imported(stage, text).taken == 0


def test_ten_thousand_rows_with_bad_ones_are_kept_whole_or_not_at_all(stage: Stage) -> None:
    people = ["veikko", "maija", "runar"]
    days = [stage.today - timedelta(days=n) for n in range(3500, 0, -1)]
    rows = [f"{who}@vapaaehtoinen.example;kurssi_{who};8;{day}" for day in days for who in people][:10_000]
    bad = {17, 4_000, 9_999}
    text = "\n".join([HEAD, *("nobody;x;x;x" if n in bad else row for n, row in enumerate(rows))])
    before = entry(stage, stage.volunteers["veikko"])
    with pytest.raises(NotPermitted), unit(stage.app, stage.actors["veikko"]) as work:
        import_courses(work, text.encode(), dry_run=False)
    with pytest.raises(RuntimeError):
        imported(stage, text, then=_the_machine_stops)
    assert entry(stage, stage.volunteers["veikko"]) == before
    heard: list[tuple[int, int]] = []
    done = imported(stage, text, progress=lambda *told: heard.append(told))
    assert heard == [(n, 10_000) for n in range(100, 10_001, 100)]
    assert (done.taken, done.refused, done.volunteers) == (9_997, 3, 3)
    assert len(entry(stage, stage.volunteers["veikko"]).courses) > 3_000


def test_a_list_as_a_whole_is_refused_with_a_code(sqlite_stage: Stage) -> None:
    for text in ("", "name\nx", HEAD):
        with pytest.raises(Invalid) as refused:
            imported(sqlite_stage, text)
        assert refused.value.code == "bad_list"
