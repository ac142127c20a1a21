"""GET routes: the queries; reading personal data is journalled by the query itself."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from mediation.actions.forms import Form, read_form
from mediation.api.actions import ANSWERS, CaseIdPath, body_of, body_schema
from mediation.api.auth import actor_of
from mediation.kernel.ids import CaseId, DocumentId
from mediation.queries import case_page, law, lists
from mediation.work import App, Work, unit

T = TypeVar("T")
Bearer = Annotated[str, Header(alias="Authorization")]


class SearchForm(Form):
    """What is searched for."""

    text: Annotated[str, Field(max_length=100)]
    limit: Annotated[int, Field(ge=1, le=lists.MOST)] = 50


def router(app: App) -> APIRouter:
    """The routes that read."""
    routes = APIRouter(tags=["readings"], responses=ANSWERS)

    def read(authorization: str, query: Callable[[Work], T]) -> T:
        with unit(app, actor_of(app, authorization)) as work:
            return query(work)

    @routes.get("/cases", summary="The office's cases, last changed first.")
    def cases(
        authorization: Bearer = "", after: Annotated[str, Query(max_length=200)] = "", limit: int = 50
    ) -> dict[str, Any]:
        return read(authorization, lambda work: lists.case_list(work, after, limit))

    @routes.get("/cases/{case_id}", summary="One case, with every next step and what is missing for it.")
    def case(case_id: CaseIdPath, authorization: Bearer = "") -> dict[str, Any]:
        return read(authorization, lambda work: case_page.case_page(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/steps", summary="The next steps of a case's matters.")
    def steps(case_id: CaseIdPath, authorization: Bearer = "") -> list[dict[str, Any]]:
        return read(authorization, lambda work: case_page.next_steps(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/deadlines", summary="The open deadlines of a case.")
    def deadlines(case_id: CaseIdPath, authorization: Bearer = "") -> list[dict[str, Any]]:
        return read(authorization, lambda work: lists.deadlines(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/messages", summary="The messages of a case.")
    def messages(case_id: CaseIdPath, authorization: Bearer = "") -> list[dict[str, Any]]:
        return read(authorization, lambda work: lists.outbox(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/documents", summary="The documents of a case.")
    def documents(case_id: CaseIdPath, authorization: Bearer = "") -> list[dict[str, Any]]:
        return read(authorization, lambda work: lists.documents(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/documents/{document_id}", summary="A document as PDF.", response_class=Response)
    def document(case_id: CaseIdPath, document_id: str, authorization: Bearer = "") -> Response:
        pdf = read(authorization, lambda work: lists.document(work, CaseId(case_id), DocumentId(document_id)))
        name = f'attachment; filename="{document_id}.pdf"'
        return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": name})

    @routes.post("/search", summary="Cases in which a name occurs; a name never stands in an address.",
                 openapi_extra=body_schema(SearchForm))  # fmt: skip
    async def search(request: Request, authorization: Bearer = "") -> list[dict[str, Any]]:
        raw = await body_of(request)

        def find(work: Work) -> list[dict[str, Any]]:
            form = read_form(SearchForm, raw)
            return lists.search(work, form.text, form.limit)

        return await run_in_threadpool(read, authorization, find)

    @routes.post("/law/explain", summary="What the law says of facts: each rule, its section, what would change it.")
    async def law_explain(request: Request, authorization: Bearer = "") -> dict[str, Any]:
        raw = await body_of(request)
        await run_in_threadpool(actor_of, app, authorization)
        return law.explain(law.read_facts(raw))

    @routes.get("/inbox", summary="Reports ready for the authority's own unit.")
    def inbox(authorization: Bearer = "") -> list[dict[str, Any]]:
        return read(authorization, lists.inbox)

    @routes.get("/assignments", summary="A mediator's own offers and cases.")
    def assignments(authorization: Bearer = "") -> list[dict[str, Any]]:
        return read(authorization, lists.own_assignments)

    return routes
