"""The German full-text index in one SQLite file (index.db): FTS5, feature rows, statistics."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transfobot.adapters import text_index_write as write
from transfobot.adapters.damage import discard, is_damaged
from transfobot.adapters.text_index_lengths import column_weights
from transfobot.adapters.text_index_schema import connect, create, drop
from transfobot.adapters.text_index_vocabulary import BEST, Vocabulary
from transfobot.courtesy import courtesy
from transfobot.domain.errors import SearchUnavailable
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.features import (
    Analysed,
    Features,
    Frequencies,
    analyse_passage,
    frequencies,
)
from transfobot.german.statistics import Statistics
from transfobot.german.stems import Analyzer
from transfobot.ports.search import Candidate

MOST_MATCHES = 5_000
"""Terms are added, rarest first, until so many passages may match: this bounds the cost."""
_NO_ANSWER = "Der Suchindex antwortet nicht. Bitte versuchen Sie es in einer Minute noch einmal."

_Numbered = dict[tuple[Visibility, ...], tuple[int, Statistics]]
"""Statistics by visibilities, each with the number of the write that made them."""


@dataclass(slots=True)
class _Delta:
    """What one transaction changes in one visibility."""

    added: list[Analysed] = field(default_factory=list)
    counted: Frequencies | None = None
    removed: list[Features] = field(default_factory=list)
    terms: Counter[str] = field(default_factory=Counter)


class SqliteTextIndex:
    """TextIndex on one file: a connection a thread for reading, one writer at a time."""

    def __init__(self, path: Path, analyzer: Analyzer) -> None:
        self._path = path
        self._analyzer = analyzer
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._writing = threading.Lock()
        self._statistics: _Numbered = {}
        self._coming: _Numbered = {}
        self._vocabularies: dict[Visibility, Vocabulary] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._answering():
            if is_damaged(path):
                # Everything in it follows from the records: empty, it catches up from the start.
                discard(path)
            create(self._connection())

    # --- writing -------------------------------------------------------------------------------

    def replace(self, document_id: str, passages: Sequence[Passage], number: int) -> None:
        self.replace_many([(document_id, passages)], number)

    def remove(self, document_id: str, number: int) -> None:
        self.replace_many([(document_id, ())], number)

    def replace_many(self, documents: Sequence[tuple[str, Sequence[Passage]]], number: int) -> None:
        # Analysed before the lock is taken: the writer holds it only for the rows.
        prepared = [
            (name, passages, [self._analysed(passage) for passage in passages])
            for name, passages in documents
        ]
        # FTS5 flushes when row numbers go backwards, so documents come in the order of theirs.
        prepared.sort(key=lambda item: write.slot_of(item[0]))
        deltas = {visibility: _Delta() for visibility in Visibility}
        for _, passages, analysed in prepared:
            if passages:
                deltas[passages[0].visibility].added += analysed
        for delta in deltas.values():
            delta.terms.update(write.distinct_terms(delta.added))
            delta.counted = write.frequencies_of(delta.added)
        with self._transaction() as connection:
            for name, _, _ in prepared:
                taken = write.take_out(connection, name)
                if taken is not None:
                    visibility, features, terms = taken
                    deltas[visibility].removed += features
                    deltas[visibility].terms.subtract(terms)
            for name, passages, analysed in prepared:
                if passages:
                    write.put_in(connection, name, passages, analysed)
            fresh = {v: self._store(connection, v, delta) for v, delta in deltas.items()}
            self._set(connection, "applied", number)
            # Laid ready before the commit: who sees the new number finds them and loads nothing.
            self._coming = _by_visibility(self._bump(connection), fresh)
        self._publish(deltas)
        courtesy.give_way()

    def _analysed(self, passage: Passage) -> Analysed:
        courtesy.give_way()
        return analyse_passage(self._analyzer, passage)

    def _store(
        self, connection: sqlite3.Connection, visibility: Visibility, delta: _Delta
    ) -> Statistics:
        before = self._stored_statistics(connection, visibility)
        if not delta.added and not delta.removed:
            return before
        write.count_terms(connection, visibility, delta.terms)
        changes: list[Frequencies] = []
        after = before
        if delta.added and delta.counted is not None:
            changes.append(delta.counted)
            after = after + changes[-1]
        if delta.removed:
            changes.append(frequencies(delta.removed))
            after = after - changes[-1]
        write.store_statistics(connection, visibility, after, changes)
        return after

    def _publish(self, deltas: Mapping[Visibility, _Delta]) -> None:
        """Hand the readers the new statistics, so that the next question need not load them."""
        self._statistics = self._coming
        for visibility, delta in deltas.items():
            vocabulary = self._vocabularies.get(visibility)
            if vocabulary is not None:
                vocabulary.add(term for term, count in delta.terms.items() if count > 0)

    def clear(self) -> None:
        with self._writing, self._answering():
            connection = self._connection()
            drop(connection)
            create(connection)
            self._statistics = self._coming = {}
            self._vocabularies = {}
            self._compact(connection)

    def optimize(self) -> None:
        with self._writing, self._answering():
            connection = self._connection()
            for visibility in Visibility:
                v = visibility.value
                connection.execute(f"INSERT INTO fts_{v} (fts_{v}) VALUES ('optimize')")
            self._vocabularies = {}
            self._compact(connection)

    @staticmethod
    def _compact(connection: sqlite3.Connection) -> None:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # --- reading -------------------------------------------------------------------------------

    def applied(self) -> int:
        with self._answering():
            return int(self._get(self._connection(), "applied") or 0)

    def statistics(self, visibilities: Iterable[Visibility]) -> Statistics:
        wanted = _ordered(visibilities)
        with self._answering():
            connection = self._connection()
            writes = int(self._get(connection, "writes") or 0)
            for cached in (self._statistics.get(wanted), self._coming.get(wanted)):
                if cached is not None and cached[0] == writes:
                    return cached[1]
            connection.execute("BEGIN")
            try:
                writes = int(self._get(connection, "writes") or 0)
                total = Statistics.empty()
                for visibility in wanted:
                    total = total + write.load_statistics(connection, visibility)
            finally:
                connection.execute("COMMIT")
        self._statistics = {**self._statistics, wanted: (writes, total)}
        return total

    def frequencies(
        self, visibilities: Iterable[Visibility], terms: Sequence[str]
    ) -> Mapping[str, int]:
        total: Counter[str] = Counter()
        with self._answering():
            for visibility in _ordered(visibilities):
                total.update(self._frequencies(visibility, terms))
        return total

    def _frequencies(self, visibility: Visibility, terms: Sequence[str]) -> dict[str, int]:
        if not terms:
            return {}
        marks = ",".join("?" * len(terms))
        query = f"SELECT term, passages FROM terms_{visibility.value} WHERE term IN ({marks})"
        return dict(self._connection().execute(query, tuple(terms)))

    def find(
        self,
        visibilities: Iterable[Visibility],
        terms: Sequence[str],
        *,
        limit: int,
        also: Sequence[str] = (),
    ) -> Sequence[Candidate]:
        found: list[Candidate] = []
        with self._answering():
            connection = self._connection()
            # One transaction, so that all reads see the same state of the index.
            connection.execute("BEGIN")
            try:
                for visibility in _ordered(visibilities):
                    found += self._find(connection, visibility, terms, limit, also)
            finally:
                connection.execute("COMMIT")
        return sorted(found, key=lambda candidate: candidate.passage_id)

    def _find(
        self,
        connection: sqlite3.Connection,
        visibility: Visibility,
        terms: Sequence[str],
        limit: int,
        also: Sequence[str],
    ) -> list[Candidate]:
        v = visibility.value
        ranked: dict[int, float] = {}
        expression = self._expression(visibility, terms)
        if expression:
            weights = column_weights(write.average_length(connection, visibility))
            ranked = dict(
                connection.execute(
                    f"SELECT rowid, bm25(fts_{v}{', ?' * len(weights)}) AS score FROM fts_{v}"
                    f" WHERE fts_{v} MATCH ? ORDER BY score, rowid LIMIT ?",
                    (*weights, expression, limit),
                )
            )
        columns = "row, passage_id, document_id, features"
        rows = connection.execute(
            f"SELECT {columns} FROM rows_{v} WHERE row IN ({','.join('?' * len(ranked))})",
            tuple(ranked),
        ).fetchall()
        if also:
            known = {row[1] for row in rows}
            other = [passage_id for passage_id in also if passage_id not in known]
            rows += connection.execute(
                f"SELECT {columns} FROM rows_{v} WHERE passage_id IN"
                f" ({','.join('?' * len(other))})",
                other,
            ).fetchall()
        return [
            Candidate(passage_id, document_id, Features.unpack(blob), ranked.get(row))
            for row, passage_id, document_id, blob in rows
        ]

    def _expression(self, visibility: Visibility, terms: Sequence[str]) -> str:
        """OR of quoted terms, rarest first, as far as the cost allows; always at least one."""
        frequency = self._frequencies(visibility, terms)
        chosen: list[str] = []
        matches = 0
        for term in sorted(frequency, key=lambda name: (frequency[name], name)):
            matches += frequency[term]
            if chosen and matches > MOST_MATCHES:
                break
            chosen.append(term)
        return " OR ".join(f'"{term}"' for term in chosen)

    def similar_terms(
        self, visibilities: Iterable[Visibility], word: str
    ) -> Sequence[tuple[str, float]]:
        found: dict[str, float] = {}
        wanted = _ordered(visibilities)
        for visibility in wanted:
            found.update(self._vocabulary(visibility).similar(word))
        live = self.frequencies(wanted, list(found))
        best = sorted(
            ((term, likeness) for term, likeness in found.items() if live.get(term)),
            # Of equally likely words the more common one was meant.
            key=lambda pair: (-round(pair[1], 2), -live[pair[0]], pair[0]),
        )
        return best[:BEST]

    def _vocabulary(self, visibility: Visibility) -> Vocabulary:
        vocabulary = self._vocabularies.get(visibility)
        if vocabulary is None:
            # The writer adds to it from now on; it is told before it starts, so none is missed.
            with self._writing, self._answering():
                vocabulary = Vocabulary()
                query = f"SELECT term FROM terms_{visibility.value}"
                vocabulary.add(term for (term,) in self._connection().execute(query))
                self._vocabularies[visibility] = vocabulary
        return vocabulary

    def sample(self, visibility: Visibility, count: int) -> Sequence[str]:
        v = visibility.value
        with self._answering():
            connection = self._connection()
            total = connection.execute(f"SELECT count(*) FROM rows_{v}").fetchone()[0]
            step = max(total // max(count, 1), 1)
            rows = connection.execute(f"SELECT row FROM rows_{v} ORDER BY row").fetchall()
            picked = [row for (row,) in rows[::step]][:count]
            marks = ",".join("?" * len(picked))
            query = f"SELECT passage_id FROM rows_{v} WHERE row IN ({marks}) ORDER BY row"
            return [name for (name,) in connection.execute(query, picked)]

    def calibration(self) -> Mapping[str, float]:
        prefix = "calibration."
        query = "SELECT name, value FROM meta WHERE name > ? AND name < 'calibration/'"
        with self._answering():
            rows = self._connection().execute(query, (prefix,))
            return {name.removeprefix(prefix): float(value) for name, value in rows}

    def keep_calibration(self, values: Mapping[str, float]) -> None:
        with self._transaction() as connection:
            connection.execute("DELETE FROM meta WHERE name LIKE 'calibration.%'")
            for name, value in values.items():
                self._set(connection, f"calibration.{name}", value)

    def close(self) -> None:
        """Close every thread's connection; the index must not be used afterwards."""
        with self._guard:
            for connection in self._connections:
                connection.close()
            self._connections = []

    # --- connections ---------------------------------------------------------------------------

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = connect(self._path)
            with self._guard:
                self._connections.append(connection)
        return connection

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._writing, self._answering():
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                self._coming = {}
                with contextlib.suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    @staticmethod
    @contextlib.contextmanager
    def _answering() -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise SearchUnavailable(_NO_ANSWER) from error

    def _stored_statistics(
        self, connection: sqlite3.Connection, visibility: Visibility
    ) -> Statistics:
        writes = int(self._get(connection, "writes") or 0)
        cached = self._statistics.get((visibility,))
        if cached is not None and cached[0] == writes:
            return cached[1]
        return write.load_statistics(connection, visibility)

    def _bump(self, connection: sqlite3.Connection) -> int:
        writes = int(self._get(connection, "writes") or 0) + 1
        self._set(connection, "writes", writes)
        return writes

    @staticmethod
    def _get(connection: sqlite3.Connection, name: str) -> float | int | None:
        row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else row[0]

    @staticmethod
    def _set(connection: sqlite3.Connection, name: str, value: float) -> None:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _by_visibility(writes: int, fresh: Mapping[Visibility, Statistics]) -> _Numbered:
    both = tuple(Visibility)
    return {
        **{(visibility,): (writes, statistics) for visibility, statistics in fresh.items()},
        both: (writes, fresh[both[0]] + fresh[both[1]]),
    }


def _ordered(visibilities: Iterable[Visibility]) -> tuple[Visibility, ...]:
    wanted = frozenset(visibilities)
    return tuple(visibility for visibility in Visibility if visibility in wanted)
