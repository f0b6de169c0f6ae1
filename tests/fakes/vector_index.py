"""Vectors in memory, compared one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from transfobot.domain.errors import SearchUnavailable
from transfobot.domain.knowledge import Visibility


class FakeVectorIndex:
    """VectorIndex port; `down = True` makes it unavailable."""

    def __init__(self) -> None:
        self._documents: dict[str, tuple[Visibility, dict[str, np.ndarray]]] = {}
        self._number = 0
        self.down = False

    def applied(self) -> int:
        return self._number

    def replace(
        self,
        document_id: str,
        visibility: Visibility,
        passage_ids: Sequence[str],
        vectors: object,
        number: int,
    ) -> None:
        self.replace_many([(document_id, visibility, passage_ids, vectors)], number)

    def replace_many(
        self, documents: Sequence[tuple[str, Visibility, Sequence[str], object]], number: int
    ) -> None:
        for document_id, visibility, passage_ids, vectors in documents:
            rows = dict(zip(passage_ids, np.asarray(vectors, dtype=np.float32), strict=True))
            self._documents[document_id] = (visibility, rows)
        self._number = number

    def remove(self, document_id: str, number: int) -> None:
        self._documents.pop(document_id, None)
        self._number = number

    def nearest(
        self, visibilities: Iterable[Visibility], vector: object, k: int
    ) -> list[tuple[str, float]]:
        if self.down:
            raise SearchUnavailable("Der Vektorspeicher antwortet nicht.")
        wanted = set(visibilities)
        asked = np.asarray(vector, dtype=np.float32)
        scored = [
            (name, float(row @ asked))
            for visibility, rows in self._documents.values()
            if visibility in wanted
            for name, row in rows.items()
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k] if asked.any() else []

    def clear(self) -> None:
        self._documents = {}
        self._number = 0
