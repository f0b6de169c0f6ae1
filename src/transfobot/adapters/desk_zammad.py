"""Zammad as the desk: tickets over its REST API.

Zammad has no idempotency key, so a ticket is looked for by its case number before it is created:
after a crash between its answer and our commit the same ticket is found again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from transfobot.adapters.desk_webhook import TIMEOUT, checked, post
from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.ports import DeskTicket


@dataclass(frozen=True)
class ZammadDesk:
    """Desk port. `customer` is the address tickets are opened for; it must exist in Zammad."""

    url: str
    token: str
    group: str
    customer: str
    timeout: float = TIMEOUT
    name: str = "zammad"

    def open(self, ticket: DeskTicket) -> str:
        """Create the ticket unless it is there; its id as "zammad:17"."""
        known = self._known(ticket)
        if known is not None:
            return f"{self.name}:{known}"
        content = {
            "title": _title(ticket),
            "group": self.group,
            "customer": self.customer,
            "article": {
                "subject": ticket.subject,
                "body": ticket.text,
                "content_type": "text/plain",
                "type": "note",
                "sender": "Customer",
                "internal": False,
            },
        }
        answer = post(
            f"{self.url.rstrip('/')}/api/v1/tickets",
            json.dumps(content).encode(),
            self._headers(),
            self.timeout,
        )
        number = answer.get("id")
        if not isinstance(number, int):
            raise DeliveryFailed("das Ticketsystem hat keine Ticketnummer genannt")
        return f"{self.name}:{number}"

    def _known(self, ticket: DeskTicket) -> int | None:
        import httpx

        try:
            response = httpx.get(
                f"{self.url.rstrip('/')}/api/v1/tickets/search",
                params={"query": f'title:"{ticket.reference}"', "limit": "10", "expand": "true"},
                headers=self._headers(),
                timeout=self.timeout,
                follow_redirects=False,
            )
        except httpx.HTTPError:
            raise ServiceUnreachable("das Ticketsystem ist nicht erreichbar") from None
        checked(response.status_code, b"{}")
        try:
            found = json.loads(response.content)
        except ValueError:
            raise DeliveryFailed("das Ticketsystem hat unlesbar geantwortet") from None
        for one in found if isinstance(found, list) else []:
            if isinstance(one, dict) and one.get("title") == _title(ticket):
                number = one.get("id")
                return number if isinstance(number, int) else None
        return None

    def _headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Token token={self.token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }


def _title(ticket: DeskTicket) -> str:
    return ticket.subject
