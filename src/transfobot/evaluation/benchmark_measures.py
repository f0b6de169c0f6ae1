"""Measures of a ranking: recall, MRR, nDCG, percentiles."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np


def recall(ranked: Sequence[str], relevant: frozenset[str], k: int) -> float:
    """Share of the relevant ids among the first k."""
    return len(relevant.intersection(ranked[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: frozenset[str], k: int = 10) -> float:
    """1 / place of the first relevant id among the first k, else 0."""
    return next((1.0 / place for place, name in enumerate(ranked[:k], 1) if name in relevant), 0.0)


def ndcg(ranked: Sequence[str], relevant: frozenset[str], k: int = 10) -> float:
    """Normalised discounted gain with binary relevance."""
    gain = sum(
        1.0 / math.log2(place + 1) for place, name in enumerate(ranked[:k], 1) if name in relevant
    )
    ideal = sum(1.0 / math.log2(place + 1) for place in range(1, min(len(relevant), k) + 1))
    return gain / ideal if ideal else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which the share (0–100) of the values lies; 0 without values."""
    return float(np.percentile(np.asarray(values), share)) if values else 0.0
