"""What is kept of a passage for ranking: its grams' codes, its sentences and its terms' hashes.

About 1 KB a passage. Computing them again from the text at question time would cost thirty times
as much as reading them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from transfobot.domain.knowledge import Passage
from transfobot.german import grams
from transfobot.german.sentences import split
from transfobot.german.stems import Analyzer
from transfobot.german.text import tokens

_HEADER = struct.Struct("<HHHH")
_MOST = 0xFFFF
_U2, _U4 = np.dtype("<u2"), np.dtype("<u4")


def term_hash(term: str) -> int:
    """The 32-bit number that stands for a term in a feature row."""
    return zlib.crc32(term.encode())


@dataclass(frozen=True, slots=True)
class Features:
    """The feature row of one passage.

    `codes` starts and ends with a boundary. Sentence i begins in `codes` at `offsets[i]`, the last
    entry being its end; `gram_counts` and `term_counts` are a number a sentence; `terms` are hashes
    in order, sentence by sentence. The first `heads` sentences are title and headings.
    """

    codes: bytes
    offsets: NDArray[np.uint16]
    gram_counts: NDArray[np.uint16]
    term_counts: NDArray[np.uint16]
    terms: NDArray[np.uint32]
    heads: int

    def pack(self) -> bytes:
        """One blob."""
        count = len(self.gram_counts)
        return b"".join(
            (
                _HEADER.pack(count, self.heads, len(self.codes), len(self.terms)),
                self.offsets.tobytes(),
                self.gram_counts.tobytes(),
                self.term_counts.tobytes(),
                self.terms.tobytes(),
                self.codes,
            )
        )

    @classmethod
    def unpack(cls, blob: bytes) -> Features:
        """The row that `pack` made."""
        count, heads, code_count, term_count = _HEADER.unpack_from(blob)
        table = np.frombuffer(blob, dtype=_U2, count=3 * count + 1, offset=_HEADER.size)
        at = _HEADER.size + table.nbytes
        terms = np.frombuffer(blob, dtype=_U4, count=term_count, offset=at)
        start = at + terms.nbytes
        return cls(
            blob[start : start + code_count],
            table[: count + 1],
            table[count + 1 : 2 * count + 1],
            table[2 * count + 1 :],
            terms,
            heads,
        )


@dataclass(frozen=True, slots=True)
class Analysed:
    """A passage's feature row with the terms it is found by."""

    features: Features
    terms: tuple[str, ...]


def analyse(analyzer: Analyzer, heads: Sequence[str], sentences: Sequence[str]) -> Analysed:
    """Features of a passage from its head lines (title, headings) and its sentences or units."""
    offsets = []
    gram_counts = []
    term_counts = []
    terms: list[str] = []
    pieces = []
    at = 0
    for sentence in (*heads, *sentences):
        words = tokens(sentence)
        codes = grams.encode(words)[:-1]
        found = analyzer.terms_of(words)
        if at + len(codes) >= _MOST or len(terms) + len(found) >= _MOST:
            break
        offsets.append(at)
        gram_counts.append(grams.gram_count(words))
        term_counts.append(len(found))
        terms += found
        pieces.append(codes)
        at += len(codes)
    offsets.append(at)
    pieces.append(b"\0")
    hashes = np.fromiter(map(zlib.crc32, map(str.encode, terms)), _U4, len(terms))
    features = Features(
        b"".join(pieces),
        np.array(offsets, dtype=_U2),
        np.array(gram_counts, dtype=_U2),
        np.array(term_counts, dtype=_U2),
        hashes,
        min(len(heads), len(gram_counts)),
    )
    return Analysed(features, tuple(terms))


@dataclass(frozen=True, slots=True)
class Frequencies:
    """What a batch of passages adds to the statistics: counts by gram bucket, and sums."""

    passages: int
    passage_grams: int
    passage_terms: int
    sentences: int
    sentence_grams: int
    in_passages: NDArray[np.int32]
    in_sentences: NDArray[np.int32]


_AT_ONCE = 100
"""Sentences looked at in one go: so few that what is sorted stays in the processor's cache."""
_WAITING = 1 << 20
"""Distinct grams that are kept before they are counted: counting goes through all buckets."""


def frequencies(batch: Iterable[Features]) -> Frequencies:
    """Passage and sentence frequencies of the grams of a batch."""
    in_passages, in_sentences = _Tally(), _Tally()
    sums = [0, 0, 0, 0, 0]
    waiting: list[Features] = []
    size = 0
    for features in batch:
        counts = features.gram_counts
        sums[0] += 1
        sums[1] += int(counts.sum())
        sums[2] += len(features.terms)
        sums[3] += len(counts)
        sums[4] += int(counts.sum())
        if size + len(counts) > _AT_ONCE and waiting:
            _count(waiting, in_passages, in_sentences)
            waiting, size = [], 0
        if len(counts):
            waiting.append(features)
            size += len(counts)
    if waiting:
        _count(waiting, in_passages, in_sentences)
    return Frequencies(
        sums[0], sums[1], sums[2], sums[3], sums[4], in_passages.total(), in_sentences.total()
    )


class _Tally:
    """How often each bucket was found."""

    def __init__(self) -> None:
        self._counts = np.zeros(grams.BUCKETS, dtype=np.int32)
        self._found: list[NDArray[Any]] = []
        self._waiting = 0

    def add(self, found: NDArray[Any]) -> None:
        self._found.append(found)
        self._waiting += len(found)
        if self._waiting > _WAITING:
            self.total()

    def total(self) -> NDArray[np.int32]:
        if self._found:
            whole = np.concatenate(self._found).astype(np.int64)
            self._counts += np.bincount(whole, minlength=grams.BUCKETS).astype(np.int32)
            self._found, self._waiting = [], 0
        return self._counts


def _count(batch: Sequence[Features], in_passages: _Tally, in_sentences: _Tally) -> None:
    codes = np.frombuffer(b"".join(features.codes for features in batch), dtype=np.uint8)
    found, places = grams.text_buckets(codes)
    lengths = np.concatenate([_lengths(features) for features in batch])
    sizes = [len(features.gram_counts) for features in batch]
    # Keys of 32 bits sort fastest; so many sentences fit them but for a passage of very many.
    wide = len(lengths) > 1 << (32 - grams.BUCKET_BITS)
    kind: type[np.unsignedinteger[Any]] = np.uint64 if wide else np.uint32
    bits, bucket = kind(grams.BUCKET_BITS), kind(grams.BUCKETS - 1)
    begin = np.arange(len(lengths), dtype=kind) << bits
    keys = _distinct(np.repeat(begin, lengths)[places] | found)
    mine = keys & bucket
    in_sentences.add(mine)
    owner = np.repeat(np.arange(len(batch), dtype=kind) << bits, sizes)
    # Sorted sentence by sentence already: a few runs a passage, which a merging sort sees.
    in_passages.add(_distinct(owner[keys >> bits] | mine, "stable") & bucket)


def _lengths(features: Features) -> NDArray[np.int64]:
    """How many codes each sentence has, the last with the boundary behind it."""
    ends = features.offsets[1:].astype(np.int64)
    ends[-1] = len(features.codes)
    return ends - features.offsets[:-1]


def _distinct(
    keys: NDArray[Any], kind: Literal["quicksort", "stable"] = "quicksort"
) -> NDArray[Any]:
    """The different keys in order. Sorting is ten times as fast as numpy.unique's hashing here."""
    keys.sort(kind=kind)
    fresh = np.ones(len(keys), dtype=bool)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return keys[fresh]


def head_of(passage: Passage) -> str:
    """What a passage is about: its document's title and its heading path, in one line."""
    parts = dict.fromkeys(part.strip() for part in (passage.title, *passage.locator.headings))
    return " ".join(part for part in parts if part)


def sentences_of(passage: Passage) -> list[str]:
    """The passage's units in order; its sentences where it has no units."""
    spans = [(unit.start, unit.end) for unit in passage.units] or split(passage.text)
    return [passage.text[start:end] for start, end in spans]


def searchable(passage: Passage) -> str:
    """The text a passage is found and embedded by: its subject, then its own words."""
    head = head_of(passage)
    return f"{head}\n{passage.text}" if head else passage.text


def analyse_passage(analyzer: Analyzer, passage: Passage) -> Analysed:
    """Features of a stored passage."""
    head = head_of(passage)
    return analyse(analyzer, [head] if head else [], sentences_of(passage))
