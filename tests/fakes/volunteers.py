"""What the register accumulates beside its entries, in memory: engagements and bookings."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from mediation.cases.assignment import Assignment
from mediation.cases.booking import Booking, bookings_of
from mediation.cases.case import Case
from mediation.cases.engagement import Engagement
from mediation.cases.experience import Experience
from mediation.kernel.ids import ItemId, VolunteerId
from mediation.kernel.refusals import Duplicate, Need, Stale, StepNotPossible
from mediation.states.matter import IN_MEDIATION_PHASE, MatterKind
from mediation.states.small import AssignmentState
from tests.fakes.tables import OfOffice
from volunteers import Record

R = TypeVar("R", bound=Record)


class MemoryEngagements(OfOffice):
    """The Engagements port."""

    def of(self, volunteer: VolunteerId) -> Engagement:
        return self.all().get(volunteer, Engagement(volunteer))

    def all(self) -> dict[VolunteerId, Engagement]:
        found: dict[VolunteerId, dict[str, set[str]]] = {}
        for kept in (k for k in self.tables().cases.values() if k.case.office == self.office):
            matters = kept.case.matters.values()
            going_on = any(m.state in IN_MEDIATION_PHASE for m in matters)
            over = not going_on and any(m.ended_at for m in matters)
            for item in kept.case.items.values():
                if isinstance(item, Assignment):
                    mine = found.setdefault(item.volunteer, {"mediated": set(), "on_hand": set(), "offered": set()})
                    accepted = item.state is AssignmentState.ACCEPTED
                    for name, holds in (
                        ("mediated", accepted and over), ("on_hand", accepted and going_on),
                        ("offered", item.state is AssignmentState.OFFERED),
                    ):  # fmt: skip
                        if holds:
                            mine[name].add(kept.case.id)
        return {v: Engagement(v, **{name: len(ids) for name, ids in mine.items()}) for v, mine in found.items()}


class MemoryBookings(OfOffice):
    """The Bookings port; the lock of the one writer stands for the rows' own."""

    def keep(self, case: Case) -> None:
        kept = self.tables().bookings
        old = {key: b for key, (_, b) in kept.items() if b.case_id == case.id}
        new = {(b.meeting, b.volunteer): b for b in bookings_of(case)}
        for key in old.keys() - new.keys():
            del kept[key]
        changed = [b for key, b in new.items() if old.get(key) != b]
        kept.update({(b.meeting, b.volunteer): (self.office, b) for b in changed})
        needs = [
            Need("mediator_is_free", "office policy", b.volunteer) for b in changed
            if not b.held and len(self.of(b.volunteer, b.starts_at, b.ends_at)) > 1
        ]  # fmt: skip
        if needs:
            raise StepNotPossible("a mediator is in another meeting then", needs=needs)

    def of(self, volunteer: VolunteerId, since: datetime, until: datetime) -> list[Booking]:
        mine = [b for b in self._mine() if b.volunteer == volunteer and b.starts_at < until and b.ends_at > since]
        return sorted(mine, key=lambda b: (b.starts_at, b.meeting))

    def between(self, since: datetime, until: datetime) -> list[Booking]:
        found = [b for b in self._mine() if b.starts_at < until and b.ends_at > since]
        return sorted(found, key=lambda b: (b.starts_at, b.meeting))

    def at(self, meeting: ItemId, volunteer: VolunteerId) -> Booking | None:
        return next((b for b in self._mine() if (b.meeting, b.volunteer) == (meeting, volunteer)), None)

    def last(self) -> dict[VolunteerId, datetime]:
        return {b.volunteer: b.starts_at for b in sorted(self._mine(), key=lambda b: b.starts_at)}

    def _mine(self) -> list[Booking]:
        return [b for office, b in self.tables().bookings.values() if office == self.office]


class MemoryRecords(OfOffice):
    """The Records port."""

    def find(self, kind: type[R], record_id: str) -> R | None:
        return next((r for r in self._mine(kind) if r.id == record_id), None)

    def about(self, kind: type[R], volunteer_id: str, concerns: str) -> R | None:
        return next((r for r in self.of(kind, volunteer_id) if r.concerns == concerns), None)

    def of(self, kind: type[R], volunteer_id: str) -> list[R]:
        return [r for r in self._mine(kind) if r.volunteer == volunteer_id]

    def all(self, kind: type[R]) -> list[R]:
        return self._mine(kind)

    def in_state(self, kind: type[R], *states: str) -> list[R]:
        return [r for r in self._mine(kind) if r.state in states]

    def put(self, record: Record) -> None:
        known = self.tables().records.get(record.id)
        if (known[1].version if known else 0) != record.version:
            raise Stale("somebody else changed this meanwhile")
        if known is None and self.about(type(record), record.volunteer, record.concerns) is not None:
            raise Duplicate("there is one for this already", code="already_there")
        kept = replace(record, version=record.version + 1)  # type: ignore[type-var]
        self.tables().records[record.id] = (self.office, kept)

    def _mine(self, kind: type[R]) -> list[R]:
        found = [r for office, r in self.tables().records.values() if office == self.office and isinstance(r, kind)]
        return sorted(found, key=lambda r: r.id)


class MemoryExperiences(OfOffice):
    """The Experiences port."""

    def all(self, since: datetime) -> dict[VolunteerId, Experience]:
        made: dict[VolunteerId, Experience] = {}
        for kept in (k for k in self.tables().cases.values() if k.case.office == self.office):
            accepted = {
                i.volunteer for i in kept.case.items.values()
                if isinstance(i, Assignment) and i.state is AssignmentState.ACCEPTED
            }  # fmt: skip
            matters = kept.case.matters.values()
            kinds = {"dispute" if m.kind is MatterKind.DISPUTE else m.offence_class for m in matters}
            taken = any(m.accepted_at is not None and m.accepted_at >= since for m in matters)
            for who in accepted:
                one = made.setdefault(who, Experience())
                one.taken += taken
                one.kinds = dict(Counter(one.kinds) + Counter(kinds))
                one.together = dict(Counter(one.together) + Counter(accepted - {who}))
        return made
