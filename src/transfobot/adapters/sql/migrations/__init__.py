"""Schema steps, run by alembic in file order; DDL and step number commit together."""
