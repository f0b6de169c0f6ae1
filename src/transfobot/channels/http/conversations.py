"""`GET` and `DELETE /api/conversations/{id}`: whoever has the secret id may read and erase."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from transfobot.assistant.readable import readable
from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import visible
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.schema import ID
from transfobot.channels.http.schema_out import ConversationOut
from transfobot.channels.http.services import Services
from transfobot.domain.answer_codec import answer_to_dict
from transfobot.domain.conversation import Conversation
from transfobot.domain.errors import NotFound
from transfobot.domain.knowledge import Visibility

_ID = re.compile(ID)
ConversationId = Annotated[str, Path(description="Kennung aus einer Antwort")]
UNKNOWN = "Dieses Gespräch gibt es nicht oder nicht mehr."


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Gespräche"])

    @router.get(
        "/api/conversations/{conversation_id}",
        summary="Ein Gespräch lesen",
        response_class=Response,
        responses=gives(ConversationOut, "Fragen und Antworten in ihrer Folge", 401, 404),
    )
    async def read(request: Request, conversation_id: ConversationId) -> Response:
        """Enthält es Zitate aus internen Dokumenten, ist ein Zugang nötig."""
        allowed = visible(request, services)
        kept = await desk_of(request).run(
            lambda: readable_conversation(services, conversation_id, allowed)
        )
        if kept is None:
            raise NotFound(UNKNOWN)
        return reply(
            {
                "conversation_id": kept.id,
                "audience": kept.audience.value if kept.audience else None,
                "turns": [
                    {
                        "question": turn.question,
                        "answer": answer_to_dict(turn.answer),
                        "at": turn.at.isoformat(),
                    }
                    for turn in kept.turns
                ],
            }
        )

    @router.delete(
        "/api/conversations/{conversation_id}",
        summary="Ein Gespräch löschen",
        status_code=204,
        response_class=Response,
        responses=gives(None, "Gelöscht", 404, status=204),
    )
    async def erase(request: Request, conversation_id: ConversationId) -> Response:
        """Fragen, Antworten und Rückmeldungen dieses Gesprächs sind danach weg."""
        known = _ID.match(conversation_id) is not None
        gone = known and await desk_of(request).run(
            lambda: services.conversations.delete(conversation_id)
        )
        if not gone:
            raise NotFound(UNKNOWN)
        return Response(status_code=204)

    return router


def readable_conversation(
    services: Services, conversation_id: str, allowed: frozenset[Visibility]
) -> Conversation | None:
    """The conversation; None alike for what is not kept and what may not be read."""
    kept = services.conversations.load(conversation_id) if _ID.match(conversation_id) else None
    may_read = kept is not None and readable(kept, allowed, services.records.document)
    return kept if may_read else None
