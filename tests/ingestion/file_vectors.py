"""Vectors in one JSON file that is replaced whole: a kill leaves all or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from transfobot.domain.knowledge import Visibility


class FileVectors:
    """The writing half of the VectorIndex port on disk."""

    def __init__(self, path: Path) -> None:
        self._path = path
        stored = json.loads(path.read_text()) if path.exists() else {"number": 0, "live": {}}
        self._number: int = stored["number"]
        self.live: dict[str, list[str]] = stored["live"]

    def applied(self) -> int:
        return self._number

    def replace_many(
        self,
        documents: Sequence[tuple[str, Visibility, Sequence[str], object]],
        number: int,
    ) -> None:
        for document_id, _, passage_ids, _vectors in documents:
            self.live[document_id] = list(passage_ids)
        self._keep(number)

    def remove(self, document_id: str, number: int) -> None:
        self.live.pop(document_id, None)
        self._keep(number)

    def clear(self) -> None:
        self.live = {}
        self._keep(0)

    def _keep(self, number: int) -> None:
        self._number = number
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps({"number": number, "live": self.live}))
        fresh.replace(self._path)
