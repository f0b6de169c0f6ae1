"""`GET /api/networks` and `GET /api/funding`: the register, completely and with its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from transfobot.channels.http.body import readable
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.schema_out import FundingOut, NetworksOut
from transfobot.channels.http.services import Services
from transfobot.domain.answers import Status
from transfobot.domain.conversation import Audience
from transfobot.domain.register import FundingProgramme, Network

StatusFilter = Literal["open", "running", "announced", "ended", "unknown"]


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Register"])

    @router.get(
        "/api/networks",
        summary="Netzwerke",
        response_class=Response,
        responses=gives(NetworksOut, "Alle Netzwerke des Registers"),
    )
    async def networks(request: Request) -> Response:
        """Alle Netzwerke mit ihrem Status am heutigen Tag."""
        del request
        today = services.clock.today()
        records = services.register().networks
        shown = [network_to_dict(one, today, services.settings.base_url) for one in records]
        return reply({"networks": shown, "as_of": newest(one.as_of for one in records)})

    @router.get(
        "/api/funding",
        summary="Förderprogramme",
        response_class=Response,
        responses=gives(FundingOut, "Förderprogramme des Registers", 422),
    )
    async def funding(
        status: Annotated[
            StatusFilter | None,
            Query(description="open: läuft, und der Aufruf ist nicht geschlossen"),
        ] = None,
        audience: Annotated[Audience | None, Query(description="wem es nützt")] = None,
        land: Annotated[
            str | None, Query(max_length=60, description="Land", examples=["Sachsen"])
        ] = None,
    ) -> Response:
        """Förderprogramme mit ihrem Status am heutigen Tag; ein Land schließt den Bund ein."""
        return reply(programmes(services, status, audience, land))

    return router


def programmes(
    services: Services, status: str | None, audience: Audience | None, land: str | None
) -> dict[str, Any]:
    """The body of `GET /api/funding`."""
    today, base = services.clock.today(), services.settings.base_url
    where = readable(land or "").strip()
    found = [
        one for one in services.register().programmes if fits(one, today, status, audience, where)
    ]
    return {
        "programmes": [programme_to_dict(one, today, base) for one in found],
        "as_of": newest(one.as_of for one in found),
    }


def fits(
    programme: FundingProgramme,
    today: date,
    status: str | None = None,
    audience: Audience | None = None,
    land: str = "",
) -> bool:
    """Whether a programme passes the filters of `GET /api/funding`."""
    state = programme.status_on(today)
    if status == "open":
        shut = programme.call_open is False or programme.too_late_on(today)
        if state is not Status.RUNNING or shut:
            return False
    elif status is not None and state != status:
        return False
    if audience is not None and programme.audience and audience not in programme.audience:
        return False
    lands = {one.casefold() for one in programme.lands}
    return not land or not lands or land.casefold() in lands


def network_to_dict(network: Network, today: date, base: str) -> dict[str, Any]:
    """A network as JSON."""
    return {
        "id": network.id,
        "name": network.name,
        "short_name": network.short_name,
        "aliases": list(network.aliases),
        "kind": network.kind.value,
        "status": network.status_on(today).value,
        "region": network.region,
        "lands": list(network.lands),
        "districts": [{"ags": one.ags, "derived": one.derived} for one in network.districts],
        "lead": network.lead,
        "partners": [{"name": one.name, "role": one.role} for one in network.partners],
        "begins": network.span.begins,
        "ends": network.span.ends,
        "funding": network.funding,
        "focus": list(network.focus),
        "website": network.website,
        "office_id": network.office_id,
        "note": network.span.note or network.status_note,
        "url": f"{base}/dok/{network.document_id}",
        "as_of": network.as_of,
    }


def programme_to_dict(programme: FundingProgramme, today: date, base: str) -> dict[str, Any]:
    """A programme as JSON."""
    return {
        "id": programme.id,
        "name": programme.name,
        "funder": programme.funder,
        "kind": programme.kind.value,
        "status": programme.status_on(today).value,
        "opens": programme.opens,
        "closes": programme.closes,
        "eligible": programme.eligible,
        "rate": programme.rate,
        "apply_before_start": programme.apply_before_start,
        "lead_time_days": programme.lead_time_days,
        "call_open": programme.call_open,
        "audience": [one.value for one in programme.audience],
        "lands": list(programme.lands),
        "too_late": programme.too_late_on(today),
        "note": programme.status_note or programme.note,
        "url": programme.url,
        "source_url": f"{base}/dok/{programme.document_id}",
        "as_of": programme.as_of,
    }


def newest(days: Iterable[str | None]) -> str | None:
    """The youngest of ISO days, months or years."""
    return max((day for day in days if day), default=None)
