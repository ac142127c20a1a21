"""Every document of a marked case for every reader who gets one, and every page of it for every role; nothing is kept."""
# ruff: noqa: E501  (one row, one line: the columns are read downwards)

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from mediation.accounts.account import Account
from mediation.accounts.unit import Unit
from mediation.actions import agreement_papers, letter_papers, papers, report_papers
from mediation.actions.ordered import MAKERS
from mediation.actions.paper_orders import Order
from mediation.cases.agreement import Agreement
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.meeting import Meeting
from mediation.cases.report import Report
from mediation.documents.catalogue import CATALOGUE, Addressee, DocumentKind
from mediation.documents.store import Made
from mediation.kernel.actor import Actor, Role
from mediation.kernel.clock import SetClock
from mediation.kernel.ids import DocumentId, MatterId, MessageId, OfficeId, PersonId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Refusal
from mediation.notifications.letters import Letter
from mediation.notifications.outbox import Recipient, RecipientKind
from mediation.queries.case_page import case_page
from mediation.work import Work
from tests.fakes.stores import MemoryDatabase, memory_app
from tests.firewall.marked import MEDIATORS, NOW, STAFF, TODAY, UNITS, MarkedCase
from volunteers import Volunteer

OFFICE = OfficeId("o_helsinki")
APP = memory_app(SetClock(NOW), MemoryDatabase())
IN_CHARGE = Actor(STAFF, frozenset({Role.PERSON_IN_CHARGE, Role.ADVISER}), OFFICE)
TO_UNITS = (DocumentKind.DOCUMENT_REQUEST, DocumentKind.INTERIM_STATUS, DocumentKind.TRANSFER_TO_ANOTHER_OFFICE)
FOR_NOBODY_ALONE = (DocumentKind.ATTESTATION_OF_MEDIATION, DocumentKind.MEDIATORS_ACCOUNT_FORM)
MEDIATOR = Actor(STAFF, frozenset({Role.MEDIATOR}), volunteer=MEDIATORS[0])


@dataclass(frozen=True, slots=True)
class Output:
    """One thing that leaves: what it is, for whom, about which matters, and all of its text."""

    kind: str
    reader: str
    matters: tuple[MatterId, ...]
    text: str


class Nothing:
    """Stores of which only the registers of the office answer."""

    class units:  # noqa: N801  it stands for a field
        @staticmethod
        def get(unit: str) -> Unit:
            languages = {UNITS[0]: Language.FINNISH, UNITS[1]: Language.SWEDISH}
            return Unit(id=unit, kind=Role.POLICE, name=f"Yksikkö {unit}", language=languages[unit])  # type: ignore[arg-type,index]

    class volunteers:  # noqa: N801
        @staticmethod
        def get(volunteer: str) -> Volunteer:
            return Volunteer(id=volunteer, office=OFFICE, name=f"Sovittelija {volunteer}", email="Qz9999q@x.example", phone="Qz9998q")

    class accounts:  # noqa: N801
        @staticmethod
        def get(account: str) -> Account:
            return Account(id=account, office=OFFICE, roles=(Role.ADVISER,), name="Aino Ohjaaja")  # type: ignore[arg-type]

    class documents:  # noqa: N801
        @staticmethod
        def of_case(_: str) -> list[Made]:
            return []

    @staticmethod
    def journal_of(_: str) -> Iterator[Any]:
        return iter(())


class Desk(Work):
    """A unit of work that keeps what is printed in its hands, and looks at the one case it has."""

    def __init__(self, marked: MarkedCase, actor: Actor) -> None:
        super().__init__(APP, actor, Nothing())  # type: ignore[arg-type]
        self.marked, self.printed = marked, list[Made]()

    def keep(self, document: Made) -> None:
        self.printed.append(document)

    def view(self, *_: Any, **__: Any) -> Any:
        return self.marked.case


def outputs(marked: MarkedCase, share: float = 1.0) -> Iterator[Output]:
    """Everything that can be made of the case, or a share of it drawn with the case's own dice."""
    for matters, make in _makes(marked):
        if marked.chance(share):
            yield from _made(marked, matters, make)
    for actor, name in ((IN_CHARGE, "page:staff"), (MEDIATOR, "page:mediator")):
        yield Output(name, "", tuple(marked.case.matters), repr(case_page(Desk(marked, actor), marked.case.id)))


def _makes(marked: MarkedCase) -> Iterator[tuple[tuple[MatterId, ...], "Make"]]:
    case = marked.case
    for matter in case.matters.values():
        one = (matter.id,)
        for reader in readers(marked, matter.id):
            for make in letters(marked, reader, matter.id):
                yield one, make
            for kind in MAKERS:
                if CATALOGUE[kind].addressee is not Addressee.AUTHORITY and kind not in FOR_NOBODY_ALONE:
                    yield one, _order(kind, Order(matters=one, reader=reader))
                    yield tuple(case.matters), _order(kind, Order(matters=tuple(case.matters), reader=reader))
        for kind in FOR_NOBODY_ALONE:
            yield one, _order(kind, Order(matters=one))
        for kind in TO_UNITS:
            yield one, _order(kind, Order(matters=one, unit=matter.authority or UNITS[0], items=("Pöytäkirja",)))
        for report in case.all(Report):
            if report.matters == one:
                yield one, lambda work, change, r=report: report_papers.report(work, change, r)  # type: ignore[misc]
    for meeting in case.all(Meeting):
        yield meeting.matters, lambda work, change, m=meeting: papers.meeting_notices(work, change, m)  # type: ignore[misc]
    for agreed in case.all(Agreement):
        yield agreed.matters, lambda work, change, a=agreed: agreement_papers.print_version(work, change, a)  # type: ignore[misc]


def _order(kind: DocumentKind, order: Order) -> "Make":
    return lambda work, change: MAKERS[kind](work, change, order)


def readers(marked: MarkedCase, matter: MatterId) -> list[PersonId]:
    """The parties of a matter and everybody who stands beside one."""
    parties = marked.case.matters[matter].about.parties
    return [*parties, *(p.person for p in marked.case.parts if p.acts_for in parties)]


Make = Callable[[Work, Change], Any]


def letters(marked: MarkedCase, reader: PersonId, matter: MatterId) -> Iterator[Make]:
    """The letters that steps of a matter make by themselves, to those they go to."""
    case = marked.case
    party = reader in case.matters[matter].about.parties
    wards = [p for p in case.matters[matter].about.parties if reader in case.representatives(p, TODAY)]
    if not party and not wards:
        return
    child = None if party else wards[0]
    yield lambda work, change: papers.invitation(work, change, reader, child, [matter], TODAY)
    yield lambda work, change: papers.consent_form(work, change, reader, child, [matter], TODAY)
    yield lambda work, change: letter_papers.cover(work, change, an_envelope(case, reader))
    for made in case.all(Decision):
        if matter in made.matters and made.kind in {DecisionKind.ACCEPT, DecisionKind.DECLINE}:
            for service in made.services:
                if service.person == reader:
                    yield lambda work, change, m=made, s=service: papers.decision(work, change, m, s)  # type: ignore[misc]


def an_envelope(case: Case, reader: PersonId) -> letter_papers.Envelope:
    """A letter to somebody with one document in it."""
    to = Recipient(RecipientKind.PERSON, reader)
    letter = Letter(id=MessageId("w_1"), case_id=case.id, kind="decision_served", to=to, queued_at=NOW)
    paper = Made(
        id=DocumentId("f_1"), case_id=case.id, kind="invitation", language=case.people[reader].language, made_at=NOW,
        reader=reader, subject=reader, sha256="",
    )  # fmt: skip
    return letter_papers.Envelope(letter, case.people[reader], (paper,))


def _made(marked: MarkedCase, matters: tuple[MatterId, ...], make: Make) -> Iterator[Output]:
    with _desk(marked) as work, suppress(Refusal):
        make(work, Change(marked.case, NOW, STAFF))
        for made in work.printed:
            yield Output(made.kind, made.reader, matters, made.pdf.decode() + made.facts)


@contextmanager
def _desk(marked: MarkedCase) -> Iterator[Desk]:
    yield Desk(marked, IN_CHARGE)
    marked.case.events.clear()



