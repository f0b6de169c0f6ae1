"""Replies that a desk posts: Standard Webhooks and Zammad triggers."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from transfobot.assistant.handoff.webhooks import (
    check_standard,
    check_zammad,
    take_webhook_reply,
    take_zammad_reply,
)
from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.body import BadRequest, parse_json
from transfobot.channels.http.handoffs import cases_of
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.schema_cases import DeskReplyOut
from transfobot.channels.http.services import Services

_RESPONSES = gives(DeskReplyOut, "Angenommen", 403, 404, 422)


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Ticketsysteme"])
    settings = services.settings

    @router.post(
        "/api/desks/webhook",
        summary="Antwort aus einem Ticketsystem (Standard Webhooks)",
        response_class=Response,
        responses=_RESPONSES,
    )
    async def webhook(request: Request) -> Response:
        """Eine Wiederholung mit derselben `webhook-id` ändert nichts."""
        service, content = cases_of(services), await request.body()
        headers = {name.lower(): value for name, value in request.headers.items()}
        secret = settings.desk_webhook_secret.get_secret_value()
        webhook_id = check_standard(service, secret, headers, content)
        message = _object(content)
        stored = await desk_of(request).run(
            lambda: take_webhook_reply(service, webhook_id, message)
        )
        return reply({"stored": stored})

    @router.post(
        "/api/desks/zammad",
        summary="Antwort aus Zammad (Trigger mit Webhook)",
        response_class=Response,
        responses=_RESPONSES,
    )
    async def zammad(request: Request) -> Response:
        """Interne Artikel und eigene Nachrichten werden übergangen."""
        service, content = cases_of(services), await request.body()
        signature = request.headers.get("x-hub-signature", "")
        check_zammad(settings.zammad_webhook_secret.get_secret_value(), signature, content)
        message = _object(content)
        stored = await desk_of(request).run(lambda: take_zammad_reply(service, message))
        return reply({"stored": bool(stored)})

    return router


def _object(content: bytes) -> dict[str, Any]:
    value = parse_json(content)
    if not isinstance(value, dict):
        raise BadRequest("Erwartet wird ein JSON-Objekt.", 422)
    return value
