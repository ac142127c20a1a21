"""The mediation office's own pages."""
