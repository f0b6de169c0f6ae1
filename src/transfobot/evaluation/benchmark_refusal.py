"""Refusing: how many unanswerable questions are refused when so many answerable ones are kept.

Three kinds of unanswerable questions are made from a set: its article is taken away, only its
paragraph is, or it comes from another domain (another set).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transfobot.assistant.retrieval.refuse import FEATURES
from transfobot.assistant.retrieval.retrieve import Retrieval
from transfobot.evaluation.benchmark import PUBLIC, Engine
from transfobot.evaluation.benchmark_set import Question, RetrievalSet

KINDS = ("article gone", "paragraph gone", "other domain")
KEPT = 0.95
_NOTHING = -99.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidences:
    """Features (rows; NaN where nothing was found) of answerable questions and of each kind."""

    answerable: Floats
    gone: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights by feature with "bias", and the threshold that keeps 95 % of the answerable."""

    weights: Mapping[str, float]
    threshold: float
    refused: Mapping[str, float]


def gather(engine: Engine, data: RetrievalSet, other: RetrievalSet) -> Evidences:
    """Ask everything; the index holds all passages of `data`."""
    articles: dict[str, set[str]] = {}
    for question in data.questions:
        articles.setdefault(question.group or question.id, set()).update(question.relevant)
    asked = [question for question in data.questions if question.relevant]
    return Evidences(
        _features(engine, [(question, frozenset()) for question in asked]),
        {
            KINDS[0]: _features(engine, [(q, frozenset(articles[q.group or q.id])) for q in asked]),
            KINDS[1]: _features(engine, [(q, q.relevant) for q in asked]),
            KINDS[2]: _features(engine, [(q, frozenset()) for q in other.questions]),
        },
    )


def _features(engine: Engine, asked: Sequence[tuple[Question, frozenset[str]]]) -> Floats:
    rows = []
    for question, without in asked:
        found = engine.retriever.search(question.text, visibilities=PUBLIC, k=2, without=without)
        rows.append(_row(found))
    return np.array(rows)


def _row(found: Retrieval) -> list[float]:
    if not found.features:
        return [float("nan")] * len(FEATURES)
    return [found.features[name] for name in FEATURES]


def logits(features: Floats, weights: Mapping[str, float]) -> Floats:
    """A logit a row; far below any threshold where nothing was found."""
    line = np.array([weights[name] for name in FEATURES])
    values: Floats = np.nan_to_num(features) @ line + weights["bias"]
    return np.where(np.isnan(features[:, 0]), _NOTHING, values)


def measure(evidences: Evidences, weights: Mapping[str, float], kept: float = KEPT) -> Fit:
    """What these weights refuse at the threshold that keeps the share of the answerable."""
    threshold = float(np.quantile(logits(evidences.answerable, weights), 1 - kept))
    refused = {
        kind: float((logits(features, weights) < threshold).mean())
        for kind, features in evidences.gone.items()
    }
    return Fit(weights, threshold, refused)


def curve(
    evidences: Evidences, weights: Mapping[str, float], points: int = 41
) -> dict[str, list[tuple[float, float]]]:
    """For each kind (kept, refused) pairs as the threshold moves."""
    shares = np.linspace(0.8, 1.0, points)
    fits = [(float(share), measure(evidences, weights, float(share))) for share in shares]
    return {kind: [(share, fit.refused[kind]) for share, fit in fits] for kind in evidences.gone}


def fit(evidences: Evidences) -> Fit:
    """Logistic regression, answerable against the three kinds, each side weighing the same."""
    rows = [evidences.answerable, *evidences.gone.values()]
    sides = [1.0, *([0.0] * len(evidences.gone))]
    features, wanted, importance = [], [], []
    for found, side in zip(rows, sides, strict=True):
        there = found[~np.isnan(found[:, 0])]
        features.append(there)
        wanted.append(np.full(len(there), side))
        share = 1.0 if side else 1.0 / len(evidences.gone)
        importance.append(np.full(len(there), 1000.0 * share / max(len(there), 1)))
    weights = _logistic(
        np.concatenate(features), np.concatenate(wanted), np.concatenate(importance)
    )
    named = dict(zip((*FEATURES, "bias"), (round(float(w), 2) for w in weights), strict=True))
    return measure(evidences, named)


def _logistic(features: Floats, wanted: Floats, importance: Floats) -> Floats:
    """Newton's method with a little ridge, the bias last."""
    rows = np.column_stack([features, np.ones(len(features))])
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], 1e-3)
    for _ in range(50):
        chance = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -30, 30)))
        gradient = rows.T @ ((chance - wanted) * importance) + ridge * weights
        bend = (rows * (chance * (1 - chance) * importance)[:, None]).T @ rows + np.diag(ridge)
        weights = weights - np.linalg.solve(bend, gradient)
    return weights
