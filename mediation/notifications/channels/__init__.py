"""The ways a message leaves the office."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from mediation.kernel.refusals import Unsafe
from mediation.notifications.channels.email import EmailChannel
from mediation.notifications.channels.outbox_only import OutboxOnly
from mediation.notifications.render import Rendered


class Channel(Protocol):
    """Hands one message over; DeliveryError says whether to try again."""

    name: str

    def send(self, message_id: str, address: str, rendered: Rendered) -> None: ...


@dataclass(frozen=True)
class Channels:
    """What this installation can send by, and where its links lead."""

    email: Channel
    link: str


def channels_from(smtp_url: str, mail_from: str, link: str) -> Channels:
    """The channels of the settings: SMTP where it is set, else the outbox page itself."""
    if not smtp_url:
        return Channels(OutboxOnly(), link)
    try:
        parts = urlsplit(smtp_url)
        port = parts.port or (465 if parts.scheme == "smtps" else 25)
    except ValueError:
        raise Unsafe("MEDIATION_SMTP_URL is smtp://host:port", code="bad_setting") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not mail_from:
        raise Unsafe("MEDIATION_SMTP_URL is smtp://host:port, with MEDIATION_MAIL_FROM", code="bad_setting")
    email = EmailChannel(
        parts.hostname, port, mail_from,
        tls=parts.scheme == "smtps", user=parts.username, password=parts.password,
    )  # fmt: skip
    return Channels(email, link)
