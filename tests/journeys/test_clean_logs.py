"""Nothing that somebody wrote about themselves is in a log, at any level, whatever they do.

Every other test is watched as well (tests/clean_logs.py); this one walks through all the doors and
looks at standard output, too.
"""

from __future__ import annotations

import itertools
import logging
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.fakes.assistant import settings_of
from tests.fakes.clock import FakeClock
from transfobot import logs
from transfobot.adapters.sql.engine import open_engine
from transfobot.adapters.sql.leases import SqlLeases
from transfobot.bootstrap import open_doors
from transfobot.domain.errors import StoreUnavailable
from transfobot.worker import Job, Worker

NAME, PHONE, EMAIL = "Zinnobermarder", "0711 8899776", "zinnober@marder.example"
WORDS = "Karfunkelbeutel"
TOKEN = "das-erste-zugangswort-der-verwaltung"


def test_no_log_line_has_a_name_an_address_a_question_or_a_key(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    settings = settings_of(
        tmp_path, corpus_dir=corpus, data_dir=tmp_path / "var", staff_token=TOKEN
    )
    with open_doors(settings) as doors, TestClient(doors.app) as client:
        secret = _everything(client)
        doors.cases.worker.run_due_jobs()
        doors.cases.worker.drain()
    written = capfd.readouterr()
    lines = written.out + written.err
    assert "event=" in lines, "something was logged at all"
    for mark in (NAME, PHONE, EMAIL, WORDS, TOKEN, secret):
        assert mark not in lines


def test_a_wrong_line_of_a_library_hurts_nobody_and_shows_no_part_of_itself(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("DEBUG")
    logging.getLogger("some.library").debug("wrong number of parts: %s", WORDS, NAME)
    assert capsys.readouterr().err == "unreadable line of some.library\n"


def test_work_that_fails_is_told_by_its_kind_and_the_worker_lives_on(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tried = threading.Semaphore(0)
    failures = itertools.cycle((StoreUnavailable(f"{NAME} {PHONE}"), ZeroDivisionError(WORDS)))

    def fail() -> None:
        tried.release()
        raise next(failures)

    leases = SqlLeases(open_engine(None, tmp_path))
    always_due = Job("mail", timedelta(0), fail)
    worker = Worker(None, leases, FakeClock(), [always_due], owner="me", pause=0.01)
    worker.start()
    try:
        for _ in range(3):
            assert tried.acquire(timeout=20)
        assert worker.alive
    finally:
        worker.stop()
    logged = capfd.readouterr().err
    assert "event='job_failed' job='mail' error='StoreUnavailable'" in logged
    assert "event='worker_piece_failed' error='ZeroDivisionError'" in logged
    assert not any(mark in logged for mark in (NAME, PHONE, WORDS))


def _everything(client: TestClient) -> str:
    """Ask, search, fail, hand over, answer, erase; the case's secret."""
    question = f"Ich heiße {NAME} ({EMAIL}, {PHONE}): Was ist {WORDS}?"
    asked = client.post("/api/questions", json={"question": question}).json()
    client.post("/api/questions", content=f'{{"question": "{WORDS}'.encode())
    client.post("/api/search", json={"query": question})
    client.post("/v1/chat/completions", json={"messages": [{"role": "user", "content": question}]})
    client.get(f"/?frage={WORDS}")
    client.get(f"/api/places?q={WORDS}")
    client.post(
        f"/api/answers/{asked['answer_id']}/feedback", json={"rating": "down", "comment": question}
    )
    body = {"message": question, "name": NAME, "email": EMAIL, "phone": PHONE, "consent": True}
    opened = client.post("/api/handoffs", json=body | {"email": f"{EMAIL},x"})
    assert opened.status_code == 422
    opened = client.post("/api/handoffs", json=body, headers={"Idempotency-Key": WORDS})
    assert opened.status_code == 201
    client.post("/api/handoffs", json=body | {"message": WORDS}, headers={"Idempotency-Key": WORDS})
    secret = str(opened.json()["status_url"].rpartition("/")[2])
    client.get(f"/anfrage/{secret}")
    client.post(f"/anfrage/{secret}/nachricht", data={"nachricht": question})
    staff = {"Authorization": f"Bearer {TOKEN}"}
    reference = opened.json()["reference"]
    replies = f"/api/staff/handoffs/{reference}/replies"
    assert client.post(replies, json={"text": question}, headers=staff).status_code == 200
    client.get("/api/staff/handoffs", headers={"Authorization": f"Bearer {WORDS}"})
    client.post(f"/anfrage/{secret}/loeschen")
    client.delete(f"/api/conversations/{asked['conversation_id']}")
    return secret
