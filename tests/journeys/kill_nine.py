"""kill -9 at random points between the click and the mail (promises P01–P03, fault F02).

By hand, 200 times: `.venv/bin/python -m tests.journeys.kill_nine 200 [PostgreSQL URL]`
"""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import httpx
from sqlalchemy import create_engine, text

from tests.personal import PERSONAL
from tests.servers.command import listen_to
from tests.servers.handoff_process import Plan
from tests.servers.smtp import SmtpScript, smtp_server

_HTTP = httpx.Client(verify=False, timeout=10)


@dataclass
class Zygote:
    """Forks servers; `pids` are those that may still run."""

    process: subprocess.Popen[str]
    pids: list[int] = field(default_factory=list)

    def fork(self, port: int) -> int:
        """A new server on this port; it listens when this returns."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"go {port}\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        self.pids.append(pid)
        for _ in range(600):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                return pid
            time.sleep(0.02)
        raise AssertionError("the server did not start")

    def kill(self, pid: int) -> None:
        """SIGKILL."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@contextmanager
def zygote(plan: Plan) -> Iterator[Zygote]:
    """Load everything once."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.handoff_process", json.dumps(asdict(plan))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    listener = listen_to("handoffs", process.stderr)
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "ready"
    one = Zygote(process)
    try:
        yield one
    finally:
        for pid in one.pids:
            one.kill(pid)
        process.kill()
        process.wait()
        listener.join(30)


@dataclass
class Clicks:
    """Everything inquirers clicked: key → case number as acknowledged, None before that."""

    answers: dict[str, str | None] = field(default_factory=dict)
    doubled: list[str] = field(default_factory=list)

    def send(self, port: int, stop: threading.Event, fresh: int) -> None:
        """Repeat what was not acknowledged, then click anew until told to stop."""
        open_ones = [key for key, reference in self.answers.items() if reference is None]
        new_ones = [f"klick-{len(self.answers) + number}" for number in range(fresh)]
        for key in (*open_ones, *new_ones):
            if stop.is_set():
                return
            self.answers.setdefault(key, None)
            message = f"Anliegen {key}"
            PERSONAL.learn(message)
            with suppress(httpx.HTTPError):
                answer = _HTTP.post(
                    f"http://127.0.0.1:{port}/api/handoffs",
                    json={"message": message, "consent": True, "place": "Nordstadt"},
                    headers={"Idempotency-Key": key},
                )
                if answer.status_code in {200, 201}:
                    said = answer.json()["reference"]
                    before = self.answers[key]
                    if before is not None and before != said:
                        self.doubled.append(key)
                    self.answers[key] = said


@dataclass(frozen=True)
class Result:
    """The figures of a run."""

    kills: int
    clicks: int
    acknowledged: int
    cases: int
    mails: int
    repeated_mails: int
    lost: int
    doubled: int
    gaps: int
    without_mail: int
    other_message_ids: int


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(kills: int, folder: Path, database: str | None = None, seed: int = 1) -> Result:
    """Kill a server this often while inquirers click, then let one finish and count."""
    chance = random.Random(seed)
    clicks = Clicks()
    with smtp_server() as smtp, zygote(Plan(str(folder), database, smtp.port)) as servers:
        for _ in range(kills):
            _one_life(servers, smtp, clicks, chance)
        smtp.before_answer = None
        port = free_port()
        servers.fork(port)
        clicks.send(port, threading.Event(), 1)
        url = f"sqlite:///{folder / 'records' / 'records.db'}"
        if database is not None:
            url = database.replace("postgresql://", "postgresql+psycopg://", 1)
        engine = create_engine(url)
        arrived = 0
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            if len(smtp.accepted) != arrived:  # as long as mail leaves, there is time
                arrived, ends = len(smtp.accepted), time.monotonic() + 60
            with engine.connect() as connection:
                waiting = connection.scalar(
                    text("SELECT count(*) FROM outbox WHERE state = 'waiting'")
                )
            if not waiting:
                break
            time.sleep(0.1)
        with engine.connect() as connection:
            rows = connection.execute(
                text(
                    "SELECT h.reference, h.message, h.state, o.message_id FROM handoffs h "
                    "JOIN outbox o ON o.reference = h.reference"
                )
            ).all()
        engine.dispose()
        return _judge(kills, clicks, [tuple(row) for row in rows], smtp)


def _one_life(servers: Zygote, smtp: SmtpScript, clicks: Clicks, chance: random.Random) -> None:
    port = free_port()
    stop = threading.Event()
    smtp.before_answer = None
    pid = servers.fork(port)
    accepted = threading.Event()

    def kill_at_the_mail() -> None:
        servers.kill(pid)
        accepted.set()

    if chance.random() < 0.3:  # the moment when the mail is accepted and nobody knows it yet
        smtp.before_answer = kill_at_the_mail
    clicker = threading.Thread(target=clicks.send, args=(port, stop, 6))
    clicker.start()
    accepted.wait(chance.uniform(0.0, 0.25) if smtp.before_answer is None else 3.0)
    servers.kill(pid)
    stop.set()
    clicker.join()


def _judge(
    kills: int, clicks: Clicks, rows: list[tuple[str, str, str, str]], smtp: SmtpScript
) -> Result:
    stored = {reference for reference, _, _, _ in rows}
    messages = Counter(message for _, message, _, _ in rows)
    sent = Counter(smtp.message_ids)
    numbers = sorted(int(reference.rpartition("-")[2]) for reference in stored)
    acknowledged = {reference for reference in clicks.answers.values() if reference}
    return Result(
        kills=kills,
        clicks=len(clicks.answers),
        acknowledged=len(acknowledged),
        cases=len(stored),
        mails=len(smtp.accepted),
        repeated_mails=len(smtp.accepted) - len(sent),
        lost=len(acknowledged - stored),
        doubled=sum(count - 1 for count in messages.values()) + len(clicks.doubled),
        gaps=sum(one != number for number, one in enumerate(numbers, 1)),
        without_mail=sum(message_id not in sent for _, _, _, message_id in rows),
        other_message_ids=len(set(sent) - {message_id for _, _, _, message_id in rows}),
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        began = time.monotonic()
        print(run(int(sys.argv[1]), Path(scratch), sys.argv[2] if len(sys.argv) > 2 else None))
        print(f"{time.monotonic() - began:.0f} s")
