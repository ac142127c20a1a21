"""What comes in through a door, checked once: unknown fields, wrong types and unfit text are refused."""

import json
import re
from collections import Counter
from datetime import date, datetime
from typing import Annotated, Any, Final, NoReturn, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from mediation.kernel.ids import DocumentId, ItemId, MatterId, PersonId
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


def _day(given: object) -> object:
    if not isinstance(given, str):
        return given
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):  # a number of seconds would pass for a date
        raise ValueError("bad_date")
    try:
        return _of_our_time(date.fromisoformat(given))
    except ValueError as error:
        raise ValueError("out_of_range" if str(error) == "out_of_range" else "bad_date") from None


def _instant(given: object) -> object:
    if not isinstance(given, str):
        return given
    if not re.match(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d", given, re.ASCII):
        raise ValueError("bad_instant")
    try:
        return _of_our_time(datetime.fromisoformat(given.upper()))
    except ValueError as error:
        raise ValueError("out_of_range" if str(error) == "out_of_range" else "bad_instant") from None


def _of_our_time(given: date) -> date:
    if given.year not in OUR_TIME:
        raise ValueError("out_of_range")
    return given


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
WallClock = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
Day = Annotated[date, BeforeValidator(_day)]
Instant = Annotated[AwareDatetime, BeforeValidator(_instant)]
MatterRef = Annotated[MatterId, StringConstraints(pattern=r"^m_[0-9a-z]{1,40}$")]
Matters = Annotated[tuple[MatterRef, ...], Field(min_length=1, max_length=50)]
PersonRef = Annotated[PersonId, StringConstraints(pattern=r"^p_[0-9a-z]{1,40}$")]
DocumentRef = Annotated[DocumentId, StringConstraints(pattern=r"^f_[0-9a-z]{1,40}$")]
ItemRef = Annotated[ItemId, StringConstraints(pattern=r"^i_[0-9a-z]{1,40}$")]

F = TypeVar("F", bound="Form")
MOST_TOLD: Final = 50  # wrong fields named in one refusal; a megabyte of them is not answered with more
LARGEST: Final = 1_000_000  # bytes of one request
OUR_TIME: Final = range(1900, 2101)  # years; what lies outside is a slip, and reckoning from it would overflow
_NAME: Final = re.compile(r"[a-z_][a-z0-9_]{0,39}")


class Form(BaseModel):
    """A form: frozen, types as written (a "yes" is no true), and nothing in it that nobody asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, str_max_length=PARAGRAPHS)


def read_form(form: type[F], raw: bytes | str | dict[str, Any]) -> F:
    """A form from JSON; Invalid names every field and what is wrong with it, and never repeats its value."""
    if isinstance(raw, dict):
        raw = json.dumps(raw)
    fits(raw)
    try:
        made = form.model_validate_json(raw)
    except ValidationError as error:
        raise refused(error) from None
    refuse_unclear(raw)
    return made


def fits(raw: bytes | str) -> None:
    """Nothing if there is something to read and not too much of it; Invalid otherwise."""
    if len(raw) > LARGEST:
        raise Invalid("this is larger than one megabyte", code="too_large", fields=[("", "too_large")])
    if not raw.strip():
        raise Invalid("nothing was sent: JSON is expected here", code="not_json", fields=[("", "required")])


def refuse_unclear(raw: bytes | str) -> None:
    """Invalid for JSON that two readers could read differently: a name twice in one object, NaN."""
    # Whole numbers of thousands of digits are for the form to refuse, not for this reader to choke on.
    json.loads(raw, object_pairs_hook=_once_each, parse_constant=_no_json, parse_int=len, parse_float=len)


def _once_each(pairs: list[tuple[str, Any]]) -> None:
    twice = {own_name(name) for name, times in Counter(name for name, _ in pairs).items() if times > 1}
    if twice:
        fields = [(name, "given_twice") for name in sorted(twice)[:MOST_TOLD]]
        raise Invalid("a name stands twice in one object", fields=fields)


def _no_json(_: str) -> NoReturn:
    raise Invalid("this is not JSON", code="not_json", fields=[("", "json_invalid")])


def refused(error: ValidationError) -> Invalid:
    """A validation error as a refusal: places and codes, no values."""
    errors = error.errors(include_input=False, include_url=False, include_context=False)
    broken = next((e for e in errors if e["type"] == "json_invalid"), None)
    if broken is not None:
        where = re.search(r"line \d+ column \d+$", broken["msg"])
        return Invalid(
            f"this is not JSON{f': look at {where[0]}' if where else ''}", code="not_json",
            fields=[("", "json_invalid")],
        )  # fmt: skip
    fields = list(dict.fromkeys((_place(e["loc"]), _code(e["type"], e["msg"])) for e in errors[: 10 * MOST_TOLD]))
    fields = [one for one in fields if not _is_echo(one, fields)]
    return Invalid("some fields cannot be used", fields=fields[:MOST_TOLD])


def _is_echo(one: tuple[str, str], fields: list[tuple[str, str]]) -> bool:
    """Whether an error only follows from another: the empty alternative of a field, a list short of a bad row."""
    place, code = one
    if code == "literal_error":
        return any(p == place and c != code for p, c in fields)
    return code == "too_short" and any(p.startswith(f"{place}.") for p, _ in fields)


def _place(parts: tuple[int | str, ...]) -> str:
    """The path to a field by the names of our own; a name that somebody made up is not repeated."""
    known = [str(p) for p in parts if isinstance(p, int) or _NAME.fullmatch(p)]
    return ".".join(known)


def own_name(name: str) -> str:
    """A field's name if it could be one of ours, to be told back; else nothing, for it may be what somebody typed."""
    return name if _NAME.fullmatch(name) else ""


def _code(kind: str, message: str) -> str:
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    return {"missing": "required", "string_too_long": "too_long", "extra_forbidden": "unknown_field"}.get(kind, kind)


def not_after(at: datetime, now: datetime, field: str) -> datetime:
    """The instant, if it is not in the future."""
    if at > now:
        raise Invalid("this lies in the future", fields=[(field, "in_future")])
    return at
