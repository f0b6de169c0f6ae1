"""A house over fakes and a client in front of its doors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.fakes.assistant import House
from transfobot.channels.http.app import create_app


@pytest.fixture
def house(tmp_path: Path) -> House:
    """Services over fakes."""
    return House(tmp_path)


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    """A client that gets server errors as responses, as from outside."""
    with open_client(house) as opened:
        yield opened


def open_client(house: House) -> TestClient:
    """A client for this house."""
    return TestClient(
        create_app(house.services),
        base_url="http://127.0.0.1:8000",
        raise_server_exceptions=False,
        client=("127.0.0.1", 50000),
        follow_redirects=False,
    )
