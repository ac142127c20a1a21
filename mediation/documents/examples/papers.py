"""Examples of the rarer letters, and of what goes to authorities and courts beside reports."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents import letter_contexts as w
from mediation.documents import office_contexts as o
from mediation.documents import person_contexts as p
from mediation.documents import report_contexts as r
from mediation.documents.catalogue import DocumentKind as K
from mediation.documents.examples.shared import ADVISER, DAY, LONG_NAME, NUMBER, office
from mediation.kernel.money import Money

TERO, MARIA, CHILD = "Tero Testaaja", LONG_NAME, "Milla Mallikas"
ACT_ON, AGREED_ON = date(2026, 10, 3), date(2026, 11, 23)
Made = Iterator[tuple[K, tuple[Any, ...]]]


def letters(word: dict[str, str], head: dict[str, Any]) -> Made:
    """To parties, custodians, mediators."""
    matters = (c.Matter(word["assault"], ACT_ON), c.Matter(word["damage"]))
    invitation: dict[str, Any] = {**head, "matters": matters, "answer_by": date(2026, 12, 8)}
    by = c.InitiativeBy
    yield K.INVITATION_PLAIN, (
        p.PlainInvitation(**invitation, initiative_by=by.POLICE, criminal=True, authority_reference="5500/R/12345/26"),
        p.PlainInvitation(**invitation, initiative_by=by.PROSECUTOR, criminal=True, child=CHILD),
        *(p.PlainInvitation(**invitation, initiative_by=who, criminal=False)
          for who in (by.AUTHORITY, by.OTHER_PARTY, by.READER)),
    )  # fmt: skip
    yield K.RIGHTS_PLAIN, (p.PlainRights(**head, criminal=True), p.PlainRights(**head, criminal=False))
    form: dict[str, Any] = {**head, "matters": matters, "return_by": date(2026, 12, 8)}
    yield (
        K.CONSENT_FORM_PLAIN,
        (
            p.PlainConsentForm(**form, criminal=True, documents_from=(word["police"], word["prosecutor"])),
            p.PlainConsentForm(**form, criminal=False, documents_from=(), child=CHILD),
        ),
    )
    guide: dict[str, Any] = {**head, "matters": matters, "agreed_on": AGREED_ON}
    yield (
        K.CONFIRMATION_GUIDE,
        (
            p.ConfirmationGuide(**guide, others=(MARIA, CHILD), consent_given=True),
            p.ConfirmationGuide(**guide, others=(MARIA,), consent_given=False),
            p.ConfirmationGuide(**guide, others=(), consent_given=True),
        ),
    )
    held = (p.HeldMeeting(date(2026, 11, 16), "separate"), p.HeldMeeting(AGREED_ON, "joint"))
    account: dict[str, Any] = {
        **head,
        "matters": matters,
        "mediators": ("Saara Sovinto", "Pekka Puolueeton"),
        "return_by": date(2026, 12, 1),
    }
    yield K.MEDIATORS_ACCOUNT_FORM, (p.AccountForm(**account, meetings=held), p.AccountForm(**account, meetings=()))
    yield K.END_OF_CUSTODIANS_ACCESS, (p.EndOfAccess(**head, child=CHILD, matters=matters, of_age_on=DAY),)
    yield K.DATA_SUBJECT_COPY, tuple(copies(word, head, held))
    extract: dict[str, Any] = {**head, "since": date(2026, 10, 1), "until": DAY}
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    roles: tuple[Any, ...] = ("staff", "mediator", "authority", "other")
    looks = tuple(p.Look(at, role, "document" if role == "authority" else "case") for role in roles)
    yield K.COVER_LETTER, (
        w.CoverLetter(**head, enclosed=1), w.CoverLetter(**head, enclosed=2),
        w.CoverLetter(**head, enclosed=0, says=(word["cancelled"], word["greeting"])),
    )  # fmt: skip
    counted = tuple(w.Counted(number, pages, (pages + 1) // 2) for number, pages in enumerate((2, 1, 5), 1))
    yield K.BATCH_LIST, (w.BatchList(head["office"], NUMBER, DAY, 3, 8, 5, counted),)
    yield K.JOURNAL_EXTRACT, (p.JournalExtract(**extract, looks=looks), p.JournalExtract(**extract, looks=()))


def copies(word: dict[str, str], head: dict[str, Any], held: tuple[p.HeldMeeting, ...]) -> Iterator[p.DataSubjectCopy]:
    """A full copy, and one of a person of whom little is known and whose address is protected."""
    roles: tuple[Any, ...] = (*g.PartyRole, "representative")
    states: tuple[Any, ...] = ("promised", "kept", "broken", "waived")
    kinds: tuple[Any, ...] = ("money", *g.PromiseKind)
    full = p.OwnDetails(
        TERO, word["own_language"], date(1990, 5, 5), "050590-999R", word["somali"], "Harjoituspolku 12 A 34",
        "00999 MALLILA", "050 999 4321", "tero@mallila.example",
    )  # fmt: skip
    yield p.DataSubjectCopy(
        **head, own=full,
        matters=tuple(
            p.OwnMatter(word["assault"], ACT_ON if n else None, role) for n, role in enumerate(roles)
        ),
        consents=(
            p.OwnConsent("mediation", "given", date(2026, 10, 20)),
            p.OwnConsent("documents", "given", date(2026, 10, 20), date(2026, 10, 29)),
            p.OwnConsent("documents", "refused", date(2026, 10, 30)),
        ),
        meetings=held,
        promises=tuple(
            p.OwnPromise(kind, n % 2 == 0, date(2027, 1, 15), states[n % 4], Money(125_000) if n == 0 else None)
            for n, kind in enumerate(kinds)
        ),
        letters_on=(date(2026, 10, 14), date(2026, 11, 2)), told=(p.ToldTo(word["prosecutor"], DAY),),
    )  # fmt: skip
    bare = p.OwnDetails(MARIA, word["own_language"])
    yield p.DataSubjectCopy(**head, own=bare, matters=(p.OwnMatter(word["damage"], None, g.PartyRole.PARTY),))


def papers(word: dict[str, str]) -> Made:
    """To authorities, to another office, to a court."""
    head: dict[str, Any] = {
        "office": office(word), "authority": r.Authority(word["prosecutor"], word["unit"], "R 26/1234"),
        "case_number": NUMBER, "dated_on": DAY, "adviser": ADVISER,
    }  # fmt: skip
    without = head | {"authority": r.Authority(word["other_office"], "", "")}
    matters = (
        r.NoticedMatter(word["assault"], ACT_ON, (TERO,), (MARIA,)),
        r.NoticedMatter(word["damage"], None, (TERO, "Urho Uusi"), (), criminal=False),
    )
    yield K.DOCUMENT_REQUEST, (
        o.DocumentRequest(
            **head, matters=matters,
            consents=(o.RestsOn(TERO, date(2026, 10, 20)), o.RestsOn(MARIA, date(2026, 10, 22))),
            documents=(word["record"],), reply_by=date(2026, 12, 8),
        ),
    )  # fmt: skip
    stages: tuple[Any, ...] = ("examined", "accepted", "in_mediation", "ended")
    yield K.INTERIM_STATUS, tuple(
        o.InterimStatus(
            **(head if n else without), matters=matters, initiative_on=date(2026, 10, 12), stage=stage,
            expected_by=date(2027, 1, 15) if n == 2 else None,
        )
        for n, stage in enumerate(stages)
    )  # fmt: skip
    promises = (
        o.KeptPromise("money", date(2027, 1, 15), "kept", Money(62_500)),
        o.KeptPromise("money", date(2027, 2, 15), "broken", Money(62_500)),
        *(
            o.KeptPromise(kind, date(2027, 1, 31), "promised" if n else "waived")
            for n, kind in enumerate(g.PromiseKind)
        ),
    )
    notice: dict[str, Any] = {**head, "matters": matters, "agreed_on": AGREED_ON, "promises": promises}
    ends: dict[str, Any] = {"follow_up_until": date(2028, 12, 29)}
    yield (
        K.NOTICE_OF_FULFILMENT,
        (
            o.NoticeOfFulfilment(**notice, **ends),
            *(o.NoticeOfFulfilment(**notice, **ends, fulfilment=how) for how in r.Fulfilment),
            o.NoticeOfFulfilment(**notice | {"promises": promises[:1]}, fulfilment=r.Fulfilment.FULFILLED),
        ),
    )
    transfer: dict[str, Any] = {
        **without,
        "matters": matters,
        "initiative_on": date(2026, 10, 12),
        "initiative_by": word["police"],
    }
    yield (
        K.TRANSFER_TO_ANOTHER_OFFICE,
        (
            o.Transfer(**transfer, enclosures=(word["enclosure"],)),
            o.Transfer(**transfer | {"authority": head["authority"]}),
        ),
    )
    base: dict[str, Any] = {"office": office(word), "case_number": NUMBER, "dated_on": DAY, "agreed_on": AGREED_ON}
    both: dict[str, Any] = {"matters": (c.Matter(word["assault"], ACT_ON), c.Matter(word["damage"]))}
    parties = (
        g.AgreementParty(TERO, g.PartyRole.SUSPECT, ("Teija Testaaja", "Timo Testaaja")),
        g.AgreementParty(MARIA, g.PartyRole.VICTIM), g.AgreementParty("Urho Uusi", g.PartyRole.PARTY),
    )  # fmt: skip
    yield K.ATTESTATION_OF_MEDIATION, (
        o.Attestation(
            **base, **both, parties=parties, mediators=("Saara Sovinto", "Pekka Puolueeton"),
            began_on=date(2026, 11, 2), ended_on=AGREED_ON, certified_by="Saara Sovinto",
            attested_by="Ville Vastuullinen",
        ),
    )  # fmt: skip
    parts = tuple(g.Instalment(date(2027, month, 15), part) for month, part in enumerate(Money(125_000).split(3), 1))
    once = g.Payment(TERO, MARIA, Money(5_000), (g.Instalment(date(2027, 1, 15), Money(5_000)),))
    pay = g.Payment(
        TERO, MARIA, Money(125_000), parts, word["damages"], "FI21 1234 5600 0007 85", "RF18 5390 0754 7034"
    )
    yield (
        K.APPLICATION_FOR_CONFIRMATION,
        (
            o.ConfirmationApplication(
                **base, **both, applicants=(MARIA,), others=(TERO,), consent_given=True, payments=(pay, once)
            ),
            o.ConfirmationApplication(
                **base, **both, applicants=(MARIA,), others=(TERO,), consent_given=False, payments=(once,)
            ),
            o.ConfirmationApplication(
                **base, **both, applicants=(MARIA, TERO), others=(), consent_given=True, payments=(once,)
            ),
        ),
    )
