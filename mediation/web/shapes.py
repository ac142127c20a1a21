"""The fields of an action's form, read off its types: what a page has to ask for, and of what kind each answer is."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import EnumType, StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AwareDatetime
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from mediation.actions.forms import Form
from mediation.kernel.ids import DocumentId, ItemId, MatterId, PersonId
from mediation.kernel.text import LINE

ONE = {PersonId: "person", ItemId: "item", MatterId: "matter", DocumentId: "paper"}
MANY = {PersonId: "people", MatterId: "matters", str: "lines"}
# Texts that are chosen from a list the page knows, by the name of their field.
KNOWN = {
    "volunteer": "volunteer", "volunteers": "ranked", "offence": "offence", "unit": "unit", "pending_at": "unit",
    "ground": "ground", "ref": "ref",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: its name, its kind, whether it must be there, what it can be, and what it is made of."""

    name: str
    kind: str
    required: bool
    options: tuple[str, ...] = ()
    parts: tuple["Shape", ...] = ()
    otherwise: str = ""


@cache
def shapes_of(form: type[Form]) -> tuple[Shape, ...]:
    """The fields of a form, in their order."""
    return tuple(_shape(name, field) for name, field in form.model_fields.items())


def _shape(name: str, field: FieldInfo) -> Shape:
    kind, inner, optional = _kind(name, field.annotation, field.metadata)
    required = field.is_required() and not optional
    options: tuple[str, ...] = ()
    parts: tuple[Shape, ...] = ()
    if kind == "choice":
        options = tuple(str(o) for o in (list(inner) if isinstance(inner, EnumType) else get_args(inner)))
    elif kind in {"rows", "group"}:
        parts = shapes_of(inner)
    elif kind == "yes" and optional:
        kind = "maybe"
    elif kind == "yes" and required:
        kind = "yes_or_no"
    return Shape(name, kind, required, options, parts, _otherwise(field))


def _otherwise(field: FieldInfo) -> str:
    given = field.default
    if given is PydanticUndefined or given is None or isinstance(given, Form | bool):
        return ""
    return "\n".join(given) if isinstance(given, tuple) else str(given)


def _kind(name: str, annotation: Any, metadata: list[Any]) -> tuple[str, Any, bool]:
    annotation, metadata, optional = _bare(annotation, metadata)
    if annotation in ONE:
        return ONE[annotation], None, optional
    if get_origin(annotation) is tuple:
        inner, _, _ = _bare(get_args(annotation)[0], [])
        if isinstance(inner, type) and issubclass(inner, Form):
            return "rows", inner, optional
        return KNOWN.get(name) or MANY.get(inner, "lines"), inner, optional
    if get_origin(annotation) is Literal:
        return "choice", annotation, optional
    if annotation is AwareDatetime:
        return "instant", None, optional
    if isinstance(annotation, type):
        for kind, of in (("group", Form), ("choice", StrEnum), ("yes", bool), ("day", date)):
            if issubclass(annotation, of):
                return kind, annotation, optional
        if issubclass(annotation, int):
            return ("euros" if name.endswith("cents") else "number"), None, optional
    longest = max((m.max_length for m in metadata if getattr(m, "max_length", None)), default=LINE)
    return KNOWN.get(name, "text" if longest > LINE else "line"), None, optional


def _bare(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any], bool]:
    """An annotation without what is wrapped around it, and whether it may be left out."""
    optional = False
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation, *more = get_args(annotation)
            metadata = [*metadata, *more]
        elif origin is Union or origin is types.UnionType:
            left = [a for a in get_args(annotation) if a is not type(None) and get_args(a) != ("",)]
            optional = True
            annotation = left[0]
        else:
            return annotation, metadata, optional


def leaves(shapes: tuple[Shape, ...]) -> Iterator[Shape]:
    """Every field that is filled in, those of parts too."""
    for shape in shapes:
        yield shape
        yield from leaves(shape.parts)
