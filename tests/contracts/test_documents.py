"""The Documents port: a document comes back byte for byte, to its own office, and lists show no content."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId
from mediation.kernel.language import Language
from mediation.kernel.refusals import NotFound, Refusal
from tests.conftest import BEGINNING as NOW
from tests.contracts.conftest import Place
from tests.contracts.made import fresh

PDF = bytes(range(256)) * 700


def a_document(case_id: CaseId, pdf: bytes = PDF) -> Made:
    return Made(
        id=DocumentId(fresh("f")), case_id=case_id, kind="invitation", language=Language.SWEDISH,
        made_at=NOW + timedelta(microseconds=7), reader="p_1", subject="i_1",
        sha256=hashlib.sha256(pdf).hexdigest(), sealed=True, media="image/png", facts='{"kirje": "Åsa"}', pdf=pdf,
    )  # fmt: skip


def kept(place: Place, *documents: Made) -> None:
    with place.writing() as stores:
        for document in documents:
            (written,) = stores.documents.add(document)
            assert (written.table, written.key, written.version) == ("documents", document.id, 1)


@pytest.mark.parametrize("pdf", [PDF, b"", b"%PDF"], ids=["large", "empty", "tiny"])
def test_a_document_comes_back_byte_for_byte(place: Place, pdf: bytes) -> None:
    made = a_document(place.new_case(), pdf)
    kept(place, made)
    with place.another_process() as stores:
        got = stores.documents.get(made.id)
    assert got == made
    assert hashlib.sha256(got.pdf).hexdigest() == made.sha256


def test_a_case_lists_its_own_documents_oldest_first_without_their_content(place: Place) -> None:
    case_id = place.new_case()
    first, second = a_document(case_id), a_document(case_id)
    kept(place, second, first, a_document(place.new_case()))
    with place.open() as stores:
        assert stores.documents.of_case(case_id) == [replace(first, pdf=b""), replace(second, pdf=b"")]
        assert stores.documents.of_case(CaseId("c_none")) == []


def test_a_document_is_found_without_its_content(place: Place) -> None:
    made = a_document(place.new_case())
    kept(place, made)
    with place.open() as stores:
        assert stores.documents.find(made.id) == replace(made, pdf=b"")
        assert stores.documents.find(DocumentId("f_none")) is None
    with place.another_office() as stores, pytest.raises(Refusal):
        stores.documents.find(made.id)


def test_an_unknown_document_is_not_found(place: Place) -> None:
    with place.open() as stores, pytest.raises(NotFound) as refusal:
        stores.documents.get(DocumentId("f_none"))
    assert refusal.value.code == "document_not_found"


def test_a_document_of_another_office_is_refused(place: Place) -> None:
    made = a_document(place.new_case())
    kept(place, made)
    with place.another_office() as stores, pytest.raises(Refusal):
        stores.documents.get(made.id)
    with place.another_office() as stores, pytest.raises(Refusal):
        stores.documents.of_case(made.case_id)
