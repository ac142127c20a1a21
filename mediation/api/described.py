"""The API's description of itself: bodies from the forms, and one schema for every answer of no."""

from typing import Any, Final

from fastapi import FastAPI

from mediation.actions.forms import Form
from mediation.api.guard import PROBLEM_JSON
from mediation.queries.law import facts_schema

_WORD: Final = {"type": "string"}
PROBLEM: Final = {
    "title": "Problem",
    "description": "A refusal (RFC 9457): its code, everything that is missing with its section, every wrong field.",
    "type": "object",
    "required": ["type", "title", "status", "code"],
    "additionalProperties": False,
    "properties": {
        "type": _WORD, "title": _WORD, "code": _WORD, "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "missing": {"type": "array", "items": {
            "type": "object", "required": ["code", "section", "subject"], "additionalProperties": False,
            "properties": {"code": _WORD, "section": _WORD, "subject": _WORD},
        }},
        "fields": {"type": "array", "items": {
            "type": "object", "required": ["field", "code"], "additionalProperties": False,
            "properties": {"field": _WORD, "code": _WORD},
        }},
        "existing": _WORD, "incident": _WORD,
    },
}  # fmt: skip
_CONTENT: Final = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}

# fmt: off
REFUSED: dict[int | str, str] = {
    401: "Nobody is signed in",
    403: "Not yours to do",
    404: "No such thing, or not for you: the two are never told apart",
    409: "Not possible now, or done before",
    410: "What was here has been destroyed",
    412: "Somebody else changed the case meanwhile",
    413: "Larger than one megabyte",
    415: "Not JSON by its content type",
    422: "Something in it cannot be used",
    500: "A fault of ours, with an incident number",
    503: "The database or the key source does not answer; nothing was changed, try again",
}
# fmt: on
ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {"description": says, "content": _CONTENT} for status, says in REFUSED.items()
}


class Described(FastAPI):
    """The application with the schemas of a problem and of facts in its description."""

    def openapi(self) -> dict[str, Any]:
        """The description (OpenAPI 3.1), made once."""
        described = super().openapi()
        described.setdefault("components", {}).setdefault("schemas", {}).update(facts_schema(), Problem=PROBLEM)
        return described


def body_schema(form: type[Form]) -> dict[str, Any]:
    """The request body of a form, with every definition in its place."""
    schema = form.model_json_schema(mode="validation", ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    _inline(schema, definitions)
    return body_of_schema(schema)


def body_of_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """A request body that is JSON of a schema."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def _inline(node: Any, definitions: dict[str, Any]) -> None:
    """Put every referenced definition in its place, so that each route's schema stands on its own."""
    if isinstance(node, dict):
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name in definitions:
            node.pop("$ref")
            node.update({k: v for k, v in definitions[name].items() if k not in node})
        for value in list(node.values()):
            _inline(value, definitions)
    elif isinstance(node, list):
        for value in node:
            _inline(value, definitions)
