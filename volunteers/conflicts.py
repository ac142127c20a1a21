"""What a volunteer and a person of a case have in common: hits for an adviser to look at, and grounds that bar."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from volunteers.volunteer import Volunteer

# fmt: off
BARS: Final = frozenset({   # 434/2003 §28: a party themselves, in a party's service, a relation they declared
    "same_person", "employed_by_them", "declared_relation",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person or body of a case, as far as it is known; texts as they were written."""

    name: str
    email: str = ""
    phone: str = ""
    street: str = ""
    postcode: str = ""


def hits(volunteer: Volunteer, other: Somebody) -> Iterator[str]:
    """Every code of what the two have in common; nothing when nothing is."""
    name, own = _words(other.name), _words(volunteer.name)
    reach = set(_reaches(volunteer, other))
    if other.name and own == name and reach:
        yield "same_person"
    elif _surname(volunteer.name) and _surname(volunteer.name) == _surname(other.name):
        yield "same_surname"
    yield from sorted(reach)
    if name and name == _words(volunteer.employer):
        yield "employed_by_them"
    if name and any(name == _words(tie.name) for tie in volunteer.ties):
        yield "declared_relation"


def _reaches(volunteer: Volunteer, other: Somebody) -> Iterator[str]:
    if other.email and _plain(other.email) == _plain(volunteer.email):
        yield "same_email"
    if _digits(other.phone) and _digits(other.phone) == _digits(volunteer.phone):
        yield "same_phone"
    home = (_plain(volunteer.address.street), _plain(volunteer.address.postcode))
    if other.street and (_plain(other.street), _plain(other.postcode)) == home:
        yield "same_address"


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _words(text: str) -> frozenset[str]:
    """The words of a name in no order: surnames stand first in some lists."""
    return frozenset(re.split(r"[\s,]+", _plain(text))) - {""}


def _surname(text: str) -> str:
    """The last word, or what stands before a comma."""
    first, comma, _ = _plain(text).partition(",")
    words = first.split()
    return (first if comma else words[-1] if len(words) > 1 else "").strip()


def _digits(phone: str) -> str:
    """A number without its writing: +358 40 and 040 are one."""
    only = re.sub(r"[^0-9+]", "", phone)
    return re.sub(r"^(\+358|00358)0?", "0", only)
