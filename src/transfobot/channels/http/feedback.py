"""`POST /api/answers/{id}/feedback`: thumbs with a reason."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from transfobot.assistant.mask import mask
from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.body import json_body
from transfobot.channels.http.replies import gives, takes
from transfobot.channels.http.schema import ID, FeedbackIn
from transfobot.channels.http.services import Services
from transfobot.domain.errors import NotFound
from transfobot.ports import Feedback

_ID = re.compile(ID)


def make_router(services: Services) -> APIRouter:
    """The route."""
    router = APIRouter(tags=["Fragen"])

    @router.post(
        "/api/answers/{answer_id}/feedback",
        summary="Eine Antwort bewerten",
        status_code=204,
        response_class=Response,
        responses=gives(None, "Angekommen", 404, 415, 422, status=204),
        openapi_extra=takes(FeedbackIn, {"rating": "down", "reason": "outdated"}),
    )
    async def rate(
        request: Request,
        answer_id: Annotated[str, Path(description="Kennung aus einer Antwort")],
        body: Annotated[FeedbackIn, Depends(json_body(FeedbackIn))],
    ) -> Response:
        """Eine Bewertung je Antwort; die letzte zählt."""
        feedback = masked(
            Feedback(answer_id, body.rating, body.reason, body.comment, services.clock.now())
        )
        known = _ID.match(answer_id) is not None
        if not known or not await desk_of(request).run(
            lambda: services.conversations.rate(feedback)
        ):
            raise NotFound("Zu dieser Antwort ist nichts gespeichert.")
        return Response(status_code=204)

    return router


def masked(feedback: Feedback) -> Feedback:
    """The feedback as it is stored: without addresses, numbers and names in its comment."""
    return replace(feedback, comment=mask(feedback.comment).text if feedback.comment else None)
