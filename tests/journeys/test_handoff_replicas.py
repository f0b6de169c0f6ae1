"""Two server processes on one PostgreSQL: one click, one case, one mail; one asleep, still one."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.journeys.kill_nine import Zygote, free_port, zygote
from tests.personal import PERSONAL
from tests.servers.handoff_process import Plan
from tests.servers.postgres import emptied, postgres
from tests.servers.smtp import SmtpScript, smtp_server
from transfobot.adapters.sql.engine import open_engine

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture
def smtp() -> Iterator[SmtpScript]:
    with smtp_server() as script:
        yield script


@pytest.fixture
def replicas(database: str, smtp: SmtpScript, tmp_path: Path) -> Iterator[Zygote]:
    open_engine(emptied(database), tmp_path).dispose()
    with zygote(Plan(str(tmp_path), database, smtp.port)) as servers:
        yield servers


def click(port: int, key: str) -> str:
    message = f"Anliegen {key}"
    PERSONAL.learn(message)
    answer = httpx.post(
        f"http://127.0.0.1:{port}/api/handoffs",
        json={"message": message, "consent": True, "place": "Nordstadt"},
        headers={"Idempotency-Key": key},
        timeout=30,
    )
    assert answer.status_code in {200, 201}, answer.text
    found: str = answer.json()["reference"]
    return found


def wait_for(smtp: SmtpScript, mails: int, seconds: float = 20.0) -> None:
    ends = time.monotonic() + seconds
    while len(smtp.accepted) < mails and time.monotonic() < ends:
        time.sleep(0.05)


def test_a_hundred_clicks_on_two_processes_are_one_case_and_one_mail(
    replicas: Zygote, smtp: SmtpScript
) -> None:
    ports = [free_port(), free_port()]
    for port in ports:
        replicas.fork(port)
    with ThreadPoolExecutor(16) as pool:
        said = list(pool.map(lambda number: click(ports[number % 2], "k"), range(100)))
    assert len(set(said)) == 1
    wait_for(smtp, 1)
    time.sleep(3)  # longer than a lease: a second sender would have had its turn
    assert len(smtp.accepted) == 1


def test_many_cases_are_each_mailed_once_and_numbered_without_gaps(
    replicas: Zygote, smtp: SmtpScript
) -> None:
    ports = [free_port(), free_port()]
    for port in ports:
        replicas.fork(port)
    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(lambda number: click(ports[number % 2], f"k{number}"), range(40)))
    assert sorted(int(one.rpartition("-")[2]) for one in said) == list(range(1, 41))
    wait_for(smtp, 40)
    time.sleep(1)
    assert set(Counter(smtp.message_ids).values()) == {1}
    assert len(smtp.accepted) == 40


def test_a_process_that_slept_past_its_lease_sends_nothing_twice(
    replicas: Zygote, smtp: SmtpScript
) -> None:
    first, second = free_port(), free_port()
    sleeper = replicas.fork(first)
    reached = threading.Event()

    def put_to_sleep() -> None:
        if not reached.is_set():
            os.kill(sleeper, signal.SIGSTOP)
            reached.set()

    # Asleep at the worst moment: the server has the text, the sender does not know it yet.
    smtp.before_answer = put_to_sleep
    reference = click(first, "k")
    assert reached.wait(20)
    replicas.fork(second)
    wait_for(smtp, 2)
    os.kill(sleeper, signal.SIGCONT)
    time.sleep(3)
    assert len(set(smtp.message_ids)) == 1
    assert len(smtp.accepted) <= 2  # at least once; the repeat carries the same Message-ID
    assert click(second, "k") == reference
