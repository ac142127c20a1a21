"""Which letters the Norwegian Mediation Service sends, by the names of the catalogue of documents."""

LETTERS = (
    "invitation",
    "consent_form",
    "decision_to_mediate",
    "decision_to_decline",
    "meeting_notice",
    "agreement",
    "report_to_prosecutor",
    "notice_of_fulfilment",
    "notice_of_refusal_or_interruption",
    "cover_letter",
    "batch_list",
)
