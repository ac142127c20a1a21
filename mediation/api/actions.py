"""POST routes: one per row of the table of actions, and one for an arriving initiative."""

import hashlib
import hmac
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request
from starlette.concurrency import run_in_threadpool

from mediation.actions.arrival import Arrival
from mediation.actions.catalogue import ACTIONS, Action
from mediation.actions.forms import LARGEST, Form, read_form
from mediation.actions.intake import register_initiative
from mediation.api.auth import actor_of
from mediation.kernel.actor import Actor
from mediation.kernel.ids import CaseId, looks_like_id
from mediation.kernel.refusals import Invalid, NotFound
from mediation.work import App, Work, once, unit

Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[A-Za-z0-9._:-]+$")]
Version = Annotated[int | None, Header(alias="If-Match-Version", ge=1)]
CaseIdPath = Annotated[str, Path(pattern=r"^c_[0-9a-z]{26}$")]
PROBLEM = {"description": "A refusal as problem+json, with its code and everything that is missing"}
ANSWERS: dict[int | str, dict[str, Any]] = dict.fromkeys((401, 403, 404, 409, 412, 413, 422, 503), PROBLEM)


def router(app: App) -> APIRouter:
    """The routes that change something; each needs an idempotency key and answers a repeat as before."""
    routes = APIRouter(tags=["actions"])

    @routes.post(
        "/initiatives", status_code=201, responses=ANSWERS, summary="Register an arriving initiative.",
        openapi_extra=body_schema(Arrival),
    )  # fmt: skip
    async def initiatives(request: Request, key: Key) -> dict[str, Any]:
        raw = await body_of(request)
        actor = await run_in_threadpool(actor_of, app, request.headers.get("authorization", ""))
        return await run_in_threadpool(
            _answer, app, actor, key, "initiatives", raw,
            lambda work: register_initiative(work, read_form(Arrival, raw)),
        )  # fmt: skip

    for action in ACTIONS:
        _add(routes, app, action)
    return routes


def _add(routes: APIRouter, app: App, action: Action) -> None:
    async def act(request: Request, case_id: CaseIdPath, key: Key, version: Version = None) -> dict[str, Any]:
        raw = await body_of(request)
        actor = await run_in_threadpool(actor_of, app, request.headers.get("authorization", ""))
        return await run_in_threadpool(_run, app, actor, action, case_id, key, version, raw)

    act.__name__ = f"{action.noun}_{action.verb}".replace("-", "_")
    routes.add_api_route(
        f"/cases/{{case_id}}/{action.noun}/{action.verb}", act, methods=["POST"], responses=ANSWERS,
        summary=action.says, tags=[action.noun], openapi_extra=body_schema(action.form),
    )  # fmt: skip


def _run(
    app: App, actor: Actor, action: Action, case_id: str, key: str, version: int | None, raw: bytes
) -> dict[str, Any]:
    if not looks_like_id(case_id, "c"):
        raise NotFound("no such case", code="case_not_found")
    what = f"{action.noun}/{action.verb}/{case_id}/{version}"
    return _answer(
        app, actor, key, what, raw,
        lambda work: action.run(work, CaseId(case_id), read_form(action.form, raw), version),
    )  # fmt: skip


def _answer(
    app: App, actor: Actor, key: str, what: str, raw: bytes, act: Callable[[Work], dict[str, Any]]
) -> dict[str, Any]:
    with unit(app, actor) as work:
        token = hmac.digest(app.request_key, what.encode() + b"\0" + raw, hashlib.sha256)
        return once(work, f"{actor.id}:{key}", token, lambda: act(work))


async def body_of(request: Request) -> bytes:
    """The body of a request, read only up to the limit."""
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > LARGEST:
            raise Invalid("this is larger than one megabyte", code="too_large", fields=[("", "too_large")])
    return raw


def body_schema(form: type[Form]) -> dict[str, Any]:
    """The request body of a form for OpenAPI, with every definition in its place."""
    schema = form.model_json_schema(mode="validation", ref_template="#/components/schemas/{model}")
    definitions = schema.pop("$defs", {})
    _inline(schema, definitions)
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
