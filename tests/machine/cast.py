"""The cases the machine plays with: who is in them, of what age, with whom beside them; nobody of them exists."""

from datetime import date, timedelta
from typing import Any

from mediation.demo.people import person

POLICE, PROSECUTOR = "n_poliisi_keksitty", "n_syyttaja_keksitty"
HIDDEN = {"street": "Salainentie 13", "postcode": "00913", "town": "Piilola", "municipality": "Piilola",
          "email": "kätketty.osoite@keksitty.example".replace("ä", "a"), "phone": "050 913 913"}  # fmt: skip


def _crime(title: str, suspects: list[str], victims: list[str], act_on: date, **more: Any) -> dict[str, Any]:
    return {
        "kind": "crime", "title": title, "offence": "assault", "act_on": act_on.isoformat(), "suspects": suspects,
        "victims": victims, "close_person": False, "intentional": True,
    } | more  # fmt: skip


def youngsters(day: date, act_on: date) -> dict[str, Any]:
    """Two suspects, one of them sixteen with two custodians; the victim's address is protected."""
    return {
        "people": [
            person("a", "Aatu Aikuinen", born_on="1991-07-07"),
            person("b", "Tilda Nuori", born_on=(day - timedelta(days=16 * 366)).isoformat()),
            person("h", "Hilla Huoltaja"), person("i", "Hemmo Huoltaja"),
            person("u", "Urpo Uhri", born_on="1979-01-02", contact=HIDDEN | {"is_protected": True}),
        ],
        "parts": [
            {"person": "h", "role": "custodian", "acts_for": "b"},
            {"person": "i", "role": "custodian", "acts_for": "b"},
        ],
        "matters": [_crime("Pahoinpitely", ["a", "b"], ["u"], act_on, pending_at=PROSECUTOR)],
    }  # fmt: skip


def child_against_custodian(day: date, act_on: date) -> dict[str, Any]:
    """A suspect who is about to be fifteen; one of the custodians is the victim and cannot speak for the child."""
    birthday = day + timedelta(days=20)
    return {
        "people": [
            person("l", "Lauri Lapsi", born_on=birthday.replace(year=birthday.year - 15).isoformat()),
            person("v", "Venla Vanhempi", born_on="1980-05-05"), person("t", "Toivo Toinen"),
        ],
        "parts": [
            {"person": "v", "role": "custodian", "acts_for": "l"},
            {"person": "t", "role": "custodian", "acts_for": "l"},
        ],
        "matters": [_crime("Pahoinpitely", ["l"], ["v"], act_on, close_person=None)],
    }  # fmt: skip


def company_and_stranger(day: date, act_on: date) -> dict[str, Any]:
    """A company with two who may speak for it, a suspect who needs an interpreter, another declared incompetent."""
    del day
    return {
        "people": [
            person("s", "Samir Vieras", born_on="1988-03-03", interpreter_language="ar"),
            person("e", "Eetu Edunvalvottu", born_on="1960-02-29", declared_incompetent=True),
            person("g", "Gunilla Edunvalvoja"),
            person("y", "Keksitty Kauppa Oy", kind="legal"), person("k", "Kerttu Kauppias"), person("m", "Matti Myyjä"),
        ],
        "parts": [
            {"person": "g", "role": "guardian", "acts_for": "e"},
            {"person": "k", "role": "legal_representative", "acts_for": "y"},
            {"person": "m", "role": "legal_representative", "acts_for": "y"},
        ],
        "matters": [_crime("Näpistys", ["s", "e"], ["y"], act_on, offence="petty_theft")],
    }  # fmt: skip


def neighbours(day: date, act_on: date) -> dict[str, Any]:
    """A dispute that nobody's authority waits for; one party comes of age in a month."""
    del act_on
    birthday = day + timedelta(days=30)
    return {
        "initiator": "party", "unit": "",
        "people": [
            person("n", "Niilo Naapuri", born_on="1970-10-10"),
            person("o", "Oona Melkein", born_on=birthday.replace(year=birthday.year - 18).isoformat()),
            person("h", "Heli Huoltaja"),
        ],
        "parts": [{"person": "h", "role": "custodian", "acts_for": "o"}],
        "matters": [{
            "kind": "dispute", "title": "Naapuririita", "claimants": ["n"], "respondents": ["o"],
            "is_minor_dispute": True, "claim_from_crime": False,
        }],
    }  # fmt: skip


def crime_and_claim(day: date, act_on: date) -> dict[str, Any]:
    """Two who hurt a minor, and the claim for damages that goes where their crimes go."""
    return {
        "people": [
            person("a", "Akseli Tekijä", born_on="1995-05-05"), person("c", "Casimir Toinen", born_on="1990-01-31"),
            person("p", "Pinja Pieni", born_on=(day - timedelta(days=10 * 366)).isoformat()),
            person("h", "Heikki Huoltaja"),
        ],
        "parts": [{"person": "h", "role": "custodian", "acts_for": "p"}],
        "matters": [
            _crime("Pahoinpitely", ["a", "c"], ["p"], act_on, ref="crime"),
            {"kind": "dispute", "title": "Vahingonkorvaus", "claimants": ["p"], "respondents": ["a", "c"],
             "claim_from_crime": True, "crime_of_claim": "crime"},
        ],
    }  # fmt: skip


CAST = [youngsters, child_against_custodian, company_and_stranger, neighbours, crime_and_claim]


def arrival(number: int, day: date) -> dict[str, Any]:
    """An initiative of the number's kind, of its own number."""
    head = {
        "format": "mediation-initiative/1", "delivery_id": f"machine-{number:06d}", "initiator": "police",
        "unit": POLICE, "initiated_on": day.isoformat(), "reference": f"9990/R/{number}/26",
    }  # fmt: skip
    return head | CAST[number % len(CAST)](day, day - timedelta(days=9))
