"""The Norwegian birth number (fødselsnummer): its check digits, and the birth date written in it."""

from datetime import date

from stdnum.exceptions import ValidationError
from stdnum.no import fodselsnummer

from mediation.law.conduct import IdentityCodes


def _born_on(code: str) -> date:
    born: date = fodselsnummer.get_birth_date(code)
    return born


def _is_valid(code: str) -> bool:
    """Check digits right, and a birth date in it: numbers without one are not kept."""
    try:
        fodselsnummer.validate(code)
    except ValidationError:
        return False
    return True


CODES = IdentityCodes(compact=fodselsnummer.compact, is_valid=_is_valid, born_on=_born_on)
