"""The port behind which volunteers are kept."""

from typing import Protocol

from volunteers.volunteer import Volunteer


class Register(Protocol):
    """The volunteers of one office; NoSuchVolunteer for an unknown one."""

    def get(self, volunteer_id: str) -> Volunteer: ...

    def all(self) -> list[Volunteer]: ...

    def put(self, volunteer: Volunteer) -> None:
        """Keep a new volunteer, or the next version of one."""
        ...
