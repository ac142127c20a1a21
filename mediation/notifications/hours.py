"""When a message goes out: in the daytime, since a text at night could wake, and frighten, a victim."""

from datetime import datetime, timedelta

from mediation.kernel.clock import HELSINKI, at_helsinki
from mediation.notifications.catalogue import CATALOGUE, MessageKind, Urgency

OPENS, CLOSES = 9, 20  # Helsinki; office policy


def goes_out(kind: str, now: datetime) -> datetime:
    """The first instant (UTC) at which a message of this kind may be sent."""
    if CATALOGUE[MessageKind(kind)].urgency is Urgency.AT_ONCE:
        return now
    local = now.astimezone(HELSINKI)
    if local.hour < OPENS:
        return at_helsinki(local.date(), OPENS)
    if local.hour >= CLOSES:
        return at_helsinki(local.date() + timedelta(days=1), OPENS)
    return now
