"""Mail that belongs to no case, kept for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Engine, delete, select

from transfobot.adapters.sql.engine import overwrite_log, reading, writing
from transfobot.adapters.sql.handoffs import insert_new
from transfobot.adapters.sql.tables_handoffs import unmatched_mail
from transfobot.domain.handoffs import UnmatchedMail


class SqlUnmatchedMails:
    """UnmatchedMails port."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, mail: UnmatchedMail) -> bool:
        """Keep a mail; False when it is kept already."""
        values = {
            "id": mail.id,
            "sender": mail.sender,
            "subject": mail.subject,
            "text": mail.text,
            "at": mail.at,
        }
        with writing(self._engine) as connection:
            return insert_new(connection, unmatched_mail, values)

    def all(self) -> Sequence[UnmatchedMail]:
        """Newest first."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(unmatched_mail).order_by(unmatched_mail.c.at.desc())
            ).all()
        return [UnmatchedMail(row.id, row.sender, row.subject, row.text, row.at) for row in rows]

    def erase(self, mail_id: str) -> bool:
        """Erase one."""
        with writing(self._engine) as connection:
            gone = connection.execute(delete(unmatched_mail).where(unmatched_mail.c.id == mail_id))
        overwrite_log(self._engine)
        return gone.rowcount == 1

    def erase_before(self, at: datetime) -> int:
        """Erase older ones; how many."""
        with writing(self._engine) as connection:
            old = unmatched_mail.c.at < at
            return connection.execute(delete(unmatched_mail).where(old)).rowcount
