"""A ticket system in memory."""

from __future__ import annotations

from transfobot.domain.errors import DeliveryFailed
from transfobot.ports import DeskTicket


class FakeDesk:
    """Desk port: one ticket per idempotency key."""

    name = "fake"

    def __init__(self) -> None:
        self.tickets: dict[str, DeskTicket] = {}
        self.failures: list[DeliveryFailed] = []

    def open(self, ticket: DeskTicket) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.tickets.setdefault(ticket.idempotency_key, ticket)
        return f"{self.name}:{list(self.tickets).index(ticket.idempotency_key) + 1}"
