"""A real SMTP server on loopback that keeps what it is sent, and can be made to refuse."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller

from mediation.demo.stage import Stage
from mediation.notifications.channels import channels_from

SENDER = "sovittelu@toimisto.example"
TAKEN = "250 OK"


@dataclass(frozen=True)
class Mail:
    """One mail as it arrived: to whom by the envelope, what, and when by the office's clock."""

    to: tuple[str, ...]
    message: EmailMessage
    raw: bytes
    at: datetime
    taken: bool

    @property
    def words(self) -> str:
        """What a reader sees: subject and text."""
        return f"{self.message['Subject']}\n{self.message.get_content()}"


@dataclass
class Post:
    """The server's handler; `answer` says what becomes of a mail to an address."""

    now: Callable[[], datetime]
    answer: Callable[[str], str] = lambda address: TAKEN  # noqa: E731, ARG005
    tries: list[Mail] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        """Keep a mail, taken or refused."""
        del server, session
        told = self.answer(envelope.rcpt_tos[0])
        message = cast(EmailMessage, message_from_bytes(envelope.content, policy=policy.default))
        taken = told == TAKEN
        self.tries.append(Mail(tuple(envelope.rcpt_tos), message, envelope.content, self.now(), taken))
        return told

    @property
    def mails(self) -> list[Mail]:
        """What was taken."""
        return [mail for mail in self.tries if mail.taken]


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def open_post(stage: Stage, port: int) -> Iterator[Post]:
    """A server on a port, for as long as it is wanted."""
    post = Post(stage.clock.now)
    controller = Controller(post, hostname="127.0.0.1", port=port, ready_timeout=20)
    controller.start()
    try:
        yield post
    finally:
        controller.stop()


def mailing(stage: Stage, port: int) -> Stage:
    """The same stage, sending its mail by SMTP to a port."""
    stage.app = replace(stage.app, channels=channels_from(f"smtp://127.0.0.1:{port}", SENDER, "https://s.example/"))
    return stage
