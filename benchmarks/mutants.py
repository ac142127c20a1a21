"""Mutation testing of the law: `make mutants` alters a copy of the tree, one place at a time, and runs its tests.

Cosmic Ray alters code and the numbers of tables; a row taken out of a table of steps, or a word out of a deadline's
events, is altered here, since no operator of Cosmic Ray touches strings and rows. `--sample N` takes so many of each
group by a fixed seed, `--sample 0` takes all. What survives is printed with its place, and judged in
docs/mutation-testing.md.
"""

import argparse
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "var" / "mutants"
LIMIT = 180  # seconds of one run; a mutant that runs for ever is killed by it
SAME = {"core/ReplaceComparisonOperator_Is_Eq", "core/ReplaceComparisonOperator_IsNot_NotEq"}
FINLAND = "mediation/law/finland"


@dataclass(frozen=True)
class Group:
    """What is altered together, and the tests that have to notice."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS = (
    Group(
        "eligibility",
        (
            f"{FINLAND}/eligibility.py",
            f"{FINLAND}/close_persons.py",
            f"{FINLAND}/initiator.py",
            f"{FINLAND}/contradictions.py",
            "mediation/law/rule.py",
            "mediation/law/truth.py",
        ),
        (
            "tests/cases/test_eligibility.py",
            "tests/cases/test_eligibility_close_person.py",
            "tests/cases/test_initiator.py",
            "tests/law/test_explained.py",
            "tests/cases/test_eligibility_properties.py",
        ),
    ),
    Group(
        "consents",
        ("mediation/law/consents.py", f"{FINLAND}/consents.py", "mediation/cases/consent_matrix.py"),
        (
            "tests/cases/test_consent_matrix.py",
            "tests/cases/test_consent.py",
            "tests/law/test_decision_situations.py",
            "tests/law/test_consent_rows.py",
        ),
    ),
    Group(
        "deadlines",
        (
            f"{FINLAND}/deadlines.py",
            "mediation/deadlines/setting.py",
            "mediation/deadlines/calendar.py",
            "mediation/deadlines/service.py",
            "mediation/deadlines/limitation.py",
            "mediation/deadlines/debt.py",
        ),
        (
            "tests/law/test_deadline_situations.py",
            "tests/deadlines/test_setting.py",
            "tests/deadlines/test_clearing.py",
            "tests/deadlines/test_calendar.py",
            "tests/deadlines/test_service.py",
            "tests/deadlines/test_limitation.py",
            "tests/deadlines/test_kinds.py",
            "tests/deadlines/test_policy.py",
            "tests/law/test_page.py",
        ),
    ),
)
TABLES = (
    Group(
        "steps",
        (f"{FINLAND}/lifecycle.py",),
        (
            "tests/states",
            "tests/law/test_decision_situations.py",
            "tests/cases/test_deciding.py",
            "tests/cases/test_reporting.py",
            "tests/cases/test_correcting.py",
            "tests/cases/test_rechecking.py",
            "tests/law/test_page.py",
        ),
    ),
    Group("events of deadlines", (f"{FINLAND}/deadlines.py",), GROUPS[2].tests),
)


def main() -> None:
    """Alter, run, count; ends with 1 when fewer than nine of ten are noticed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sample", type=int, default=40, help="mutants of each group; 0 for all")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--only", default="", help="the group that is wanted")
    options = asked.parse_args()
    tree = _copy()
    killed = total = 0
    for group in (g for g in (*GROUPS, *TABLES) if options.only in ("", g.name)):
        run = _by_cosmic_ray if group in GROUPS else _by_rows
        dead, survivors = run(tree, group, options.sample, random.Random(options.seed))  # noqa: S311  a sample
        killed, total = killed + dead, total + dead + len(survivors)
        print(f"{group.name}: {dead} of {dead + len(survivors)} noticed", flush=True)
        print("".join(f"  survived: {place}\n" for place in survivors), end="", flush=True)
    print(f"all: {killed} of {total} noticed, {100 * killed / max(1, total):.1f} %")
    sys.exit(0 if killed >= 0.9 * total else 1)


def _copy() -> Path:
    tree = PLACE / "tree"
    shutil.rmtree(PLACE, ignore_errors=True)
    left_out = shutil.ignore_patterns(".git", ".venv", ".boot", "var", "__pycache__", ".mypy_cache", ".ruff_cache")
    shutil.copytree(ROOT, tree, ignore=left_out)
    return tree


def _tests(group: Group) -> str:
    # These tests need no fixture of the common ones; without them a run starts four times as fast.
    return f"{sys.executable} -m pytest --noconftest -x -q -p no:cacheprovider {' '.join(group.tests)}"


def _environment(tree: Path) -> dict[str, str]:
    return {
        "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PATH": str(Path(sys.executable).parent),
    }  # fmt: skip


def _by_cosmic_ray(tree: Path, group: Group, sample: int, chance: random.Random) -> tuple[int, list[str]]:
    config, session = PLACE / f"{group.name}.toml", PLACE / f"{group.name}.sqlite"
    modules = ", ".join(f'"{m}"' for m in group.modules)
    config.write_text(
        f'[cosmic-ray]\nmodule-path = [{modules}]\ntimeout = {LIMIT}.0\nexcluded-modules = []\n'
        f'test-command = "{_tests(group)}"\n[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )  # fmt: skip
    _run("init", config, session, tree)
    with sqlite3.connect(session) as database:
        # In the order of places and not of the ids, which are made anew each time.
        places = database.execute(
            "select job_id, module_path, start_pos_row, operator_name from mutation_specs "
            "order by module_path, start_pos_row, start_pos_col, operator_name, occurrence"
        )
        jobs = [row[0] for row in places if not _is_the_same(tree, *row[1:])]
        kept = set(chance.sample(jobs, min(sample, len(jobs))) if sample else jobs)
        everything = database.execute("select job_id from mutation_specs").fetchall()
        gone = [row for row in everything if row[0] not in kept]
        database.executemany("delete from mutation_specs where job_id = ?", gone)
        database.executemany("delete from work_items where job_id = ?", gone)
    _run("exec", config, session, tree)
    with sqlite3.connect(session) as database:
        found = database.execute(
            "select r.test_outcome, s.module_path, s.start_pos_row, s.operator_name, s.occurrence from work_results r "
            "join mutation_specs s on s.job_id = r.job_id"
        ).fetchall()
    survivors = [f"{path}:{row} {how} ({n})" for outcome, path, row, how, n in found if "SURVIVED" in str(outcome)]
    return len(found) - len(survivors), sorted(survivors)


def _is_the_same(tree: Path, module: str, row: int, operator: str) -> bool:
    """Whether the altered code says the same: `is` and `==` between members of an enumeration, a record's slots."""
    line = (tree / module).read_text(encoding="utf-8").splitlines()[row - 1]
    return operator in SAME or line.startswith("@dataclass")


def _run(verb: str, config: Path, session: Path, tree: Path) -> None:
    tool = str(Path(sys.executable).with_name("cosmic-ray"))
    subprocess.run([tool, verb, str(config), str(session)], cwd=tree, env=_environment(tree), check=True)  # noqa: S603


def _by_rows(tree: Path, group: Group, sample: int, chance: random.Random) -> tuple[int, list[str]]:
    (module,) = group.modules
    path = tree / module
    whole = path.read_text(encoding="utf-8")
    mutants = list(_without_a_row(whole) if group.name == "steps" else _without_an_event(whole))
    chosen = chance.sample(mutants, min(sample, len(mutants))) if sample else mutants
    dead, survivors = 0, []
    for place, altered in chosen:
        path.write_text(altered, encoding="utf-8")
        try:
            ran = subprocess.run(  # noqa: S603  our own tests
                _tests(group).split(), cwd=tree, env=_environment(tree), capture_output=True, timeout=LIMIT, check=False
            )
            noticed = ran.returncode != 0
        except subprocess.TimeoutExpired:
            noticed = True
        dead += int(noticed)
        survivors += [] if noticed else [f"{module}:{place}"]
    path.write_text(whole, encoding="utf-8")
    return dead, survivors


def _without_a_row(whole: str) -> Iterator[tuple[str, str]]:
    """The table of steps without one of its rows, and with each requirement of a row left out."""
    lines = whole.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not line.startswith('    ("'):
            continue
        yield f"{number + 1} row", "".join([*lines[:number], *lines[number + 1 :]])
        row = re.fullmatch(r"(?P<head>    \(.*, +)\((?P<needs>[^()]*)\)\),\n", line)
        names = [n.strip() for n in row["needs"].split(",") if n.strip()] if row else []
        for gone in range(len(names)):
            left = ", ".join([*names[:gone], *names[gone + 1 :]])
            shorter = f"{row['head'] if row else ''}({left}{',' if left else ''})),\n"
            yield f"{number + 1} without {names[gone]}", "".join([*lines[:number], shorter, *lines[number + 1 :]])


def _without_an_event(whole: str) -> Iterator[tuple[str, str]]:
    """The table of deadlines with one event taken out of what starts, meets or drops a row."""
    lines = whole.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not line.startswith("    _row("):
            continue
        for mark in ("triggers", 'met="', 'dropped="'):
            start = _third_string(line) if mark == "triggers" else line.find(mark) + len(mark)
            if start < len(mark):
                continue
            words = line[start : line.index('"', start)].split()
            for word in words:
                if mark == "triggers" and len(words) == 1:
                    continue  # a row that nothing starts does not load
                left = " ".join(w for w in words if w != word)
                altered = line[:start] + left + line[start + len(" ".join(words)) :]
                yield (
                    f"{number + 1} {mark.rstrip(chr(34) + '=')} without {word}",
                    "".join([*lines[:number], altered, *lines[number + 1 :]]),
                )


def _third_string(line: str) -> int:
    """Where the events that start a row begin: the second string after its code."""
    at = -1
    for _ in range(3):
        at = line.index('"', at + 1)
    return at + 1


if __name__ == "__main__":
    main()
