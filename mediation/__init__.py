"""Case-management engine for mediation in criminal and certain civil cases (Act 1015/2005)."""

__version__ = "0.1.0"
