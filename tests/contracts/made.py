"""Cases, deadlines and messages to be kept and got again."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from mediation.cases.case import Case
from mediation.cases.initiative import Initiative
from mediation.cases.items import ITEM_KINDS
from mediation.cases.matter import About, Matter
from mediation.cases.note import Note
from mediation.cases.party import Part, Person
from mediation.deadlines.deadline import Deadline
from mediation.deadlines.rule import Owner
from mediation.kernel.actor import Role
from mediation.kernel.ids import AccountId, CaseId, DeadlineId, ItemId, MatterId, MessageId, OfficeId, PersonId, new_id
from mediation.notifications.outbox import Message, Recipient, RecipientKind
from mediation.states.matter import MatterKind
from tests.conftest import BEGINNING
from tests.contracts.filled import filled

DAY = BEGINNING.date()
_seconds = count()


def fresh(prefix: str) -> str:
    """An id that sorts after every one made before."""
    return new_id(prefix, BEGINNING + timedelta(seconds=next(_seconds)))


def a_case(office: OfficeId, *names: str) -> Case:
    """A small case with people of these names and one dispute."""
    case = Case(
        CaseId(fresh("c")), "", office,
        Initiative(initiator=Role.PARTY, initiated_on=DAY, arrived_at=BEGINNING),
    )  # fmt: skip
    for name in names or ("Taimi Testattava", "Toivo Testattava"):
        person = Person(id=PersonId(fresh("p")), name=name)
        case.people[person.id] = person
    everybody = tuple(case.people)
    about = About(title="Naapuririita", claimants=everybody[:1], respondents=everybody[1:])
    matter = Matter(id=MatterId(fresh("m")), kind=MatterKind.DISPUTE, about=about, arrived_on=DAY)
    case.matters[matter.id] = matter
    return case


def a_full_case(office: OfficeId) -> Case:
    """A case with two of everything, every field filled."""
    case = Case(CaseId(fresh("c")), "", office, filled(Initiative))
    for kind, container in ((Person, case.people), (Matter, case.matters), *((k, case.items) for k in _items())):
        for _ in range(2):
            made = filled(kind)
            container[made.id] = made  # type: ignore[index]
    case.parts = (filled(Part), filled(Part))
    return case


def _items() -> list[type[Any]]:
    return list(ITEM_KINDS.values())


def a_note(number: int) -> Note:
    """A numbered note."""
    return Note(
        id=ItemId(fresh("i")), by=AccountId("u_1"), at=BEGINNING + timedelta(minutes=number), text=f"{number}. merkintä"
    )


def a_deadline(case_id: CaseId, remind_on: date | None = DAY, **more: Any) -> Deadline:
    """A deadline on the day after a reminder."""
    given: dict[str, Any] = {
        "id": DeadlineId(fresh("d")), "case_id": case_id, "matter_id": None, "rule": "first_contact",
        "subject_id": None, "due_on": DAY + timedelta(days=1), "remind_on": (remind_on,) if remind_on else (),
        "owner": Owner.ADVISER,
    } | more  # fmt: skip
    return Deadline(**given)


def a_message(case_id: CaseId, not_before: datetime = BEGINNING, **more: Any) -> Message:
    """A message to a person, to be sent from an instant on."""
    given: dict[str, Any] = {
        "id": MessageId(fresh("w")), "case_id": case_id, "kind": "invitation_sent",
        "to": Recipient(RecipientKind.PERSON, "p_1"), "queued_at": BEGINNING, "not_before": not_before,
    } | more  # fmt: skip
    return Message(**given)
