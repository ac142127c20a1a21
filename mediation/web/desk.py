"""What every page works with: the product, and how this installation treats its visitors."""

from dataclasses import dataclass
from datetime import timedelta

from mediation.work import App


@dataclass(frozen=True)
class Desk:
    """The pages of one office; `secure` where they are served by HTTPS, `demo` where demo links are taken."""

    app: App
    secure: bool
    idle: timedelta
    demo: bool = False
