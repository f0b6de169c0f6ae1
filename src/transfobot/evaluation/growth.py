"""Growth: what a question costs at 1,000, 10,000 and 100,000 passages made by recombination."""

from __future__ import annotations

import gc
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from transfobot.domain.knowledge import Passage
from transfobot.evaluation.benchmark import PUBLIC, Engine, build
from transfobot.evaluation.benchmark_measures import percentile
from transfobot.evaluation.benchmark_set import passage_of
from transfobot.german.sentences import split

SIZES = (1_000, 10_000, 100_000)
DOCUMENT = 20
"""Passages of one document."""
_QUESTIONS = 300
_BATCH = 2_000
_SENTENCES = 5

MakeEngine = Callable[[], AbstractContextManager[Engine]]
Figures = dict[str, float | int]


def recombined(sources: Sequence[Passage], count: int, seed: int = 7) -> Iterator[Passage]:
    """Passages of five sentences drawn from the sources, one word in ten made rare by a number.

    The vocabulary grows with the number of passages, as that of real documents does.
    """
    sentences = [p.text[start:end] for p in sources for start, end in split(p.text)]
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for number in range(count):
        drawn = [chance.choice(sentences) for _ in range(_SENTENCES)]
        words = " ".join(drawn).split(" ")
        for place in range(0, len(words), 10):
            if words[place].isalpha() and len(words[place]) > 4:
                words[place] += _suffix(chance.randrange(max(count // 4, 50)))
        document = f"grow-{number // DOCUMENT}"
        yield passage_of(f"{document}/{number % DOCUMENT}", "", " ".join(words), document)


def _suffix(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, 20)
        letters += "bcdfghklmnprstvwxzaeiou"[rest]
    return letters


def measure(
    make: MakeEngine, sources: Sequence[Passage], questions: Sequence[str], size: int
) -> Figures:
    """All figures of one size: build rate, latencies, disk, memory, change, and while ingesting."""
    with make() as engine:
        built = _fill(engine, sources, size)
        asked = list(questions)[:_QUESTIONS]
        gc.collect()
        both = _ask(engine, asked)
        text = _ask(engine, asked, text_only=True)
        added, found = _change(engine, sources)
        figures: Figures = {
            "passages": size,
            "build_passages_per_s": round(built, 1),
            "text_p50_ms": round(percentile(text, 50), 2),
            "text_p95_ms": round(percentile(text, 95), 2),
            "p50_ms": round(percentile(both, 50), 2),
            "p95_ms": round(percentile(both, 95), 2),
            "change_s": round(added, 3),
            "change_visible": int(found),
            "while_ingesting_p95_ms": round(
                percentile(_while_ingesting(engine, sources, asked), 95), 2
            ),
            "disk_mib": round(_disk(engine.directory) / 2**20, 1),
            "memory_mib": round(_memory() / 2**20, 1),
        }
    return figures


def _fill(engine: Engine, sources: Sequence[Passage], size: int) -> float:
    started = time.perf_counter()
    batch: list[Passage] = []
    for passage in recombined(sources, size):
        batch.append(passage)
        if len(batch) == _BATCH:
            build(engine, batch)
            batch = []
    if batch:
        build(engine, batch)
    return size / max(time.perf_counter() - started, 1e-9)


def _ask(engine: Engine, questions: Sequence[str], *, text_only: bool = False) -> list[float]:
    times = []
    retriever = engine.text_retriever if text_only else engine.retriever
    for question in questions:
        started = time.perf_counter()
        retriever.search(question, visibilities=PUBLIC, k=10)
        times.append((time.perf_counter() - started) * 1e3)
    return times


def _change(engine: Engine, sources: Sequence[Passage]) -> tuple[float, bool]:
    """Seconds to add and to delete a document of 20 passages (the slower), and if it was seen."""
    word = "Quittenbrotmaschine"
    passages = [
        passage_of(f"new/{i}", "", f"Die {word} {i} steht hier. {sources[i].text[:400]}", "new")
        for i in range(min(DOCUMENT, len(sources)))
    ]
    started = time.perf_counter()
    build(engine, passages)
    added = time.perf_counter() - started
    seen = any(
        hit.passage.document_id == "new"
        for hit in engine.retriever.search(word, visibilities=PUBLIC, k=3).hits
    )
    started = time.perf_counter()
    number = engine.text_index.applied() + 1
    engine.text_index.remove("new", number)
    if engine.vectors is not None:
        engine.vectors.remove("new", number)
    removed = time.perf_counter() - started
    after = engine.retriever.search(word, visibilities=PUBLIC, k=10).hits
    gone = all(hit.passage.document_id != "new" for hit in after)
    return max(added, removed), seen and gone


def _while_ingesting(
    engine: Engine, sources: Sequence[Passage], questions: Sequence[str]
) -> list[float]:
    """Question times while another thread keeps adding documents."""
    stop = threading.Event()

    def ingest() -> None:
        waiting: list[Passage] = []
        for passage in recombined(sources, 100_000, seed=11):
            waiting.append(
                replace(passage, id=f"w-{passage.id}", document_id="w-" + passage.document_id)
            )
            if len(waiting) == DOCUMENT:
                if stop.is_set():
                    return
                build(engine, waiting)
                waiting = []

    writer = threading.Thread(target=ingest)
    writer.start()
    try:
        return _ask(engine, questions)
    finally:
        stop.set()
        writer.join()


def _disk(directory: Path) -> int:
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file())


def _memory() -> int:
    """Resident bytes of this process now (Linux); 0 elsewhere."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return 0
    return int(status.read_text().split()[1]) * 4096
