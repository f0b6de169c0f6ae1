"""Asking a running server while it takes documents in: what each question waits longer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from transfobot.domain.knowledge import Passage
from transfobot.evaluation.benchmark_measures import percentile
from transfobot.evaluation.benchmark_set import passage_of
from transfobot.evaluation.doors_client import Line
from transfobot.evaluation.growth import DOCUMENT, recombined

_WARM = 20
_LEAST = 20


@dataclass(frozen=True, slots=True)
class WhileIngesting:
    """Whole answers of one client without pause, before and while documents come in.

    `ratio` is that of the p95; `passages_per_s` is how fast the documents came in meanwhile.
    """

    passages_before: int
    passages_added: int
    questions_before: int
    questions_during: int
    failed: int
    p50_before_ms: float
    p95_before_ms: float
    p50_during_ms: float
    p95_during_ms: float
    slowest_during_ms: float
    ratio: float
    passages_per_s: float


def write_documents(folder: Path, sources: Sequence[Passage], passages: int, seed: int) -> int:
    """Text files of twenty recombined paragraphs each; how many."""
    folder.mkdir(parents=True)
    made: Iterable[Passage] = recombined(sources, passages, seed)
    count = 0
    for number, passage in enumerate(made):
        count = number // DOCUMENT
        with (folder / f"bericht_{seed}_{count:05d}.txt").open("a", encoding="utf-8") as file:
            file.write(f"{passage.text}\n\n")
    return count + 1


def paragraphs_of(corpus: Path) -> list[Passage]:
    """The running text of a corpus folder: what documents are recombined from."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(corpus.rglob("*.md")))
    found = (part for text in texts for part in text.split("\n\n"))
    return [passage_of(str(at), "", part) for at, part in enumerate(found) if len(part) > 200]


async def measure(
    address: str, questions: Sequence[str], ingest: Callable[[], Awaitable[object]], passages: int
) -> WhileIngesting:
    """Ask every question; then ask on while `ingest` adds as many passages as there are."""
    async with Line(address) as line:
        for question in islice(cycle(questions), _WARM):
            await line.ask(question)
        failed = 0
        before: list[float] = []
        for question in questions:
            taken, right = await _timed(line, question)
            before.append(taken)
            failed += not right
        during: list[float] = []
        begun = time.perf_counter()
        running = asyncio.ensure_future(ingest())
        for question in cycle(questions):
            if running.done() and len(during) >= _LEAST:
                break
            taken, right = await _timed(line, question)
            during.append(taken)
            failed += not right
        await running
        spent = time.perf_counter() - begun
    return WhileIngesting(
        passages,
        passages,
        len(before),
        len(during),
        failed,
        round(percentile(before, 50), 1),
        round(percentile(before, 95), 1),
        round(percentile(during, 50), 1),
        round(percentile(during, 95), 1),
        round(max(during), 1),
        round(percentile(during, 95) / percentile(before, 95), 2),
        round(passages / spent, 1),
    )


async def _timed(line: Line, question: str) -> tuple[float, bool]:
    begun = time.perf_counter()
    told = await line.ask(question)
    return (time.perf_counter() - begun) * 1000, told.status == 200
