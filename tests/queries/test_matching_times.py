"""Times in common with the parties: told by the adviser, compared with what mediators have told, said in words."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from dataclasses import replace
from typing import Any

import pytest

from mediation.actions.availability import AvailabilityForm, keep
from mediation.demo.stage import Stage
from mediation.kernel.ids import CaseId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Invalid
from mediation.queries import matching
from mediation.queries.case_page import case_page
from mediation.work import unit
from tests.actions.offering import accepted, line_up, more_mediators, states, told

MONDAYS = [{"weekday": "mon", "begins": "17:00", "ends": "20:00"}]
FRIDAYS = [{"weekday": "fri", "begins": "08:00", "ends": "12:00"}]
EVERYBODY = ("veikko", "maija", "runar", "kirsti", "torsti")


def comes(stage: Stage, who: str, weekday: int, begins: str, ends: str, **more: Any) -> None:
    form = {
        "volunteer": stage.volunteers[who], "pattern": [{"weekday": weekday, "begins": begins, "ends": ends}],
    } | more  # fmt: skip
    stage.record("adviser", keep, AvailabilityForm, form)


def wishes(stage: Stage, case: CaseId, party: int = 0, **told: Any) -> None:
    people = list(stage.case(case).people)
    stage.do("adviser", "people correct", case, person=people[party], **told)


def ask(stage: Stage, case: CaseId, **more: Any) -> dict[str, Any]:
    with unit(stage.app, stage.actors["adviser"]) as work:
        return matching.match(work, case, **more)


@pytest.fixture
def office(sqlite_stage: Stage) -> tuple[Stage, CaseId, list[str]]:
    """Two come on Monday evenings, one on Friday mornings, two have told nothing."""
    stage = sqlite_stage
    more_mediators(stage)
    comes(stage, "maija", 1, "16:00", "21:00")
    comes(stage, "kirsti", 1, "18:00", "20:00")
    comes(stage, "runar", 5, "08:00", "12:00")
    case, matters = accepted(stage)
    return stage, case, matters


def test_the_common_days_are_told_and_whoever_never_can_is_passed_over(office: Any) -> None:
    stage, case, _ = office
    wishes(stage, case, suits=MONDAYS)
    found = ask(stage, case, language=Language.ENGLISH, most=10)
    assert found["needs"]["days_that_suit"] == 4
    [both] = [p for p in found["pairs"] if {m["volunteer"] for m in p["mediators"]} == {
        stage.volunteers["maija"], stage.volunteers["kirsti"]}]  # fmt: skip
    assert "days in the next four weeks that suit the parties and both: 4" in {r["words"] for r in both["for"]}
    over = {one["volunteer"]: [b["words"] for b in one["because"]] for one in found["passed_over"]}
    assert over[stage.volunteers["runar"]] == ["has no time that suits the parties"]
    of_unknown = [p for p in found["pairs"] if stage.volunteers["veikko"] in {m["volunteer"] for m in p["mediators"]}]
    assert of_unknown
    assert all(r["code"] != "times" for p in of_unknown for r in p["for"])


def test_without_anything_told_by_the_parties_nothing_is_said_of_times_and_two_who_never_meet_are_no_pair(
    office: Any,
) -> None:
    stage, case, _ = office
    found = ask(stage, case, most=10)
    assert found["needs"]["days_that_suit"] is None
    assert "times" not in {r["code"] for p in found["pairs"] for r in p["for"]}
    pairs = [{m["volunteer"] for m in p["mediators"]} for p in found["pairs"]]
    assert {stage.volunteers["maija"], stage.volunteers["runar"]} not in pairs
    assert {stage.volunteers["runar"], stage.volunteers["veikko"]} in pairs


def test_every_party_counts_and_what_is_asked_for_with_the_question_too(office: Any) -> None:
    stage, case, _ = office
    wishes(stage, case, 0, suits=MONDAYS)
    wishes(stage, case, 1, suits=[*FRIDAYS, {"weekday": "mon", "begins": "16:00", "ends": "18:45"}])
    assert ask(stage, case)["needs"]["days_that_suit"] == 4
    over = {one["volunteer"] for one in ask(stage, case)["passed_over"]}
    assert over == {stage.volunteers["runar"], stage.volunteers["kirsti"]}  # she comes at six: too late for the other
    assert ask(stage, case, suits=["fri 09:00-11:00"])["needs"]["days_that_suit"] == 0
    assert ask(stage, case, suits=["fri 09:00-11:00"])["pairs"] == []


def test_wishes_are_shown_on_the_page_put_right_and_taken_back(office: Any) -> None:
    stage, case, _ = office
    wishes(stage, case, suits=MONDAYS, mixed_mediators=True)
    first = next(iter(stage.case(case).people))
    with unit(stage.app, stage.actors["adviser"]) as work:
        person = next(p for p in case_page(work, case)["people"] if p["id"] == first)
    assert (person["suits"], person["mixed_mediators"]) == (["mon 17:00-20:00"], True)
    wishes(stage, case, name="Aivan Toinen")
    assert stage.case(case).person(first).suits
    wishes(stage, case, suits=[], mixed_mediators=False)
    assert stage.case(case).person(first).suits == ()
    assert ask(stage, case)["needs"]["mixed_genders"] is False


def test_a_party_who_wishes_for_a_woman_and_a_man_is_heard_by_the_ranking_and_by_the_plan(office: Any) -> None:
    stage, case, _ = office
    men = {"veikko", "runar"}
    for who in EVERYBODY:
        told(stage, who, gender="male" if who in men else "female")
    wishes(stage, case, mixed_mediators=True)
    found = ask(stage, case)
    assert found["needs"]["mixed_genders"]
    assert "nainen ja mies, kuten osapuoli toivoi" in {r["words"] for r in found["pairs"][0]["for"]}
    with unit(stage.app, stage.actors["adviser"]) as work:
        [planned] = matching.plan_waiting(work, 5)["pairs"]
    assert len({m["volunteer"] for m in planned["mediators"]} & {stage.volunteers[who] for who in men}) == 1


def test_the_plan_gives_each_case_those_who_can_come_when_its_parties_can(office: Any) -> None:
    stage, case, _ = office
    other, _ = accepted(stage, 2)
    comes(stage, "veikko", 5, "08:00", "12:00")
    comes(stage, "torsti", 3, "08:00", "12:00")
    wishes(stage, case, suits=MONDAYS)
    wishes(stage, other, suits=FRIDAYS)
    with unit(stage.app, stage.actors["adviser"]) as work:
        made = matching.plan_waiting(work, 5)
    given = {p["case"]: {m["volunteer"] for m in p["mediators"]} for p in made["pairs"]}
    v = stage.volunteers
    assert given == {case: {v["maija"], v["kirsti"]}, other: {v["runar"], v["veikko"]}}


def test_whom_the_adviser_lined_up_is_asked_though_their_times_do_not_fit(office: Any) -> None:
    stage, case, matters = office
    wishes(stage, case, suits=MONDAYS)
    line_up(stage, case, matters, "runar", "veikko")
    assert states(stage, case) == {"runar": "offered", "veikko": "offered"}


def test_how_far_away_somebody_lives_is_told_by_their_town_and_too_far_is_too_far(office: Any) -> None:
    stage, case, _ = office
    policy = replace(stage.app.policy, distances={"espoo": 18, "lohja": 55})
    for who, town in (("maija", "Espoo"), ("veikko", "LOHJA"), ("torsti", "Hanko")):
        told(stage, who, address={"street": "Keksitie 1", "postcode": "00999", "town": town}, travel_km=30)
    with unit(replace(stage.app, policy=policy), stage.actors["adviser"]) as work:
        found = matching.match(work, case, most=10)
    against = {(r["volunteer"], r["words"]) for p in found["pairs"] for r in p["against"] if r["code"] == "distance"}
    assert against == {(stage.volunteers["maija"], "matkaa 18 km")}
    over = {one["volunteer"]: [b["code"] for b in one["because"]] for one in found["passed_over"]}
    assert over == {stage.volunteers["veikko"]: ["too_far"]}


BAD = {
    "two at once":                 ([*MONDAYS, {"weekday": "mon", "begins": "19:00", "ends": "21:00"}], ("suits.1", "overlapping")),
    "an end before the beginning": ([{"weekday": "mon", "begins": "19:00", "ends": "18:00"}], ("suits.0", "ends_before_it_begins")),
    "a day that is none":          ([{"weekday": "funday", "begins": "18:00", "ends": "19:00"}], ("suits.0.weekday", "literal_error")),
    "an hour that is none":        ([{"weekday": "mon", "begins": "25:00", "ends": "26:00"}], ("suits.0.begins", "string_pattern_mismatch")),
}  # fmt: skip


@pytest.mark.parametrize("sentence", BAD)
def test_times_that_make_no_sense_are_refused_and_nothing_is_kept(office: Any, sentence: str) -> None:
    stage, case, _ = office
    rows, wrong = BAD[sentence]
    with pytest.raises(Invalid) as refused:
        wishes(stage, case, suits=rows)
    assert wrong in refused.value.fields
    assert not any(p.suits for p in stage.case(case).people.values())


@pytest.mark.parametrize("line", ["mon", "monday 17:00-20:00", "mon 17-20", "mon 20:00-17:00", "mon 17:00-24:30", ""])
def test_a_time_asked_for_with_the_question_that_is_none_is_refused(office: Any, line: str) -> None:
    stage, case, _ = office
    with pytest.raises(Invalid):
        ask(stage, case, suits=[line])
