"""Vectors from a model on this machine, with one of two optional libraries."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from transfobot.adapters.embedder_hashed import Vectors, normalised
from transfobot.domain.errors import ConfigurationError
from transfobot.german.statistics import Statistics

Encode = Callable[[Sequence[str], str], Iterable[Any]]
"""Texts and their role ("passage" or "query") to vectors."""


class LocalEmbedder:
    """Embedder around a function that a library gives."""

    learned = True

    def __init__(self, name: str, encode: Encode) -> None:
        self.name = name
        self._encode = encode
        self.dimensions = int(self._rows(["Maß"], "query").shape[1])

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 array, L2-normalised, a row a text."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return self._rows(texts, "passage")

    def query(self, text: str, statistics: Statistics | None = None) -> Vectors:
        """float32 vector, L2-normalised; `statistics` are for hashing and not used here."""
        del statistics
        vector: Vectors = self._rows([text], "query")[0]
        return vector

    def _rows(self, texts: Sequence[str], role: str) -> Vectors:
        rows = [np.asarray(row, dtype=np.float64) for row in self._encode(texts, role)]
        return normalised(np.stack(rows))


def fastembed_embedder(model: str) -> LocalEmbedder:
    """A model of fastembed (ONNX). Raises ConfigurationError without the library or a model."""
    library = _library("fastembed", "fastembed", model)
    embedding = library.TextEmbedding(model_name=model)

    def encode(texts: Sequence[str], role: str) -> Iterable[Any]:
        embedded: Iterable[Any] = (
            embedding.query_embed(list(texts))
            if role == "query"
            else embedding.passage_embed(list(texts))
        )
        return embedded

    return LocalEmbedder(f"fastembed-{model}", encode)


def sentence_transformers_embedder(model: str) -> LocalEmbedder:
    """A model of sentence-transformers. Raises ConfigurationError without the library or model."""
    library = _library("sentence_transformers", "sentence-transformers", model)
    transformer = library.SentenceTransformer(model)

    def encode(texts: Sequence[str], role: str) -> Iterable[Any]:
        prefix = f"{role}: " if "e5" in model.lower() else ""
        rows: Iterable[Any] = transformer.encode([f"{prefix}{text}" for text in texts])
        return rows

    return LocalEmbedder(f"sentence-transformers-{model}", encode)


def _library(module: str, extra: str, model: str) -> Any:
    if not model:
        raise ConfigurationError(
            f"Für Einbettungen mit {extra} muss TRANSFOBOT_EMBEDDING_MODEL gesetzt sein."
        )
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise ConfigurationError(
            f"TRANSFOBOT_EMBEDDING_PROVIDER={extra} braucht ein weiteres Paket. Bitte installieren "
            f"Sie transfobot mit dem Zusatz „{extra}“: pip install 'transfobot[{extra}]'."
        ) from error
