"""Sessions, single-use links and unsent text in SQL."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mediation.accounts.sessions import Link, Purpose, Session, Way
from mediation.kernel.ids import AccountId, OfficeId
from mediation.storage.putting import put
from mediation.storage.tables import accounts, drafts, sessions, sign_in_links
from mediation.vault import Label, Vault


class SqlSessions:
    """One office's sessions over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def find(self, digest: bytes) -> Session | None:
        row = self._connect().execute(
            sa.select(sessions).join(accounts, accounts.c.id == sessions.c.account)
            .where(sessions.c.digest == digest, accounts.c.office == self._office)
        ).one_or_none()  # fmt: skip
        return None if row is None else _session(row)

    def of_account(self, account: AccountId) -> list[Session]:
        query = sa.select(sessions).where(sessions.c.account == account).order_by(sessions.c.seen_at.desc())
        return [_session(row) for row in self._connect().execute(query).all()]

    def add(self, session: Session) -> None:
        self._connect().execute(sa.insert(sessions), asdict(session))

    def save(self, session: Session) -> None:
        changed = {"seen_at", "proved_at", "ended_at", "way"}
        values = {name: value for name, value in asdict(session).items() if name in changed}
        # What was ended stays ended: a request under way must not open it again.
        self._connect().execute(
            sa.update(sessions).where(sessions.c.id == session.id, sessions.c.ended_at.is_(None)).values(values)
        )

    def link(self, digest: bytes) -> Link | None:
        row = self._connect().execute(
            sa.select(sign_in_links).join(accounts, accounts.c.id == sign_in_links.c.account)
            .where(sign_in_links.c.digest == digest, accounts.c.office == self._office)
        ).one_or_none()  # fmt: skip
        if row is None:
            return None
        return Link(
            digest=row.digest, account=AccountId(row.account), purpose=Purpose(row.purpose), ends_at=row.ends_at,
            used_at=row.used_at,
        )  # fmt: skip

    def add_link(self, link: Link) -> None:
        self._connect().execute(sa.insert(sign_in_links), asdict(link))

    def use_link(self, digest: bytes, at: datetime) -> bool:
        used = self._connect().execute(
            sa.update(sign_in_links)
            .where(sign_in_links.c.digest == digest, sign_in_links.c.used_at.is_(None))
            .values(used_at=at)
        )
        return used.rowcount == 1

    def draft(self, place: bytes) -> tuple[datetime, bytes] | None:
        row = self._connect().execute(sa.select(drafts).where(drafts.c.place == place)).one_or_none()
        return None if row is None else (row.kept_at, self._box().open(row.body_sealed, _label(place)))

    def keep_draft(self, place: bytes, account: AccountId, at: datetime, body: bytes) -> None:
        sealed = self._box().seal(body, _label(place))
        put(self._connect(), drafts, {"place": place}, {"account": account, "kept_at": at, "body_sealed": sealed.blob})

    def drop_draft(self, place: bytes) -> None:
        self._connect().execute(sa.delete(drafts).where(drafts.c.place == place))

    def _box(self) -> Any:
        return self._vault.ensure_scope(f"office:{self._office}")


def _session(row: Any) -> Session:
    return Session(
        id=row.id, digest=row.digest, account=AccountId(row.account), audience=row.audience, way=Way(row.way),
        begun_at=row.begun_at, seen_at=row.seen_at, proved_at=row.proved_at, ends_at=row.ends_at, ended_at=row.ended_at,
    )  # fmt: skip


def _label(place: bytes) -> Label:
    return Label("drafts", "body", place.hex(), 1)
