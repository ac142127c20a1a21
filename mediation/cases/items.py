"""THE list of what a case accumulates: each is a frozen record with an id, kept as one sealed row."""

from typing import Any

from mediation.cases.agreement import Agreement, Obligation
from mediation.cases.assessment import Assessment
from mediation.cases.assignment import Assignment
from mediation.cases.consent import Consent
from mediation.cases.decision import Decision, Hearing
from mediation.cases.doubt import Doubt
from mediation.cases.meeting import MediatorsAccount, Meeting
from mediation.cases.note import Hold, Note
from mediation.cases.offer_order import OfferOrder
from mediation.cases.report import Report
from mediation.cases.request import Request

Item = (
    Agreement | Obligation | Assessment | Assignment | Consent | Decision | Hearing
    | MediatorsAccount | Meeting | Hold | Note | OfferOrder | Report | Request | Doubt
)  # fmt: skip

ITEM_KINDS: dict[str, type[Any]] = {
    kind.KIND: kind
    for kind in (
        Agreement, Obligation, Assessment, Assignment, Consent, Decision, Hearing,
        MediatorsAccount, Meeting, Hold, Note, OfferOrder, Report, Request, Doubt,
    )
}  # fmt: skip
