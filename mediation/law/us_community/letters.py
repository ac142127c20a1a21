"""Which letters a centre sends; it makes no decisions that are served."""

LETTERS = (
    "invitation",
    "consent_form",
    "meeting_notice",
    "agreement",
    "report_to_prosecutor",  # here to the court
    "cover_letter",
    "batch_list",
)
