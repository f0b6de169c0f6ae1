"""A desk behind a signed webhook (Standard Webhooks)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from transfobot.domain.errors import DeliveryFailed, ServiceUnreachable
from transfobot.ports import Clock, DeskTicket

TIMEOUT = 15.0
_AGAIN = {408, 409, 425, 429}


@dataclass(frozen=True)
class WebhookDesk:
    """Desk port: one POST a ticket; the idempotency key is the webhook's id on every try."""

    url: str
    secret: str
    clock: Clock
    timeout: float = TIMEOUT
    name: str = "webhook"

    def open(self, ticket: DeskTicket) -> str:
        """Post the ticket; the id the desk answers with, else the idempotency key."""
        from standardwebhooks import Webhook

        now = self.clock.now()
        content = json.dumps(
            {
                "type": "handoff.opened",
                "timestamp": now.isoformat(),
                "data": {
                    "reference": ticket.reference,
                    "subject": ticket.subject,
                    "text": ticket.text,
                    "reply_token": ticket.reply_token,
                    "office_id": ticket.office_id,
                },
            },
            ensure_ascii=False,
        )
        headers = {
            "Content-Type": "application/json",
            "webhook-id": ticket.idempotency_key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(ticket.idempotency_key, now, content),
        }
        answer = post(self.url, content.encode(), headers, self.timeout)
        ticket_id = answer.get("id")
        return f"{self.name}:{ticket_id or ticket.idempotency_key}"[:120]


def post(url: str, content: bytes, headers: dict[str, str], timeout: float) -> dict[str, object]:
    """POST without following redirects; the JSON object answered, empty where there is none."""
    import httpx

    try:
        response = httpx.post(
            url, content=content, headers=headers, timeout=timeout, follow_redirects=False
        )
    except httpx.HTTPError:
        raise ServiceUnreachable("das Ticketsystem ist nicht erreichbar") from None
    return checked(response.status_code, response.content)


def checked(status: int, content: bytes) -> dict[str, object]:
    """The object of a 2xx answer. Raises DeliveryFailed."""
    if status in {401, 403} or status >= 500:
        raise ServiceUnreachable(f"das Ticketsystem hat mit {status} geantwortet")
    if not 200 <= status < 300:
        raise DeliveryFailed(
            f"das Ticketsystem hat mit {status} geantwortet", permanent=status not in _AGAIN
        )
    try:
        value = json.loads(content)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
