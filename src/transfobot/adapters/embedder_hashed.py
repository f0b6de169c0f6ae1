"""Vectors without a model: signed hashing of character grams into 512 numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transfobot.courtesy import courtesy
from transfobot.german import grams
from transfobot.german.statistics import Statistics
from transfobot.german.text import content_tokens

_DIMENSION_BITS = 9
_SHIFT = np.uint32(grams.BUCKET_BITS - _DIMENSION_BITS)
_BUCKET_BITS = np.uint32(grams.BUCKET_BITS)
_AT_ONCE = 16
"""Texts in one go: so few that what is sorted stays in the processor's cache."""

Vectors = NDArray[np.float32]


class HashedEmbedder:
    """Embedder of the grams of a text without its stop words, 1 + ln tf each.

    Stored vectors are unweighted, so that they never depend on what came later; only the
    question's grams are weighed by their rarity.
    """

    name = "hashed-512-1"
    dimensions = 1 << _DIMENSION_BITS
    learned = False

    def passages(self, texts: Sequence[str]) -> Vectors:
        """float32 array, L2-normalised, a row a text; a text without words is all zeros."""
        pieces = []
        for start in range(0, len(texts), _AT_ONCE):
            pieces.append(self._vectors(texts[start : start + _AT_ONCE]))
            courtesy.give_way()
        return np.concatenate(pieces) if pieces else np.zeros((0, self.dimensions), np.float32)

    def query(self, text: str, statistics: Statistics | None = None) -> Vectors:
        """float32 vector, L2-normalised; with statistics, each gram weighs its idf."""
        vector: Vectors = self._vectors([text], statistics)[0]
        return vector

    def _vectors(self, texts: Sequence[str], statistics: Statistics | None = None) -> Vectors:
        encoded = [grams.encode(content_tokens(text)) for text in texts]
        sizes = np.fromiter(map(len, encoded), dtype=np.int64, count=len(encoded))
        owner = np.repeat(np.arange(len(texts), dtype=np.uint32) << _BUCKET_BITS, sizes)
        found, places = grams.text_buckets(np.frombuffer(b"".join(encoded), dtype=np.uint8))
        keys, weight = _weighed(owner[places] | found)
        bucket = keys & np.uint32(grams.BUCKETS - 1)
        if statistics is not None:
            weight = weight * statistics.passage_weights(bucket)
        signed = np.where(bucket & np.uint32(1), weight, -weight)
        row = (keys >> _BUCKET_BITS).astype(np.int64)
        flat = np.bincount(
            row * self.dimensions + (bucket >> _SHIFT),
            weights=signed,
            minlength=len(texts) * self.dimensions,
        ).astype(np.float64)
        return normalised(flat.reshape(len(texts), self.dimensions))


def _weighed(keys: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.float64]]:
    """The different keys in order, each with 1 + ln of how often it is there."""
    keys.sort()
    begins = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=begins[1:])
    at = np.flatnonzero(begins)
    counts = np.diff(at, append=len(keys))
    logarithms = 1.0 + np.log(np.arange(1, int(counts.max(initial=0)) + 1))
    return keys[at], logarithms[counts - 1]


def normalised(vectors: NDArray[np.float64] | Vectors) -> Vectors:
    """Rows of length one; rows of zeros stay."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: Vectors = (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return result
