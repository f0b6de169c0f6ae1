"""The doors under load, on a running server: answers, readers who leave, slow clients."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from transfobot.evaluation.benchmark_measures import percentile
from transfobot.evaluation.doors_client import Line

CLIENTS = (1, 8, 32)
LEAVING = 1_000
SLOW = 200
_IN_PROGRESS = re.compile(rb"transfobot_questions_in_progress (\d+)")


@dataclass(frozen=True, slots=True)
class Answers:
    """Whole answers at so many clients: milliseconds and answers a second.

    `cpu_ms` is the server's processor time for one answer: it holds also on a busy machine.
    """

    clients: int
    questions: int
    failed: int
    p50_ms: float
    p95_ms: float
    per_second: float
    cpu_ms: float


@dataclass(frozen=True, slots=True)
class OfMode:
    """Whole answers of one kind at one client, e.g. all from the register: milliseconds."""

    mode: str
    questions: int
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds: resident memory, open descriptors, threads."""

    rss_mib: float
    descriptors: int
    threads: int


@dataclass(frozen=True, slots=True)
class Leavers:
    """What readers who left in mid-stream left behind; `seconds` until all was settled."""

    readers: int
    before: Held
    after: Held
    seconds: float


@dataclass(frozen=True, slots=True)
class SlowClients:
    """The others' p95 without and with slow clients, and what became of the slow ones."""

    slow: int
    p95_before_ms: float
    p95_during_ms: float
    health_p95_during_ms: float
    cut_off: int


async def measure(
    address: str, questions: Sequence[str], pid: int, *, say: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """All figures of the doors of the server at `address` with process `pid` on this machine."""
    await answers(address, questions, 1, pid)  # warm
    found: dict[str, Any] = {"answers": []}
    for clients in CLIENTS:
        figures = await answers(address, questions, clients, pid)
        say(json.dumps(asdict(figures)))
        found["answers"].append(asdict(figures))
    found["modes"] = []
    for of_mode in await by_mode(address, questions):
        say(json.dumps(asdict(of_mode)))
        found["modes"].append(asdict(of_mode))
    left = await leavers(address, questions, pid)
    say(json.dumps(asdict(left)))
    slow = await slow_clients(address, questions)
    say(json.dumps(asdict(slow)))
    return found | {"leavers": asdict(left), "slow_clients": asdict(slow)}


async def answers(
    address: str, questions: Sequence[str], clients: int, pid: int | None = None
) -> Answers:
    """Every question once, whole, by so many clients at a time; `pid` is the server's."""
    waiting = list(reversed(questions))
    times: list[float] = []
    failed = 0

    async def client() -> None:
        nonlocal failed
        async with Line(address) as line:
            while waiting:
                question = waiting.pop()
                begun = time.perf_counter()
                told = await line.ask(question)
                times.append((time.perf_counter() - begun) * 1000)
                failed += told.status != 200

    used, begun = _cpu_seconds(pid), time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    spent = time.perf_counter() - begun
    return Answers(
        clients,
        len(questions),
        failed,
        round(percentile(times, 50), 1),
        round(percentile(times, 95), 1),
        round(len(questions) / spent, 1),
        round((_cpu_seconds(pid) - used) * 1000 / len(questions), 2),
    )


async def by_mode(address: str, questions: Sequence[str]) -> list[OfMode]:
    """Every question once at one client, told apart by how it was answered."""
    times: dict[str, list[float]] = {}
    async with Line(address) as line:
        for question in questions:
            begun = time.perf_counter()
            told = await line.ask(question)
            spent = (time.perf_counter() - begun) * 1000
            mode = json.loads(told.body)["mode"] if told.status == 200 else "failed"
            times.setdefault(mode, []).append(spent)
    return [
        OfMode(mode, len(spent), round(percentile(spent, 50), 1), round(percentile(spent, 95), 1))
        for mode, spent in sorted(times.items())
    ]


async def leavers(
    address: str, questions: Sequence[str], pid: int, count: int = LEAVING, at_once: int = 50
) -> Leavers:
    """Readers who leave in mid-stream, with the first event."""
    await _settled(address)
    before = held(pid)
    begun = time.perf_counter()
    places = asyncio.Semaphore(at_once)

    async def leave(question: str) -> None:
        async with places, Line(address) as line:
            body = json.dumps({"question": question, "store": False}).encode()
            head = line.head("POST", "/api/questions", len(body), "text/event-stream")
            line.writer.write(head + body)
            await line.reader.readuntil(b"event: ")

    await asyncio.gather(*(leave(questions[n % len(questions)]) for n in range(count)))
    await _settled(address)
    spent = time.perf_counter() - begun
    await asyncio.sleep(1)
    return Leavers(count, before, held(pid), round(spent, 1))


async def slow_clients(
    address: str, questions: Sequence[str], count: int = SLOW, seconds: float = 18.0
) -> SlowClients:
    """Others while so many clients send a byte of their body now and then."""
    sample = questions[:60]
    before = await answers(address, sample, 1)
    stop = asyncio.Event()
    dribbling = [asyncio.create_task(_dribble(address, stop)) for _ in range(count)]
    await asyncio.sleep(1)
    begun = time.perf_counter()
    times: list[float] = []
    health: list[float] = []
    while time.perf_counter() - begun < seconds:
        during = await answers(address, sample[:15], 1)
        times.append(during.p95_ms)
        health.append(await _timed(lambda: _health(address)))
    stop.set()
    cut = await asyncio.gather(*dribbling)
    return SlowClients(
        count, before.p95_ms, round(percentile(times, 50), 1), round(percentile(health, 95), 1),
        sum(cut),
    )  # fmt: skip


async def _dribble(address: str, stop: asyncio.Event) -> bool:
    """Send a byte each second until told to stop; whether the server lost patience."""
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        async with Line(address) as line:
            line.writer.write(line.head("POST", "/api/questions", 60_000))
            while not stop.is_set():
                line.writer.write(b" ")
                await line.writer.drain()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        return bool(await line.reader.read(64))
            return False
    return True


async def _health(address: str) -> None:
    async with Line(address) as line:
        await line.get("/healthz")


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    begun = time.perf_counter()
    await work()
    return (time.perf_counter() - begun) * 1000


async def _settled(address: str, seconds: float = 120.0) -> None:
    """Wait until nothing is in progress any more. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while True:
            async with Line(address) as line:
                found = _IN_PROGRESS.search((await line.get("/metrics")).body)
            if found and int(found[1]) == 0:
                return
            await asyncio.sleep(0.1)


def _cpu_seconds(pid: int | None) -> float:
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    user, system = fields.rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def held(pid: int) -> Held:
    """What a process of this machine holds now (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    fields = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    return Held(
        round(int(fields["VmRSS"].split()[0]) / 1024, 1),
        len(list(Path(f"/proc/{pid}/fd").iterdir())),
        int(fields["Threads"]),
    )
