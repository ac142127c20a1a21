"""An initiative: one arrival that asks for mediation (Act 1015/2005 §13)."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.kernel.actor import Role
from mediation.kernel.ids import PersonId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """Who asked for mediation, when, and under which number of their own; `initiated_on` picks the rows of `law`."""

    initiator: Role
    initiated_on: date
    arrived_at: datetime
    unit: UnitId | None = None
    official: str = ""
    reference: str = ""
    by_person: PersonId | None = None
    answer_wanted_by: date | None = None
    parties_informed: bool | None = None
    law: str = "finland"
