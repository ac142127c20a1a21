"""The pages of administrators and auditors."""
