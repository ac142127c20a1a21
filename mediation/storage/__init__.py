"""SQLAlchemy: the adapters of everything below; nothing above knows the schema."""
