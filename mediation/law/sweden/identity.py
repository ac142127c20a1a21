"""The Swedish personal number in twelve digits: its check digit, and the birth date it begins with."""

from datetime import date

from stdnum.se import personnummer

from mediation.law.conduct import IdentityCodes

WITH_CENTURY = 13  # twelve digits and the sign; ten digits leave the century open


def _is_valid(code: str) -> bool:
    return len(code) == WITH_CENTURY and bool(personnummer.is_valid(code))


def _born_on(code: str) -> date:
    return date(int(code[:4]), int(code[4:6]), int(code[6:8]))


CODES = IdentityCodes(compact=personnummer.compact, is_valid=_is_valid, born_on=_born_on)
