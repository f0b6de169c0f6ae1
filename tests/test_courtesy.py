"""Indexing rests while somebody asks, never for ever, and not at all otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pytest

from transfobot import courtesy as module
from transfobot.courtesy import Courtesy


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Rests taken instead of slept; the clock goes on by them and by nothing else."""
    taken: list[float] = []
    clock = {"now": 100.0, "worked": 5.0}

    def sleep(seconds: float) -> None:
        taken.append(seconds)
        clock["now"] += seconds

    def worked() -> float:
        clock["worked"] += 0.04
        return clock["worked"]

    monkeypatch.setattr(time, "sleep", sleep)
    monkeypatch.setattr(time, "monotonic", lambda: clock["now"])
    monkeypatch.setattr(time, "thread_time", worked)
    return taken


def test_nobody_asks_nothing_rests(rests: list[float]) -> None:
    way = Courtesy()
    for _ in range(100):
        way.give_way()
        with way.holding():
            pass
    assert not rests
    assert not way.lately()


def test_a_small_change_is_made_at_once_and_a_long_one_rests(rests: list[float]) -> None:
    way = Courtesy()
    with way.asking():
        way.give_way()
        way.give_way()
        assert not rests
        for _ in range(50):
            way.give_way()
    # What fifty steps took, four times each, less what may be owed.
    assert sum(rests) == pytest.approx(50 * 0.04 * module.SHARE, abs=module.BURST)


def test_a_rest_ends_when_nobody_asks_any_more(rests: list[float]) -> None:
    way = Courtesy()
    with way.asking():
        pass
    assert way.lately()
    for _ in range(100):
        way.give_way()
    assert sum(rests) <= module.LATELY + module._LOOK
    assert not way.lately()


def test_one_rest_is_bounded(rests: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    way = Courtesy()
    begun = time.monotonic()
    with way.asking(), way.holding():
        monkeypatch.setattr(time, "monotonic", lambda: begun + 3_600 + sum(rests))
    assert sum(rests) <= module._LONGEST + module._LOOK


@pytest.fixture
def usual_turns() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("usual_turns")
def test_turns_are_short_only_while_something_is_indexed(rests: list[float]) -> None:
    way = Courtesy()
    with way.asking():
        usual = sys.getswitchinterval()
        way.give_way()
        short = sys.getswitchinterval()
    assert short < usual / 5
    with way.asking():
        assert sys.getswitchinterval() == short
    time.sleep(10)  # the clock of `rests`
    with way.asking():
        assert sys.getswitchinterval() == usual
