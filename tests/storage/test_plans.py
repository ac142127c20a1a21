"""How a question is answered: what is open on one case is found by its case, however much the office has open."""

import sqlalchemy as sa

from mediation.demo.stage import Stage
from mediation.storage.deadlines import _OPEN_FOR


def test_what_is_open_on_a_case_is_found_by_the_case_alone(sqlite_stage: Stage) -> None:
    values = {"case_id": "c_1", "office": "o", "state_1": "open"}
    with sqlite_stage.house.engine.connect() as connection:
        plan = connection.execute(sa.text(f"EXPLAIN QUERY PLAN {_OPEN_FOR}"), values)
        told = [row.detail for row in plan]
    assert told == ["SEARCH deadlines USING INDEX ix_deadlines_of_case (case_id=? AND office=? AND state=?)"]
