"""A realistic case: six invented people, two crimes, their consents, assessments, decision, meeting and notes."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from mediation.cases.assessment import Assessment, Question
from mediation.cases.assignment import Assignment
from mediation.cases.case import Case
from mediation.cases.consent import Answer, Consent, ConsentTo
from mediation.cases.decision import Decision, DecisionKind
from mediation.cases.initiative import Initiative
from mediation.cases.matter import About, Matter
from mediation.cases.meeting import Meeting, MeetingForm
from mediation.cases.note import Note
from mediation.cases.party import Channel, Contact, Part, PartyRole, Person
from mediation.demo.people import test_code
from mediation.kernel.actor import Role
from mediation.kernel.ids import (
    AccountId,
    CaseId,
    ItemId,
    MatterId,
    OfficeId,
    PersonId,
    UnitId,
    VolunteerId,
    new_id,
)
from mediation.kernel.language import Language
from mediation.states.matter import MatterKind, MatterState
from mediation.states.small import AssignmentState

AT = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)  # ten o'clock in Helsinki, a Tuesday
DAY = date(2026, 9, 1)
BY = AccountId("a_ohjaaja")
OFFICE = OfficeId("o_helsinki")
TEXT = (
    "Soitettu osapuolelle, joka kertoi tapahtumien kulusta ja siitä, mitä sovittelulta toivoo. Kerrottu "
    "vapaaehtoisuudesta, luottamuksellisuudesta ja oikeudesta keskeyttää milloin tahansa. Sovittu, että "
    "seuraavaan yhteydenottoon mennessä hän miettii, sopiiko yhteinen tapaaminen, ja kenet hän haluaa tueksi."
)
NAMES = (
    ("Sulo Epäilty", date(1991, 7, 7)), ("Tilda Nuori", date(2010, 3, 5)), ("Hilla Huoltaja", date(1980, 1, 9)),
    ("Hemmo Huoltaja", date(1978, 5, 2)), ("Urpo Uhri", date(1979, 1, 2)), ("Tuula Tukihenkilö", date(1969, 12, 6)),
)  # fmt: skip


def a_case(
    number: int, *, office: OfficeId = OFFICE, notes: int = 10, state: MatterState = MatterState.ACCEPTED
) -> Case:
    """A case as it stands after acceptance: 6 people with 8 fields each, 2 matters, 20 records and the notes."""
    sulo, tilda, hilla, hemmo, urpo, tuula = people = [_person(number, *about) for about in NAMES]
    case = Case(
        id=CaseId(new_id("c", AT)), number=f"HEL-2026-{number:06d}", office=office,
        initiative=Initiative(
            initiator=Role.POLICE, initiated_on=DAY, arrived_at=AT, unit=UnitId("n_poliisi_keksitty"),
            official="Pekka Poliisi", reference=f"9990/R/{number}/26", parties_informed=True,
        ),
        people={p.id: p for p in people},
        parts=(
            Part(person=hilla.id, role=PartyRole.CUSTODIAN, acts_for=tilda.id),
            Part(person=hemmo.id, role=PartyRole.CUSTODIAN, acts_for=tilda.id),
            Part(person=tuula.id, role=PartyRole.SUPPORT_PERSON, acts_for=urpo.id),
        ),
    )  # fmt: skip
    for suspect in (sulo, tilda):
        matter = _matter(suspect.id, urpo.id, state)
        case.matters[matter.id] = matter
    sulos, tildas = case.matters
    for matter, who, child in (
        (sulos, sulo, None), (sulos, urpo, None), (tildas, tilda, None), (tildas, hilla, tilda),
        (tildas, hemmo, tilda), (tildas, urpo, None),
    ):  # fmt: skip
        case.put(_consent(matter, who.id, child and child.id))
    for matter, suspect in ((sulos, sulo), (tildas, tilda)):
        for question, person in (
            (Question.UNDERSTANDS, suspect.id), (Question.UNDERSTANDS, urpo.id), (Question.CONFIRMS_FACTS, suspect.id),
            (Question.VICTIMS_INTEREST, None), (Question.SUITABLE, None),
        ):  # fmt: skip
            case.put(
                Assessment(
                    id=_item(), matter=matter, question=question, holds=True, by=BY, at=AT, person=person,
                    reason="Keskusteltu puhelimessa, kertoi itse tapahtumista ja ymmärsi asian merkityksen.",
                )
            )  # fmt: skip
    both = (sulos, tildas)
    case.put(
        Decision(
            id=_item(), kind=DecisionKind.ACCEPT, matters=both, by=BY, at=AT, sections=("1015/2005 §15",),
            reasons="Sovittelun edellytykset täyttyvät: osapuolet suostuvat ja vahvistavat pääseikat.",
        )
    )  # fmt: skip
    volunteers = (VolunteerId("v_veikko"), VolunteerId("v_maija"))
    for volunteer in volunteers:
        case.put(
            Assignment(
                id=_item(), matters=both, volunteer=volunteer, state=AssignmentState.ACCEPTED, offered_at=AT,
                offered_by=BY, answer_by=DAY + timedelta(days=7), answered_at=AT, undisqualified=True,
            )
        )  # fmt: skip
    case.put(
        Meeting(
            id=_item(), matters=both, form=MeetingForm.JOINT, starts_at=AT + timedelta(days=9), minutes=90,
            place="Sovittelutoimisto, Keksitynkatu 1", invited=tuple(p.id for p in people[:5]),
            mediators=volunteers, arranged_by=BY,
        )
    )  # fmt: skip
    for _ in range(notes):
        case.put(a_note())
    return case


_turn = count()


def a_note() -> Note:
    """A note of 300 characters, no two the same."""
    return Note(id=_item(), by=BY, at=AT, text=f"{next(_turn)}. {TEXT}"[:300])


def _item() -> ItemId:
    return ItemId(new_id("i", AT))


def _person(number: int, name: str, born: date) -> Person:
    first, _, last = name.partition(" ")
    return Person(
        id=PersonId(new_id("p", AT)), name=name, born_on=born, language=Language.FINNISH,
        identity_code=test_code(born.day, born.month, born.year, 900 + number % 100),
        contact=Contact(
            email=f"{first.lower()}.{number}@keksitty.example", phone=f"+358 40 000 {number % 10000:04d}",
            street=f"{last}nkuja {number % 90 + 1} A 3", postcode="00999", town="Keksitty", municipality="Helsinki",
            safe_channel=Channel.EMAIL,
        ),
    )  # fmt: skip


def _matter(suspect: PersonId, victim: PersonId, state: MatterState) -> Matter:
    return Matter(
        id=MatterId(new_id("m", AT)), kind=MatterKind.CRIME, state=state, offence_class="damage",
        authority=UnitId("n_poliisi_keksitty"), arrived_on=DAY, accepted_at=AT,
        about=About(
            title="Vahingonteko", offence="damage_to_property", act_on=DAY - timedelta(days=9),
            place="Keksityn koulun piha", reference="9990/R/1234/26",
            description="Auton peili ja ovi vaurioituivat, kun pihalla heiteltiin kiviä.",
            suspects=(suspect,), victims=(victim,), close_person=False, intentional=True,
            only_private_property=True, stated_complainant_offence=True, venue_is_here=True,
        ),
    )  # fmt: skip


def _consent(matter: MatterId, person: PersonId, child: PersonId | None) -> Consent:
    return Consent(
        id=_item(), person=person, matter=matter, to=ConsentTo.MEDIATION, answer=Answer.GIVEN,
        rights_explained_at=AT - timedelta(minutes=30), given_at=AT, text_version="1", language=Language.FINNISH,
        channel=Channel.PHONE, recorded_by=BY, on_behalf_of=child,
    )  # fmt: skip
