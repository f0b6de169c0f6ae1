"""Vectors in Chroma: a collection a visibility, always our own vectors, no text stored."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as DeadlinePassed
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import numpy as np

from transfobot.adapters.chroma_files import import_chroma, kept_number, whole_client
from transfobot.adapters.damage import is_damaged
from transfobot.courtesy import courtesy
from transfobot.domain.errors import ConfigurationError, SearchUnavailable
from transfobot.domain.knowledge import Visibility

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

DEADLINE = 5.0
"""Seconds a Chroma server may take; its own client would wait for ever."""
PAUSE_AFTER_FAILURE = 5.0
"""Seconds in which a server that failed is not asked again, so that questions fail at once."""
_AT_ONCE = 1_000
_AT_ONCE_ASKED = 10
"""Vectors added while somebody asks: Chroma lets no other thread of the process run meanwhile."""
_DELETED_AT_ONCE = 200
_HNSW = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 100,
    "ef_search": 200,
}
_NO_ANSWER = (
    "Die Suche ist zurzeit nicht verfügbar: Der Vektorspeicher antwortet nicht. "
    "Bitte versuchen Sie es in einer Minute noch einmal."
)

Result = TypeVar("Result")


class ChromaIndex:
    """VectorIndex in an embedded Chroma (`path`) or on a Chroma server (`url`)."""

    def __init__(self, *, path: Path | None = None, url: str | None = None, embedder: str) -> None:
        if (path is None) == (url is None):
            raise ConfigurationError(
                "Für den Vektorspeicher wird entweder ein Ordner oder TRANSFOBOT_CHROMA_URL "
                "gebraucht, nicht beides."
            )
        self._path = path
        self._url = url
        self._embedder = embedder
        self._opening = threading.RLock()
        self._writing = threading.Lock()
        self._client: ClientAPI | None = None
        self._collections: dict[Visibility, Collection] = {}
        self._resting_until = 0.0

    def applied(self) -> int:
        if self._path is not None and self._client is None:
            kept = kept_number(self._path, self._embedder)
            if kept is not None:
                return kept

        def read() -> int:
            numbers = [self._number(self._collection(visibility)) for visibility in Visibility]
            return max(numbers)

        return self._call(read)

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
        def write() -> None:
            # Deleted and added anew: an upsert would keep metadata keys of the old entry.
            with self._step():
                self._delete([name for name, _, _, _ in documents])
            for visibility in Visibility:
                self._add(visibility, [item for item in documents if item[1] is visibility])
            self._note(number)

        with self._writing:
            self._call(write)

    def remove(self, document_id: str, number: int) -> None:
        def write() -> None:
            with self._step():
                self._delete([document_id])
            self._note(number)

        with self._writing:
            self._call(write)

    def nearest(
        self, visibilities: Iterable[Visibility], vector: object, k: int
    ) -> list[tuple[str, float]]:
        wanted = np.asarray(vector, dtype=np.float32)
        if not wanted.any():
            return []

        def read() -> list[tuple[str, float]]:
            found: list[tuple[str, float]] = []
            for visibility in sorted(set(visibilities)):
                # No `where` here: the collection itself is the list of what may be seen.
                answer = self._collection(visibility).query(
                    query_embeddings=wanted[None, :], n_results=k, include=["distances"]
                )
                distances = answer["distances"] or [[]]
                pairs = zip(answer["ids"][0], distances[0], strict=True)
                found += [(name, 1.0 - float(distance)) for name, distance in pairs]
            return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k]

        return self._call(read)

    def clear(self) -> None:
        with self._writing:
            if self._path is None:
                self._call(self._drop_collections)
                return
            # Chroma keeps deleted entries in its files, so the files go.
            self.close()
            shutil.rmtree(self._path, ignore_errors=True)

    def alive(self) -> bool:
        """Whether the store answers now (readiness)."""
        try:
            self.applied()
        except SearchUnavailable:
            return False
        return True

    def close(self) -> None:
        """Let go of the files; the next call opens them again."""
        with self._opening:
            client, self._client = self._client, None
            self._collections = {}
            if client is not None and self._path is not None:
                _closed(client)

    # --- inside --------------------------------------------------------------------------------

    def _delete(self, document_ids: Sequence[str]) -> None:
        for visibility in Visibility:
            collection = self._collection(visibility)
            for start in range(0, len(document_ids), _DELETED_AT_ONCE):
                some = list(document_ids[start : start + _DELETED_AT_ONCE])
                # Chroma's type for `where` does not take a list of strings for "$in".
                where: Any = {"document": {"$in": some}}
                collection.delete(where=where)

    def _add(
        self,
        visibility: Visibility,
        documents: Sequence[tuple[str, Visibility, Sequence[str], object]],
    ) -> None:
        ids = [name for _, _, names, _ in documents for name in names]
        if not ids:
            return
        owners = [document for document, _, names, _ in documents for _ in names]
        rows = np.concatenate(
            [np.asarray(item[3], dtype=np.float32) for item in documents if len(item[2])]
        )
        collection = self._collection(visibility)
        start = 0
        while start < len(ids):
            asked = self._path is not None and courtesy.lately()
            span = slice(start, start + (_AT_ONCE_ASKED if asked else _AT_ONCE))
            with self._step():
                collection.add(
                    ids=ids[span],
                    embeddings=rows[span],
                    metadatas=[{"document": owner} for owner in owners[span]],
                )
            start = span.stop

    def _step(self) -> contextlib.AbstractContextManager[None]:
        """Around one change: in this process it holds all questions up, on a server none."""
        return contextlib.nullcontext() if self._path is None else courtesy.holding()

    def _drop_collections(self) -> None:
        client = self._opened()
        for visibility in Visibility:
            # Made first, so that there is something to drop; the fresh one begins at number 0.
            self._collection(visibility)
            client.delete_collection(_name(visibility))
        self._collections = {}

    def _note(self, number: int) -> None:
        collection = self._collection(Visibility.PUBLIC)
        collection.modify(metadata={"embedder": self._embedder, "applied": number})

    @staticmethod
    def _number(collection: Collection) -> int:
        return int((collection.metadata or {}).get("applied", 0))

    def _collection(self, visibility: Visibility) -> Collection:
        collection = self._collections.get(visibility)
        if collection is None:
            with self._opening:
                collection = self._open_collection(visibility)
                self._collections[visibility] = collection
        return collection

    def _open_collection(self, visibility: Visibility) -> Collection:
        client = self._opened()
        name = _name(visibility)
        settings: dict[str, Any] = {
            "configuration": {"hnsw": _HNSW},
            "metadata": {"embedder": self._embedder, "applied": 0},
            "embedding_function": None,
        }
        collection = client.get_or_create_collection(name, **settings)
        if (collection.metadata or {}).get("embedder") != self._embedder:
            # Vectors of another embedder cannot be compared: begin again, as of number 0.
            client.delete_collection(name)
            collection = client.get_or_create_collection(name, **settings)
        return collection

    def _opened(self) -> ClientAPI:
        with self._opening:
            if self._client is None:
                self._client = self._open()
            return self._client

    def _open(self) -> ClientAPI:
        chromadb = import_chroma(embedded=self._path is not None)
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._path is not None:
            if is_damaged(self._path / "chroma.sqlite3"):
                # Vectors follow from the records: begin again, as of number 0.
                shutil.rmtree(self._path, ignore_errors=True)
            self._path.mkdir(parents=True, exist_ok=True)
            with whole_client(str(self._path)):
                embedded: ClientAPI = chromadb.PersistentClient(str(self._path), settings)
            return embedded
        parts = urlsplit(self._url or "")
        secure = parts.scheme == "https"
        client: ClientAPI = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
        # Chroma offers no setting for it. Our own deadline holds anyway; this ends the threads.
        session = getattr(getattr(client, "_server", None), "_session", None)
        if session is not None:
            session.timeout = DEADLINE
        return client

    def _call(self, work: Callable[[], Result]) -> Result:
        if self._path is not None:
            with _translated():
                return work()
        if time.monotonic() < self._resting_until:
            raise SearchUnavailable(_NO_ANSWER)
        try:
            return _in_time(work)
        except (SearchUnavailable, DeadlinePassed) as error:
            self._forget_server()
            raise SearchUnavailable(_NO_ANSWER) from error

    def _forget_server(self) -> None:
        """Rest a little, then connect afresh; a hanging call keeps its lock, so make a new one."""
        self._resting_until = time.monotonic() + PAUSE_AFTER_FAILURE
        self._client = None
        self._collections = {}
        self._opening = threading.RLock()


def _in_time(work: Callable[[], Result]) -> Result:
    """The result of the work, or DeadlinePassed: its thread is left behind and dies alone."""
    future: Future[Result] = Future()

    def run() -> None:
        try:
            with _translated():
                result = work()
        except SearchUnavailable as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    threading.Thread(target=run, name="chroma", daemon=True).start()
    return future.result(timeout=DEADLINE)


def _closed(client: ClientAPI) -> None:
    close = getattr(client, "close", None)
    if close is not None:
        close()


def _name(visibility: Visibility) -> str:
    return f"passages_{visibility.value}"


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Chroma's, its transport's and its store's errors as ours."""
    try:
        yield
    except _failures() as error:
        raise SearchUnavailable(_NO_ANSWER) from error


def _failures() -> tuple[type[Exception], ...]:
    # Asked for only once something failed: what did not need Chroma must not load it.
    import httpx
    from chromadb.errors import ChromaError

    return (ChromaError, httpx.HTTPError, OSError, ValueError, RuntimeError)
