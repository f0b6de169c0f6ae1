"""Leases and the last runs of jobs."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from transfobot.adapters.sql.engine import reading, writing
from transfobot.adapters.sql.tables_handoffs import job_runs, leases
from transfobot.ports.cases import Lease


class SqlLeases:
    """Leases port."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._flavour = postgresql if engine.dialect.name == "postgresql" else sqlite

    def take(self, name: str, owner: str, at: datetime, seconds: int) -> Lease | None:
        """Take or prolong a lease; the fence grows when the owner changes."""
        until = at + timedelta(seconds=seconds)
        fresh = {"name": name, "owner": owner, "until": at, "fence": 0}
        with writing(self._engine) as connection:
            connection.execute(
                self._flavour.insert(leases).values(**fresh).on_conflict_do_nothing()
            )
            held = connection.execute(
                select(leases).where(leases.c.name == name).with_for_update()
            ).one()
            # A term that ends far too late was given before the clock was set back.
            runs = held.owner != "" and at < held.until <= at + timedelta(seconds=2 * seconds)
            if held.owner != owner and runs:
                return None
            # An owner whose lease ran out may have been overtaken: it starts a new term.
            fence = held.fence if held.owner == owner and runs else held.fence + 1
            connection.execute(
                update(leases)
                .where(leases.c.name == name)
                .values(owner=owner, until=until, fence=fence)
            )
        return Lease(name, owner, until, fence)

    def release(self, lease: Lease) -> None:
        """Give it back, if it is still this term."""
        with writing(self._engine) as connection:
            connection.execute(
                update(leases)
                .where(leases.c.name == lease.name, leases.c.fence == lease.fence)
                .where(leases.c.owner == lease.owner)
                .values(owner="")
            )

    def last_run(self, job: str) -> datetime | None:
        """When the job last ended well."""
        with reading(self._engine) as connection:
            at: datetime | None = connection.scalar(
                select(job_runs.c.at).where(job_runs.c.job == job)
            )
        return at

    def ran(self, job: str, at: datetime) -> None:
        """Remember the run."""
        with writing(self._engine) as connection:
            connection.execute(delete(job_runs).where(job_runs.c.job == job))
            connection.execute(job_runs.insert().values(job=job, at=at))
