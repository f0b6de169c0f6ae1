"""Writing to index.db: rows in and out, and the statistics that follow them exactly."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from transfobot.adapters.text_index_lengths import column_of
from transfobot.courtesy import courtesy
from transfobot.domain.errors import InvalidInput
from transfobot.domain.knowledge import Passage, Visibility
from transfobot.german.features import Analysed, Features, Frequencies, frequencies
from transfobot.german.grams import BUCKETS
from transfobot.german.statistics import Statistics

PAGE = 128
"""Buckets in one page of the gram table: only pages that change are written."""
_ORDINAL_BITS = 18
_SLOT_BITS = 44
_SUMS = ("passages", "passage_grams", "passage_terms", "sentences", "sentence_grams")


def load_statistics(connection: sqlite3.Connection, visibility: Visibility) -> Statistics:
    """The statistics as stored."""
    sums: dict[str, int] = dict(
        connection.execute(f"SELECT name, value FROM sums_{visibility.value}")
    )
    in_passages = np.zeros(BUCKETS, dtype=np.int32)
    in_sentences = np.zeros(BUCKETS, dtype=np.int32)
    for page, first, second in connection.execute(
        f"SELECT page, in_passages, in_sentences FROM grams_{visibility.value}"
    ):
        span = slice(page * PAGE, (page + 1) * PAGE)
        in_passages[span] = np.frombuffer(first, dtype="<i4")
        in_sentences[span] = np.frombuffer(second, dtype="<i4")
    return Statistics(
        **{name: sums.get(name, 0) for name in _SUMS},
        in_passages=in_passages,
        in_sentences=in_sentences,
    )


def average_length(connection: sqlite3.Connection, visibility: Visibility) -> float:
    """Terms of a passage on average; 1 where there is none."""
    query = f"SELECT name, value FROM sums_{visibility.value}"
    sums: dict[str, int] = dict(connection.execute(query))
    return max(sums.get("passage_terms", 0) / max(sums.get("passages", 0), 1), 1.0)


def store_statistics(
    connection: sqlite3.Connection,
    visibility: Visibility,
    statistics: Statistics,
    changes: Sequence[Frequencies],
) -> None:
    """Write the sums and those pages that the changes touch; empty pages are taken out."""
    v = visibility.value
    touched = np.zeros(BUCKETS // PAGE, dtype=np.bool_)
    for change in changes:
        for counts in (change.in_passages, change.in_sentences):
            touched |= counts.reshape(-1, PAGE).any(axis=1)
    pages = np.flatnonzero(touched)
    first = statistics.in_passages.reshape(-1, PAGE)[pages]
    second = statistics.in_sentences.reshape(-1, PAGE)[pages]
    filled = first.any(axis=1) | second.any(axis=1)
    kept = zip(pages[filled].tolist(), _blobs(first[filled]), _blobs(second[filled]), strict=True)
    empty = [(page,) for page in pages[~filled].tolist()]
    connection.executemany(f"INSERT OR REPLACE INTO grams_{v} VALUES (?, ?, ?)", kept)
    connection.executemany(f"DELETE FROM grams_{v} WHERE page = ?", empty)
    connection.execute(f"DELETE FROM sums_{v}")
    connection.executemany(
        f"INSERT INTO sums_{v} VALUES (?, ?)",
        [(name, getattr(statistics, name)) for name in _SUMS if getattr(statistics, name)],
    )


def _blobs(rows: NDArray[np.int32]) -> list[bytes]:
    """Each row as stored."""
    whole = rows.astype("<i4", copy=False).tobytes()
    size = PAGE * 4
    return [whole[start : start + size] for start in range(0, len(whole), size)]


def take_out(
    connection: sqlite3.Connection, document_id: str
) -> tuple[Visibility, list[Features], Counter[str]] | None:
    """Delete a document's rows; what they held, or None if it was not there."""
    found = connection.execute(
        "SELECT slot, visibility FROM documents WHERE document_id = ?", (document_id,)
    ).fetchone()
    if found is None:
        return None
    slot, v = found
    span = (slot << _ORDINAL_BITS, (slot + 1) << _ORDINAL_BITS)
    where = "WHERE row >= ? AND row < ? ORDER BY row"
    stored = connection.execute(f"SELECT row, tokens FROM tokens_{v} {where}", span).fetchall()
    features = [
        Features.unpack(blob)
        for (blob,) in connection.execute(f"SELECT features FROM rows_{v} {where}", span)
    ]
    texts = [(row, zlib.decompress(tokens).decode()) for row, tokens in stored]
    # FTS5 must be told the very tokens it was given, or its index keeps them for ever.
    for row, text in texts:
        column = column_of(len(text.split()))
        connection.execute(
            f"INSERT INTO fts_{v} (fts_{v}, rowid, {column}) VALUES ('delete', ?, ?)", (row, text)
        )
    for table in ("tokens", "rows"):
        connection.execute(f"DELETE FROM {table}_{v} WHERE row >= ? AND row < ?", span)
    connection.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))
    terms: Counter[str] = Counter()
    for _, text in texts:
        terms.update(set(text.split()))
    return Visibility(v), features, terms


def put_in(
    connection: sqlite3.Connection,
    document_id: str,
    passages: Sequence[Passage],
    analysed: Sequence[Analysed],
) -> None:
    """Add a document's rows. Row numbers follow from its id alone, not from what came before."""
    if len(passages) >= 1 << _ORDINAL_BITS:
        raise InvalidInput(
            f"Das Dokument hat {len(passages)} Textstellen; höchstens "
            f"{(1 << _ORDINAL_BITS) - 1} sind möglich. Bitte teilen Sie es auf."
        )
    v = passages[0].visibility.value
    slot = _free_slot(connection, document_id)
    first = slot << _ORDINAL_BITS
    texts = [" ".join(item.terms) for item in analysed]
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?)", (document_id, slot, v, len(passages))
    )
    for index, (item, text) in enumerate(zip(analysed, texts, strict=True)):
        column = column_of(len(item.terms))
        connection.execute(
            f"INSERT INTO fts_{v} (rowid, {column}) VALUES (?, ?)", (first + index, text)
        )
    connection.executemany(
        f"INSERT INTO rows_{v} VALUES (?, ?, ?, ?)",
        [
            (first + index, passage.id, document_id, item.features.pack())
            for index, (passage, item) in enumerate(zip(passages, analysed, strict=True))
        ],
    )
    connection.executemany(
        f"INSERT INTO tokens_{v} VALUES (?, ?)",
        [(first + index, zlib.compress(text.encode(), 1)) for index, text in enumerate(texts)],
    )


def slot_of(document_id: str) -> int:
    """The place a document's rows get: a hash, so that every machine numbers them alike."""
    digest = hashlib.blake2b(document_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _SLOT_BITS)


def _free_slot(connection: sqlite3.Connection, document_id: str) -> int:
    slot = slot_of(document_id)
    taken = "SELECT 1 FROM documents WHERE slot = ?"
    while connection.execute(taken, (slot,)).fetchone() is not None:
        slot = (slot + 1) % (1 << _SLOT_BITS)
    return slot


def count_terms(
    connection: sqlite3.Connection, visibility: Visibility, change: Counter[str]
) -> None:
    """Add to (or take from) the terms' frequencies; terms that are gone leave no row."""
    v = visibility.value
    more = sorted((term, count) for term, count in change.items() if count > 0)
    less = sorted((term, count) for term, count in change.items() if count < 0)
    connection.executemany(
        f"INSERT INTO terms_{v} VALUES (?, ?)"
        " ON CONFLICT (term) DO UPDATE SET passages = passages + excluded.passages",
        more,
    )
    connection.executemany(
        f"UPDATE terms_{v} SET passages = passages + ? WHERE term = ?",
        [(count, term) for term, count in less],
    )
    connection.executemany(
        f"DELETE FROM terms_{v} WHERE term = ? AND passages <= 0", [(term,) for term, _ in less]
    )


def distinct_terms(analysed: Iterable[Analysed]) -> Counter[str]:
    """In how many of these passages each term stands."""
    terms: Counter[str] = Counter()
    for item in analysed:
        terms.update(set(item.terms))
    return terms


def frequencies_of(analysed: Iterable[Analysed]) -> Frequencies:
    """What these passages add to the gram statistics; gives way to questions."""
    return frequencies(map(_courteously, analysed))


def _courteously(item: Analysed) -> Features:
    courtesy.give_way()
    return item.features
