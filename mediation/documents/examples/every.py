"""Invented people and one full example of every document, in the words of each language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents import report_contexts as r
from mediation.documents.catalogue import CATALOGUE, DocumentKind
from mediation.documents.examples.agreements import agreements
from mediation.documents.examples.papers import letters, papers
from mediation.documents.examples.shared import ADVISER, DAY, LONG_NAME, NUMBER, office
from mediation.documents.examples.words import WORDS
from mediation.kernel.language import Language
from mediation.kernel.money import Money

__all__ = ["DAY", "LONG_NAME", "NUMBER", "every_sample", "office", "sample_contexts"]

FI, SV, EN = Language.FINNISH, Language.SWEDISH, Language.ENGLISH
MADE_AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def sample_contexts(language: Language) -> dict[DocumentKind, tuple[Any, ...]]:
    """Examples of every document written in the language; together they go through every branch."""
    column = (FI, SV, EN).index(language)
    word: dict[str, Any] = {name: texts[column] for name, texts in WORDS.items()}
    made = dict(_letters(word)) | dict(agreements(word, (FI, SV, EN)[column]))
    made |= dict(_reports(word)) | dict(letters(word, HEAD | {"office": office(word)})) | dict(papers(word))
    return {kind: made[kind] for kind, row in CATALOGUE.items() if language in row.languages}


def every_sample() -> Iterator[tuple[DocumentKind, Language, int, Any]]:
    """Every document in every language it has, with the number of the example."""
    for language in Language:
        for kind, examples in sample_contexts(language).items():
            for number, context in enumerate(examples):
                yield kind, language, number, context


READER = c.Reader("Tero Testaaja", ("Harjoituspolku 12 A 34", "00999 MALLILA"))
WITHHELD = c.Reader(LONG_NAME)
HEAD: dict[str, Any] = {"reader": READER, "case_number": NUMBER, "dated_on": DAY, "adviser": ADVISER}
CITED = (
    *(c.Provision("1015/2005", section) for section in ("2.1", "3.1", "15")),
    c.Provision("434/2003", "44"),
)


def _letters(word: dict[str, str]) -> Iterator[tuple[DocumentKind, tuple[Any, ...]]]:
    head = HEAD | {"office": office(word)}
    matters = (c.Matter(word["assault"], date(2026, 10, 3)), c.Matter(word["damage"]))
    invitation: dict[str, Any] = {"matters": matters, "answer_by": date(2026, 12, 8)}
    yield (
        DocumentKind.INVITATION,
        (
            c.Invitation(
                **head,
                **invitation,
                initiative_by=c.InitiativeBy.POLICE,
                criminal=True,
                authority_reference="5500/R/12345/26",
            ),
            c.Invitation(
                **(head | {"reader": WITHHELD}),
                **invitation,
                initiative_by=c.InitiativeBy.PROSECUTOR,
                criminal=True,
                child="Milla Mallikas",
            ),
            *(
                c.Invitation(**head, **invitation, initiative_by=by, criminal=False)
                for by in (c.InitiativeBy.AUTHORITY, c.InitiativeBy.OTHER_PARTY, c.InitiativeBy.READER)
            ),
        ),
    )
    form: dict[str, Any] = {"matters": matters, "return_by": date(2026, 12, 8)}
    yield (
        DocumentKind.CONSENT_FORM,
        (
            c.ConsentForm(**head, **form, criminal=True, documents_from=(word["police"], word["prosecutor"])),
            c.ConsentForm(**head, **form, criminal=False, documents_from=(), child="Milla Mallikas"),
        ),
    )
    court = c.Court(
        word["court"],
        "Mallitie 5",
        "PL 9999, 00999 MALLILA",
        "029 999 0000",
        "hallinto-oikeus@tuomioistuin.example",
        "https://asiointi.tuomioistuin.example/",
    )
    letter = c.Service(c.ServedBy.LETTER, DAY, date(2026, 12, 1), date(2026, 12, 31))
    message = c.Service(c.ServedBy.ELECTRONIC_MESSAGE, DAY, date(2026, 11, 27), date(2026, 12, 28))
    receipt = c.Service(c.ServedBy.ACKNOWLEDGED, DAY)
    decision: dict[str, Any] = {
        "matters": matters,
        "parties": ("Tero Testaaja", LONG_NAME),
        "provisions": CITED,
        "court": court,
        "decided_by": "Ville Vastuullinen",
    }
    yield (
        DocumentKind.DECISION_TO_MEDIATE,
        tuple(
            c.DecisionToMediate(**head, **decision, reasons=(word["reason"],), service=service)
            for service in (letter, message, receipt)
        ),
    )
    declined: dict[str, Any] = {"reasons": (word["decline"],), "service": letter}
    yield (
        DocumentKind.DECISION_TO_DECLINE,
        (
            c.DecisionToDecline(**head, **decision, **declined, authority=word["police"]),
            c.DecisionToDecline(**head, **decision, **declined),
        ),
    )
    meeting: dict[str, Any] = {
        "starts_at": datetime(2026, 12, 15, 12, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 15, 14, 0, tzinfo=UTC),
        "place": (word["room"], "Mallikatu 7 B", "00999 MALLILA"),
        "mediators": ("Saara Sovinto", "Pekka Puolueeton"),
    }
    yield (
        DocumentKind.MEETING_NOTICE,
        (
            c.MeetingNotice(
                **head,
                **meeting,
                meeting="joint",
                attending=(LONG_NAME, "Milla Mallikas"),
                interpreting=word["somali"],
            ),
            c.MeetingNotice(**head, **meeting, meeting="separate", attending=(), child="Milla Mallikas"),
        ),
    )


def _reports(word: dict[str, str]) -> Iterator[tuple[DocumentKind, tuple[Any, ...]]]:
    tero, maria = "Tero Testaaja", LONG_NAME
    authority = r.Authority(word["prosecutor"], word["unit"], "R 26/1234")
    head: dict[str, Any] = {
        "office": office(word),
        "authority": authority,
        "case_number": NUMBER,
        "dated_on": DAY,
        "adviser": ADVISER,
    }
    matters = (
        r.ReportedMatter(word["assault"], date(2026, 10, 3), (tero,), (maria,), r.ReportedOutcome.AGREED),
        r.ReportedMatter(word["damage"], None, (tero, "Urho Uusi"), (maria,), r.ReportedOutcome.NOT_AGREED),
        r.ReportedMatter(word["damage"], None, (), (maria,), r.ReportedOutcome.INTERRUPTED, criminal=False),
    )
    course: dict[str, Any] = {
        "matters": matters,
        "initiative_on": date(2026, 10, 12),
        "decided_on": date(2026, 11, 2),
        "ended_on": date(2026, 11, 23),
    }
    meetings = (
        r.ReportedMeeting(date(2026, 11, 16), "separate"),
        r.ReportedMeeting(date(2026, 11, 23), "joint"),
    )
    names = dict(zip(g.PromiseKind, ("work", "apology", "behave", "return", "claims", "other"), strict=True))
    items: tuple[Any, ...] = (
        r.ReportedPayment(tero, maria, Money(125_000), 24, date(2028, 12, 15)),
        *(
            r.ReportedPromise(kind, tero, maria, word[name], date(2027, 1, 31) if name == "work" else None)
            for kind, name in names.items()
        ),
    )
    agreed: dict[str, Any] = {
        "agreement_on": date(2026, 11, 23),
        "withdrawn_demands": (maria,),
        "kept_demands": ("Uuno Uusi",),
    }
    ended: dict[str, Any] = {"follow_up_until": date(2028, 12, 29)}
    yield (
        DocumentKind.REPORT_TO_PROSECUTOR,
        (
            r.ReportToProsecutor(**head, **course, **agreed, **ended, meetings=meetings, items=items[:3]),
            r.ReportToProsecutor(**head, **course, **agreed, meetings=meetings, items=items),
            r.ReportToProsecutor(**head, **course, meetings=()),
        ),
    )
    noticed = (
        r.NoticedMatter(word["assault"], date(2026, 10, 3), (tero,), (maria,)),
        r.NoticedMatter(word["damage"], None, (tero,), (maria,), criminal=False),
    )
    notice: dict[str, Any] = {"decided_on": date(2026, 11, 23), "matters": noticed}
    yield (
        DocumentKind.NOTICE_OF_REFUSAL_OR_INTERRUPTION,
        (
            r.NoticeOfStop(**head, **notice, event="refused", ground=c.Provision("1015/2005", "3 a.1(4)")),
            r.NoticeOfStop(**head, **notice, event="interrupted", ground=c.Provision("1015/2005", "19.1")),
        ),
    )
