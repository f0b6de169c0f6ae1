"""The route Telegram delivers to: secret compared on bytes, 200 at once, work afterwards."""

from __future__ import annotations

import hmac
import json

from fastapi import APIRouter, Request, Response

from transfobot.channels.telegram.door import TelegramDoor
from transfobot.domain.errors import InvalidInput, NotAllowed

PATH = "/telegram/webhook"
_HEADER = b"x-telegram-bot-api-secret-token"


def make_router(door: TelegramDoor, secret: str) -> APIRouter:
    """The webhook route of one bot."""
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def deliver(request: Request) -> Response:
        given = next((value for name, value in request.headers.raw if name == _HEADER), b"")
        if not secret or not hmac.compare_digest(given, secret.encode()):
            raise NotAllowed("Das Geheimnis des Webhooks fehlt oder stimmt nicht.")
        try:
            payload = json.loads(await request.body())
        except (ValueError, RecursionError):
            raise InvalidInput("Die Nachricht von Telegram ist kein gültiges JSON.") from None
        taken = await door.receive(payload)
        return Response(status_code=200 if taken else 400)

    return router
