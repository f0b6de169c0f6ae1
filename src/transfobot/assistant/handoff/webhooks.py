"""Replies that a desk posts to us: signature, replay window, de-duplication."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import timedelta

from transfobot.assistant.handoff.mail import new_text
from transfobot.assistant.handoff.opening import HandoffService
from transfobot.assistant.handoff.replies import answer_case
from transfobot.domain.errors import InvalidInput, NotAllowed, NotFound
from transfobot.domain.handoffs import SECRET, Author

TOLERANCE = timedelta(minutes=5)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)


def check_standard(
    service: HandoffService, secret: str, headers: Mapping[str, str], content: bytes
) -> str:
    """Check a Standard Webhooks signature; the webhook's id. Raises NotAllowed.

    `headers` by lower-case name. Scheme v1: HMAC-SHA256 over "id.timestamp.content".
    """
    webhook_id = headers.get("webhook-id", "")
    stamp = headers.get("webhook-timestamp", "")
    if not secret or not webhook_id or not re.fullmatch(r"[0-9]{1,12}", stamp):
        raise NotAllowed("Die Signatur fehlt oder ist unvollständig.")
    age = abs(service.clock.now().timestamp() - int(stamp))
    if age > TOLERANCE.total_seconds():
        raise NotAllowed("Die Nachricht ist zu alt oder ihre Uhr geht falsch.")
    signed = b".".join((webhook_id.encode("utf-8", "replace"), stamp.encode(), content))
    expected = base64.b64encode(hmac.digest(_key(secret), signed, "sha256"))
    for given in headers.get("webhook-signature", "").split():
        version, _, signature = given.partition(",")
        if version == "v1" and hmac.compare_digest(expected, signature.encode("utf-8", "replace")):
            return webhook_id
    raise NotAllowed("Die Signatur stimmt nicht.")


def check_zammad(secret: str, signature: str, content: bytes) -> None:
    """Check Zammad's X-Hub-Signature (HMAC-SHA1). Raises NotAllowed."""
    expected = b"sha1=" + hmac.new(secret.encode(), content, hashlib.sha1).hexdigest().encode()
    if not secret or not hmac.compare_digest(expected, signature.encode("utf-8", "replace")):
        raise NotAllowed("Die Signatur stimmt nicht.")


def take_webhook_reply(
    service: HandoffService, webhook_id: str, message: Mapping[str, object]
) -> bool:
    """Store the reply of a checked webhook; False when it is known already.

    Expects {"type": "handoff.replied", "data": {"reply_token": …, "text": …}}.
    Raises InvalidInput, NotFound.
    """
    data = message.get("data")
    if message.get("type") != "handoff.replied" or not isinstance(data, dict):
        raise InvalidInput("Erwartet wird eine Nachricht der Art handoff.replied mit „data“.")
    token, text = data.get("reply_token"), data.get("text")
    if not isinstance(token, str) or not isinstance(text, str):
        raise InvalidInput("In „data“ werden „reply_token“ und „text“ als Text erwartet.")
    found = service.cases.by_token(token) if SECRET.fullmatch(token) else None
    if found is None or found[1] is not Author.OFFICE:
        raise NotFound("Zu dieser Kennung gibt es keine Anfrage.")
    return answer_case(
        service,
        found[0],
        text,
        author=Author.OFFICE,
        channel="desk",
        dedupe=f"webhook:{webhook_id}",
    )


def take_zammad_reply(service: HandoffService, message: Mapping[str, object]) -> bool | None:
    """Store the article of a checked trigger webhook; False for a repeat, None when it is no reply.

    Only what an agent writes for the customer is a reply: internal notes and our own first article
    are passed over. Raises InvalidInput.
    """
    ticket, article = message.get("ticket"), message.get("article")
    if not isinstance(ticket, dict) or not isinstance(article, dict):
        raise InvalidInput("Erwartet werden „ticket“ und „article“, wie Zammad sie schickt.")
    ticket_id, article_id = ticket.get("id"), article.get("id")
    text = article.get("body")
    if not isinstance(ticket_id, int) or not isinstance(article_id, int):
        raise InvalidInput("„ticket.id“ und „article.id“ müssen Zahlen sein.")
    if article.get("internal") is not False or article.get("sender") != "Agent":
        return None
    handoff = service.cases.by_desk_ticket(f"zammad:{ticket_id}")
    if handoff is None or not isinstance(text, str):
        return None
    if "html" in str(article.get("content_type", "")):
        text = _plain(text)
    text = new_text(text)
    if not text:
        return None
    return answer_case(
        service,
        handoff,
        text,
        author=Author.OFFICE,
        channel="desk",
        dedupe=f"zammad:{ticket_id}:{article_id}",
    )


def _key(secret: str) -> bytes:
    try:
        return base64.b64decode(secret.removeprefix("whsec_") + "==")
    except ValueError:
        raise NotAllowed("Das hinterlegte Geheimnis ist nicht lesbar.") from None


def _plain(marked_up: str) -> str:
    import html

    return html.unescape(_TAG.sub("", _BREAK.sub("\n", marked_up[:100_000])))
