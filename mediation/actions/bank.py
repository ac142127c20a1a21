"""Where money is to be paid, as a form takes it: an IBAN and a payment reference that their check digits bear out."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from stdnum import iban, iso11649
from stdnum.exceptions import ValidationError

DIGITS = (7, 3, 1)


def _account(given: str) -> str:
    try:
        return iban.format(iban.validate(given)) if given else ""
    except ValidationError:
        raise ValueError("bad_account") from None


def _reference(given: str) -> str:
    bare = given.replace(" ", "").upper()
    if not bare or (bare.isascii() and bare.isdigit() and 4 <= len(bare) <= 20 and _sums(bare)):
        return bare
    try:
        return iso11649.format(iso11649.validate(bare))
    except ValidationError:
        raise ValueError("bad_reference") from None


def _sums(digits: str) -> bool:
    """Whether the last digit of a Finnish payment reference is right: weights 7, 3, 1 from the right."""
    total = sum(int(d) * DIGITS[n % 3] for n, d in enumerate(reversed(digits[:-1])))
    return (total + int(digits[-1])) % 10 == 0


Account = Annotated[str, StringConstraints(max_length=42), AfterValidator(_account)]
Reference = Annotated[str, StringConstraints(max_length=32), AfterValidator(_reference)]
