"""What the register says no to."""


class NoSuchVolunteer(LookupError):
    """There is no such volunteer in this register."""
