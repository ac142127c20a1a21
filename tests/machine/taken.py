"""When mediators are taken, in the words of the model: nobody is in two meetings at once (office policy)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tests.machine.model import Meeting, ModelCase, Office, step

LASTS = timedelta(minutes=90)


def refuse_who_is_elsewhere(case: ModelCase, meeting: Meeting, mediators: list[str]) -> None:
    """Refused if one of these mediators has another meeting while this one lasts."""
    for starts_at in (at for who in mediators for at in _others(case.office, meeting, who)):
        if starts_at < meeting.starts_at + LASTS and meeting.starts_at < starts_at + LASTS:
            raise step("mediator_is_free")


def _others(office: Office, meeting: Meeting, who: str) -> Iterator[datetime]:
    """When the other meetings begin that a mediator has to do or has held."""
    for case in office.cases:
        for other in (x for x in case.meetings if x.id != meeting.id and x.state != "cancelled"):
            if who in other.mediators and (other.state == "held" or mediates(case, other, who)):
                yield other.starts_at


def mediates(case: ModelCase, meeting: Meeting, who: str) -> bool:
    """Whether somebody is a mediator of a matter that a meeting is about."""
    return any(who in case.named(m) for m in meeting.matters)


def named_for(case: ModelCase, meeting: Meeting) -> list[str]:
    """The mediators of what a meeting is about, each once."""
    return list(dict.fromkeys(who for m in meeting.matters for who in case.named(m)))
