"""Which letters a Swedish office sends; there are no decisions to serve."""

LETTERS = (
    "invitation",
    "consent_form",
    "meeting_notice",
    "agreement",
    "report_to_prosecutor",
    "notice_of_fulfilment",
    "notice_of_refusal_or_interruption",
    "cover_letter",
    "batch_list",
)
