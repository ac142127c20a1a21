"""The register of volunteers in SQL; everything about a person sealed under the office's own key."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from mediation.kernel.ids import OfficeId
from mediation.kernel.refusals import Stale
from mediation.storage import codec
from mediation.storage.tables import volunteers
from mediation.vault import Label, Vault
from volunteers import NoSuchVolunteer, Volunteer


class SqlRegister:
    """One office's volunteers over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault, office: OfficeId) -> None:
        self._connect, self._vault, self._office = connect, vault, office

    def get(self, volunteer_id: str) -> Volunteer:
        row = self._connect().execute(
            sa.select(volunteers).where(volunteers.c.id == volunteer_id, volunteers.c.office == self._office)
        ).one_or_none()  # fmt: skip
        if row is None:
            raise NoSuchVolunteer(volunteer_id)
        return self._volunteer(row)

    def all(self) -> list[Volunteer]:
        query = sa.select(volunteers).where(volunteers.c.office == self._office).order_by(volunteers.c.id)
        return [self._volunteer(row) for row in self._connect().execute(query).all()]

    def put(self, volunteer: Volunteer) -> None:
        version = volunteer.version + 1
        body = codec.encode(replace(volunteer, version=version))
        sealed = self._vault.ensure_scope(f"office:{self._office}").seal(body, _label(volunteer.id, version))
        values = {"standing": volunteer.standing, "version": version, "body_sealed": sealed.blob}
        if volunteer.version == 0:
            self._connect().execute(sa.insert(volunteers), values | {"id": volunteer.id, "office": self._office})
            return
        changed = self._connect().execute(
            sa.update(volunteers)
            .where(volunteers.c.id == volunteer.id, volunteers.c.version == volunteer.version)
            .values(values)
        )
        if changed.rowcount != 1:
            raise Stale("somebody else changed this volunteer meanwhile")

    def _volunteer(self, row: Any) -> Volunteer:
        box = self._vault.ensure_scope(f"office:{self._office}")
        return codec.decode(Volunteer, box.open(row.body_sealed, _label(row.id, row.version)))


def _label(volunteer_id: str, version: int) -> Label:
    return Label("volunteers", "body", volunteer_id, version)
