"""`law explain`, `law rules`, `law diff`: the answer names the section, and a misspelt fact is refused."""

import json
from datetime import date
from typing import Any

import pytest

from mediation.kernel.refusals import Invalid
from mediation.law.finland import PACK
from mediation.queries import law

SPOUSE: dict[str, Any] = {
    "kind": "crime", "initiative_on": "2025-01-01", "initiated_by": "police", "offence": "illegal_threat",
    "offence_on": "2024-12-30", "close_person": True, "because_of_work": False, "suspect_age": 30,
}  # fmt: skip


def finding(rule: str, **facts: Any) -> dict[str, Any]:
    raw = json.dumps(SPOUSE | facts).encode()
    return next(r for r in law.explain(law.read_facts(raw), PACK)["eligibility"]["rules"] if r["rule"] == rule)


def test_a_weapon_turns_an_allowed_threat_into_a_barred_one_under_section_3_a() -> None:
    without, with_one = (finding("close_person", life_threatening_instrument=x) for x in (False, True))
    assert (without["result"], with_one["result"]) == ("holds", "bars")
    assert with_one["section"].startswith("1015/2005 §3 a")
    assert "life_threatening_instrument" in with_one["would_change"]


def test_an_initiative_of_the_last_day_of_2024_is_under_the_old_rule() -> None:
    assert finding("close_person", initiative_on="2024-12-31", life_threatening_instrument=True)["result"] == "holds"


def test_what_changed_at_the_turn_of_2025_is_section_3_a_and_section_13_2() -> None:
    rows = law.changes(date(2024, 12, 31), date(2025, 1, 1), PACK)
    assert {(r["rule"], r["change"]) for r in rows} == {
        (rule, change) for rule in ("close_person", "police_or_prosecutor") for change in ("gone", "new")
    }


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "crime", "closeperson": True}, "closeperson"),
        ({"kind": "dispute", "linked_crime": {"kind": "crime", "weapon": True}}, "linked_crime.weapon"),
        ({"kind": "murder"}, "kind"),
        ({"initiative_on": "2025-02-30"}, "initiative_on"),
    ],
)
def test_a_fact_that_does_not_exist_is_refused_by_name(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        law.read_facts(json.dumps(facts).encode())
    assert [name for name, _ in refused.value.fields] == [field]
