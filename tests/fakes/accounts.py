"""Accounts, leases and a storage in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from transfobot.domain.accounts import Account
from transfobot.domain.errors import Conflict
from transfobot.ports.cases import Lease


class FakeAccounts:
    """Accounts port."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[Account, str]] = {}
        self.lines: list[tuple[datetime, str, str, str]] = []

    def add(self, account: Account, token_hash: str) -> None:
        if any(one.name == account.name for one, _ in self.kept.values()):
            raise Conflict(f"Einen Zugang „{account.name}“ gibt es schon.")
        self.kept[account.id] = (account, token_hash)

    def by_token_hash(self, token_hash: str) -> Account | None:
        return next((one for one, kept in self.kept.values() if kept == token_hash), None)

    def all(self) -> Sequence[Account]:
        return sorted((one for one, _ in self.kept.values()), key=lambda one: one.name)

    def remove(self, account_id: str) -> bool:
        return self.kept.pop(account_id, None) is not None

    def record(self, who: str, action: str, subject: str, at: datetime) -> None:
        self.lines.append((at, who, action, subject))

    def audit(self, limit: int = 100) -> Sequence[tuple[datetime, str, str, str]]:
        return self.lines[::-1][:limit]


class FakeLeases:
    """Leases port."""

    def __init__(self) -> None:
        self.held: dict[str, Lease] = {}
        self.runs: dict[str, datetime] = {}

    def take(self, name: str, owner: str, at: datetime, seconds: int) -> Lease | None:
        held = self.held.get(name, Lease(name, "", at, 0))
        runs = held.owner != "" and at < held.until <= at + timedelta(seconds=2 * seconds)
        if held.owner != owner and runs:
            return None
        fence = held.fence if held.owner == owner and runs else held.fence + 1
        self.held[name] = Lease(name, owner, at + timedelta(seconds=seconds), fence)
        return self.held[name]

    def release(self, lease: Lease) -> None:
        held = self.held.get(lease.name)
        if held is not None and (held.owner, held.fence) == (lease.owner, lease.fence):
            self.held[lease.name] = Lease(lease.name, "", held.until, held.fence)

    def last_run(self, job: str) -> datetime | None:
        return self.runs.get(job)

    def ran(self, job: str, at: datetime) -> None:
        self.runs[job] = at


class FakeStorage:
    """Storage port that counts."""

    def __init__(self) -> None:
        self.compacted = 0

    def compact(self) -> None:
        self.compacted += 1
