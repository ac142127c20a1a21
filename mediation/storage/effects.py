"""Effects and answered requests in SQL: a primary key is the claim."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from mediation.effects import AlreadyDone, Answered
from mediation.storage.tables import effects, requests

_REQUEST = sa.select(requests).where(requests.c.key == sa.bindparam("key"))


class SqlEffects:
    """Claims over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection]) -> None:
        self._connect = connect

    def done(self, key: str) -> bool:
        found = self._connect().execute(sa.select(effects.c.key).where(effects.c.key == key)).one_or_none()
        return found is not None

    def claim(self, key: str, at: datetime) -> None:
        try:
            self._connect().execute(sa.insert(effects), {"key": key, "done_at": at})
        except IntegrityError:
            raise AlreadyDone("this was done before") from None


class SqlRequests:
    """Answered requests over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection]) -> None:
        self._connect = connect

    def find(self, key: str) -> Answered | None:
        row = self._connect().execute(_REQUEST, {"key": key}).one_or_none()
        return None if row is None else Answered(row.token, row.answer)

    def keep(self, key: str, answered: Answered, at: datetime) -> None:
        try:
            self._connect().execute(
                sa.insert(requests),
                {"key": key, "token": answered.token, "at": at, "answer": answered.answer},
            )
        except IntegrityError:
            raise AlreadyDone("this request was answered before") from None
