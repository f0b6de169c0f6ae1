"""Thumbs without script: a form, thanks, and room for a reason."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from transfobot.channels.http.feedback import masked
from transfobot.channels.http.forms_reading import read_form
from transfobot.channels.http.render import Renderer, here_of
from transfobot.channels.http.services import Services
from transfobot.ports import Feedback

REASONS = ("wrong", "outdated", "incomplete", "unclear", "office")
RATINGS = ("up", "down")


def make_router(services: Services, pages: Renderer) -> APIRouter:
    """`POST /rueckmeldung`."""
    router = APIRouter(include_in_schema=False)

    @router.post("/rueckmeldung")
    async def rate(request: Request) -> Response:
        here = here_of(request.query_params)
        form = await read_form(request)
        answer_id, conversation_id = form.text("antwort_id", 128), form.text("gespraech", 128)
        rating = form.text("wertung", 8)
        reason, comment = form.text("grund", 20), form.text("anmerkung", 1000)
        known = rating in RATINGS and await run_in_threadpool(
            services.conversations.rate,
            masked(
                Feedback(
                    answer_id=answer_id,
                    rating=rating,
                    reason=reason if reason in REASONS else None,
                    comment=comment or None,
                    at=services.clock.now(),
                )
            ),
        )
        t = pages.words(here.language)
        kept = await run_in_threadpool(services.conversations.load, conversation_id) is not None
        return pages.response(
            "feedback.html",
            here,
            status=200 if known else 404,
            secret=True,
            message=t("feedback_thanks") if known else t("feedback_unknown"),
            ask_reason=known and rating == "down" and not (reason or comment),
            answer_id=answer_id,
            conversation_id=conversation_id if kept else "",
            back=(
                f"/gespraech/{conversation_id}{here.query}#antwort-{answer_id}"
                if kept
                else f"/{here.query}"
            ),
        )

    return router
