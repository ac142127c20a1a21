"""One history of the schema for both engines; each revision is dated and readable."""
