"""The volunteer mediators' own pages."""
