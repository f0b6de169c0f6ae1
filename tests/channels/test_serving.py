"""Behind a real socket: slow clients, readers who leave, proxies, ports."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.channels.running import running
from tests.fakes.assistant import House
from tests.servers.command import listen_to
from transfobot.channels.http import wire
from transfobot.channels.http.app import create_app
from transfobot.channels.http.server import listen
from transfobot.channels.http.wire import PatientProtocol
from transfobot.domain.errors import ConfigurationError

QUESTION = json.dumps({"question": "Wie hoch ist die Fördersumme?"}).encode()


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with running(create_app(house.services)) as where:
        yield where


def connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)


def head(length: int, accept: str = "*/*") -> bytes:
    return (
        f"POST /api/questions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Accept: {accept}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def everything(connection: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := connection.recv(65536):
            found += piece
    return found


def body_of(response: bytes) -> object:
    return json.loads(response.split(b"\r\n\r\n", 1)[1])


def test_a_head_that_does_not_come_is_not_waited_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "HEAD_SECONDS", 0.3)
    with connect(address) as silent, connect(address) as slow:
        slow.sendall(b"GET /healthz HT")
        assert everything(silent) == b""
        refused = everything(slow)
    assert refused.startswith(b"HTTP/1.1 408 ")
    assert body_of(refused)["type"] == "urn:transfobot:problem:timeout"  # type: ignore[index]


def test_a_head_may_not_grow_for_ever(address: str) -> None:
    for prefix in (b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: ", b"GET /"):
        with connect(address) as endless:
            endless.sendall(prefix)
            with contextlib.suppress(ConnectionError):
                for _ in range(40):
                    endless.sendall(b"a" * 4096)
                    time.sleep(0.001)
            refused = everything(endless)
        # A client that goes on writing may find its connection reset before it has read why.
        assert refused.startswith(b"HTTP/1.1 431 ") or refused == b""


def test_headers_have_a_size(address: str) -> None:
    with connect(address) as large:
        large.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40_000 + b"\r\n\r\n")
        assert everything(large).startswith(b"HTTP/1.1 431 ")


def test_a_body_that_does_not_come_is_not_waited_for(house: House, tmp_path: Path) -> None:
    app = create_app(house.services)
    for layer in app.user_middleware:
        if "body_seconds" in layer.kwargs or layer.cls.__name__ == "LimitRequests":  # type: ignore[attr-defined]
            layer.kwargs["body_seconds"] = 0.3
    with running(app) as address, connect(address) as slow:
        slow.sendall(head(100) + b'{"que')
        refused = everything(slow)
    assert refused.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in refused.lower()


def test_a_reader_who_does_not_read_is_cut_off(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "STALL_SECONDS", 0.3)
    aborted = threading.Event()
    lost = PatientProtocol.connection_lost

    def seen(self: PatientProtocol, error: Exception | None) -> None:
        aborted.set()
        lost(self, error)

    monkeypatch.setattr(PatientProtocol, "connection_lost", seen)
    with running(create_app(house.services)) as address:
        parts = urlsplit(address)
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect((parts.hostname, parts.port))
            ask = b"GET /api/docs/assets/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"
            deaf.sendall(ask * 8)
            assert aborted.wait(10)


def test_readers_who_leave_cost_nothing_and_their_answers_are_kept(
    house: House, address: str
) -> None:
    house.assistant.pause = 0.05
    for _ in range(30):
        with connect(address) as leaving:
            leaving.sendall(head(len(QUESTION), "text/event-stream") + QUESTION)
            assert leaving.recv(20).startswith(b"HTTP/1.1 200")
    until = time.monotonic() + 10
    while house.assistant.finished < len(house.assistant.asked) and time.monotonic() < until:
        time.sleep(0.05)
    assert 0 < house.assistant.finished == len(house.assistant.asked) <= 30
    figures = get(address, "/metrics")
    assert "transfobot_questions_in_progress 0.0" in figures
    house.assistant.pause = 0.0
    assert get(address, "/healthz") == '{"status":"ok"}'


def test_a_question_that_still_waits_is_dropped_when_its_reader_leaves(
    house: House, address: str
) -> None:
    house.assistant.pause = 0.3
    opened = [connect(address) for _ in range(40)]
    for one in opened:
        one.sendall(head(len(QUESTION), "text/event-stream") + QUESTION)
    time.sleep(0.2)
    for one in opened:
        one.close()
    time.sleep(1.5)
    assert 0 < len(house.assistant.asked) < 40
    assert "transfobot_questions_in_progress 0.0" in get(address, "/metrics")


def test_what_cannot_be_parsed_is_a_problem(address: str) -> None:
    for sent in (b"\x16\x03\x01\x00\xa5", b"GET / HTTP/9.9\r\n\r\n", b"get / HTTP/1.1\r\n\r\n"):
        with connect(address) as garbage:
            garbage.sendall(sent + b"\r\n\r\n")
            refused = everything(garbage)
        assert refused.startswith(b"HTTP/1.1 400 ")
        assert body_of(refused)["type"] == "urn:transfobot:problem:bad-request"  # type: ignore[index]


def test_a_stream_without_an_end_is_cut(address: str) -> None:
    with connect(address) as endless:
        endless.sendall(
            b"POST /api/questions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 20_000_000:
                endless.sendall(b"10000\r\n" + b"a" * 65536 + b"\r\n")
                sent += 65536
        assert sent < 20_000_000


def test_a_large_body_is_told_why(address: str) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request(
        "POST", "/api/questions", b"a" * 500_000, {"Content-Type": "application/json"}
    )
    response = connection.getresponse()
    assert response.status == 413
    assert "64 KiB" in json.load(response)["detail"]
    connection.close()


def test_a_taken_port_is_said_in_one_sentence() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigurationError, match=f"Port {port} lauscht schon ein anderes"):
            listen("127.0.0.1", port)
    with pytest.raises(ConfigurationError, match="TRANSFOBOT_HOST"):
        listen("203.0.113.7", 0)


def test_the_description_holds_against_generated_requests(address: str) -> None:
    found = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{address}/api/openapi.json",
            "--phases=examples,coverage,fuzzing",
            "--max-examples=8",
            "--checks=all",
            "--exclude-path-regex=handoffs|desks|staff",
            "--generation-database=none",
            "--seed=20260316",
            "--no-color",
        ],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert found.returncode == 0, found.stdout[-6000:]
    assert (done := re.search(r"(\d+) generated, (\d+) passed", found.stdout))
    assert int(done[1]) == int(done[2]) > 300


def test_a_running_stream_ends_before_the_process_does(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from tests.fakes.assistant import House\n"
        "from transfobot import logs\n"
        "from transfobot.channels.http.app import create_app\n"
        "from transfobot.channels.http.server import run\n"
        "logs.configure('DEBUG')\n"
        "house = House(pathlib.Path(sys.argv[1]))\n"
        "house.assistant.pause = 0.5\n"
        "run(create_app(house.services), '127.0.0.1', 0, announce=print)\n"
        "print('closed')\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", program, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    listener = listen_to("run", process.stderr)
    assert process.stdout is not None
    with process, connect(process.stdout.readline().strip()) as reader:
        reader.sendall(head(len(QUESTION), "text/event-stream") + QUESTION)
        assert reader.recv(20).startswith(b"HTTP/1.1 200")
        process.terminate()
        assert b"event: answer" in everything(reader)
        assert process.wait(20) == 0
        assert process.stdout.read() == "closed\n"
        listener.join(30)


def get(address: str, path: str) -> str:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    connection.request("GET", path)
    told = connection.getresponse().read().decode()
    connection.close()
    return told
