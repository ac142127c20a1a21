"""The page of the law is true: drawn from the tables as they are now, and nothing on it is without a test."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

import re
from pathlib import Path

import pytest

from mediation.law.citing import covers, provisions
from mediation.law.packs import names, pack
from mediation.law.page import citing, naming, page, rested_on, told_about
from mediation.law.page_tables import cite_of

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
TOLD = {country: told_about(country, TESTS) for country in names()}
BEGINS = re.compile(r"(\d+/\d{4}|§|RL |GDPR )")
SITUATIONS = {s.text: s for s in TOLD["finland"] if BEGINS.match(s.text) and s.cites}


def test_the_page_is_drawn_from_the_tables_and_the_tests_as_they_are_now() -> None:
    assert (ROOT / "docs" / "law.md").read_text(encoding="utf-8") == page(TESTS), "`make docs` draws it anew"


def test_drawing_it_twice_gives_the_same_page() -> None:
    assert page(TESTS) == page(TESTS)


def test_every_provision_the_law_of_finland_rests_on_is_cited_by_a_test() -> None:
    assert [p for p in rested_on(pack("finland")) if not citing(p, TOLD["finland"])] == []


def test_every_rule_and_every_deadline_of_finland_rests_on_something_a_test_cites_or_names() -> None:
    law, told = pack("finland"), TOLD["finland"]
    rules = {r.code: r.section for r in (*law.eligibility, *law.initiator)}
    rules |= law.sections | {code: "; ".join(cited) for code, cited in law.grounds.items()}
    cite = cite_of(law)
    bare = [c for c, s in rules.items() if not any(citing(p, told) for p in cite(s)) and not naming(c, told)]
    policy = {c for c, s in law.sections.items() if s == "office policy"}
    assert sorted(set(bare) - policy) == []
    assert [code for code in law.deadlines.rules if not naming(code, told)] == []


def test_there_are_at_least_two_hundred_situations_and_sixty_of_them_on_section_3_a() -> None:
    on_3a = [s for s in SITUATIONS.values() if any(covers("1015/2005 §3 a", c) or c == "966/2024" for c in s.cites)]
    assert len(SITUATIONS) >= 350
    assert len(on_3a) >= 90


@pytest.mark.parametrize(
    "named",
    [
        "§3 a.3(1) lets an illegal threat without an instrument through",
        "§3 a.3(1) does not reach an illegal threat with a knife: RL 25:9.1",
        "§3 a.1(3) bars an adult's petty assault on a spouse: RL 21:16 makes it no complainant offence",
        "§3 a.3(2) lets a minor's petty assault on a parent through",
        "966/2024 lets an assault on a spouse through when the initiative was made on 31.12.2024",
        "966/2024 bars the same assault when the initiative was made on 1.1.2025",
    ],
)
def test_the_situations_everybody_asks_about_are_there(named: str) -> None:
    assert named in SITUATIONS


# fmt: off
CITED: list[tuple[str, list[str]]] = [
    # what is written                                        what it cites
    ("§2.1: who",                                            ["1015/2005 §2.1"]),
    ("§3 a.1(1) and (3) bar",                                ["1015/2005 §3 a.1(1)"]),
    ("1015/2005 §1, §3, §3 a",                               ["1015/2005 §1", "1015/2005 §3", "1015/2005 §3 a"]),
    ("1015/2005 §16(1); 434/2003 §27-29",                    ["1015/2005 §16(1)", "434/2003 §27", "434/2003 §28", "434/2003 §29"]),
    ("1015/2005 §13.2 (966/2024)",                           ["1015/2005 §13.2"]),
    ("966/2024, transitional provision",                     ["966/2024"]),
    ("Criminal Code 8:1-2 (warnings: office policy)",        ["RL 8:1", "RL 8:2"]),
    ("RL 25:9.1",                                            ["RL 25:9.1"]),
    ("RL 21:16 makes it",                                    ["RL 21:16"]),
    ("GDPR 12(3), unverified",                               ["GDPR 12"]),
    ("decree 267/2006 §5 a (31 March)",                      ["267/2006 §5 a"]),
    ("808/2019 §13; 150/1930; 434/2003 §59",                 ["808/2019 §13", "150/1930", "434/2003 §59"]),
    ("§17 and more",                                         ["1015/2005 §17"]),
    ("office policy",                                        []),
]
# fmt: on


@pytest.mark.parametrize(("text", "cited"), CITED)
def test_a_text_cites_its_provisions(text: str, cited: list[str]) -> None:
    assert provisions(text, "1015/2005") == cited


def test_a_section_covers_its_parts_and_no_other_section() -> None:
    assert covers("1015/2005 §2", "1015/2005 §2.1")
    assert covers("1015/2005 §16", "1015/2005 §16(2)")
    assert not covers("1015/2005 §2", "1015/2005 §20")
    assert not covers("1015/2005 §3", "1015/2005 §3 a")
