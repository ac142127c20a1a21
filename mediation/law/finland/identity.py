"""The Finnish personal identity code: its check character, and the birth date written in it."""

from datetime import date

from stdnum.fi import hetu

from mediation.law.conduct import IdentityCodes


def _is_valid(code: str) -> bool:
    return bool(hetu.is_valid(code, allow_temporary=True))


def _born_on(code: str) -> date:
    century = {"+": 1800, "-": 1900}.get(code[6], 1900 if code[6] in "UVWXY" else 2000)
    return date(century + int(code[4:6]), int(code[2:4]), int(code[:2]))


CODES = IdentityCodes(
    compact=hetu.compact,  # a word processor makes another dash of the century sign
    is_valid=_is_valid,
    born_on=_born_on,
)
