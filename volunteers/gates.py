"""THE table of gates: what must hold before a case is offered to a volunteer, each with what it rests on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from volunteers.training import BASIC_COURSE, CLOSE_RELATION_COURSE, certified_hours
from volunteers.volunteer import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a case asks of a mediator; the numbers are the office's policy, zero asks for nothing beyond a certificate.

    `mediated` are the cases this volunteer has mediated so far in the office; `beside_experienced` says that an
    experienced mediator takes the case with them.
    """

    close_relation: bool = False
    basic_hours: int = 1
    first_cases: int = 0
    mediated: int = 0
    beside_experienced: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A volunteer before a task on a day: what each gate looks at."""

    volunteer: Volunteer
    day: date
    task: Task

    @property
    def is_trained(self) -> bool:
        admission = self.volunteer.admission
        otherwise = admission is not None and admission.otherwise_qualified
        return otherwise or certified_hours(self.volunteer.courses, BASIC_COURSE, self.day) >= self.task.basic_hours

    @property
    def was_trained(self) -> bool:
        standing = [c for c in self.volunteer.courses if c.kind == BASIC_COURSE and c.revoked_on is None]
        return sum(c.hours for c in standing) >= self.task.basic_hours

    @property
    def knows_close_relations(self) -> bool:
        return certified_hours(self.volunteer.courses, CLOSE_RELATION_COURSE, self.day) > 0

    @property
    def is_guided(self) -> bool:
        task = self.task
        return task.beside_experienced or is_experienced(self.volunteer, task.first_cases, task.mediated)

    @property
    def is_rested(self) -> bool:
        return self.volunteer.rests_until is None or self.volunteer.rests_until < self.day


@dataclass(frozen=True, slots=True)
class Gate:
    """One row: the hindrance when it is shut, the section or policy, and when it is open."""

    code: str
    section: str
    opens: Callable[[Standing], bool]


def is_experienced(volunteer: Volunteer, first_cases: int, mediated: int) -> bool:
    """Whether somebody has mediated as many cases as the office counts as the first ones."""
    return volunteer.cases_before + mediated >= first_cases


ACT, POLICY = "1015/2005 §10", "office policy"
# fmt: off
GATES: tuple[Gate, ...] = (
    #    hindrance                        rests on  open when
    Gate("not_active",                    ACT,      lambda it: it.volunteer.standing == "active"),
    Gate("not_admitted",                  ACT,      lambda it: it.volunteer.admission is not None),
    Gate("basic_course_missing",          ACT,      lambda it: it.is_trained or it.was_trained),
    Gate("basic_course_expired",          ACT,      lambda it: it.is_trained or not it.was_trained),
    Gate("close_relation_course_missing", POLICY,   lambda it: it.knows_close_relations or not it.task.close_relation),
    Gate("beside_experienced_only",       POLICY,   lambda it: it.is_guided),
    Gate("rests_after_heavy_case",        POLICY,   lambda it: it.is_rested),
)
# fmt: on
ANY_TASK = Task()


def shut_gates(volunteer: Volunteer, today: date, task: Task = ANY_TASK) -> Iterator[Gate]:
    """The rows that stand in the way of offering a case to a volunteer; nothing when nothing does."""
    standing = Standing(volunteer, today, task)
    return (gate for gate in GATES if not gate.opens(standing))


def may_be_offered(volunteer: Volunteer, today: date, task: Task = ANY_TASK) -> Iterator[str]:
    """What stands in the way of offering a case to a volunteer, as codes; nothing when nothing does (§10)."""
    return (gate.code for gate in shut_gates(volunteer, today, task))
