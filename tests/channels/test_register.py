"""Networks, funding, places, offices and feeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pytest
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.fakes.assistant import House, document
from transfobot.domain.conversation import Audience
from transfobot.domain.knowledge import Kind, Visibility
from transfobot.domain.register import (
    CoveredDistrict,
    FundingCall,
    FundingKind,
    FundingProgramme,
    Network,
    NetworkKind,
    Partner,
    Span,
)
from transfobot.domain.register_index import Register

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def programme(name: str, **more: object) -> FundingProgramme:
    known: dict[str, object] = {
        "id": f"funding_{name}",
        "document_id": f"doc_{name}",
        "name": f"Programm {name}",
        "aliases": (),
        "funder": "Bund",
        "agency": None,
        "kind": FundingKind.GRANT,
        "audience": (),
        "topics": (),
        "eligible": None,
        "purpose": None,
        "size_min": None,
        "size_max": None,
        "rate": None,
        "opens": "2025-01-01",
        "closes": None,
        "permanent": False,
        "apply_before_start": None,
        "lead_time_days": None,
        "call_open": None,
        "calls": (),
        "lands": (),
        "law": None,
        "contact": None,
        "url": None,
        "ended": False,
        "status_note": None,
        "note": None,
        "references": (),
        "as_of": "2026-02",
    }
    return FundingProgramme(**(known | more))  # type: ignore[arg-type]


REGISTER = Register.from_records(
    [
        Network(
            id="network_beispiel",
            document_id="doc_beispiel",
            name="Beispielnetzwerk",
            short_name="BEISPIEL",
            aliases=("BN",),
            kind=NetworkKind.FUNDED,
            region="Beispielregion",
            lands=("Sachsen",),
            districts=(CoveredDistrict("14524", derived=True),),
            lead="Beispielregion GmbH",
            partners=(Partner("Stadt Beispiel", "Partner"),),
            span=Span("2022-07-01", "2025-06-30"),
            funding=None,
            focus=(),
            offers=(),
            audiences=(),
            website=None,
            office_id="office_beispiel",
            status_note=None,
            facts=(),
            references=(),
            as_of="2025-07",
        ),
        programme("frist", closes="2026-04-30", lead_time_days=14, apply_before_start=True),
        programme("knapp", closes="2026-03-20", lead_time_days=30, as_of="2026-01-15"),
        programme("ende", closes="2025-12-31"),
        programme("zu", permanent=True, call_open=False),
        programme("sachsen", permanent=True, lands=("Sachsen",), audience=(Audience.COMPANY,)),
        programme("aufruf", permanent=True, calls=(FundingCall("2. Aufruf", None, "2026-09"),)),
    ]
)
"""The clock of the tests stands on 16 March 2026."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path, REGISTER)


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    with open_client(house) as opened:
        yield opened


def test_networks_come_with_status_and_day(client: TestClient) -> None:
    found = client.get("/api/networks").json()
    assert found["as_of"] == "2025-07"
    (network,) = found["networks"]
    assert network["status"] == "ended"
    assert network["districts"] == [{"ags": "14524", "derived": True}]
    assert network["url"] == "http://127.0.0.1:8000/dok/doc_beispiel"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["aufruf", "ende", "frist", "knapp", "sachsen", "zu"]),
        ("?status=open", ["aufruf", "frist", "sachsen"]),
        ("?status=running", ["aufruf", "frist", "knapp", "sachsen", "zu"]),
        ("?status=ended", ["ende"]),
        ("?status=open&land=Hessen", ["aufruf", "frist"]),
        ("?status=open&land=sachsen&audience=company", ["aufruf", "frist", "sachsen"]),
        ("?status=open&audience=employee", ["aufruf", "frist"]),
    ],
)
def test_funding_is_filtered(client: TestClient, query: str, names: list[str]) -> None:
    found = client.get(f"/api/funding{query}").json()["programmes"]
    assert sorted(one["id"].removeprefix("funding_") for one in found) == names


def test_funding_says_what_is_too_late(client: TestClient) -> None:
    found = {one["id"]: one for one in client.get("/api/funding").json()["programmes"]}
    assert found["funding_knapp"]["too_late"] is True
    assert found["funding_frist"]["too_late"] is False
    assert found["funding_frist"]["lead_time_days"] == 14


def test_deadlines_are_a_calendar(client: TestClient) -> None:
    response = client.get("/api/funding.ics")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar.errors == []
    assert calendar["version"] == "2.0"
    events = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    days = {uid: one["dtstart"].dt for uid, one in events.items()}
    assert days == {
        "funding_frist-0@transfobot": date(2026, 4, 30),
        "funding_knapp-0@transfobot": date(2026, 3, 20),
        "funding_aufruf-0@transfobot": date(2026, 9, 30),
    }
    first = events["funding_frist-0@transfobot"]
    assert first["dtend"].dt == date(2026, 5, 1)
    assert first["dtstamp"].dt == datetime(2026, 2, 28, tzinfo=UTC)
    assert "mindestens 14 Tage" in str(first["description"])
    assert client.get("/api/funding.ics").content == response.content


def test_changes_are_an_atom_feed_of_public_records(house: House, client: TestClient) -> None:
    newer = datetime(2026, 3, 15, 8, 0, tzinfo=UTC)
    house.put(document("netz", "Netzwerk", Visibility.PUBLIC, kind=Kind.NETWORK))
    house.put(
        document(
            "geld", "Geld", Visibility.PUBLIC, kind=Kind.FUNDING, ingested_at=newer, title="A & B"
        )
    )
    house.put(document("geheim", "Intern", Visibility.INTERNAL, kind=Kind.NETWORK))
    response = client.get("/api/changes.atom")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    titles = [one.findtext("a:title", namespaces=ATOM) for one in feed.findall("a:entry", ATOM)]
    assert titles == ["Förderprogramm: A & B", "Netzwerk: Projektblatt netz"]
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-03-15T08:00:00Z"
    ids = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == 3


def test_a_place_leads_to_an_office_or_to_a_choice(client: TestClient) -> None:
    found = client.get("/api/offices?place=Öhringen&topic=funding").json()
    assert found["place"]["ags"] == "08126066"
    assert [one["id"] for one in found["offices"]] == ["office_beispiel"]
    twice = client.get("/api/offices", params={"place": "Waldenburg"}).json()
    assert twice["place"] is None
    assert [one["district"] for one in twice["candidates"]] == [
        "Hohenlohekreis",
        "Landkreis Zwickau",
    ]
    assert twice["offices"] == []
    nowhere = client.get("/api/offices?place=Atlantis").json()
    assert nowhere["notices"] == ["Ein Ort mit dem Namen „Atlantis“ ist nicht hinterlegt."]
    assert client.get("/api/offices").json()["offices"] != []


def test_places_begin_as_asked(client: TestClient) -> None:
    assert [one["label"] for one in client.get("/api/places?q=öh").json()["places"]] == ["Öhringen"]
    assert len(client.get("/api/places?q=wald").json()["places"]) == 2
    assert client.get("/api/places?q=%20%00").json() == {"places": []}
