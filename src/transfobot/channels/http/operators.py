"""`/healthz`, `/readyz`, `/metrics`: for whoever runs the service."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.auth import require_staff
from transfobot.channels.http.metrics import Metrics
from transfobot.channels.http.problem import Documented, documented
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.schema_out import HealthOut, ReadyOut
from transfobot.channels.http.services import Services
from transfobot.domain.errors import StoreUnavailable


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Betrieb"])
    not_ready = gives(ReadyOut, "Nein", status=503)[503]

    figures: Documented = {
        200: {
            "description": "Anzahlen und Zeiten, ohne Inhalte und Personen",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    }

    @router.get(
        "/healthz",
        summary="Lebt der Prozess",
        response_class=Response,
        responses=gives(HealthOut, "Ja"),
    )
    async def health() -> Response:
        """Antwortet auch dann, wenn die Suche gerade nicht geht."""
        return reply({"status": "ok"})

    @router.get(
        "/readyz",
        summary="Ist der Dienst bereit",
        response_class=Response,
        responses=gives(ReadyOut, "Ja") | {503: not_ready},
    )
    async def readiness(request: Request) -> Response:
        """`problems` nennt in deutschen Sätzen, was fehlt."""
        problems = dict(await desk_of(request).run(services.ready))
        if problems:
            found = {"status": "unavailable", "problems": problems}
            return reply(found, {"Retry-After": "30"}, status=503)
        return reply({"status": "ok", "problems": {}})

    @router.get(
        "/metrics",
        summary="Kennzahlen",
        response_class=Response,
        responses=figures | documented(400, 401, 421, 500),
    )
    async def metrics(request: Request) -> Response:
        """Im Format von Prometheus; von außen nur mit Zugang."""
        if not _from_this_machine(request):
            require_staff(request, services)
        shown = request.app.state.metrics
        assert isinstance(shown, Metrics)
        if services.cases is not None:
            await desk_of(request).run(lambda: _look_at_outbox(services, shown))
        return Response(shown.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return router


def _look_at_outbox(services: Services, shown: Metrics) -> None:
    """Figures of the outbox; as they were last where the store does not answer."""
    assert services.cases is not None
    try:
        waiting, failed = services.cases.outbox.waiting(), len(services.cases.outbox.failed())
    except StoreUnavailable:
        return
    shown.dispatches.labels("waiting").set(waiting)
    shown.dispatches.labels("failed").set(failed)


def _from_this_machine(request: Request) -> bool:
    """A caller on this machine who asks for it by a local name, not through a proxy."""
    if any(name in request.headers for name in ("x-forwarded-for", "forwarded", "x-real-ip")):
        return False
    named = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    caller = request.client.host if request.client else ""
    return _is_loopback(caller) and (named == "localhost" or _is_loopback(named))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
