"""The records in SQLite or PostgreSQL, by SQLAlchemy Core, with migrations."""
