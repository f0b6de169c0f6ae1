"""`POST /api/search`: passages with the reasons of their rank."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import visible
from transfobot.channels.http.body import json_body
from transfobot.channels.http.links import passage_url
from transfobot.channels.http.replies import RATE_HEADERS, gives, reply, takes
from transfobot.channels.http.schema import SearchIn
from transfobot.channels.http.schema_out import HitsOut
from transfobot.channels.http.services import Services
from transfobot.domain.knowledge import Hit


def make_router(services: Services) -> APIRouter:
    """The route."""
    router = APIRouter(tags=["Fragen"])

    @router.post(
        "/api/search",
        summary="Textstellen suchen",
        response_class=Response,
        responses=gives(
            HitsOut, "Treffer, die besten zuerst", 401, 415, 422, 429, headers=RATE_HEADERS
        ),
        openapi_extra=takes(SearchIn, {"query": "Fördersumme ReTraSON", "limit": 5}),
    )
    async def search(
        request: Request, body: Annotated[SearchIn, Depends(json_body(SearchIn))]
    ) -> Response:
        """Textstellen zu Suchworten; `why` erklärt den Rang."""
        allowed = visible(request, services)
        desk = desk_of(request)
        allowance = desk.admit(request)
        hits = await desk.run(lambda: services.search(body.query, allowed, body.limit))
        base = services.settings.base_url
        found = {"hits": [hit_to_dict(hit, base) for hit in hits]}
        return reply(found, allowance.headers if allowance else None)

    return router


def hit_to_dict(hit: Hit, base: str) -> dict[str, Any]:
    """One item of `hits`."""
    passage = hit.passage
    return {
        "passage_id": passage.id,
        "document_id": passage.document_id,
        "title": passage.title,
        "page": passage.locator.page,
        "heading": passage.locator.heading,
        "text": passage.text,
        "url": passage_url(base, passage),
        "score": hit.score,
        "why": hit.why,
    }
