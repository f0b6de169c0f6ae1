"""Bring the schema up to date; on an up-to-date database one small query and no alembic import."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from transfobot.domain.errors import ConfigurationError

_FOLDER = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 8_472_013


def steps() -> list[str]:
    """The names of all schema steps in order: the files of `migrations/versions`."""
    return sorted(path.stem for path in (_FOLDER / "versions").glob("[0-9]*.py"))


def upgrade(engine: Engine) -> bool:
    """Run what is missing in one transaction; whether anything was.

    Raises ConfigurationError when the database was made by a newer release.
    """
    known = steps()
    with engine.connect() as connection:
        current = _current(connection)
    if current == known[-1]:
        return False
    if current is not None and current not in known:
        raise ConfigurationError(
            f"Die Datenbank stammt von einer neueren Fassung des Programms (Schritt {current}); "
            "bitte die neuere Fassung verwenden oder eine ältere Sicherung einspielen."
        )
    _run(engine)
    return True


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _run(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    with (
        engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            # Two processes that start at once: the second waits, and finds nothing left to do.
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})"))
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
