"""Examples of the agreement: in instalments, in promises, as a translation, and certified."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from mediation.documents import agreement_contexts as g
from mediation.documents import contexts as c
from mediation.documents.catalogue import DocumentKind
from mediation.documents.examples.shared import DAY, LONG_NAME, NUMBER, office
from mediation.kernel.language import Language
from mediation.kernel.money import Money

OTHER = {Language.FINNISH: Language.SWEDISH, Language.SWEDISH: Language.FINNISH, Language.ENGLISH: Language.FINNISH}


def agreements(word: dict[str, str], language: Language) -> Iterator[tuple[DocumentKind, tuple[Any, ...]]]:
    """Of every kind of item, as a draft, a translation and certified."""
    tero, maria = "Tero Testaaja", LONG_NAME
    parts = tuple(
        g.Instalment(date(2027 + month // 12, month % 12 + 1, 15), amount)
        for month, amount in enumerate(Money(125_000).split(24))
    )
    whole = g.Payment(
        tero,
        maria,
        Money(125_000),
        parts,
        text=word["damages"],
        account="FI21 1234 5600 0007 85",
        reference="RF18 5390 0754 7034",
    )
    kinds = ("work", "apology", "behave", "return", "claims", "other")
    promises = tuple(
        g.Promise(kind, tero, maria, word[name], date(2027, 1, 31) if name == "work" else None)
        for kind, name in zip(g.PromiseKind, kinds, strict=True)
    )
    shown_in_every_way = tuple(dataclasses.replace(promises[5], shown_by=way) for way in g.ShownBy)
    base: dict[str, Any] = {
        "office": office(word),
        "case_number": NUMBER,
        "dated_on": DAY,
        "version": 3,
        "signed_in": language,
    }
    yield (
        DocumentKind.AGREEMENT,
        (
            g.Agreement(
                **base,
                matters=(c.Matter(word["assault"], date(2026, 10, 3)),),
                parties=(
                    g.AgreementParty(
                        tero, g.PartyRole.SUSPECT, ("Teija Testaaja", "Timo-Petteri Testaaja-Harjoittelija")
                    ),
                    g.AgreementParty(maria, g.PartyRole.VICTIM),
                ),
                items=(whole, promises[1]),
                mediators=("Saara Sovinto", "Pekka Puolueeton"),
                confirmation_agreed=True,
                final_settlement=True,
                withdrawn_demands=(maria,),
                told_to=word["prosecutor"],
                follow_up_until=date(2029, 1, 14),
            ),
            g.Agreement(
                **base,
                matters=(c.Matter(word["damage"]),),
                parties=(
                    g.AgreementParty(tero, g.PartyRole.PARTY),
                    g.AgreementParty(maria, g.PartyRole.PARTY),
                ),
                items=(
                    g.Payment(tero, maria, Money(5_000), (g.Instalment(date(2027, 1, 15), Money(5_000)),)),
                    *promises,
                ),
                mediators=("Saara Sovinto",),
                confirmation_agreed=False,
                final_settlement=False,
            ),
            g.Agreement(
                **(base | {"signed_in": OTHER[language]}),
                matters=(c.Matter(word["assault"], date(2026, 10, 3)),),
                parties=(g.AgreementParty(tero, g.PartyRole.SUSPECT), g.AgreementParty(maria, g.PartyRole.VICTIM)),
                items=(dataclasses.replace(whole, account=None, reference=None), *shown_in_every_way),
                mediators=("Saara Sovinto", "Pekka Puolueeton"),
                confirmation_agreed=True,
                final_settlement=False,
                kept_demands=(maria,),
            ),
            g.Agreement(
                **base,
                matters=(c.Matter(word["assault"], date(2026, 10, 3)),),
                parties=(
                    g.AgreementParty(tero, g.PartyRole.SUSPECT, ("Teija Testaaja",)),
                    g.AgreementParty(maria, g.PartyRole.VICTIM),
                ),
                items=(whole, g.Payment(tero, maria, Money(4_999), (g.Instalment(date(2027, 3, 1), Money(4_999)),))),
                mediators=("Saara Sovinto", "Pekka Puolueeton"),
                confirmation_agreed=True,
                final_settlement=True,
                totals=(g.Total(tero, maria, Money(129_999)),),
                withdrawn_demands=(maria,),
                kept_demands=("Uuno Uusi",),
                told_to=word["prosecutor"],
                signed=(
                    g.Signed(tero, DAY, "wet_ink"),
                    g.Signed("Teija Testaaja", DAY, "wet_ink", on_behalf_of=tero),
                    g.Signed(maria, DAY, "electronic"),
                ),
                certified=g.Certified("Saara Sovinto", DAY),
            ),
        ),
    )
