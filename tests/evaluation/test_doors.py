"""The measurements of the doors, small, against a server over fakes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.running import running
from tests.fakes.assistant import House
from transfobot.bootstrap.doors_benchmark import gold_questions
from transfobot.channels.http.app import create_app
from transfobot.domain.errors import ConfigurationError
from transfobot.evaluation.doors import answers, by_mode, held, leavers, slow_clients

QUESTIONS = [f"Wie hoch ist die Fördersumme von Projekt {n}?" for n in range(20)]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def address(house: House) -> Iterator[str]:
    with running(create_app(house.services)) as where:
        yield where


def test_every_question_is_asked_once_and_timed(house: House, address: str) -> None:
    figures = asyncio.run(answers(address, QUESTIONS, 4, os.getpid()))
    assert sorted(one.text for one in house.assistant.asked) == sorted(QUESTIONS)
    assert (figures.failed, figures.questions, figures.clients) == (0, 20, 4)
    assert 0 < figures.p50_ms <= figures.p95_ms
    assert figures.per_second > 0


def test_failures_are_counted(tmp_path: Path) -> None:
    with running(create_app(House(tmp_path, rate_limit=5).services)) as address:
        assert asyncio.run(answers(address, QUESTIONS, 1)).failed == 15


def test_answers_are_timed_by_their_mode(house: House, address: str) -> None:
    found = asyncio.run(by_mode(address, QUESTIONS))
    assert sum(one.questions for one in found) == len(QUESTIONS)
    assert "failed" not in {one.mode for one in found}
    assert all(0 < one.p50_ms <= one.p95_ms for one in found)


def test_leavers_are_asked_and_settle(house: House, address: str) -> None:
    house.assistant.pause = 0.01
    found = asyncio.run(leavers(address, QUESTIONS, os.getpid(), count=40, at_once=10))
    assert found.readers == len(house.assistant.asked) == house.assistant.finished == 40
    assert found.after.descriptors <= found.before.descriptors + 2
    assert found.before.rss_mib > 1


def test_slow_clients_are_told_from_the_others(address: str) -> None:
    found = asyncio.run(slow_clients(address, QUESTIONS, count=5, seconds=0.5))
    assert found.slow == 5
    assert found.cut_off == 0
    assert found.p95_during_ms > 0


def test_a_process_is_looked_at() -> None:
    assert held(os.getpid()).threads >= 1


def test_gold_questions_are_different_and_must_be_there(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"question": "A?"}\n{"question": "B?"}\n{"question": "A?"}\n', encoding="utf-8"
    )
    assert gold_questions(gold) == ["A?", "B?"]
    with pytest.raises(ConfigurationError, match="TRANSFOBOT_CORPUS_DIR"):
        gold_questions(tmp_path / "none.jsonl")
