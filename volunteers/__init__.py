"""A register of volunteer mediators; it knows nothing of cases. Standard library only."""

from volunteers.gates import GATES, Task, is_experienced, may_be_offered, shut_gates
from volunteers.refusals import NoSuchVolunteer
from volunteers.register import Record, Records, Register
from volunteers.training import CertificateRefused, Course
from volunteers.volunteer import Address, Admission, LanguageLevel, Release, Talk, Tie, Volunteer, Wishes

__all__ = [
    "GATES", "Address", "Admission", "CertificateRefused", "Course", "LanguageLevel", "NoSuchVolunteer",
    "Record", "Records", "Register", "Release", "Talk", "Task", "Tie", "Volunteer", "Wishes",
    "is_experienced", "may_be_offered", "shut_gates",
]  # fmt: skip
