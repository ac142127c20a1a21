"""A course's participant list put into the register: every good row at once or nothing, every bad row told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mediation.kernel.refusals import Invalid
from mediation.kernel.sheet import sheet
from mediation.permissions.may import May
from mediation.work import Work
from volunteers import CertificateRefused, Course, Volunteer
from volunteers.participants import Participant, Row, UnreadableList, read_list
from volunteers.training import with_course

Progress = Callable[[int, int], None]
TOLD_EVERY = 100  # rows
LARGEST_LIST = 8_000_000  # bytes: twenty thousand rows of long names and addresses


@dataclass(frozen=True, slots=True)
class Imported:
    """How an import went; `failed` is a file of the rows that were not taken, each with its reason, or empty."""

    taken: int
    refused: int
    volunteers: int
    failed: str


def import_courses(work: Work, raw: bytes, *, dry_run: bool, progress: Progress | None = None) -> Imported:
    """Record the courses of a list in one transaction; a dry run says the same and keeps nothing.

    `progress` is told how many rows of how many have been looked at.
    """
    work.permit(May.VOLUNTEER_RECORD)
    if len(raw) > LARGEST_LIST:
        raise Invalid("this list is larger than eight megabytes", code="too_large", fields=[("", "too_large")])
    try:
        header, rows = read_list(raw)
    except UnreadableList as refused:
        raise Invalid("this list cannot be used", code="bad_list", fields=[("", refused.code)]) from None
    changed, judged = _judged(work, rows, work.stores.volunteers.all(), progress)
    bad = [row for row in judged if row.wrong]
    if not dry_run:
        for volunteer in changed:
            work.later(lambda kept=volunteer: work.stores.volunteers.put(kept))  # type: ignore[misc]
        work.note("courses_imported", taken=len(judged) - len(bad), refused=len(bad), volunteers=len(changed))
    failed = sheet(("row", "reason", *header), ((row.number, row.wrong, *row.cells) for row in bad)) if bad else ""
    return Imported(len(judged) - len(bad), len(bad), len(changed), failed)


def _judged(
    work: Work, rows: list[Row], register: Iterable[Volunteer], progress: Progress | None
) -> tuple[list[Volunteer], list[Row]]:
    """The volunteers as the list leaves them, and every row with what is wrong about it."""
    now = {v.id: v for v in register}
    by_email: dict[str, list[str]] = {}
    for volunteer in now.values():
        by_email.setdefault(volunteer.email.casefold(), []).append(volunteer.id)
    touched: dict[str, Volunteer] = {}
    judged = []
    for number, row in enumerate(rows, start=1):
        if progress is not None and (number % TOLD_EVERY == 0 or number == len(rows)):
            progress(number, len(rows))
        if row.participant is None:
            judged.append(row)
            continue
        known, wrong = _known(row.participant, now, by_email)
        if not wrong:
            try:
                volunteer = touched.get(known, now[known])
                courses = with_course(volunteer.courses, _course(row.participant), work.day)
                touched[known] = replace(volunteer, courses=courses)
            except CertificateRefused as refused:
                wrong = refused.why.value
        judged.append(replace(row, wrong=wrong))
    return list(touched.values()), judged


def _known(who: Participant, register: dict[str, Volunteer], by_email: dict[str, list[str]]) -> tuple[str, str]:
    """The id of the volunteer a row means, or what is wrong: nobody is meant, more than one, somebody released."""
    if not who.volunteer:
        ids = by_email.get(who.email, [])
        if len(ids) != 1:
            return "", "several_with_this_email" if ids else "unknown_volunteer"
        found = register[ids[0]]
    elif who.volunteer not in register:
        return "", "unknown_volunteer"
    else:
        found = register[who.volunteer]
        if who.email and found.email.casefold() != who.email:
            return "", "email_of_another"
    return found.id, "released" if found.standing == "released" else ""


def _course(who: Participant) -> Course:
    return Course(who.kind, who.hours, who.completed_on, who.expires_on, who.began_on, who.certificate)
