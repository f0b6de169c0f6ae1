"""`GET /api/places` and `GET /api/offices`: places by name, and who is responsible there."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.body import readable
from transfobot.channels.http.replies import gives, reply
from transfobot.channels.http.schema_out import OfficesOut, PlacesOut
from transfobot.channels.http.services import Services
from transfobot.domain.answer_codec import office_to_dict
from transfobot.domain.conversation import Audience, Topic
from transfobot.domain.places import Place

PlaceName = Annotated[
    str | None, Query(max_length=200, description="Gemeinde oder Kreis", examples=["Öhringen"])
]
SUGGESTED = 20


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Stellen und Orte"])

    @router.get(
        "/api/offices",
        summary="Koordinierungsstellen",
        response_class=Response,
        responses=gives(OfficesOut, "Wer zuständig ist, die passendste Stelle zuerst", 422),
    )
    async def offices(
        request: Request,
        place: PlaceName = None,
        topic: Annotated[Topic | None, Query(description="Thema")] = None,
        audience: Annotated[Audience | None, Query(description="Anliegengruppe")] = None,
    ) -> Response:
        """Nach Ort, Thema und Anliegengruppe; ohne Angaben alle Stellen.

        Meint der Name mehrere Orte, stehen sie unter `candidates`, und `offices` bleibt leer.
        """
        named = readable(place or "").strip()
        found = await desk_of(request).run(lambda: responsible(services, named, topic, audience))
        return reply(found)

    @router.get(
        "/api/places",
        summary="Orte",
        response_class=Response,
        responses=gives(PlacesOut, "Orte, deren Name so beginnt", 422),
    )
    async def places(
        request: Request,
        q: Annotated[str, Query(max_length=200, description="Anfang des Namens")] = "",
    ) -> Response:
        """Höchstens 20 Orte, die besten zuerst."""
        begun = readable(q).strip()
        found = (
            await desk_of(request).run(lambda: services.places.suggest(begun, SUGGESTED))
            if begun
            else ()
        )
        return reply({"places": [place_to_dict(place) for place in found]})

    return router


def place_to_dict(place: Place) -> dict[str, Any]:
    """A place as JSON."""
    return {
        "name": place.name,
        "label": place.label,
        "ags": place.ags,
        "district": place.district,
        "land": place.land,
        "kind": place.kind,
    }


def responsible(
    services: Services, named: str, topic: Topic | None, audience: Audience | None
) -> dict[str, Any]:
    """The body of `GET /api/offices`."""
    place, candidates, notices = None, [], []
    if named:
        match = services.places.find(named)
        if match is None or not match.candidates:
            notices.append(f"Ein Ort mit dem Namen „{named}“ ist nicht hinterlegt.")
        elif (place := match.unique) is None:
            candidates = [place_to_dict(one) for one in match.candidates]
    offices = services.offices(place, topic, audience) if place or not named else ()
    return {
        "place": None if place is None else place_to_dict(place),
        "candidates": candidates,
        "offices": [office_to_dict(card) for card in offices],
        "notices": notices,
    }
