"""Letters, decisions, agreements and reports: one template, shown on screen and printed as it is."""
