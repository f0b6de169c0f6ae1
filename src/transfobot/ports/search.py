"""The text index: what the retriever reads and ingestion writes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.features import Features
from transfobot.german.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may be ranked: its ids, its feature row, and bm25() where words found it."""

    passage_id: str
    document_id: str
    features: Features
    bm25: float | None = None


class TextIndex(Protocol):
    """The German full-text index. It decides what is live: what it does not know is not shown.

    Everything is kept apart by visibility, statistics too, so that a question with public rights
    never depends on internal text. Reading is safe from any thread; one thread writes at a time.
    All methods raise SearchUnavailable when the store does not answer.
    """

    def applied(self) -> int:
        """The number of the revision-log entry it has applied."""
        ...

    def replace(self, document_id: str, passages: Sequence[Passage], number: int) -> None:
        """Swap a document's passages in one transaction; all have one visibility."""
        ...

    def replace_many(self, documents: Sequence[tuple[str, Sequence[Passage]]], number: int) -> None:
        """Swap several documents in one transaction; no passages takes a document out."""
        ...

    def remove(self, document_id: str, number: int) -> None: ...

    def clear(self) -> None:
        """Empty everything; `applied` is 0."""
        ...

    def optimize(self) -> None:
        """Merge and compact, so that no byte of removed text stays on disk (erasure)."""
        ...

    def statistics(self, visibilities: Iterable[Visibility]) -> Statistics:
        """Sums and gram frequencies over these visibilities."""
        ...

    def frequencies(
        self, visibilities: Iterable[Visibility], terms: Sequence[str]
    ) -> Mapping[str, int]:
        """In how many passages each term stands; absent terms are left out."""
        ...

    def find(
        self,
        visibilities: Iterable[Visibility],
        terms: Sequence[str],
        *,
        limit: int,
        also: Sequence[str] = (),
    ) -> Sequence[Candidate]:
        """The best `limit` passages per visibility with any of these terms, and those of `also`.

        In the order of passage ids; an id of `also` that is not live is left out.
        """
        ...

    def similar_terms(
        self, visibilities: Iterable[Visibility], word: str
    ) -> Sequence[tuple[str, float]]:
        """Indexed terms spelt nearly like the word, with likeness 0–1, best first; at most 3."""
        ...

    def sample(self, visibility: Visibility, count: int) -> Sequence[str]:
        """Ids of passages spread evenly, the same for the same content: for calibration."""
        ...

    def calibration(self) -> Mapping[str, float]:
        """What was last kept; empty when never calibrated."""
        ...

    def keep_calibration(self, values: Mapping[str, float]) -> None: ...
