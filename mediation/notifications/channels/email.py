"""E-mail by SMTP: one recipient a message, a Message-ID that stays the same on every try (RFC 5322)."""

import asyncio
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

import aiosmtplib

from mediation.notifications.channels.errors import DeliveryError
from mediation.notifications.render import Rendered

SECONDS: Final = 20


class EmailChannel:
    """One SMTP server; answers of the 5xx kind are permanent, everything else is tried again."""

    name = "email"

    def __init__(
        self, host: str, port: int, sender: str, *, tls: bool = False, user: str | None = None,
        password: str | None = None,
    ) -> None:  # fmt: skip
        self._host, self._port, self._sender, self._tls = host, port, sender, tls
        self._user, self._password = user, password

    def send(self, message_id: str, address: str, rendered: Rendered) -> None:
        """Hand one message over; DeliveryError if the server did not take it."""
        if not address or any(c in address for c in "\r\n\0,;<> "):
            raise DeliveryError("bad_address", permanent=True)
        mail = self.compose(message_id, address, rendered)
        try:
            asyncio.run(
                aiosmtplib.send(
                    mail, hostname=self._host, port=self._port, use_tls=self._tls,
                    start_tls=False if self._tls else None, username=self._user, password=self._password,
                    timeout=SECONDS,
                )
            )  # fmt: skip
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refused([r.code for r in error.recipients]) from None
        except aiosmtplib.SMTPResponseException as error:
            raise _refused([error.code]) from None
        except (aiosmtplib.SMTPException, OSError, TimeoutError):
            raise DeliveryError("unreachable", permanent=False) from None

    def compose(self, message_id: str, address: str, rendered: Rendered) -> EmailMessage:
        """The mail as it is sent."""
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"], mail["Subject"] = self._sender, address, rendered.subject
        mail["Message-ID"] = f"<{message_id}@{self._sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(rendered.email)
        return mail


def _refused(codes: list[int]) -> DeliveryError:
    return DeliveryError("refused", permanent=all(500 <= code < 600 for code in codes))
