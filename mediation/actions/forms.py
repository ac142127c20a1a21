"""What comes in through a door, checked once: unknown fields, wrong types and unfit text are refused."""

import json
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from mediation.kernel.ids import ItemId, MatterId, PersonId
from mediation.kernel.refusals import Invalid
from mediation.kernel.text import LINE, PARAGRAPHS, clean


def _line(text: str) -> str:
    return _cleaned(text, LINE, many_lines=False)


def _text(text: str) -> str:
    return _cleaned(text, PARAGRAPHS, many_lines=True)


def _cleaned(text: str, limit: int, *, many_lines: bool) -> str:
    try:
        return clean(text, at="", limit=limit, many_lines=many_lines)
    except Invalid as refusal:
        raise ValueError(refusal.fields[0][1]) from None


Line = Annotated[str, StringConstraints(max_length=LINE), AfterValidator(_line)]
Text = Annotated[str, StringConstraints(max_length=PARAGRAPHS), AfterValidator(_text)]
FilledLine = Annotated[
    str, StringConstraints(min_length=1, max_length=LINE, strip_whitespace=True), AfterValidator(_line)
]
FilledText = Annotated[
    str, StringConstraints(min_length=1, max_length=PARAGRAPHS, strip_whitespace=True), AfterValidator(_text)
]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,3}_[0-9a-z_-]{1,40}$")]
Instant = AwareDatetime
MatterRef = Annotated[MatterId, StringConstraints(pattern=r"^m_[0-9a-z]{1,40}$")]
Matters = Annotated[tuple[MatterRef, ...], Field(min_length=1, max_length=50)]
PersonRef = Annotated[PersonId, StringConstraints(pattern=r"^p_[0-9a-z]{1,40}$")]
ItemRef = Annotated[ItemId, StringConstraints(pattern=r"^i_[0-9a-z]{1,40}$")]

F = TypeVar("F", bound="Form")
LARGEST = 1_000_000  # bytes of one request


class Form(BaseModel):
    """A form: frozen, and nothing in it that nobody asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=PARAGRAPHS)


def read_form(form: type[F], raw: bytes | str | dict[str, Any]) -> F:
    """A form from JSON; Invalid names every field and what is wrong with it, and never repeats its value."""
    try:
        if isinstance(raw, dict):
            return form.model_validate_json(json.dumps(raw))
        if len(raw) > LARGEST:
            raise Invalid("this is larger than one megabyte", code="too_large", fields=[("", "too_large")])
        return form.model_validate_json(raw)
    except ValidationError as error:
        raise refused(error) from None


def refused(error: ValidationError) -> Invalid:
    """A validation error as a refusal: places and codes, no values."""
    fields = [
        (".".join(str(part) for part in e["loc"]), _code(e["type"], e["msg"]))
        for e in error.errors(include_input=False, include_url=False, include_context=False)
    ]
    if any(code == "json_invalid" for _, code in fields):
        return Invalid("this is not JSON", code="not_json", fields=fields)
    return Invalid("some fields cannot be used", fields=fields)


def _code(kind: str, message: str) -> str:
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return {"missing": "required", "string_too_long": "too_long", "extra_forbidden": "unknown_field"}.get(kind, kind)


def not_after(at: datetime, now: datetime, field: str) -> datetime:
    """The instant, if it is not in the future."""
    if at > now:
        raise Invalid("this lies in the future", fields=[(field, "in_future")])
    return at
