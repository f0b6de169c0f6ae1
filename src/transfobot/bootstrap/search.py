"""Wiring of the search: the index of a data directory, and scratch indexes for the benchmark."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from transfobot.adapters.chroma import ChromaIndex
from transfobot.adapters.embedder_hashed import HashedEmbedder
from transfobot.adapters.text_index import SqliteTextIndex
from transfobot.assistant.retrieval.retrieve import PassageStore, Retriever
from transfobot.evaluation.benchmark import HeldPassages
from transfobot.german.compounds import WordList
from transfobot.german.glossary import Glossary
from transfobot.german.stems import Analyzer
from transfobot.ports import Embedder

COLLECTED_AFTER = (50_000, 20, 20)
"""New objects, and rounds of the younger ones, after which Python looks for cycles."""


@dataclass(frozen=True, slots=True)
class Search:
    """Everything that finds: opened together, closed together."""

    analyzer: Analyzer
    text_index: SqliteTextIndex
    vectors: ChromaIndex | None
    embedder: Embedder
    retriever: Retriever

    def close(self) -> None:
        """Let go of the files."""
        self.text_index.close()
        if self.vectors is not None:
            self.vectors.close()


def open_search(
    data_directory: Path,
    passages: PassageStore,
    *,
    embedder: Embedder | None = None,
    chroma_url: str | None = None,
    with_vectors: bool = True,
    glossary: Path | None = None,
    words: WordList | None = None,
) -> Search:
    """Open (or make) the search of a data directory. Raises SearchUnavailable, ConfigurationError.

    Without an embedder the built-in hashing is used. `glossary` may be missing.
    """
    # Passages and rows hold no cycles, but each round looks at all of them; a question would wait.
    gc.set_threshold(*COLLECTED_AFTER)
    analyzer = Analyzer(WordList.cached(data_directory) if words is None else words)
    chosen = embedder or HashedEmbedder()
    text_index = SqliteTextIndex(data_directory / "index.db", analyzer)
    vectors = None
    if with_vectors:
        vectors = ChromaIndex(
            path=None if chroma_url else data_directory / "chroma",
            url=chroma_url,
            embedder=chosen.name,
        )
    retriever = Retriever(
        text_index,
        passages,
        analyzer,
        vectors=vectors,
        embedder=chosen,
        glossary=load_glossary(glossary),
    )
    return Search(analyzer, text_index, vectors, chosen, retriever)


def load_glossary(path: Path | None) -> Glossary:
    """The glossary of a file; an empty one where there is none."""
    if path is None or not path.exists():
        return Glossary.empty()
    return Glossary.parse(path.read_text(encoding="utf-8"), path.name)


@dataclass(frozen=True, slots=True)
class Scratch:
    """A search in a directory that is removed afterwards, over passages in memory."""

    search: Search
    held: HeldPassages
    directory: Path

    @property
    def text_index(self) -> SqliteTextIndex:
        return self.search.text_index

    @property
    def vectors(self) -> ChromaIndex | None:
        return self.search.vectors

    @property
    def embedder(self) -> Embedder:
        return self.search.embedder

    @property
    def retriever(self) -> Retriever:
        return self.search.retriever

    @property
    def text_retriever(self) -> Retriever:
        """The same search without vectors."""
        return Retriever(self.search.text_index, self.held, self.search.analyzer)


@contextmanager
def scratch_search(
    *,
    words: WordList | None = None,
    embedder: Embedder | None = None,
    with_vectors: bool = True,
    glossary: Path | None = None,
) -> Iterator[Scratch]:
    """An empty search for one measurement."""
    with tempfile.TemporaryDirectory(prefix="transfobot-bench-") as name:
        directory = Path(name)
        held = HeldPassages()
        search = open_search(
            directory,
            held,
            embedder=embedder,
            with_vectors=with_vectors,
            glossary=glossary,
            words=words,
        )
        try:
            yield Scratch(search, held, directory)
        finally:
            search.close()
