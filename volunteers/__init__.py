"""A register of volunteer mediators; it knows nothing of cases. Standard library only."""

from volunteers.refusals import NoSuchVolunteer
from volunteers.register import Register
from volunteers.volunteer import Admission, Course, Volunteer, may_be_offered

__all__ = ["Admission", "Course", "NoSuchVolunteer", "Register", "Volunteer", "may_be_offered"]
