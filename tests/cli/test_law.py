"""The law on the command line of an office: its own cases under another day's rules, and the page of the law."""

from datetime import timedelta
from pathlib import Path

from mediation.kernel.clock import SystemClock, helsinki_date
from tests.cli.conftest import Line, arrival

TESTS = Path(__file__).resolve().parents[1]


def test_the_offices_cases_are_put_to_the_rules_of_another_day(line: Line) -> None:
    made = line.run("cases", "register", "-", "--json", who="adviser", stdin=arrival(1))
    assert made.code == 0, made.err
    today = helsinki_date(SystemClock().now())
    span = ("--from", str(today - timedelta(days=1)), "--to", str(today))
    told = line.run("law", "simulate", "--under", "2024-12-31", *span, "--json", who="in_charge").json
    assert (told["cases"], told["matters"], told["under"]) == (1, 1, "2024-12-31")
    assert line.run("law", "simulate", "--under", "2024-12-31", who="in_charge").code == 0  # last year: none arrived
    assert line.run("law", "simulate", "--under", "2024-12-31", *span, "--json", who="veikko").code != 0
    assert line.run("law", "simulate", "--under", "2006-05-31", *span, "--json", who="in_charge").code == 2
    assert line.run("law", "simulate", "--under", "2024-12-31", *span, "--json").code != 0


def test_the_page_of_the_law_is_written(bare: Line, tmp_path: Path) -> None:
    page = tmp_path / "law.md"
    assert bare.run("law", "write", str(page), "--tests", str(TESTS)).code == 0
    assert page.read_text(encoding="utf-8").startswith("# The law as data")
