"""Two who work on the same cases at once, and the clockwork between them: nothing is lost, nothing is done twice."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

from mediation.actions.due import run_due
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.refusals import Refusal
from tests.contracts.threads import together
from tests.machine.held_true import check_journal
from tests.machine.played import Played
from tests.stories.telling import to_accepted

TURNS = 30  # of each thread: about five seconds on either engine
Done = list[tuple[CaseId, str, dict[str, Any]]]


def acts_on(stage: Stage, case: CaseId) -> dict[str, Callable[[], dict[str, Any]]]:
    """What each may try at any moment; much of it stands in the other's way."""
    matters: list[str] = list(stage.case(case).matters)
    parties = list(stage.case(case).people)
    now = stage.clock.now()
    veikko = stage.volunteers["veikko"]
    said = {"rights_explained_at": (now - timedelta(hours=1)).isoformat(), "given_at": now.isoformat(),
            "language": "fi", "channel": "phone", "matters": matters}  # fmt: skip
    return {
        "note": lambda: stage.do("adviser", "notes add", case, text="Soitettu."),
        "consent": lambda: stage.do("adviser", "consents record", case, person=parties[0], **said),
        "documents": lambda: stage.do("in_charge", "consents record", case, person=parties[1], to="documents", **said),
        "finding": lambda: stage.do("adviser", "conditions assess", case, matters=matters, question="suitable",
                                    holds=True, reason="On."),
        "hold": lambda: stage.do("in_charge", "matters hold", case, matters=matters, reason="Matkoilla."),
        "resume": lambda: stage.do("adviser", "matters resume", case, matters=matters),
        "offer": lambda: stage.do("adviser", "assignments offer", case, matters=matters, volunteer=veikko),
        "withdrawal": lambda: stage.do("adviser", "consents withdraw", case, matters=matters, person=parties[1]),
    }  # fmt: skip


def work(stage: Stage, cases: list[CaseId], seed: int) -> Done:
    """What one of the two got done; the rest was refused."""
    rnd, done = Random(seed), Done()  # noqa: S311  the same for every run
    refused: list[str] = []
    for _ in range(TURNS):
        case = rnd.choice(cases)
        acts = acts_on(stage, case)
        what = rnd.choice([*acts, "note", "consent"]) if rnd.random() < 0.9 else "finding"
        try:
            done.append((case, what, acts[what]()))
        except Refusal as refusal:
            refused.append(refusal.code)
    assert set(refused) <= {"stale_version", "step_not_possible", "database_busy"}
    return done


def sweeps(stage: Stage) -> Done:
    for _ in range(5):
        assert run_due(stage.app, stage.clockwork).failed == ()
    return []


def kept(stage: Stage, case: CaseId) -> Counter[str]:
    """The records of a case that the acts above make, by kind."""
    with stage.app.open_stores() as stores:
        found = Counter(item.KIND for item in stores.cases.get(case).items.values())
        return found + Counter({"note": len(stores.cases.notes(case, limit=1000))})


def entries(stage: Stage) -> list[dict[str, Any]]:
    stage.house.journal.sequence()
    with stage.house.engine.connect() as connection:
        return [json.loads(bytes(e)) for e in connection.execute(sa.text("select entry from journal_leaves")).scalars()]


KIND = {"note": "note", "consent": "consent", "documents": "consent", "finding": "assessment", "hold": "hold",
        "offer": "assignment"}  # fmt: skip


def test_two_at_work_on_the_same_cases_lose_nothing_and_do_nothing_twice(stage: Stage, tmp_path: Path) -> None:
    cases = []
    for number in range(2):
        case = stage.register("police", simple(number, "assault", stage.today))
        to_accepted(stage, case, list(stage.case(case).matters))
        cases.append(case)
    stage.later(days=8)
    before = {case: (stage.case(case).version, kept(stage, case)) for case in cases}
    one, two, _ = together(lambda: work(stage, cases, 31), lambda: work(stage, cases, 32), lambda: sweeps(stage))
    done = one + two
    assert len(done) >= TURNS / 2
    for case in cases:
        mine = Counter(what for where, what, _ in done if where == case)
        made = kept(stage, case) - before[case][1]
        assert made["decision"] == min(1, mine["withdrawal"]), "a consent taken back interrupts, and only once"
        expected = Counter[str]()
        for what, times in mine.items():
            expected[KIND.get(what, "")] += times
        assert {k: made[k] for k in KIND.values()} == {k: expected[k] for k in KIND.values()}
        versions = {e["cv"] for e in entries(stage) if e.get("case") == case and e.get("cv")}
        assert versions == set(range(1, stage.case(case).version + 1)), "a version that nobody wrote down"
        assert stage.case(case).version >= before[case][0] + sum(mine.values())
    check_journal(Played(stage, Counter()), tmp_path)
