"""Routes that read: the queries; reading personal data is journalled by the query itself."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field, StringConstraints
from starlette.concurrency import run_in_threadpool

from mediation.actions import suiting
from mediation.actions.forms import Form, Line, read_form
from mediation.api.actions import CaseIdPath
from mediation.api.auth import Who
from mediation.api.body import body_of
from mediation.api.described import ANSWERS, body_of_schema, body_schema
from mediation.documents.scan import KINDS
from mediation.kernel.actor import Actor
from mediation.kernel.ids import CaseId, DocumentId
from mediation.kernel.language import Language
from mediation.queries import availability, case_page, expenses, law, letters, lists, matching, volunteers
from mediation.work import App, Work, unit

T = TypeVar("T")
DocumentIdPath = Annotated[str, Path(pattern=r"^f_[0-9a-z]{26}$")]
VolunteerIdPath = Annotated[str, Path(pattern=r"^v_[0-9a-z]{26}$")]
Cursor = Annotated[str, Query(max_length=200)]
Limit = Annotated[int, Query(ge=1, le=lists.MOST)]
Pairs = Annotated[int, Query(ge=1, le=matching.MOST)]
Suits = Annotated[list[str], Query(max_length=suiting.MOST)]
Seconds = Annotated[float, Query(gt=0, le=matching.LONGEST)]
BatchPath = Annotated[str, Path(pattern=r"^b_[0-9a-z]{26}$")]
PDF: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in KINDS}}
}
BATCH: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}
}
FACTS = {"$ref": "#/components/schemas/Facts"}


class SearchForm(Form):
    """What is searched for."""

    text: Annotated[Line, StringConstraints(min_length=2, max_length=lists.LONGEST)]
    limit: Annotated[int, Field(ge=1, le=lists.MOST)] = 50


def router(app: App, who: Who) -> APIRouter:
    """The routes that read."""
    routes = APIRouter(tags=["readings"], responses=ANSWERS)

    def read(actor: Actor, query: Callable[[Work], T]) -> T:
        with unit(app, actor) as work:
            return query(work)

    @routes.get("/cases", summary="The office's cases, last changed first.")
    def cases(actor: Annotated[Actor, Depends(who)], after: Cursor = "", limit: Limit = 50) -> dict[str, Any]:
        return read(actor, lambda work: lists.case_list(work, after, limit))

    @routes.get("/cases/{case_id}", summary="One case, with every next step and what is missing for it.")
    def case(actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath) -> dict[str, Any]:
        return read(actor, lambda work: case_page.case_page(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/steps", summary="The next steps of a case's matters.")
    def steps(actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath) -> list[dict[str, Any]]:
        return read(actor, lambda work: case_page.next_steps(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/deadlines", summary="The open deadlines of a case.")
    def deadlines(actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath) -> list[dict[str, Any]]:
        return read(actor, lambda work: lists.deadlines(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/messages", summary="The messages of a case.")
    def messages(actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath) -> list[dict[str, Any]]:
        return read(actor, lambda work: lists.outbox(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/documents", summary="The documents of a case.")
    def documents(actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath) -> list[dict[str, Any]]:
        return read(actor, lambda work: lists.documents(work, CaseId(case_id)))

    @routes.get("/cases/{case_id}/documents/{document_id}", summary="A document, or a scan.", response_class=Response,
                responses=PDF)  # fmt: skip
    def document(actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath, document_id: DocumentIdPath) -> Response:
        made = read(actor, lambda work: lists.kept_document(work, CaseId(case_id), DocumentId(document_id)))
        name = f'attachment; filename="{document_id}.{KINDS[made.media]}"'
        return Response(made.pdf, media_type=made.media, headers={"Content-Disposition": name})

    @routes.get("/cases/{case_id}/documents/{document_id}/facts", summary="The facts of a document, for a machine.")
    def document_facts(
        actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath, document_id: DocumentIdPath
    ) -> dict[str, Any]:
        return read(actor, lambda work: lists.facts(work, CaseId(case_id), DocumentId(document_id)))

    @routes.post("/search", summary="Cases in which a name occurs; a name never stands in an address.",
                 openapi_extra=body_schema(SearchForm))  # fmt: skip
    async def search(request: Request, actor: Annotated[Actor, Depends(who)]) -> list[dict[str, Any]]:
        raw = await body_of(request)

        def find(work: Work) -> list[dict[str, Any]]:
            form = read_form(SearchForm, raw)
            return lists.search(work, form.text, form.limit)

        return await run_in_threadpool(read, actor, find)

    @routes.post("/law/explain", summary="What the law says of facts: each rule, its section, what would change it.",
                 dependencies=[Depends(who)], openapi_extra=body_of_schema(FACTS))  # fmt: skip
    async def law_explain(request: Request) -> dict[str, Any]:
        raw = await body_of(request)
        return await run_in_threadpool(lambda: law.explain(law.read_facts(raw), app.law))

    @routes.get("/inbox", summary="Reports ready for the authority's own unit.")
    def inbox(actor: Annotated[Actor, Depends(who)]) -> list[dict[str, Any]]:
        return read(actor, lists.inbox)

    @routes.get("/register", summary="The register of volunteers, and why one cannot be offered a case.")
    def register(actor: Annotated[Actor, Depends(who)]) -> list[dict[str, Any]]:
        return read(actor, volunteers.register_list)

    @routes.get("/register/{volunteer_id}", summary="One volunteer's entry in the register.")
    def volunteer(actor: Annotated[Actor, Depends(who)], volunteer_id: VolunteerIdPath) -> dict[str, Any]:
        return read(actor, lambda work: volunteers.volunteer_page(work, volunteer_id))

    @routes.get("/volunteer-digest", summary="Whom an adviser should look at this week, and why.")
    def volunteer_digest(actor: Annotated[Actor, Depends(who)]) -> dict[str, Any]:
        return read(actor, volunteers.digest)

    @routes.get("/register/{volunteer_id}/free", summary="The free times of a volunteer.")
    def free(
        actor: Annotated[Actor, Depends(who)], volunteer_id: VolunteerIdPath,
        days: Annotated[int, Query(ge=1, le=availability.MOST_DAYS)] = 28,
    ) -> list[dict[str, Any]]:  # fmt: skip
        return read(actor, lambda work: availability.free(work, volunteer_id, days))

    @routes.get("/own-calendar", summary="The secret path under which a phone subscribes to one's own meetings.")
    def own_link(actor: Annotated[Actor, Depends(who)]) -> dict[str, str]:
        return read(actor, availability.own_link)

    @routes.get("/expenses", summary="Claims that are to be decided or paid.")
    def claims(actor: Annotated[Actor, Depends(who)]) -> list[dict[str, Any]]:
        return read(actor, expenses.claims)

    @routes.get("/letters", summary="Letters to be printed, looked at and posted, and what was posted last.")
    def paper_letters(actor: Annotated[Actor, Depends(who)]) -> dict[str, Any]:
        return read(actor, letters.waiting)

    @routes.get("/letters/batches/{batch}", summary="A print batch as one PDF.", response_class=Response,
                responses=BATCH)  # fmt: skip
    def letter_batch(actor: Annotated[Actor, Depends(who)], batch: BatchPath) -> Response:
        name = f'attachment; filename="{batch}.pdf"'
        pdf = read(actor, lambda work: letters.batch_pdf(work, batch))
        return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": name})

    @routes.get("/own-expenses", summary="A mediator's own claims.")
    def own_claims(actor: Annotated[Actor, Depends(who)]) -> list[dict[str, Any]]:
        return read(actor, expenses.own_claims)

    @routes.get("/cases/{case_id}/mediators", summary="Pairs of mediators for a case, with every reason.")
    def mediators(
        actor: Annotated[Actor, Depends(who)], case_id: CaseIdPath, language: Language = Language.FINNISH,
        mixed: bool = False, most: Pairs = 5, suits: Suits = [],  # noqa: B006  # FastAPI copies it
    ) -> dict[str, Any]:  # fmt: skip
        asked: dict[str, Any] = {"language": language, "mixed_genders": mixed, "most": most, "suits": suits}
        return read(actor, lambda work: matching.match(work, CaseId(case_id), **asked))

    @routes.get("/plan", summary="A pair for every case that waits for mediators, proposed all at once.")
    def plan(actor: Annotated[Actor, Depends(who)], seconds: Seconds = 30.0) -> dict[str, Any]:
        return read(actor, lambda work: matching.plan_waiting(work, seconds))

    @routes.get("/assignments", summary="A mediator's own offers and cases.")
    def assignments(actor: Annotated[Actor, Depends(who)]) -> list[dict[str, Any]]:
        return read(actor, lists.own_assignments)

    return routes
