"""Feeds: deadlines as a calendar, changes of programmes and networks as Atom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from fastapi import APIRouter, Request
from starlette.responses import Response

from transfobot.channels.http.asking import desk_of
from transfobot.channels.http.links import document_url
from transfobot.channels.http.problem import Documented, documented
from transfobot.channels.http.services import Services
from transfobot.domain.answers import Status
from transfobot.domain.knowledge import Document, Kind, Visibility
from transfobot.domain.register import FundingProgramme, last_day

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_ATOM = "http://www.w3.org/2005/Atom"
_KINDS = {Kind.NETWORK: "Netzwerk", Kind.FUNDING: "Förderprogramm"}
NEWEST = 50


def make_router(services: Services) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["Register"])

    @router.get(
        "/api/funding.ics",
        summary="Förderfristen als Kalender",
        response_class=Response,
        responses=_feed("text/calendar", "Ein Termin je Antragsfrist"),
    )
    async def calendar(request: Request) -> Response:
        """Zum Abonnieren; beendete Programme stehen nicht darin."""
        content = await desk_of(request).run(lambda: deadlines(services).to_ical())
        return _cacheable(content, "text/calendar; charset=utf-8")

    @router.get(
        "/api/changes.atom",
        summary="Änderungen als Feed",
        response_class=Response,
        responses=_feed("application/atom+xml", "Die jüngsten Änderungen"),
    )
    async def atom(request: Request) -> Response:
        """Neue und geänderte Netzwerke und Förderprogramme."""
        content = await desk_of(request).run(lambda: changes(services))
        return _cacheable(content, "application/atom+xml; charset=utf-8")

    return router


def deadlines(services: Services) -> Calendar:
    """The calendar of all deadlines that are not over, one whole-day event each."""
    from icalendar import Calendar

    today = services.clock.today()
    calendar = Calendar()
    calendar.add("prodid", "-//transfobot//funding//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Förderfristen")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for programme in services.register().programmes:
        if programme.status_on(today) is Status.ENDED:
            continue
        for number, (name, closes) in enumerate(_dates(programme)):
            if last_day(closes) >= today:
                calendar.add_component(_event(services, programme, number, name, closes))
    return calendar


def _dates(programme: FundingProgramme) -> list[tuple[str, str]]:
    found = [(programme.name, programme.closes)] if programme.closes else []
    return found + [
        (f"{programme.name}, {call.name}", call.closes)
        for call in programme.calls
        if call.closes and call.closes != programme.closes
    ]


def _event(
    services: Services, programme: FundingProgramme, number: int, name: str, closes: str
) -> Event:
    from icalendar import Event

    day = last_day(closes)
    said = [f"Gefördert von: {programme.funder}."]
    if programme.lead_time_days:
        said.append(f"Vorlauf: mindestens {programme.lead_time_days} Tage.")
    if programme.apply_before_start:
        said.append("Der Antrag muss vor Beginn der Maßnahme gestellt sein.")
    if programme.as_of:
        said.append(f"Stand der Angaben: {programme.as_of}.")
    event = Event()
    event.add("uid", f"{programme.id}-{number}@transfobot")
    event.add("dtstamp", _stamp(programme.as_of, services.clock.now()))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"Letzter Tag: {name}")
    event.add("description", " ".join(said))
    event.add("url", f"{services.settings.base_url}/dok/{programme.document_id}")
    event.add("transp", "TRANSPARENT")
    return event


def _stamp(as_of: str | None, now: datetime) -> datetime:
    """The same event keeps its stamp, so that calendars do not report a change each day."""
    if as_of is None:
        return datetime(now.year, 1, 1, tzinfo=UTC)
    day = min(last_day(as_of), now.date())
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def changes(services: Services) -> bytes:
    """The newest revisions of network and funding records as an Atom feed."""
    found = [
        one
        for one in services.records.documents()
        if one.kind in _KINDS and one.visibility is Visibility.PUBLIC and one.ingested_at
    ]
    newest = sorted(found, key=lambda one: (_ingested(one), one.id), reverse=True)[:NEWEST]
    base = services.settings.base_url
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", f"{base}/api/changes.atom")
    _add(feed, "title", "Änderungen bei Netzwerken und Förderprogrammen")
    _add(feed, "updated", _instant(_ingested(newest[0]) if newest else _beginning()))
    ElementTree.SubElement(feed, "link", rel="self", href=f"{base}/api/changes.atom")
    _add(ElementTree.SubElement(feed, "author"), "name", "transfobot")
    for document in newest:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"urn:transfobot:document:{document.id}:{document.revision}")
        _add(entry, "title", f"{_KINDS[document.kind]}: {document.title}")
        _add(entry, "updated", _instant(_ingested(document)))
        ElementTree.SubElement(entry, "link", href=document_url(base, document))
        stand = f"Stand {document.as_of}." if document.as_of else "Ohne Angabe eines Standes."
        _add(entry, "summary", stand)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _ingested(document: Document) -> datetime:
    return document.ingested_at or _beginning()


def _beginning() -> datetime:
    return datetime.combine(date(2000, 1, 1), datetime.min.time(), UTC)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _feed(media_type: str, said: str) -> Documented:
    shown: Documented = {
        200: {"description": said, "content": {media_type: {"schema": {"type": "string"}}}}
    }
    return shown | documented(400, 408, 413, 421, 500, 503)


def _cacheable(content: bytes, media_type: str) -> Response:
    return Response(content, headers={"Content-Type": media_type, "Cache-Control": "no-cache"})
