"""An ingestion over in-memory indexes, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from tests.fakes.clock import FakeClock
from transfobot.domain.knowledge import FileReport, IngestReport, Passage, Visibility
from transfobot.ingestion.run import Ingestion
from transfobot.ports import Records


class PlainTextIndex:
    """The writing half of the TextIndex port: which passages are live."""

    def __init__(self) -> None:
        self.live: dict[str, list[Passage]] = {}
        self.number = 0

    def applied(self) -> int:
        return self.number

    def replace(self, document_id: str, passages: Sequence[Passage], number: int) -> None:
        self.replace_many([(document_id, passages)], number)

    def replace_many(self, documents: Sequence[tuple[str, Sequence[Passage]]], number: int) -> None:
        for document_id, passages in documents:
            self.live.pop(document_id, None)
            if passages:
                self.live[document_id] = list(passages)
        self.number = number

    def remove(self, document_id: str, number: int) -> None:
        self.replace_many([(document_id, ())], number)

    def clear(self) -> None:
        self.__init__()  # type: ignore[misc]

    def texts(self, visibility: Visibility | None = None) -> str:
        """Everything that could be found."""
        return "\n".join(
            passage.text
            for passages in self.live.values()
            for passage in passages
            if visibility in (None, passage.visibility)
        )

    def ids(self) -> set[str]:
        return {passage.id for passages in self.live.values() for passage in passages}


class PlainVectors:
    """The writing half of the VectorIndex port."""

    def __init__(self) -> None:
        self.live: dict[str, list[str]] = {}
        self.number = 0

    def applied(self) -> int:
        return self.number

    def replace_many(
        self,
        documents: Sequence[tuple[str, Visibility, Sequence[str], object]],
        number: int,
    ) -> None:
        for document_id, _, passage_ids, vectors in documents:
            assert np.asarray(vectors).shape[0] == len(passage_ids)
            self.live[document_id] = list(passage_ids)
        self.number = number

    def remove(self, document_id: str, number: int) -> None:
        self.live.pop(document_id, None)
        self.number = number

    def clear(self) -> None:
        self.live, self.number = {}, 0

    def ids(self) -> set[str]:
        return {passage_id for ids in self.live.values() for passage_id in ids}


class PlainEmbedder:
    name = "plain"
    dimensions = 2
    learned = False

    def passages(self, texts: Sequence[str]) -> object:
        return np.ones((len(texts), 2), dtype=np.float32)

    def query(self, text: str, statistics: object = None) -> object:
        return np.ones(2, dtype=np.float32)


class Bench:
    """An ingestion with an empty corpus of its own, and what came of it."""

    def __init__(self, folder: Path, records: Records) -> None:
        self.corpus = folder / "corpus"
        self.rules = folder / "ingestion"
        self.inbox = folder / "inbox"
        for one in (self.corpus, self.rules, self.inbox):
            one.mkdir(parents=True, exist_ok=True)
        self.records = records
        self.text = PlainTextIndex()
        self.vectors = PlainVectors()
        self.calibrated = 0
        self.ingestion = Ingestion(
            records=records,
            text_index=self.text,  # type: ignore[arg-type]
            vectors=self.vectors,  # type: ignore[arg-type]
            embedder=PlainEmbedder(),
            corpus_dir=self.corpus,
            ingestion_dir=self.rules,
            clock=FakeClock(),
            calibrate=self._calibrate,
        )

    def _calibrate(self) -> None:
        self.calibrated += 1

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *paths: Path, **more: object) -> IngestReport:
        return self.ingestion.run(paths or (self.inbox,), **more)  # type: ignore[arg-type]


def by_name(report: IngestReport) -> dict[str, FileReport]:
    """Reports by file name."""
    return {Path(one.path).name: one for one in report.files}


def outcomes(report: IngestReport) -> dict[str, str]:
    """Outcome by file name."""
    return {name: one.outcome.value for name, one in by_name(report).items()}
