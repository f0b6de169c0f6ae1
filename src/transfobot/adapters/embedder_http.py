"""Vectors from a service: any that speaks OpenAI's embeddings protocol, or Ollama."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from transfobot.adapters.embedder_hashed import Vectors, normalised
from transfobot.domain.errors import ConfigurationError, ModelUnavailable
from transfobot.german.statistics import Statistics

if TYPE_CHECKING:
    import httpx

DEADLINE = 30.0
"""Seconds for one batch."""
QUERY_DEADLINE = 5.0
_AT_ONCE = 64


class HttpEmbedder:
    """Embedder over HTTP; the two protocols differ in path and in where the vectors stand."""

    learned = True

    def __init__(
        self, *, url: str, model: str, api_key: str = "", path: str = "/embeddings"
    ) -> None:
        if not url or not model:
            raise ConfigurationError(
                "Für Einbettungen über einen Dienst werden TRANSFOBOT_EMBEDDING_URL und "
                "TRANSFOBOT_EMBEDDING_MODEL gebraucht."
            )
        self._address = f"{url.rstrip('/')}{path}"
        self._model = model
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client: httpx.Client | None = None
        self._dimensions: int | None = None
        self.name = f"http-{model}"

    @property
    def dimensions(self) -> int:
        """Asked of the service once."""
        if self._dimensions is None:
            self._dimensions = int(self._vectors(["Maß"], QUERY_DEADLINE).shape[1])
        return self._dimensions

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 array, L2-normalised, a row a text. Raises ModelUnavailable."""
        prefixed = [f"{self._prefix('passage')}{text}" for text in texts]
        pieces = [
            self._vectors(prefixed[start : start + _AT_ONCE], DEADLINE)
            for start in range(0, len(texts), _AT_ONCE)
        ]
        return np.concatenate(pieces) if pieces else np.zeros((0, self.dimensions), np.float32)

    def query(self, text: str, statistics: Statistics | None = None) -> Vectors:
        """float32 vector, L2-normalised; `statistics` are for hashing and not used here."""
        del statistics
        vector: Vectors = self._vectors([f"{self._prefix('query')}{text}"], QUERY_DEADLINE)[0]
        return vector

    def _prefix(self, role: str) -> str:
        """Models of the E5 family are trained with the role in front of the text."""
        return f"{role}: " if "e5" in self._model.lower() else ""

    def _vectors(self, texts: Sequence[str], deadline: float) -> Vectors:
        # Imported late: most deployments never need it.
        import httpx

        if self._client is None:
            self._client = httpx.Client(headers=self._headers)
        body = {"model": self._model, "input": list(texts)}
        try:
            response = self._client.post(self._address, json=body, timeout=deadline)
            response.raise_for_status()
            rows = np.asarray(self._rows(response.json()), dtype=np.float64)
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise ModelUnavailable(
                "Der Einbettungsdienst antwortet nicht oder nicht wie erwartet. Bitte prüfen Sie "
                "TRANSFOBOT_EMBEDDING_URL und TRANSFOBOT_EMBEDDING_MODEL."
            ) from error
        if rows.ndim != 2 or len(rows) != len(texts):
            raise ModelUnavailable(
                f"Der Einbettungsdienst gab {len(rows)} statt {len(texts)} Vektoren zurück."
            )
        return normalised(rows)

    def _rows(self, answer: Mapping[str, Any]) -> list[list[float]]:
        items = sorted(answer["data"], key=lambda item: int(item["index"]))
        return [item["embedding"] for item in items]


class OllamaEmbedder(HttpEmbedder):
    """Embedder of an Ollama server."""

    def __init__(self, *, url: str, model: str) -> None:
        super().__init__(url=url or "http://127.0.0.1:11434", model=model, path="/api/embed")

    def _rows(self, answer: Mapping[str, Any]) -> list[list[float]]:
        rows: list[list[float]] = answer["embeddings"]
        return rows
