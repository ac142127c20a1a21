"""The ports behind which volunteers and their records are kept."""

from typing import ClassVar, Protocol, TypeVar

from volunteers.volunteer import Volunteer


class Register(Protocol):
    """The volunteers of one office; NoSuchVolunteer for an unknown one."""

    def get(self, volunteer_id: str) -> Volunteer: ...

    def all(self) -> list[Volunteer]: ...

    def put(self, volunteer: Volunteer) -> None:
        """Keep a new volunteer, or the next version of one."""
        ...


class Record(Protocol):
    """Something a volunteer has beside the entry: a claim, a receipt, a pattern of availability."""

    KIND: ClassVar[str]

    @property
    def id(self) -> str: ...

    @property
    def volunteer(self) -> str: ...

    @property
    def concerns(self) -> str: ...

    @property
    def state(self) -> str | None: ...

    @property
    def version(self) -> int: ...


R = TypeVar("R", bound=Record)


class Records(Protocol):
    """The records of one office's volunteers; of one kind there is one for each thing it concerns."""

    def find(self, kind: type[R], record_id: str) -> R | None: ...

    def about(self, kind: type[R], volunteer_id: str, concerns: str) -> R | None: ...

    def of(self, kind: type[R], volunteer_id: str) -> list[R]: ...

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind, in order of id."""
        ...

    def in_state(self, kind: type[R], *states: str) -> list[R]:
        """Every record of a kind in one of some states, in order of id."""
        ...

    def put(self, record: Record) -> None:
        """Keep a new record or the next version of one; refused if there is one already for what it concerns."""
        ...
