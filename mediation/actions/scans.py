"""The paper signed in ink, scanned: looked at, rid of hidden notes, kept sealed beside its agreement (§17(5))."""

import hashlib

from mediation.cases import agreeing
from mediation.cases.agreement import Agreement
from mediation.documents.scan import checked
from mediation.documents.store import Made
from mediation.kernel.ids import CaseId, DocumentId, ItemId, random_id
from mediation.permissions.may import May
from mediation.work import Work

KIND = "agreement_scan"


def attach(work: Work, case_id: CaseId, agreement: ItemId, raw: bytes, expect: int | None = None) -> dict[str, object]:
    """Keep a scan of the signed agreement; Invalid when the file is no PDF, PNG or JPEG that may be kept."""
    change = work.change(case_id, May.AGREEMENT_SIGN, expect=expect)
    found = change.case.item(Agreement, agreement)
    scan = checked(raw)
    made = Made(
        id=DocumentId(random_id("f")), case_id=case_id, kind=KIND, language=found.language, made_at=work.now(),
        reader="", subject=agreement, sha256=hashlib.sha256(scan.content).hexdigest(), media=scan.media,
        facts=scan.facts, pdf=scan.content,
    )  # fmt: skip
    agreeing.attach_scan(change, agreement, made.id)
    work.keep(made)
    return {"document": made.id, "media": scan.media}
