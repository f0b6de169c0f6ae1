"""The retrieval benchmark: a public set through the real index and retriever."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from transfobot.assistant.retrieval.quotes import Siblings
from transfobot.assistant.retrieval.retrieve import Retrieval, Retriever
from transfobot.assistant.retrieval.select import MOST_UNITS, select
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.evaluation.benchmark_measures import ndcg, percentile, recall, reciprocal_rank
from transfobot.evaluation.benchmark_set import GoldAnswer, Question, RetrievalSet
from transfobot.german.features import searchable
from transfobot.ports import Embedder, VectorIndex
from transfobot.ports.search import TextIndex

PUBLIC = frozenset({Visibility.PUBLIC})
RANKS = (1, 5, 10)
SHOWN = tuple(range(1, MOST_UNITS + 1))
_AT_ONCE = 512


@dataclass(slots=True)
class HeldPassages:
    """The passages of a set in memory: what records are in a deployment."""

    known: dict[str, Passage] = field(default_factory=dict)

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """Those that are known, in the order asked."""
        return [self.known[name] for name in passage_ids if name in self.known]


class Engine(Protocol):
    """An index of its own in a scratch directory, as the bootstrap wires it."""

    @property
    def text_index(self) -> TextIndex: ...

    @property
    def vectors(self) -> VectorIndex | None: ...

    @property
    def embedder(self) -> Embedder: ...

    @property
    def retriever(self) -> Retriever: ...

    @property
    def text_retriever(self) -> Retriever: ...

    @property
    def held(self) -> HeldPassages: ...

    @property
    def directory(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of a run: the ids found, in order, and the milliseconds it took."""

    question: Question
    ranked: tuple[str, ...]
    milliseconds: float
    retrieval: Retrieval | None = None


def build(engine: Engine, passages: Sequence[Passage]) -> float:
    """Index all passages, text and vectors; passages a second."""
    if engine.vectors is not None:
        # The first call loads the library, which is no part of building.
        engine.vectors.applied()
    started = time.perf_counter()
    number = engine.text_index.applied()
    for documents in _portions(by_document(passages)):
        number += 1
        batch = [passage for _, own in documents for passage in own]
        engine.held.known.update((passage.id, passage) for passage in batch)
        engine.text_index.replace_many(documents, number)
        if engine.vectors is not None:
            vectors = np.asarray(engine.embedder.passages([searchable(p) for p in batch]))
            places = {passage.id: place for place, passage in enumerate(batch)}
            engine.vectors.replace_many(
                [
                    (
                        name,
                        Visibility.PUBLIC,
                        [p.id for p in own],
                        vectors[[places[p.id] for p in own]],
                    )
                    for name, own in documents
                ],
                number,
            )
    return len(passages) / max(time.perf_counter() - started, 1e-9)


def _portions(
    documents: Sequence[tuple[str, list[Passage]]],
) -> Iterator[list[tuple[str, list[Passage]]]]:
    """Whole documents, some hundred passages at a time: a part would replace what came before."""
    portion: list[tuple[str, list[Passage]]] = []
    size = 0
    for name, own in documents:
        if portion and size + len(own) > _AT_ONCE:
            yield portion
            portion, size = [], 0
        portion.append((name, own))
        size += len(own)
    if portion:
        yield portion


def by_document(passages: Sequence[Passage]) -> list[tuple[str, list[Passage]]]:
    """The passages under their documents, in order."""
    documents: dict[str, list[Passage]] = {}
    for passage in passages:
        documents.setdefault(passage.document_id, []).append(passage)
    return list(documents.items())


def ask_all(
    engine: Engine, questions: Sequence[Question], change: Callable[[str], str] = str
) -> list[Answered]:
    """Every question once through the retriever; `change` alters its text first."""
    answered = []
    for question in questions:
        text = change(question.text)
        started = time.perf_counter()
        found = engine.retriever.search(text, visibilities=PUBLIC, k=10)
        milliseconds = (time.perf_counter() - started) * 1e3
        ranked = tuple(hit.passage.id for hit in found.hits)
        answered.append(Answered(question, ranked, milliseconds, found))
    return answered


def summary(
    data: RetrievalSet, answered: Sequence[Answered], built: float
) -> dict[str, str | float | int]:
    """The figures in the form that `benchmark retrieval --json` promises."""
    asked = [item for item in answered if item.question.relevant]
    figures: dict[str, str | float | int] = {
        "set": data.name,
        "passages": len(data.passages),
        "queries": len(asked),
    }
    count = max(len(asked), 1)
    for k in RANKS:
        total = sum(recall(item.ranked, item.question.relevant, k) for item in asked)
        figures[f"recall@{k}"] = _rounded(total / count)
    total = sum(reciprocal_rank(item.ranked, item.question.relevant) for item in asked)
    figures["mrr@10"] = _rounded(total / count)
    total = sum(ndcg(item.ranked, item.question.relevant) for item in asked)
    figures["ndcg@10"] = _rounded(total / count)
    for shown, share in answer_shares(data, asked).items():
        figures[f"answer@{shown}"] = _rounded(share)
    times = [item.milliseconds for item in answered]
    figures["p50_ms"] = round(percentile(times, 50), 2)
    figures["p95_ms"] = round(percentile(times, 95), 2)
    figures["build_passages_per_s"] = round(built, 1)
    return figures


def answer_shares(data: RetrievalSet, answered: Sequence[Answered]) -> dict[int, float]:
    """Share of questions whose gold answer stands whole in the first 1, 2, 3 quotes shown.

    The quotes are those of an answer: neighbouring sentences in one, 900 characters at most.
    """
    documents = dict(by_document(list(data.passages.values())))
    right = dict.fromkeys(SHOWN, 0)
    asked = 0
    for item in answered:
        gold = data.answers.get(item.question.id)
        if gold is None or item.retrieval is None:
            continue
        asked += 1
        place = answer_place(item.question.text, item.retrieval, documents.__getitem__, gold)
        for shown in SHOWN:
            right[shown] += place is not None and place <= shown
    return {shown: right[shown] / asked if asked else 0.0 for shown in SHOWN}


def answer_place(
    question: str, retrieval: Retrieval, siblings: Siblings, gold: GoldAnswer
) -> int | None:
    """The place of the first quote that holds a gold answer; None where none does."""
    quotes = select(question, retrieval, siblings).quotes
    for place, quote in enumerate(quotes, start=1):
        shown = (
            (start, end)
            for part in quote.parts
            if part.passage.id == gold.passage_id
            for start, end in part.spans
        )
        if any(begin <= s and e <= end for begin, end in shown for s, e in gold.spans):
            return place
    return None


def _rounded(value: float) -> float:
    return round(value, 4)
