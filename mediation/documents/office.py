"""The office as its letters know it: names by language, addresses, its courts and controllers, all dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mediation.documents.contexts import Court, Office
from mediation.kernel.ids import OfficeId
from mediation.kernel.language import Language
from mediation.kernel.refusals import Unsafe
from mediation.law import packs


@dataclass(frozen=True, slots=True)
class Controller:
    """Who is data controller from a date in Helsinki on."""

    since: date
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """One office: what letters, messages and rules need to know of it."""

    id: OfficeId
    law: str
    names: dict[str, str]
    street_address: str
    postal_address: str
    phone: str
    email: str
    meeting_place: tuple[str, ...]
    municipalities: tuple[str, ...]
    controllers: tuple[Controller, ...]
    court_names: dict[str, str]
    court_street: str
    court_postal: str
    court_phone: str
    court_email: str
    court_service: str

    def sender(self, language: Language, day: date) -> Office:
        """The office as sender of a letter, with the controller of the day."""
        controller = [c for c in self.controllers if c.since <= day][-1]
        return Office(
            name=self.names[language], street_address=self.street_address,
            postal_address=self.postal_address, phone=self.phone, email=self.email,
            controller=controller.names[language],
        )  # fmt: skip

    def court(self, language: Language) -> Court:
        """The administrative court to which the office's decisions are appealed (§23)."""
        return Court(
            name=self.court_names[language], street_address=self.court_street,
            postal_address=self.court_postal, phone=self.court_phone, email=self.court_email,
            e_service=self.court_service,
        )  # fmt: skip


def read_profile(path: Path) -> OfficeProfile:
    """The profile in a TOML file; Unsafe names what is missing or wrong in it."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        office, court = data["office"], data["court"]
        return OfficeProfile(
            id=OfficeId(office["id"]), law=_law(office["law"]), names=_three(office["names"], "office.names"),
            street_address=office["street_address"], postal_address=office["postal_address"],
            phone=office["phone"], email=office["email"], meeting_place=tuple(office["meeting_place"]),
            municipalities=tuple(office["municipalities"]),
            controllers=tuple(
                sorted(
                    (Controller(c["since"], _three(c["names"], "controller.names")) for c in data["controller"]),
                    key=lambda c: c.since,
                )
            ),
            court_names=_three(court["names"], "court.names"), court_street=court["street_address"],
            court_postal=court["postal_address"], court_phone=court["phone"], court_email=court["email"],
            court_service=court["e_service"],
        )  # fmt: skip
    except OSError:
        raise Unsafe(f"the office profile {path.name} cannot be read", code="office_profile") from None
    except tomllib.TOMLDecodeError as error:
        raise Unsafe(f"the office profile {path.name}: {error}", code="office_profile") from None
    except KeyError as error:
        raise Unsafe(f"the office profile {path.name} lacks {error}", code="office_profile") from None
    except (ValueError, TypeError):
        raise Unsafe(f"the office profile {path.name} has something of another shape", code="office_profile") from None


def _law(code: str) -> str:
    if code not in packs.names():
        raise Unsafe(f"there is no rule pack {code}: one of {', '.join(packs.names())}", code="office_profile")
    return code


def _three(names: dict[str, str], where: str) -> dict[str, str]:
    for language in Language:
        if not names.get(language):
            raise KeyError(f"{where}.{language}")
    return names
