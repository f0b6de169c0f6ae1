"""Whatever is sent, the answer is a German problem and never a server error."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.channels.conftest import open_client
from tests.fakes.assistant import House
from transfobot.channels.http.problem import KINDS, MEDIA_TYPE, URN

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b'{"question": "Hal', 400),
        (b'{"question":"x",}', 400),
        (b'{"question":"x","k":NaN}', 400),
        (b'{"question":"x","k":-Infinity}', 400),
        (b'{"question":"x","k":1e999}', 400),
        (b'{"question":"x"} // c', 400),
        (b'{"question":"\xff\xfe\xc3("}', 400),
        (b'{"question":"\\ud800 Hallo"}', 400),
        (b'{"question":"a","question":"b"}', 400),
        (b"[" * 60_000, 400),
        (b'{"question":"x","k":' + b"[" * 40 + b"]" * 40 + b"}", 400),
        (b'{"question":"x","k":' + b"9" * 60_000 + b"}", 400),
        (b"\x00\x00\x00\x00", 400),
        (b"[]", 422),
        (b'"x"', 422),
        (b"null", 422),
        (b'\xef\xbb\xbf{"question":"Hallo"}', 200),
        (b'{"question":"Hallo"' + b',"k":1' * 10 + b"}", 400),
        (b'{"question":"' + b"a" * 70_000 + b'"}', 413),
    ],
)
def test_bodies(client: TestClient, body: bytes, status: int) -> None:
    response = client.post("/api/questions", content=body, headers=JSON)
    assert response.status_code == status
    if status != 200:
        _is_problem(response)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nirgends", 404),
        ("GET", "/.git/config", 404),
        ("GET", "/api/documents/%2e%2e%2f%2e%2e%2f.env", 404),
        ("GET", "/api/documents/%00", 404),
        ("GET", "/api/documents/1;DROP TABLE", 404),
        ("GET", "/api/documents/intern", 404),
        ("GET", "/api/documents/", 404),
        ("GET", "/api/conversations/x", 404),
        ("DELETE", "/api/conversations/%F0%9F%92%A9", 404),
        ("GET", "/api/docs/assets/..%5c..%5cwin.ini", 404),
        ("GET", "/api/docs/assets/%00.html", 404),
        ("DELETE", "/api/questions", 405),
        ("TRACE", "/api/questions", 405),
        ("GET", "/api/funding?status=offen", 422),
        ("GET", "/api/offices?audience=king", 422),
        ("GET", "/api/staff", 401),
        ("GET", "/api/staff/users", 401),
        ("POST", "/staff/login", 401),
    ],
)
def test_paths_and_methods(client: TestClient, method: str, path: str, status: int) -> None:
    response = client.request(method, path)
    assert response.status_code == status
    _is_problem(response)


def test_all_methods_of_an_address_are_named(client: TestClient) -> None:
    assert client.put("/api/conversations/x").headers["allow"] == "DELETE, GET"


def test_other_content_types_are_refused(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        response = client.post(
            "/api/questions", content=b'{"question":"x"}', headers={"Content-Type": kind}
        )
        assert response.status_code == 415
        _is_problem(response)
    packed = client.post(
        "/api/questions", content=b"\x1f\x8b", headers=JSON | {"Content-Encoding": "gzip"}
    )
    assert packed.status_code == 415


def test_a_fault_says_nothing_of_itself(house: House, tmp_path: Path) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("geheim")

    house.with_services(search=broken)
    with open_client(house) as client:
        response = client.post("/api/search", json={"query": "x"})
    assert response.status_code == 500
    _is_problem(response)
    assert "geheim" not in response.text


def test_values_are_not_repeated_in_problems(client: TestClient) -> None:
    response = client.post("/api/questions", json={"question": "x", "place": "GEHEIM" * 50})
    assert "GEHEIM" not in response.text


def test_foreign_names_are_refused_where_a_public_one_is_set(tmp_path: Path) -> None:
    house = House(tmp_path, public_url="https://assistent.example.de")
    with open_client(house) as client:
        for host, status in (
            ("assistent.example.de", 200),
            ("127.0.0.1:8000", 200),
            ("transfobot:8000", 200),
            ("angreifer.example", 421),
            ("a b", 400),
        ):
            assert client.get("/healthz", headers={"Host": host}).status_code == status
        secure = client.get("/healthz").headers
        assert secure["strict-transport-security"] == "max-age=31536000"


def test_every_response_carries_the_browser_rules(client: TestClient) -> None:
    for path in ("/healthz", "/nirgends", "/api/networks"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_only_named_origins_may_ask_from_a_browser(tmp_path: Path) -> None:
    house = House(tmp_path, cors_origins="https://stadt.example, https://kreis.example/")
    with open_client(house) as client:
        asked = {"Origin": "https://kreis.example", "Access-Control-Request-Method": "POST"}
        allowed = client.options("/api/questions", headers=asked)
        assert allowed.headers["access-control-allow-origin"] == "https://kreis.example"
        foreign = client.options(
            "/api/questions", headers=asked | {"Origin": "https://angreifer.example"}
        )
        assert "access-control-allow-origin" not in foreign.headers


def _is_problem(response: object) -> None:
    assert response.headers["content-type"] == MEDIA_TYPE  # type: ignore[attr-defined]
    found = response.json()  # type: ignore[attr-defined]
    status = response.status_code  # type: ignore[attr-defined]
    assert found["status"] == status
    assert found["type"] == URN + KINDS[status][0]
    assert found["title"]
    assert found["detail"].endswith(".")
