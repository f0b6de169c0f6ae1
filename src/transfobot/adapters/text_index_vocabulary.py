"""Terms spelt nearly like a word: 128-bit signatures first, then edits and common trigrams."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from transfobot.german import grams
from transfobot.german.spelling import edits

POOL = 64
LENGTH_DIFFERENCE = 2
LEAST_LIKENESS = 0.45
BEST = 3
MOST_EDITS = 2
_SHORT = 5
"""Up to this length one edit is all that is believed."""
_BY_TRIGRAMS = 0.9
_BITS = 128
_AT_ONCE = 20_000
_SHORTEST = 4


class _SameLength:
    """The terms of one length; grows in place, and a reader sees a whole state of it."""

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.state = (np.zeros((2, 0), dtype=np.uint64), np.zeros(0, dtype=np.uint8), 0)

    def add(self, terms: list[str], bits: NDArray[np.uint64]) -> None:
        signs, sizes, count = self.state
        end = count + len(terms)
        if end > len(sizes):
            # Room for half as many again, so that each term is copied a few times only.
            room = end - count + end // 2
            signs = np.concatenate([signs[:, :count], np.zeros((2, room), np.uint64)], axis=1)
            sizes = np.concatenate([sizes[:count], np.zeros(room, np.uint8)])
        signs[:, count:end] = bits.T
        sizes[count:end] = np.bitwise_count(bits).sum(axis=1, dtype=np.uint8)
        self.terms += terms
        self.state = (signs, sizes, end)


class Vocabulary:
    """All terms of one visibility; grows with the index and is read without a lock."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_length: dict[int, _SameLength] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, terms: Iterable[str]) -> None:
        """Take in terms not yet known; numbers and very short ones are never typing errors."""
        known = self._known
        fresh = [
            term
            for term in dict.fromkeys(terms)
            if term not in known and len(term) >= _SHORTEST and term.isascii() and term.isalpha()
        ]
        known.update(fresh)
        grouped: dict[int, list[str]] = {}
        for term in fresh:
            grouped.setdefault(len(term), []).append(term)
        for length, group in grouped.items():
            alike = self._by_length.setdefault(length, _SameLength())
            for start in range(0, len(group), _AT_ONCE):
                some = group[start : start + _AT_ONCE]
                alike.add(some, signatures(some))

    def similar(self, word: str) -> list[tuple[str, float]]:
        """Terms with their likeness, best first: few edits, else trigram Dice; ties by alphabet."""
        if len(word) < _SHORT or not word.isascii():
            return []
        wanted = _trigrams(word)
        scored = []
        for term in self._pool(word):
            likeness = _likeness(word, term, wanted)
            if likeness >= LEAST_LIKENESS and term != word:
                scored.append((term, likeness))
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))

    def _pool(self, word: str) -> list[str]:
        """The terms of about its length that share most of its signature."""
        own = signatures([word])[0]
        size = int(np.bitwise_count(own).sum())
        found: list[tuple[list[str], NDArray[np.float32]]] = []
        span = range(len(word) - LENGTH_DIFFERENCE, len(word) + LENGTH_DIFFERENCE + 1)
        for length in span:
            group = self._by_length.get(length)
            if group is None:
                continue
            signs, sizes, count = group.state
            common = np.bitwise_count(signs[0, :count] & own[0])
            common += np.bitwise_count(signs[1, :count] & own[1])
            total = sizes[:count].astype(np.float32) + np.float32(size)
            found.append((group.terms, common.astype(np.float32) / total))
        if not found:
            return []
        alike = np.concatenate([shares for _, shares in found])
        least = np.float32(0.0)
        if len(alike) > POOL:
            # All that tie with the last of the pool stay in: order of arrival never counts.
            least = np.partition(alike, len(alike) - POOL)[len(alike) - POOL]
        return [
            terms[at] for terms, shares in found for at in np.flatnonzero(shares >= least).tolist()
        ]


def signatures(words: list[str]) -> NDArray[np.uint64]:
    """128 bits a word in two numbers: which of its bi- and trigrams it has, hashed."""
    encoded = [grams.encode([word]) for word in words]
    sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(words))
    codes = np.frombuffer(b"".join(encoded), dtype=np.uint8)
    owner = np.repeat(np.arange(len(words)), sizes)
    bits = np.zeros((len(words), _BITS), dtype=np.bool_)
    for size in (2, 3):
        length = len(codes) - size + 1
        value = np.zeros(length, dtype=np.uint32)
        for step in range(size):
            value = (value << np.uint32(6)) | codes[step : step + length]
        inside = np.flatnonzero(owner[:length] == owner[size - 1 :])
        hashed = (value[inside] * np.uint32(2654435769)) >> np.uint32(25)
        bits[owner[inside], hashed] = True
    return np.packbits(bits, axis=1).view(np.uint64)


def _likeness(word: str, term: str, trigrams: set[int]) -> float:
    """1 less the share of edits for one or two of them; else the weaker witness of trigrams."""
    longer = max(len(word), len(term))
    steps = edits(word, term, MOST_EDITS)
    if steps <= (1 if longer <= _SHORT else MOST_EDITS):
        return 1.0 - steps / longer
    return _BY_TRIGRAMS * _dice(trigrams, _trigrams(term))


def _trigrams(word: str) -> set[int]:
    padded = f"_{word}_"
    return {zlib.crc32(padded[at : at + 3].encode()) for at in range(len(padded) - 2)}


def _dice(first: set[int], second: set[int]) -> float:
    return 2 * len(first & second) / (len(first) + len(second))
