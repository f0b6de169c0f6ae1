"""`POST /api/handoffs` and `GET /api/handoffs/{secret}`: to a person, and what became of it."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Request
from starlette.responses import Response

from transfobot.assistant.handoff.opening import (
    HandoffRequest,
    HandoffService,
    open_handoff,
    opened_sentence,
    status_url,
)
from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.body import BadRequest, json_body
from transfobot.channels.http.rate import ClientKeys, RateLimiter
from transfobot.channels.http.replies import gives, reply, takes
from transfobot.channels.http.schema_cases import CaseOut, HandoffIn, OpenedOut
from transfobot.channels.http.services import Services
from transfobot.domain.answer_codec import office_to_dict
from transfobot.domain.errors import NotFound, Unavailable
from transfobot.domain.handoffs import SECRET, Author, Handoff, Reply

EXAMPLE = {
    "message": "Wir suchen Beratung zur Umstellung unserer Fertigung.",
    "email": "name@example.de",
    "consent": True,
    "place": "Öhringen",
}
KEY_LIMIT = 200
_KEYS_REMEMBERED = 10_000
UNKNOWN = "Diese Anfrage gibt es nicht oder nicht mehr."


class ClickLimiter:
    """Counts new handoffs per client; the repeats of one click count once."""

    def __init__(self, services: Services) -> None:
        self._keys = ClientKeys(services.clock.today)
        self._limiter = RateLimiter(services.settings.rate_limit)
        self._clicks: OrderedDict[bytes, None] = OrderedDict()

    def admit(self, request: Request, click: str) -> None:
        """Raises BadRequest 429."""
        client = self._keys.of(request.client.host if request.client else "")
        mark = hashlib.blake2b(click.encode("utf-8", "replace"), key=client).digest()
        if mark in self._clicks:
            return
        allowance = self._limiter.take(client)
        if allowance is not None and not allowance.allowed:
            raise BadRequest(
                "Das waren sehr viele Anfragen in kurzer Zeit. Bitte warten Sie "
                f"{allowance.retry_after} Sekunden; es wurde nichts gespeichert.",
                429,
                allowance.headers,
            )
        self._clicks[mark] = None
        if len(self._clicks) > _KEYS_REMEMBERED:
            self._clicks.popitem(last=False)


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Übergabe"])
    limiter = ClickLimiter(services)

    @router.post(
        "/api/handoffs",
        summary="Eine Anfrage an eine Stelle geben",
        status_code=201,
        response_class=Response,
        responses=gives(OpenedOut, "Aufgenommen", 404, 409, 415, 422, 429, status=201)
        | {
            200: {
                "description": "Schon aufgenommen: dieselbe Anfrage noch einmal",
                "content": {
                    "application/json": {"schema": {"$ref": "#/components/schemas/OpenedOut"}}
                },
            }
        },
        openapi_extra=takes(HandoffIn, EXAMPLE),
    )
    async def create(
        request: Request,
        body: Annotated[HandoffIn, Depends(json_body(HandoffIn))],
        idempotency_key: Annotated[
            str | None,
            Header(description="Frei gewählt, für jede Anfrage neu: Wiederholungen zählen einmal."),
        ] = None,
    ) -> Response:
        """Die Anfrage ist gespeichert, bevor diese Antwort kommt."""
        service = cases_of(services)
        key = (idempotency_key or "").strip()
        if len(key) > KEY_LIMIT:
            raise BadRequest(f"Idempotency-Key ist länger als {KEY_LIMIT} Zeichen.", 422)
        limiter.admit(request, key or body.model_dump_json())
        wanted = as_request(body, key or None)
        opened = await desk_of(request).run(lambda: open_handoff(service, wanted))
        return reply(opened_out(service, opened.handoff), status=201 if opened.created else 200)

    @router.get(
        "/api/handoffs/{secret}",
        summary="Stand einer Anfrage",
        response_class=Response,
        responses=gives(CaseOut, "Die Anfrage mit ihren Antworten", 404),
    )
    async def read(
        request: Request,
        secret: Annotated[str, Path(description="Letzter Teil der geheimen Statusadresse")],
    ) -> Response:
        """Der Stand und die Antworten; wer die geheime Adresse hat, darf lesen."""
        service = cases_of(services)
        found = await desk_of(request).run(lambda: case_by_secret(service, secret))
        return reply(case_out(service, found))

    return router


def cases_of(services: Services) -> HandoffService:
    """The handoff service. Raises Unavailable where there is none."""
    if services.cases is None:
        raise Unavailable("Anfragen können hier gerade nicht aufgenommen werden.")
    return services.cases


def as_request(body: HandoffIn, key: str | None) -> HandoffRequest:
    """The request of a JSON body."""
    return HandoffRequest(
        message=body.message,
        consent=body.consent,
        name=body.name,
        email=body.email,
        phone=body.phone,
        kind=body.kind,
        office_id=body.office_id or None,
        place=body.place or None,
        audience=body.audience,
        topic=body.topic,
        conversation_id=body.conversation_id,
        summary=body.summary(),
        speaker=body.wish(),
        language=body.language.value,
        idempotency_key=key,
    )


def case_by_secret(service: HandoffService, secret: str) -> Handoff:
    """The case of a status link that still opens. Raises NotFound."""
    found = service.cases.by_secret(secret) if SECRET.fullmatch(secret) else None
    if found is None or not found.link_open_on(service.clock.now()):
        raise NotFound(UNKNOWN)
    return found


def opened_out(service: HandoffService, handoff: Handoff) -> dict[str, Any]:
    """OpenedOut."""
    return {
        "reference": handoff.reference,
        "status": handoff.state.value,
        "status_url": status_url(service, handoff),
        "office": _office(service, handoff),
        "notice": opened_sentence(service, handoff),
    }


def case_out(service: HandoffService, handoff: Handoff) -> dict[str, Any]:
    """CaseOut."""
    state = service.phrases.of(f"handoff.state_{handoff.state.value}", handoff.language)
    return {
        "reference": handoff.reference,
        "status": handoff.state.value,
        "status_text": state,
        "kind": handoff.kind.value,
        "message": handoff.message,
        "office": _office(service, handoff),
        "opened_at": handoff.opened_at.isoformat(),
        "closed_at": handoff.closed_at.isoformat() if handoff.closed_at else None,
        "replies": [reply_out(one) for one in handoff.replies],
        "history": [
            {"at": move.at.isoformat(), "status": move.after.value} for move in handoff.moves
        ],
        "retention": handoff.consent.text,
    }


def reply_out(one: Reply) -> dict[str, Any]:
    """CaseReplyOut."""
    return {
        "author": one.author.value,
        "author_name": one.author_name,
        "human": one.author is not Author.INQUIRER,
        "text": one.text,
        "at": one.at.isoformat(),
    }


def _office(service: HandoffService, handoff: Handoff) -> dict[str, Any] | None:
    card = service.card(handoff.office_id) if handoff.office_id else None
    return office_to_dict(card) if card is not None else None
