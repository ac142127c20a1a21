"""Where a page of a list ended, as one word that can stand in an address."""

import base64
import json
from datetime import date

from mediation.kernel.ids import CaseId, looks_like_id
from mediation.kernel.refusals import Invalid


def cursor_of(day: date, case_id: str) -> str:
    """The cursor of a place in a list ordered by day and case."""
    return base64.urlsafe_b64encode(json.dumps([day.isoformat(), case_id]).encode()).decode()


def place_of(cursor: str) -> tuple[date, CaseId] | None:
    """The place of a cursor, None for the beginning; Invalid for what is no cursor of ours."""
    if not cursor:
        return None
    try:
        day, case = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if not isinstance(case, str) or not looks_like_id(case, "c"):
            raise ValueError("no id")
        return date.fromisoformat(day), CaseId(case)
    except (ValueError, TypeError):
        raise Invalid("this is no cursor of ours", fields=[("after", "bad_cursor")]) from None
