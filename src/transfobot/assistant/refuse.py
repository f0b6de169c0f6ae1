"""Whether the documents say it at all: four features of the best hit and a fitted line.

The weights are fitted on questions whose passages were taken away (`benchmark fit-refusal`); the
threshold moves with the corpus and is estimated from it after every run that changed something.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

# Fitted; see docs/benchmarks.md for the data and the command.
WEIGHTS: Mapping[str, float] = {
    "bnorm": 16.74,
    "cov1": 0.46,
    "margin": 2.67,
    "ent": 0.97,
    "bias": -6.47,
}
DEFAULT_THRESHOLD = -1.49
FEATURES = ("bnorm", "cov1", "margin", "ent")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer in the best hit.

    `bnorm`: share of the question's gram weight in the best passage. `cov1`: idf share of its
    stems in the first one. `margin`: lead of the first over the second. `ent`: share of its names
    and numbers found in the first.
    """

    bnorm: float
    cov1: float
    margin: float
    ent: float

    def logit(self, weights: Mapping[str, float] = WEIGHTS) -> float:
        """Above the threshold: answer."""
        parts = (self.bnorm, self.cov1, self.margin, self.ent)
        weighed = (weights[name] * part for name, part in zip(FEATURES, parts, strict=True))
        return weights["bias"] + sum(weighed)


def confidence(logit: float) -> float:
    """0–1, .5 at logit 0."""
    if logit >= 0:
        return 1.0 / (1.0 + math.exp(-logit))
    grown = math.exp(logit)
    return grown / (1.0 + grown)
