"""Pairs for a case with reasons in the reader's words, a plan of all that wait, and who may ask for either."""

import json

import pytest

from audit.canonical import entry_from
from audit.sql import SqlJournal
from mediation.cases.conflicts import FROM_CASES, PROTECTED_LINK, SIGNALS
from mediation.demo.arrivals import simple
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid, NotFound, NotPermitted, StepNotPossible
from mediation.queries import matching
from mediation.queries.matching_words import COLUMN, WORDS, said
from mediation.work import unit
from tests.actions.offering import accepted, line_up, more_mediators, told
from volunteers.matching import HARD, HARD_PAIR, WEIGHTED
from volunteers.planning import Progress


def ask(stage: Stage, case: CaseId, who: str = "adviser", **more: object) -> dict[str, object]:
    with unit(stage.app, stage.actors[who]) as work:
        return matching.match(work, case, **more)  # type: ignore[arg-type]


def test_pairs_are_proposed_with_reasons_for_and_against_in_words(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    more_mediators(stage)
    case, matters = accepted(stage)
    told(stage, "maija", specialities=["violence"], wishes={"open_cases": 2, "kinds": ["violence"]})
    told(stage, "runar", wishes={"open_cases": 2, "kinds": ["dispute"]})
    found = ask(stage, case)
    assert found["matters"] == matters
    assert found["fitting"] == 10
    assert found["needs"] == {
        "languages": ["fi"], "kinds": ["violence"], "courses": [], "mixed_genders": False, "days_that_suit": None,
    }  # fmt: skip
    best = found["pairs"][0]  # type: ignore[index]
    assert "Maija Sovittelija" in {m["name"] for m in best["mediators"]}
    assert best["points"] == sum(r["points"] for r in (*best["for"], *best["against"]))
    assert "toivoo tällaisia asioita" in {r["words"] for r in best["for"]}
    worst = ask(stage, case, most=10)["pairs"][-1]  # type: ignore[index]
    assert {(r["name"], r["words"]) for r in worst["against"]} == {("Runar Medlare", "toivoo muunlaisia asioita")}


def test_whoever_is_passed_over_is_told_with_the_section(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    more_mediators(stage)
    case, _ = accepted(stage)
    stage.step(stage.volunteers["kirsti"], "rest", "adviser")
    told(stage, "torsti", languages=["sv"], language="sv")
    over = {one["name"]: one["because"] for one in ask(stage, case, language=Language.SWEDISH)["passed_over"]}  # type: ignore[attr-defined]
    assert over == {
        "Kirsti Keksijälä": [
            {"code": "not_active", "section": "1015/2005 §10", "words": "är inte aktiv som medlare just nu"}
        ],
        "Torsti Tuumailija": [
            {"code": "no_language", "section": "1015/2005 §16(1)", "words": "medlar inte på ärendets språk"}
        ],
    }


def test_two_of_whom_one_does_not_mediate_with_the_other_are_no_pair(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, _ = accepted(stage)
    assert ask(stage, case)["fitting"] == 3
    told(stage, "maija", apart=[stage.volunteers["veikko"]])
    found = ask(stage, case)
    assert found["fitting"] == 2
    assert all("Runar Medlare" in {m["name"] for m in p["mediators"]} for p in found["pairs"])  # type: ignore[attr-defined]
    for wrong, refusal in (([stage.volunteers["maija"]], Invalid), (["v_0000"], NotFound)):
        with pytest.raises(refusal):
            told(stage, "maija", apart=wrong)


def test_a_case_without_a_waiting_matter_has_nobody_to_propose(sqlite_stage: Stage) -> None:
    from_the_police = sqlite_stage.register("police", simple(1, "assault", sqlite_stage.today))
    with pytest.raises(StepNotPossible):
        ask(sqlite_stage, from_the_police)


def test_only_the_office_asks_and_a_volunteer_learns_nothing_of_links(sqlite_stage: Stage) -> None:
    case, _ = accepted(sqlite_stage)
    for who in ("veikko", "police", "auditor", "administrator"):
        with pytest.raises((NotFound, NotPermitted)):
            ask(sqlite_stage, case, who)
        with pytest.raises(NotPermitted), unit(sqlite_stage.app, sqlite_stage.actors[who]) as work:
            matching.plan_waiting(work)


@pytest.mark.parametrize("most", [0, 51])
def test_so_many_pairs_are_not_shown(sqlite_stage: Stage, most: int) -> None:
    case, _ = accepted(sqlite_stage)
    with pytest.raises(Invalid):
        ask(sqlite_stage, case, most=most)


def test_all_waiting_cases_are_planned_at_once_and_nobody_beyond_what_they_take(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    more_mediators(stage)
    for who in ("veikko", "maija", "runar", "kirsti", "torsti"):
        told(stage, who, wishes={"open_cases": 1})
    waiting = [accepted(stage, n)[0] for n in range(1, 4)]
    heard: list[Progress] = []
    with unit(stage.app, stage.actors["adviser"]) as work:
        made = matching.plan_waiting(work, 10, heard.append)
    given = [m["volunteer"] for p in made["pairs"] for m in p["mediators"]]
    assert len(given) == len(set(given)) == 4
    assert [one["case"] for one in made["waiting"]] == [
        c for c in waiting if c not in {p["case"] for p in made["pairs"]}
    ]
    assert made["best"]
    assert heard


def test_a_case_whose_pair_is_on_its_way_keeps_it_in_the_plan(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    more_mediators(stage)
    case, matters = accepted(stage, 1)
    accepted(stage, 2)
    line_up(stage, case, matters, "runar", "kirsti")
    with unit(stage.app, stage.actors["adviser"]) as work:
        made = matching.plan_waiting(work, 10)
    kept = {p["case"]: {m["volunteer"] for m in p["mediators"]} for p in made["pairs"]}
    assert kept[case] == {stage.volunteers["runar"], stage.volunteers["kirsti"]}
    assert len(kept) == 2


def test_that_pairs_were_looked_for_is_journalled_and_nobodys_name(sqlite_stage: Stage) -> None:
    stage = sqlite_stage
    case, _ = accepted(stage)
    ask(stage, case)
    journal = SqlJournal(stage.house.settings.journal_origin)
    with stage.house.engine.connect() as connection:
        entries = [entry_from(leaf.entry) for leaf in journal.entries(connection)]
    acts = [e.act for e in entries if e.case == case]
    assert acts[-2:] == ["case.case_viewed", "case.mediators_matched"]
    assert "Maija" not in json.dumps([dict(e.facts) for e in entries], ensure_ascii=False)


@pytest.mark.parametrize("language", Language)
def test_every_rule_reason_and_signal_has_words_in_every_language(language: Language) -> None:
    codes = {r.code for r in HARD} | {r.code for r in HARD_PAIR} | set(WEIGHTED)
    codes |= {s.code for s in SIGNALS} | set(FROM_CASES) | {PROTECTED_LINK}
    assert {code.removesuffix("_against") for code in WORDS} == codes
    for code in codes:
        assert said(code, language, number=3)
        assert "{" not in said(code, language, number=3, against=True)
    assert set(COLUMN) == set(Language)
