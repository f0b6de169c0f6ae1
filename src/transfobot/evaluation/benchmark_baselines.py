"""What the search is measured against in the same run: raw BM25, and vectors alone."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Sequence

from transfobot.domain.knowledge import Passage
from transfobot.evaluation.benchmark import PUBLIC, Answered, Engine
from transfobot.evaluation.benchmark_set import Question

_WORD = re.compile(r"\w+")


def raw_bm25(
    passages: Sequence[Passage], questions: Sequence[Question]
) -> tuple[list[Answered], float]:
    """SQLite's FTS5 as it comes, over lower-cased words; answers and passages a second."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE plain USING fts5(id UNINDEXED, words)")
    started = time.perf_counter()
    connection.executemany(
        "INSERT INTO plain VALUES (?, ?)",
        [(p.id, " ".join(_WORD.findall(f"{p.title} {p.text}".lower()))) for p in passages],
    )
    built = len(passages) / max(time.perf_counter() - started, 1e-9)
    answered = []
    for question in questions:
        started = time.perf_counter()
        words = dict.fromkeys(_WORD.findall(question.text.lower()))
        wanted = " OR ".join(f'"{word}"' for word in words)
        rows = connection.execute(
            "SELECT id FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT 10", (wanted,)
        )
        ranked = tuple(name for (name,) in rows)
        answered.append(Answered(question, ranked, (time.perf_counter() - started) * 1e3))
    connection.close()
    return answered, built


def vectors_alone(engine: Engine, questions: Sequence[Question]) -> list[Answered]:
    """The engine's vectors as they are, without words or re-ranking."""
    answered: list[Answered] = []
    if engine.vectors is None:
        return answered
    for question in questions:
        started = time.perf_counter()
        statistics = engine.text_index.statistics(PUBLIC)
        vector = engine.embedder.query(question.text, statistics)
        near = engine.vectors.nearest(PUBLIC, vector, 10)
        milliseconds = (time.perf_counter() - started) * 1e3
        answered.append(Answered(question, tuple(name for name, _ in near), milliseconds))
    return answered
