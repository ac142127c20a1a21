"""The cast: visibly invented people with names that say what they are for; identity codes from the test range."""

from typing import Any

UNITS: list[dict[str, Any]] = [
    {"id": "n_poliisi_keksitty", "kind": "police", "name": "Keksityn kaupungin poliisilaitos, tutkintayksikkö 9",
     "email": "kirjaamo@poliisi.example"},
    {"id": "n_syyttaja_keksitty", "kind": "prosecutor", "name": "Keksityn kaupungin syyttäjäyksikkö",
     "email": "kirjaamo@syyttaja.example"},
    {"id": "n_aklagare_hittepa", "kind": "prosecutor", "name": "Åklagarenheten i Hittepå", "language": "sv",
     "email": "registratur@aklagare.example"},
]  # fmt: skip

ACCOUNTS: dict[str, dict[str, Any]] = {
    "adviser": {"name": "Aino Ohjaaja", "roles": ["adviser"], "email": "aino@sovittelutoimisto.example", "phone": "09 000 0101"},
    "second_adviser": {"name": "Eero Toinen-Ohjaaja", "roles": ["adviser"], "email": "eero@sovittelutoimisto.example", "phone": "09 000 0102"},
    "in_charge": {"name": "Valma Vastuuhenkilö", "roles": ["person_in_charge"], "email": "valma@sovittelutoimisto.example", "phone": "09 000 0103"},
    "police": {"name": "Pekka Poliisi", "roles": ["police"], "unit": "n_poliisi_keksitty"},
    "prosecutor": {"name": "Sari Syyttäjä", "roles": ["prosecutor"], "unit": "n_syyttaja_keksitty"},
    "auditor": {"name": "Teija Tarkastaja", "roles": ["auditor"]},
}  # fmt: skip

VOLUNTEERS: dict[str, dict[str, Any]] = {
    "veikko": {"name": "Veikko Vapaaehtoinen", "email": "veikko@vapaaehtoinen.example", "languages": ["fi", "en"], "cases_before": 14},
    "maija": {"name": "Maija Sovittelija", "email": "maija@vapaaehtoinen.example", "languages": ["fi", "sv"], "cases_before": 9},
    "runar": {"name": "Runar Medlare", "email": "runar@vapaaehtoinen.example", "language": "sv", "languages": ["sv", "fi"], "cases_before": 6},
}  # fmt: skip


def person(ref: str, name: str, **more: Any) -> dict[str, Any]:
    """A person of an initiative, with an invented address of their own."""
    first = name.split()[0].lower().replace("ä", "a").replace("ö", "o").replace("å", "a")
    contact = {
        "email": f"{first}@keksitty.example", "phone": "", "street": f"{name.split()[-1]}nkuja 1",
        "postcode": "00999", "town": "Keksitty", "municipality": "Helsinki", "safe_channel": "email",
    } | more.pop("contact", {})  # fmt: skip
    return {"ref": ref, "name": name, "contact": contact, **more}


def test_code(day: int, month: int, year: int, number: int) -> str:
    """An identity code of the test range (individual number 900 to 999), with its check character."""
    sign = "A" if year >= 2000 else "-"
    digits = f"{day:02d}{month:02d}{year % 100:02d}"
    check = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(f"{digits}{number:03d}") % 31]
    return f"{digits}{sign}{number:03d}{check}"
