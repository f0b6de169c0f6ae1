"""A mailbox in memory."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.domain.errors import Unavailable
from transfobot.ports import IncomingMail


class FakeInbox:
    """Inbox port: mail comes again until it is marked."""

    def __init__(self) -> None:
        self.waiting: dict[str, IncomingMail] = {}
        self.handled: dict[str, bool] = {}
        self.away = False

    def put(self, mail: IncomingMail) -> None:
        """Deliver a mail."""
        self.waiting[mail.uid] = mail

    def fetch(self) -> Sequence[IncomingMail]:
        if self.away:
            raise Unavailable("Der Posteingang antwortet nicht.")
        return list(self.waiting.values())

    def done(self, uid: str, *, matched: bool) -> None:
        self.waiting.pop(uid)
        self.handled[uid] = matched
