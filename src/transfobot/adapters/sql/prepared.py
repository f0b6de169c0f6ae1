"""Statements that every question runs: compiled once, since SQLAlchemy takes longer than SQLite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.sql.dml import UpdateBase


class Prepared:
    """A statement in the words of one database, run with plain values for its parameters."""

    def __init__(self, engine: Engine, statement: UpdateBase) -> None:
        compiled = statement.compile(dialect=engine.dialect)
        self._sql = str(compiled)
        self._constants = {name: one for name, one in compiled.params.items() if one is not None}
        self._order = compiled.positiontup

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Run it; `values` are of the driver's own types."""
        given = self._constants | dict(values)
        if self._order is None:
            connection.exec_driver_sql(self._sql, given)
        else:
            connection.exec_driver_sql(self._sql, tuple(given[name] for name in self._order))
