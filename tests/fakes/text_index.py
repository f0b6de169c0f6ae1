"""A text index in memory: everything is scanned, nothing is approximate."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.compounds import WordList
from transfobot.german.features import Analysed, analyse_passage, frequencies
from transfobot.german.statistics import Statistics
from transfobot.german.stems import Analyzer
from transfobot.ports.search import Candidate


class FakeTextIndex:
    """TextIndex port over dictionaries."""

    def __init__(self, analyzer: Analyzer | None = None) -> None:
        self.analyzer = analyzer or Analyzer(WordList.empty())
        self._documents: dict[str, list[tuple[Passage, Analysed]]] = {}
        self._number = 0
        self._calibration: dict[str, float] = {}

    def applied(self) -> int:
        return self._number

    def replace(self, document_id: str, passages: Sequence[Passage], number: int) -> None:
        self.replace_many([(document_id, passages)], number)

    def replace_many(self, documents: Sequence[tuple[str, Sequence[Passage]]], number: int) -> None:
        for document_id, passages in documents:
            self._documents.pop(document_id, None)
            if passages:
                self._documents[document_id] = [
                    (passage, analyse_passage(self.analyzer, passage)) for passage in passages
                ]
        self._number = number

    def remove(self, document_id: str, number: int) -> None:
        self.replace_many([(document_id, ())], number)

    def clear(self) -> None:
        self._documents = {}
        self._number = 0
        self._calibration = {}

    def optimize(self) -> None:
        """Nothing is kept anyway."""

    def statistics(self, visibilities: Iterable[Visibility]) -> Statistics:
        rows = self._rows(visibilities)
        return Statistics.empty() + frequencies(item.features for _, item in rows)

    def frequencies(
        self, visibilities: Iterable[Visibility], terms: Sequence[str]
    ) -> Mapping[str, int]:
        counted: Counter[str] = Counter()
        for _, item in self._rows(visibilities):
            counted.update(set(item.terms))
        return {term: counted[term] for term in terms if counted[term]}

    def find(
        self,
        visibilities: Iterable[Visibility],
        terms: Sequence[str],
        *,
        limit: int,
        also: Sequence[str] = (),
    ) -> Sequence[Candidate]:
        wanted = set(terms)
        found: list[Candidate] = []
        for visibility in set(visibilities):
            scored = []
            for passage, item in self._rows([visibility]):
                hits = len(wanted.intersection(item.terms))
                scored.append((-hits, passage.id, passage, item))
            scored.sort(key=lambda row: row[:2])
            best = [row for row in scored if row[0] < 0][:limit]
            names = {row[1] for row in best}
            best += [row for row in scored if row[1] in also and row[1] not in names]
            found += [
                Candidate(name, passage.document_id, item.features, float(hits) if hits else None)
                for hits, name, passage, item in best
            ]
        return sorted(found, key=lambda candidate: candidate.passage_id)

    def similar_terms(
        self, visibilities: Iterable[Visibility], word: str
    ) -> Sequence[tuple[str, float]]:
        terms = {term for _, item in self._rows(visibilities) for term in item.terms}
        scored = [(term, _likeness(term, word)) for term in terms if term != word]
        near = [pair for pair in scored if pair[1] >= 0.45]
        return sorted(near, key=lambda pair: (-pair[1], pair[0]))[:3]

    def sample(self, visibility: Visibility, count: int) -> Sequence[str]:
        names = [passage.id for passage, _ in self._rows([visibility])]
        return sorted(names, key=lambda name: zlib.crc32(name.encode()))[:count]

    def calibration(self) -> Mapping[str, float]:
        return dict(self._calibration)

    def keep_calibration(self, values: Mapping[str, float]) -> None:
        self._calibration = dict(values)

    def _rows(self, visibilities: Iterable[Visibility]) -> list[tuple[Passage, Analysed]]:
        wanted = set(visibilities)
        return [
            row for rows in self._documents.values() for row in rows if row[0].visibility in wanted
        ]


def _likeness(first: str, second: str) -> float:
    one, other = ({f"_{word}_"[at : at + 3] for at in range(len(word))} for word in (first, second))
    return 2 * len(one & other) / max(len(one) + len(other), 1)
