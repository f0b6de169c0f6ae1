"""Bring the indexes up to the revision log: the records are the truth, the rest follows.

Order of one change: records make the new revision live and keep the old passages readable; the
text index swaps; the vectors swap; then the old passages go. Killed anywhere, the next start
applies what is missing, and as ids are deterministic the result is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.features import searchable
from transfobot.ports import Change, Embedder, Records, VectorIndex
from transfobot.ports.search import TextIndex

Put = Mapping[str, Sequence[Passage]]

_DOCUMENTS_AT_ONCE = 64
_NOTHING: Put = {}


class Indexer:
    """Applies changes of the revision log to the text index and the vectors."""

    def __init__(
        self, records: Records, text_index: TextIndex, vectors: VectorIndex, embedder: Embedder
    ) -> None:
        self._records = records
        self._text_index = text_index
        self._vectors = vectors
        self._embedder = embedder

    def catch_up(self) -> int:
        """Apply what either index has missed; how many documents that were.

        An index that is ahead of the records belongs to other records: it is rebuilt.
        """
        number = self._records.revision_number()
        ahead = max(self._text_index.applied(), self._vectors.applied())
        if ahead > number:
            return self.rebuild()
        behind = min(self._text_index.applied(), self._vectors.applied())
        if behind >= number:
            self._records.purge(number)
            return 0
        return self.apply(self._records.changes_since(behind))

    def rebuild(self) -> int:
        """Empty both indexes and fill them from the records; how many documents."""
        self._text_index.clear()
        self._vectors.clear()
        return self.apply(self._records.changes_since(0))

    def apply(self, changes: Sequence[Change], put: Put = _NOTHING) -> int:
        """Apply changes in order; several of one document count once, as it is now.

        `put` are passages just written to the records, by document: they are not read again.
        """
        last = {change.document_id: change for change in changes}
        ordered = sorted(last.values(), key=lambda change: change.number)
        for start in range(0, len(ordered), _DOCUMENTS_AT_ONCE):
            self._apply_some(ordered[start : start + _DOCUMENTS_AT_ONCE], put)
        return len(ordered)

    def _apply_some(self, changes: Sequence[Change], put: Put) -> None:
        documents = [
            (change, put.get(change.document_id) or self._stored(change.document_id))
            for change in changes
        ]
        number = changes[-1].number
        self._text_index.replace_many(
            [(change.document_id, passages) for change, passages in documents], number
        )
        self._replace_vectors(documents)
        self._records.purge(number)

    def _stored(self, document_id: str) -> Sequence[Passage]:
        return tuple(self._records.passages_of(document_id))

    def _replace_vectors(self, documents: Sequence[tuple[Change, Sequence[Passage]]]) -> None:
        """All new vectors of a batch in one step; what is gone is taken out first."""
        number = documents[-1][0].number
        filled = [(change, passages) for change, passages in documents if passages]
        for change, passages in documents:
            if not passages:
                self._vectors.remove(change.document_id, change.number)
        if not filled:
            return
        texts = [searchable(passage) for _, passages in filled for passage in passages]
        rows = np.asarray(self._embedder.passages(texts), dtype=np.float32)
        entries: list[tuple[str, Visibility, Sequence[str], object]] = []
        at = 0
        for change, passages in filled:
            ids = [passage.id for passage in passages]
            visibility = passages[0].visibility
            entries.append((change.document_id, visibility, ids, rows[at : at + len(ids)]))
            at += len(ids)
        self._vectors.replace_many(entries, number)
