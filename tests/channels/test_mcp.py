"""`/mcp/` with the official client against a real server."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.channels.running import running
from tests.fakes.assistant import QUOTE, House
from transfobot.channels.http.app import create_app
from transfobot.channels.http.mcp_door import allowed_hosts


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with running(create_app(house.services)) as where:
        yield f"{where}/mcp/"


def test_the_official_client_uses_all_tools(house: House, address: str) -> None:
    async def visit() -> dict[str, Any]:
        async with Client(address) as client:
            tools = {one.name: one for one in (await client.list_tools()).tools}
            return {
                "names": sorted(tools),
                "described": [bool(one.description) for one in tools.values()],
                "search": await client.call_tool("search", {"query": "Fördersumme"}),
                "ask": await client.call_tool(
                    "ask", {"question": "Wie hoch?", "place": "Öhringen"}
                ),
                "office": await client.call_tool("find_office", {"place": "Waldenburg"}),
                "funding": await client.call_tool("list_funding", {}),
                "empty": await client.call_tool("ask", {"question": " "}),
            }

    found = asyncio.run(visit())
    assert found["names"] == ["ask", "find_office", "list_funding", "search"]
    assert all(found["described"])
    hits = _told(found["search"])["hits"]
    assert [one["document_id"] for one in hits] == ["projekt"]
    answer = _told(found["ask"])
    assert answer["citations"][0]["quote"] == QUOTE
    assert answer["office"]["id"] == "office_beispiel"
    assert len(_told(found["office"])["candidates"]) == 2
    assert _told(found["funding"]) == {"programmes": [], "as_of": None}
    assert found["empty"].is_error
    assert house.assistant.asked[-1].channel == "mcp"
    assert house.assistant.asked[-1].place == "Öhringen"


def test_a_failing_tool_says_so_in_german(tmp_path: Path) -> None:
    house = House(tmp_path, rate_limit=1)

    async def visit(address: str) -> list[Any]:
        async with Client(f"{address}/mcp/") as client:
            return [await client.call_tool("ask", {"question": "Wie hoch?"}) for _ in range(2)]

    with running(create_app(house.services)) as address:
        first, second = asyncio.run(visit(address))
    assert not first.is_error
    assert second.is_error
    assert "Fragen in einer Minute" in second.content[0].text


def test_only_named_hosts_are_answered(tmp_path: Path) -> None:
    house = House(tmp_path, public_url="https://assistent.example.de")
    assert "assistent.example.de" in allowed_hosts(house.services.settings)
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    headers = {"Accept": "application/json, text/event-stream"}
    with open_client(house) as client:
        own = client.post("/mcp/", json=call, headers=headers | {"Host": "assistent.example.de"})
        foreign = client.post("/mcp/", json=call, headers=headers | {"Host": "angreifer.example"})
        page = client.post(
            "/mcp/",
            json=call,
            headers=headers
            | {"Host": "assistent.example.de", "Origin": "https://angreifer.example"},
        )
    assert own.status_code == 200
    assert (foreign.status_code, page.status_code) == (421, 403)


def test_bad_requests_are_refused(client: TestClient) -> None:
    headers = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}
    for body in (b"", b"{", b"[" * 50_000, b'{"jsonrpc":"2.0","id":NaN}', b'"\\ud800"'):
        response = client.post("/mcp/", content=body, headers=headers)
        assert 400 <= response.status_code < 500
    assert client.post("/mcp/", content=b"x" * 300_000, headers=headers).status_code == 413


def _told(result: Any) -> dict[str, Any]:
    assert not result.is_error
    told: dict[str, Any] = result.structured_content or json.loads(result.content[0].text)
    return told
