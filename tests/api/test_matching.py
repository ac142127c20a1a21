"""Pairs and plans over HTTP: the same answers as everywhere, the same refusals."""

import pytest

from tests.actions.offering import accepted, more_mediators
from tests.api.conftest import Web


def test_pairs_and_a_plan_are_read_over_http(web: Web) -> None:
    more_mediators(web.stage)
    case, matters = accepted(web.stage)
    found = web.get("adviser", f"/cases/{case}/mediators?language=en&most=2").json()
    assert found["matters"] == matters
    assert len(found["pairs"]) == 2
    assert "speaks the language of the case well" in {r["words"] for r in found["pairs"][0]["for"]}
    never = web.get("adviser", f"/cases/{case}/mediators?suits=mon 03:00-05:00").json()  # at night nobody is met
    assert (never["needs"]["days_that_suit"], never["pairs"]) == (0, [])
    made = web.get("adviser", "/plan?seconds=5").json()
    assert [p["case"] for p in made["pairs"]] == [case]
    queue = [m["volunteer"] for m in found["pairs"][0]["mediators"]]
    order = web.do("adviser", case, "assignments line-up", matters=matters, volunteers=queue)
    assert len(order["assignments"]) == 2
    [mine] = [one for one in web.get(key_of(web, queue[0]), "/assignments").json() if one["case"] == case]
    assert mine["summary"]["kinds"] == ["violence"]


def key_of(web: Web, volunteer: str) -> str:
    return next(key for key, v in web.stage.volunteers.items() if v == volunteer)


TOO_MANY = "&".join(["suits=mon 08:00-09:00"] * 41)


NONSENSE = ["most=0", "most=51", "most=many", "language=xx", "mixed=perhaps", "suits=mon", TOO_MANY]


@pytest.mark.parametrize("query", NONSENSE)
def test_a_question_that_makes_no_sense_is_refused(web: Web, query: str) -> None:
    case, _ = accepted(web.stage)
    assert web.get("adviser", f"/cases/{case}/mediators?{query}").status_code == 422


@pytest.mark.parametrize("seconds", ["0", "-1", "121", "nan", "soon"])
def test_a_plan_takes_some_time_and_not_all_day(web: Web, seconds: str) -> None:
    assert web.get("adviser", f"/plan?seconds={seconds}").status_code == 422


@pytest.mark.parametrize(("who", "status"), [("veikko", 404), ("police", 404), ("prosecutor", 404)])
def test_nobody_else_learns_that_there_is_a_case(web: Web, who: str, status: int) -> None:
    case, _ = accepted(web.stage)
    assert web.get(who, f"/cases/{case}/mediators").status_code == status
    assert web.get(who, "/plan").status_code == 403
