"""What every example shares: the day, the number, a long name, the office."""

from datetime import date

from mediation.documents import contexts as c
from mediation.documents.mark import Mark

DAY = date(2026, 11, 24)
NUMBER = "HEL-2026-0042"
MARK = Mark("3k9x0w2m7c1v5b8n4q6z0t", "https://sovittelu.example/verify/", DAY)
LONG_NAME = "Maria-Helena Charlotta von Haartman-Kuusisto-Lindroos"
ADVISER = c.Adviser(name="Aino Esimerkki", phone="050 999 1234", email="aino.esimerkki@mallila.example")


def office(word: dict[str, str]) -> c.Office:
    """The invented office, in the words of a language."""
    return c.Office(
        name=word["office"],
        street_address="Mallikatu 7 B",
        postal_address="PL 1234, 00999 MALLILA",
        phone="09 999 1234",
        email="sovittelu@mallila.example",
        controller=word["controller"],
    )
