"""Whether the documents say it at all: features of the best hit and a fitted line.

The weights are fitted on questions whose passages were taken away (`benchmark fit-refusal`); the
threshold moves with the corpus and is estimated from it after every run that changed something.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass

# Fitted; see docs/benchmarks.md for the data and the command.
WEIGHTS: Mapping[str, float] = {
    "bnorm": 10.68,
    "alike": 3.86,
    "sentence": 8.70,
    "margin": 1.04,
    "ent": 1.89,
    "unknown": 3.55,
    "length": 1.89,
    "bias": -11.15,
}
DEFAULT_THRESHOLD = -0.90
FEATURES = ("bnorm", "alike", "sentence", "margin", "ent", "unknown", "length")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer in the first hit; all but `length` lie between 0 and 1.

    `bnorm`: share of the question's gram weight in the best passage. `alike`: share of its words,
    by likeness, in the first. `sentence`: share of its gram weight in the first one's best
    sentence. `margin`: lead of the first over the second. `ent`: share of its names and numbers
    found in the first (.5 without any). `unknown`: idf share of its terms that no passage has.
    `length`: ln of its content words, as a long question never finds all of itself.
    """

    bnorm: float
    alike: float
    sentence: float
    margin: float
    ent: float
    unknown: float
    length: float

    def logit(self, weights: Mapping[str, float] = WEIGHTS) -> float:
        """Above the threshold: answer."""
        values = self.values()
        return weights["bias"] + sum(weights[name] * values[name] for name in FEATURES)

    def values(self) -> dict[str, float]:
        """The features by name."""
        return dict(asdict(self))


def confidence(logit: float) -> float:
    """0–1, .5 at logit 0."""
    if logit >= 0:
        return 1.0 / (1.0 + math.exp(-logit))
    grown = math.exp(logit)
    return grown / (1.0 + grown)
