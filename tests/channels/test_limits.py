"""Questions per minute, trusted proxies, a long line, and what is not in any log."""

from __future__ import annotations

import http.client
import json
import threading
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.channels.running import running
from tests.fakes.assistant import House
from transfobot.channels.http import asking
from transfobot.channels.http.app import create_app
from transfobot.channels.http.body import BadRequest, parse_json
from transfobot.channels.http.rate import ClientKeys, RateLimiter
from transfobot.channels.http.security import SecurityHeaders
from transfobot.domain.errors import SearchUnavailable


def test_a_bucket_refills_evenly_by_a_monotonic_clock() -> None:
    now = [100.0]
    limiter = RateLimiter(6, monotonic=lambda: now[0])
    first = [limiter.take(b"a") for _ in range(7)]
    assert [one.allowed for one in first if one] == [True] * 6 + [False]
    assert first[6] is not None
    assert (first[6].retry_after, first[6].headers["RateLimit-Remaining"]) == (10, "0")
    assert (other := limiter.take(b"b")) is not None
    assert other.allowed
    now[0] += 9.9
    assert (early := limiter.take(b"a")) is not None
    assert not early.allowed
    now[0] += 0.2
    assert (later := limiter.take(b"a")) is not None
    assert later.allowed


def test_no_limit_is_no_limit() -> None:
    assert RateLimiter(0).take(b"a") is None


def test_a_client_is_a_key_of_the_day_and_no_address() -> None:
    day = [date(2026, 3, 16)]
    keys = ClientKeys(lambda: day[0])
    one = keys.of("192.0.2.7")
    assert one == keys.of("192.0.2.7") == keys.of("::ffff:192.0.2.7")
    assert one != keys.of("192.0.2.8")
    assert keys.of("2001:db8::1") == keys.of("2001:db8::ffff:2")
    assert keys.of("2001:db8::1") != keys.of("2001:db8:0:1::1")
    assert b"192" not in one
    day[0] = date(2026, 3, 17)
    assert keys.of("192.0.2.7") != one
    assert ClientKeys(lambda: day[0]).of("192.0.2.7") != keys.of("192.0.2.7")


def ask(address: str, **headers: str) -> tuple[int, dict[str, str]]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    body = json.dumps({"question": "Was?"})
    connection.request(
        "POST", "/api/questions", body, {"Content-Type": "application/json"} | headers
    )
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}


@pytest.mark.parametrize(("trusted", "last"), [("", 429), ("127.0.0.1", 200)])
def test_only_a_trusted_proxy_says_who_asks(tmp_path: Path, trusted: str, last: int) -> None:
    house = House(tmp_path, rate_limit=1)
    with running(create_app(house.services), trusted_proxies=trusted) as address:
        assert ask(address, **{"X-Forwarded-For": "192.0.2.1"})[0] == 200
        assert ask(address, **{"X-Forwarded-For": "192.0.2.2"})[0] == last


def test_a_line_that_is_too_long_is_told_to_come_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "WAITING", 2)
    house.assistant.pause = 0.3
    told: list[tuple[int, dict[str, str]]] = []
    with running(create_app(house.services)) as address:
        asking_now = [
            threading.Thread(target=lambda: told.append(ask(address)))
            for _ in range(asking.WORKERS + 12)
        ]
        for one in asking_now:
            one.start()
        for one in asking_now:
            one.join(20)
    counted = Counter(status for status, _ in told)
    assert counted == {200: asking.WORKERS + 2, 503: 10}
    assert {head["retry-after"] for status, head in told if status == 503} == {"5"}


def test_nothing_anybody_wrote_is_logged(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("MARKE")

    house.with_services(search=broken)
    with running(create_app(house.services)) as address:
        parts = urlsplit(address)
        for path, body in (
            ("/api/questions", {"question": "MARKE"}),
            ("/api/questions", {"question": "MARKE", "place": 7}),
            ("/api/search", {"query": "MARKE"}),
            ("/v1/chat/completions", {"messages": [{"role": "user", "content": "MARKE"}]}),
        ):
            connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
            headers = {"Content-Type": "application/json", "Authorization": "Bearer MARKE"}
            headers = headers if path.startswith("/v1") else {"Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(body), headers)
            connection.getresponse().read()
            connection.close()
        house.assistant.failure = SearchUnavailable("MARKE")
        ask(address)
    out, err = capfd.readouterr()
    assert "request_failed" in err
    assert "MARKE" not in out + err


WHOLE = some.text(some.characters(exclude_categories=["Cs"]), max_size=20)
PLAIN = some.none() | some.booleans() | some.integers(-(10**30), 10**30) | WHOLE
JSON = some.recursive(
    PLAIN, lambda inner: some.lists(inner) | some.dictionaries(WHOLE, inner), max_leaves=15
)


@given(some.binary(max_size=400))
def test_any_bytes_are_json_or_a_bad_request(content: bytes) -> None:
    status = 200
    try:
        json.dumps(parse_json(content), ensure_ascii=False).encode()
    except BadRequest as refusal:
        status = refusal.status
    assert status in {200, 400}


@given(JSON)
def test_plain_json_is_read_as_it_is(value: object) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@given(some.text(max_size=60))
def test_any_host_name_is_judged(tmp_path_factory: pytest.TempPathFactory, host: str) -> None:
    layer = SecurityHeaders(
        lambda *_: None,  # type: ignore[arg-type, return-value]
        House(tmp_path_factory.getbasetemp(), public_url="https://a.example").services.settings,
    )
    assert layer.refused(host) in {None, 400, 421}
    assert layer.refused("a.example") is None
