"""What lies in the envelope of a letter, and what keeps a letter from being printed."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from mediation.actions import papers
from mediation.actions.conditions import reckoned
from mediation.actions.messages import words
from mediation.cases import deciding
from mediation.cases.case import Case
from mediation.cases.changes import Change
from mediation.cases.decision import Decision, Service
from mediation.cases.party import Channel, Person
from mediation.documents.catalogue import DocumentKind as K
from mediation.documents.letter_contexts import CoverLetter
from mediation.documents.store import Made
from mediation.kernel.ids import DocumentId, ItemId, PersonId
from mediation.kernel.language import best_of
from mediation.notifications.letters import Letter
from mediation.notifications.outbox import RecipientKind
from mediation.notifications.render import on_paper
from mediation.work import Work

DECISIONS = frozenset({K.DECISION_TO_MEDIATE.value, K.DECISION_TO_DECLINE.value})


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter, its reader, and the documents that would go into it; `served` how the decision among them was."""

    letter: Letter
    reader: Person
    enclosed: tuple[Made, ...] = ()
    decision: Decision | None = None
    served: Service | None = None
    is_superseded: bool = False


def envelope(work: Work, case: Case, letter: Letter) -> Envelope:
    """The envelope of a letter to a person of a case, as things stand now."""
    reader = case.person(PersonId(letter.to.id))
    kept = {d.id: d for d in work.stores.documents.of_case(case.id)} if letter.enclosed else {}
    mine = [kept[document] for document in letter.enclosed if document in kept]
    shared = [d for d in mine if not d.reader]  # an agreement: printed in every language that somebody reads
    if shared:
        wanted = best_of(case.law.spoken(reader.language), frozenset(d.language for d in shared))
        mine = [d for d in mine if d.reader or d.language is wanted]
    made = next((d for d in mine if d.kind in DECISIONS), None)
    if made is None:
        return Envelope(letter, reader, tuple(mine))
    decision = case.item(Decision, ItemId(made.subject))
    newer = (d for d in kept.values() if (d.kind, d.subject, d.reader) == (made.kind, made.subject, made.reader))
    return Envelope(
        letter, reader, tuple(mine), decision, next((s for s in decision.services if s.person == reader.id), None),
        any(d.made_at > made.made_at for d in newer),
    )  # fmt: skip


def address(person: Person) -> tuple[str, ...]:
    """The lines that stand in the window of the envelope, under the name."""
    at = person.contact
    return (at.street, f"{at.postcode} {at.town}".strip())


def _lacks_address(found: Envelope) -> bool:
    at = found.reader.contact
    return not (at.street and at.postcode and at.town)


def _is_served_otherwise(found: Envelope) -> bool:
    return found.decision is not None and (found.served is None or found.served.channel is not Channel.LETTER)


# fmt: off
#   why it cannot go        what is looked at
OBSTACLES: list[tuple[str, Callable[[Envelope], bool]]] = [
    ("address_protected",   lambda found: found.reader.contact.is_protected),
    ("post_not_safe",       lambda found: found.reader.contact.safe_channel is not Channel.LETTER),
    ("no_address",          _lacks_address),
    ("served_otherwise",    _is_served_otherwise),
]
# fmt: on


def why_not(found: Envelope | None) -> str:
    """The code of what keeps a letter from being printed; empty if nothing does. Only a person has a postal address."""
    if found is None:
        return "no_address"
    return next((code for code, stands_in_the_way in OBSTACLES if stands_in_the_way(found)), "")


def is_to_a_person(letter: Letter) -> bool:
    """Whether a letter is for a person of a case."""
    return bool(letter.case_id) and letter.to.kind is RecipientKind.PERSON


def assembled(work: Work, change: Change, found: Envelope) -> tuple[Letter, tuple[DocumentId, ...]]:
    """The letter with what it encloses now, and the papers of its envelope in order; what is missing is made.

    A decision that was made on an earlier day is dated anew, with the days that follow from today's posting
    (434/2003 §59). A letter whose first page has not the reader's present address gets a cover letter that has it.
    """
    letter, enclosed = found.letter, [d.id for d in found.enclosed]
    first = found.enclosed[0] if found.enclosed else None
    if found.decision is not None and found.served is not None and found.served.sent_on != work.day:
        service = reckoned(change, found.reader.id, Channel.LETTER)
        made = papers.decision(work, change, found.decision, service)
        deciding.serve(change, found.decision.id, service, anew=True)
        enclosed = [made if d.kind in DECISIONS else d.id for d in found.enclosed]
        return replace(letter, enclosed=tuple(enclosed)), tuple(enclosed)
    if first is not None and _is_addressed(first, found.reader):
        return letter, tuple(enclosed)
    return letter, (cover(work, change, found), *enclosed)


def _is_addressed(document: Made, reader: Person) -> bool:
    """Whether a document begins with the reader's name and present address, in the window."""
    facts = json.loads(document.facts)["facts"] if document.facts else {}
    return bool(facts.get("reader") == {"name": reader.name, "address": list(address(reader))})


def cover(work: Work, change: Change, found: Envelope) -> DocumentId:
    """The sheet with the address: before what is enclosed, or with the words of the message alone."""
    language = papers.spoken(change.case, found.reader.language, K.COVER_LETTER)
    head = papers.letter_head(work, change, found.reader, language)
    if found.enclosed:
        made = CoverLetter(**head, enclosed=len(found.enclosed))
    else:
        said = words(work.app, found.letter, language)
        says = on_paper(said, language, work.app.office.names[language], change.case.law.templates)
        made = CoverLetter(**head, enclosed=0, says=(said.subject, *says))
    return papers.make(work, change.case, K.COVER_LETTER, language, made, found.reader.id, found.letter.id)
