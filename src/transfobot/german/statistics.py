"""How common grams are in what is indexed, and the weight that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from transfobot.german.features import Frequencies
from transfobot.german.grams import BUCKETS

Floats = NDArray[np.float64]


def idf(frequency: NDArray[np.int64] | NDArray[np.int32], total: int) -> Floats:
    """ln(1 + (N − df + .5) / (df + .5)): 0 for what is everywhere, large for what is rare."""
    df = np.minimum(frequency.astype(np.float64), total)
    return np.log1p((total - df + 0.5) / (df + 0.5))


@dataclass(frozen=True, slots=True)
class Statistics:
    """Running sums and gram frequencies of one or more visibilities; arrays are not changed."""

    passages: int
    passage_grams: int
    passage_terms: int
    sentences: int
    sentence_grams: int
    in_passages: NDArray[np.int32]
    in_sentences: NDArray[np.int32]

    @classmethod
    def empty(cls) -> Statistics:
        """Of nothing."""
        zeros = np.zeros(BUCKETS, dtype=np.int32)
        return cls(0, 0, 0, 0, 0, zeros, zeros)

    def __add__(self, other: Statistics | Frequencies) -> Statistics:
        return self._combined(other, 1)

    def __sub__(self, other: Statistics | Frequencies) -> Statistics:
        return self._combined(other, -1)

    def _combined(self, other: Statistics | Frequencies, sign: int) -> Statistics:
        return replace(
            self,
            passages=self.passages + sign * other.passages,
            passage_grams=self.passage_grams + sign * other.passage_grams,
            passage_terms=self.passage_terms + sign * other.passage_terms,
            sentences=self.sentences + sign * other.sentences,
            sentence_grams=self.sentence_grams + sign * other.sentence_grams,
            in_passages=self.in_passages + np.int32(sign) * other.in_passages,
            in_sentences=self.in_sentences + np.int32(sign) * other.in_sentences,
        )

    def passage_weights(self, buckets: NDArray[np.uint32]) -> Floats:
        """idf of gram buckets over passages."""
        return idf(self.in_passages[buckets], self.passages)

    def sentence_weights(self, buckets: NDArray[np.uint32]) -> Floats:
        """idf of gram buckets over sentences."""
        return idf(self.in_sentences[buckets], self.sentences)
