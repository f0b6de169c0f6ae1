"""`GET /api/documents/{id}`: the text that quotes are taken from."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import RedirectResponse, Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import visible
from transfobot.channels.http.links import document_url
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.schema import ID
from transfobot.channels.http.schema_out import DocumentOut
from transfobot.channels.http.services import Services
from transfobot.domain.errors import NotFound
from transfobot.domain.knowledge import Document, Visibility

_ID = re.compile(ID)
DocumentId = Annotated[str, Path(description="Kennung aus einem Beleg oder Treffer")]


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Dokumente"])

    @router.get(
        "/api/documents/{document_id}",
        summary="Ein Dokument",
        response_class=Response,
        responses=gives(DocumentOut, "Die geltende Fassung mit ihrem Text", 401, 404),
    )
    async def document(request: Request, document_id: DocumentId) -> Response:
        """Internes gibt es nur mit Zugang; sonst ist es nicht zu finden."""
        allowed = visible(request, services)
        found = await desk_of(request).run(
            lambda: readable_document(services, document_id, allowed)
        )
        return reply(
            {
                "id": found.id,
                "title": found.title,
                "revision": found.revision,
                "as_of": found.as_of,
                "text": found.text,
                "pages": found.pages,
                "url": document_url(services.settings.base_url, found),
            }
        )

    @router.get("/dok/{document_id}", include_in_schema=False)
    async def live_revision(request: Request, document_id: DocumentId) -> Response:
        """On to the live revision: an address that outlives a new version of a document."""
        allowed = visible(request, services)
        found = await desk_of(request).run(
            lambda: readable_document(services, document_id, allowed)
        )
        return RedirectResponse(document_url("", found), 303)

    return router


def readable_document(
    services: Services, document_id: str, allowed: frozenset[Visibility]
) -> Document:
    """The live document. Raises NotFound alike for what is not there and what may not be seen."""
    found = services.records.document(document_id) if _ID.match(document_id) else None
    if found is None or found.visibility not in allowed:
        raise NotFound("Dieses Dokument gibt es hier nicht.")
    return found
