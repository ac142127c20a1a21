"""POST routes: one per row of the table of actions, and one for an arriving initiative."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request
from starlette.concurrency import run_in_threadpool

from mediation.actions.arrival import Arrival
from mediation.actions.catalogue import ACTIONS, Action
from mediation.actions.forms import read_form
from mediation.actions.intake import register_initiative
from mediation.actions.records import RECORDS, Record
from mediation.actions.scans import attach
from mediation.api.auth import Who
from mediation.api.body import body_of, scan_of
from mediation.api.described import ANSWERS, body_schema
from mediation.documents.scan import KINDS
from mediation.kernel.actor import Actor
from mediation.kernel.ids import CaseId, ItemId, looks_like_id
from mediation.kernel.refusals import NotFound
from mediation.repeats import answered
from mediation.work import App

Key = Annotated[str, Header(alias="Idempotency-Key", min_length=8, max_length=100, pattern=r"^[A-Za-z0-9._:-]+$")]
Version = Annotated[int | None, Header(alias="If-Match-Version", ge=1, le=2**31 - 1)]
BYTES = {"schema": {"type": "string", "format": "binary"}}
SCAN_BODY = {"requestBody": {"required": True, "content": dict.fromkeys(KINDS, BYTES)}}
ItemIdPath = Annotated[str, Path(pattern=r"^i_[0-9a-z]{26}$")]
CaseIdPath = Annotated[str, Path(pattern=r"^c_[0-9a-z]{26}$")]


def router(app: App, who: Who) -> APIRouter:
    """The routes that change something; each needs an idempotency key and answers a repeat as before."""
    routes = APIRouter(tags=["actions"])

    @routes.post(
        "/initiatives", status_code=201, responses=ANSWERS, summary="Register an arriving initiative.",
        openapi_extra=body_schema(Arrival),
    )  # fmt: skip
    async def initiatives(request: Request, actor: Annotated[Actor, Depends(who)], key: Key) -> dict[str, Any]:
        raw = await body_of(request)
        return await run_in_threadpool(
            answered, app, actor, key, "initiatives", raw,
            lambda work: register_initiative(work, read_form(Arrival, raw)),
        )  # fmt: skip

    @routes.post(
        "/cases/{case_id}/agreements/{agreement}/scans", responses=ANSWERS, tags=["agreements"],
        summary="Keep a scan of the signed agreement.", openapi_extra=SCAN_BODY,
    )  # fmt: skip
    async def scans(
        request: Request, actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath, agreement: ItemIdPath, key: Key
    ) -> dict[str, Any]:
        raw = await scan_of(request)
        return await run_in_threadpool(
            answered, app, actor, key, f"scans/{case_id}/{agreement}", raw,
            lambda work: attach(work, CaseId(case_id), ItemId(agreement), raw),
        )  # fmt: skip

    for action in ACTIONS:
        _add(routes, app, who, action)
    for record in RECORDS:
        _add_record(routes, app, who, record)
    return routes


def _add_record(routes: APIRouter, app: App, who: Who, record: Record) -> None:
    async def act(request: Request, actor: Annotated[Actor, Depends(who)], key: Key) -> dict[str, Any]:
        raw = await body_of(request)
        return await run_in_threadpool(
            answered, app, actor, key, f"{record.noun}/{record.verb}", raw,
            lambda work: record.run(work, read_form(record.form, raw)),
        )  # fmt: skip

    act.__name__ = f"{record.noun}_{record.verb}".replace("-", "_")
    routes.add_api_route(
        f"/{record.noun}/{record.verb}", act, methods=["POST"], responses=ANSWERS, summary=record.says,
        tags=[record.noun], openapi_extra=body_schema(record.form),
    )  # fmt: skip


def _add(routes: APIRouter, app: App, who: Who, action: Action) -> None:
    async def act(
        request: Request, actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath, key: Key, version: Version = None
    ) -> dict[str, Any]:
        raw = await body_of(request)
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
    return answered(
        app, actor, key, what, raw,
        lambda work: action.run(work, CaseId(case_id), read_form(action.form, raw), version),
    )  # fmt: skip
