"""Documents in SQL: the PDF and what it is about, sealed under the case's key."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from mediation.cases.repository import Written
from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId
from mediation.kernel.language import Language
from mediation.kernel.refusals import NotFound
from mediation.storage import codec
from mediation.storage.tables import documents
from mediation.vault import Box, Label, Vault

_HEAD = [c for c in documents.c if c.name != "body_sealed"]


@dataclass(frozen=True, slots=True)
class _About:
    reader: str
    subject: str
    sha256: str
    sealed: bool = False
    media: str = "application/pdf"
    facts: str = ""


class SqlDocuments:
    """One office's documents over one connection."""

    def __init__(self, connect: Callable[[], sa.Connection], vault: Vault) -> None:
        self._connect, self._vault = connect, vault

    def add(self, document: Made) -> list[Written]:
        box = self._vault.box(document.case_id)
        about = box.seal(
            codec.encode(
                _About(
                    document.reader, document.subject, document.sha256, document.sealed, document.media, document.facts
                )
            ),
            _label(document.id, "about"),
        )  # fmt: skip
        body = box.seal(document.pdf, _label(document.id, "body"))
        self._connect().execute(
            sa.insert(documents),
            {
                "id": document.id, "case_id": document.case_id, "kind": document.kind,
                "language": document.language.value, "made_at": document.made_at,
                "about_sealed": about.blob, "body_sealed": body.blob,
            },
        )  # fmt: skip
        return [Written("documents", document.id, 1, body.digest, body.commitment)]

    def get(self, document_id: DocumentId) -> Made:
        row = self._connect().execute(sa.select(documents).where(documents.c.id == document_id)).one_or_none()
        if row is None:
            raise NotFound("no such document", code="document_not_found")
        box = self._vault.box(row.case_id)
        return self._made(row, box, box.open(row.body_sealed, _label(row.id, "body")))

    def find(self, document_id: DocumentId) -> Made | None:
        row = self._connect().execute(sa.select(*_HEAD).where(documents.c.id == document_id)).one_or_none()
        return None if row is None else self._made(row, self._vault.box(row.case_id))

    def of_case(self, case_id: CaseId) -> list[Made]:
        query = sa.select(*_HEAD).where(documents.c.case_id == case_id).order_by(documents.c.id)
        rows = self._connect().execute(query).all()
        box = self._vault.box(case_id) if rows else None
        return [self._made(row, box) for row in rows if box is not None]

    def _made(self, row: Any, box: Box, pdf: bytes = b"") -> Made:
        about = codec.decode(_About, box.open(row.about_sealed, _label(row.id, "about")))
        return Made(
            id=DocumentId(row.id), case_id=CaseId(row.case_id), kind=row.kind, language=Language(row.language),
            made_at=row.made_at, reader=about.reader, subject=about.subject, sha256=about.sha256, sealed=about.sealed,
            media=about.media, facts=about.facts, pdf=pdf,
        )  # fmt: skip


def _label(document_id: str, column: str) -> Label:
    return Label("documents", column, document_id, 1)
