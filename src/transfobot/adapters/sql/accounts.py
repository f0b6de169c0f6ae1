"""Staff accounts and the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, Row, delete, insert, select

from transfobot.adapters.sql.engine import reading, writing
from transfobot.adapters.sql.tables_handoffs import accounts, audit
from transfobot.domain.accounts import Account, Role
from transfobot.domain.errors import Conflict


class SqlAccounts:
    """Accounts port."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, account: Account, token_hash: str) -> None:
        """Add an account; its token is known by hash only."""
        with writing(self._engine) as connection:
            taken = select(accounts.c.id).where(accounts.c.name == account.name)
            if connection.scalar(taken) is not None:
                raise Conflict(f"Einen Zugang „{account.name}“ gibt es schon.")
            connection.execute(
                insert(accounts).values(
                    id=account.id,
                    name=account.name,
                    role=account.role.value,
                    office_id=account.office_id,
                    token_hash=token_hash,
                    created_at=account.created_at,
                    expires_at=account.expires_at,
                )
            )

    def by_token_hash(self, token_hash: str) -> Account | None:
        """The account of a token."""
        with reading(self._engine) as connection:
            row = connection.execute(
                select(accounts).where(accounts.c.token_hash == token_hash)
            ).first()
        return _account(row) if row else None

    def all(self) -> Sequence[Account]:
        """All accounts by name."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name)).all()
        return [_account(row) for row in rows]

    def remove(self, account_id: str) -> bool:
        """Take an account out; its token is refused from now on."""
        with writing(self._engine) as connection:
            return (
                connection.execute(delete(accounts).where(accounts.c.id == account_id)).rowcount
                == 1
            )

    def record(self, who: str, action: str, subject: str, at: datetime) -> None:
        """Write an audit line."""
        with writing(self._engine) as connection:
            connection.execute(
                insert(audit).values(at=at, who=who[:120], action=action, subject=subject[:120])
            )

    def audit(self, limit: int = 100) -> Sequence[tuple[datetime, str, str, str]]:
        """The newest audit lines."""
        wanted = select(audit.c.at, audit.c.who, audit.c.action, audit.c.subject)
        with reading(self._engine) as connection:
            rows = connection.execute(wanted.order_by(audit.c.id.desc()).limit(limit)).all()
        return [(row.at, row.who, row.action, row.subject) for row in rows]


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        office_id=row.office_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
