"""Initiatives as authorities' systems send them; nobody in them exists."""

from datetime import date
from typing import Any

from mediation.demo.people import person, test_code


def two_suspects(day: date, act_on: date) -> dict[str, Any]:
    """The crime case of the demo: damage in a schoolyard, two suspects, one of them sixteen."""
    born = date(day.year - 16, 3, 5)
    return {
        "format": "mediation-initiative/1", "delivery_id": "demo-vahingonteko-0001", "initiator": "police",
        "unit": "n_poliisi_keksitty", "official": "Pekka Poliisi", "reference": "9990/R/1234/26",
        "initiated_on": day.isoformat(), "parties_informed": True,
        "people": [
            person("s1", "Sulo Epäilty", identity_code=test_code(7, 7, 1991, 905)),
            person("s2", "Tilda Nuori", identity_code=test_code(born.day, born.month, born.year, 912)),
            person("h1", "Hilla Huoltaja"),
            person("h2", "Hemmo Huoltaja", contact={"safe_channel": "letter", "email": ""}),
            person("u", "Urpo Uhri", born_on="1979-01-02",
                   contact={"is_protected": True, "street": "Salainentie 13", "municipality": "Piilola"}),
        ],
        "parts": [
            {"person": "h1", "role": "custodian", "acts_for": "s2"},
            {"person": "h2", "role": "custodian", "acts_for": "s2"},
        ],
        "matters": [
            {
                "kind": "crime", "title": "Vahingonteko", "offence": "damage_to_property",
                "act_on": act_on.isoformat(), "place": "Keksityn koulun piha", "reference": "9990/R/1234/26",
                "description": "Auton peili ja ovi vaurioituivat.", "suspects": ["s1", "s2"], "victims": ["u"],
                "close_person": False, "intentional": True, "only_private_property": True,
                "stated_complainant_offence": True, "pending_at": "n_syyttaja_keksitty",
            }
        ],
    }  # fmt: skip


def simple(number: int, kind: str, day: date, *, unit: str = "n_poliisi_keksitty") -> dict[str, Any]:
    """One of the forty: a crime or a dispute between two grown people of its own number."""
    a, b = f"Olli Osapuoli{number}", f"Vuokko Vastapuoli{number}"
    people = [person("a", a, born_on="1985-05-05"), person("b", b, born_on="1990-09-09")]
    head: dict[str, Any] = {
        "format": "mediation-initiative/1", "delivery_id": f"demo-{number:04d}-{kind}",
        "initiated_on": day.isoformat(), "people": people, "reference": f"9990/R/{2000 + number}/26",
    }  # fmt: skip
    if kind == "dispute":
        matter: dict[str, Any] = {
            "kind": "dispute", "title": "Naapuririita", "claimants": ["a"], "respondents": ["b"],
            "is_minor_dispute": True, "claim_from_crime": False,
        }  # fmt: skip
        return head | {"initiator": "party", "reference": "", "matters": [matter]}
    title, offence = {"assault": ("Pahoinpitely", "assault"), "defamation": ("Kunnianloukkaus", "defamation")}[kind]
    matter = {
        "kind": "crime", "title": title, "offence": offence, "act_on": day.isoformat(), "suspects": ["a"],
        "victims": ["b"], "close_person": False, "intentional": True,
    }  # fmt: skip
    initiator = "prosecutor" if "syyttaja" in unit or "aklagare" in unit else "police"
    return head | {"initiator": initiator, "unit": unit, "official": "Pekka Poliisi", "matters": [matter]}
