"""Whether an index built again, in another order, ranks alike: its words exactly, all nearly so."""

from __future__ import annotations

import random
from collections.abc import Sequence

from transfobot.assistant.retrieval.retrieve import Retriever
from transfobot.domain.knowledge import Passage
from transfobot.evaluation.benchmark import PUBLIC, build, by_document
from transfobot.evaluation.growth import MakeEngine, recombined

BUILDS = 3
_QUESTIONS = 300

Figures = dict[str, float | int]


def measure(
    make: MakeEngine, sources: Sequence[Passage], questions: Sequence[str], size: int
) -> Figures:
    """Share of questions with the same first ten in every build, by words alone and altogether.

    The documents come in another order each time; Chroma's graph then is another one.
    """
    asked = list(questions)[:_QUESTIONS]
    documents = by_document(list(recombined(sources, size)))
    by_words: list[list[tuple[str, ...]]] = []
    altogether: list[list[tuple[str, ...]]] = []
    for number in range(BUILDS):
        random.Random(number).shuffle(documents)  # noqa: S311 - reproducible, not secret
        with make() as engine:
            build(engine, [passage for _, own in documents for passage in own])
            by_words.append(_first_ten(engine.text_retriever, asked))
            altogether.append(_first_ten(engine.retriever, asked))
    return {
        "passages": size,
        "questions": len(asked),
        "builds": BUILDS,
        "words_same": _same(by_words),
        "ten_same": _same(altogether),
    }


def _first_ten(retriever: Retriever, questions: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        tuple(hit.passage.id for hit in retriever.search(text, visibilities=PUBLIC, k=10).hits)
        for text in questions
    ]


def _same(builds: Sequence[Sequence[tuple[str, ...]]]) -> float:
    same = sum(len(set(found)) == 1 for found in zip(*builds, strict=True))
    return round(same / max(len(builds[0]), 1), 4)
