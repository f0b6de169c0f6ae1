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


class Vocabulary:
    """All terms of one visibility; grows with the index and is read without a lock."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._terms: list[str] = []
        self._lengths = np.zeros(0, dtype=np.int16)
        self._signatures = np.zeros((0, 2), dtype=np.uint64)

    def __len__(self) -> int:
        return len(self._terms)

    def add(self, terms: Iterable[str]) -> None:
        """Take in terms not yet known; numbers and very short ones are never typing errors."""
        known = self._known
        fresh = [
            term
            for term in dict.fromkeys(terms)
            if term not in known and len(term) >= _SHORTEST and term.isascii() and term.isalpha()
        ]
        if not fresh:
            return
        known.update(fresh)
        lengths = np.fromiter(map(len, fresh), dtype=np.int16, count=len(fresh))
        pieces = [
            signatures(fresh[start : start + _AT_ONCE]) for start in range(0, len(fresh), _AT_ONCE)
        ]
        self._terms = self._terms + fresh
        self._lengths = np.concatenate([self._lengths, lengths])
        self._signatures = np.concatenate([self._signatures, *pieces])

    def similar(self, word: str) -> list[tuple[str, float]]:
        """Terms with their likeness, best first: few edits, else trigram Dice; ties by alphabet."""
        terms, lengths, known = self._terms, self._lengths, self._signatures
        count = min(len(terms), len(lengths), len(known))
        if not count or len(word) < _SHORTEST or not word.isascii():
            return []
        near = np.flatnonzero(np.abs(lengths[:count] - len(word)) <= LENGTH_DIFFERENCE)
        if not len(near):
            return []
        own = signatures([word])[0]
        their = known[near]
        common = np.bitwise_count(their & own).sum(axis=1, dtype=np.int32)
        apart = np.bitwise_count(their ^ own).sum(axis=1, dtype=np.int32)
        alike = common / (2 * common + apart)
        if len(near) > POOL:
            # All that tie with the last of the pool stay in: order of arrival never counts.
            least = np.partition(alike, len(near) - POOL)[len(near) - POOL]
            near = near[alike >= least]
        wanted = _trigrams(word)
        scored = []
        for index in near:
            likeness = _likeness(word, terms[index], wanted)
            if likeness >= LEAST_LIKENESS and terms[index] != word:
                scored.append((terms[index], likeness))
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


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
