"""Which sentences or units of the best passages answer: a linear mix of small signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from transfobot.assistant.rank import QueryTerm, query_grams, sentence_scores
from transfobot.assistant.retrieve import Retrieval
from transfobot.domain.knowledge import Hit, Unit
from transfobot.german.cues import answers_cue, cue_of
from transfobot.german.features import Features, term_hash
from transfobot.german.sentences import split

BEST_PASSAGES = 5
WEIGHTS = {
    "grams": 1.0,
    "own": 0.6,
    "near": 0.5,
    "rank": 0.9,
    "cue": 0.25,
    "first": 0.05,
}


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit with its score and signs; `hit` is the place of its passage among the hits."""

    score: float
    hit: int
    unit: Unit
    signs: dict[str, float]


def rank_units(retrieval: Retrieval, passages: int = BEST_PASSAGES) -> list[RankedUnit]:
    """The units of the first passages, best first; ties in reading order."""
    basis = retrieval.basis
    hits = retrieval.hits[:passages]
    if basis is None or not hits:
        return []
    rows = [basis.features[hit.passage.id] for hit in hits]
    grams = sentence_scores(
        query_grams(basis.plan.text, basis.plan.added_words), rows, basis.statistics
    )
    best_gram = max(float(grams.max()), 1e-9)
    cue = cue_of(basis.plan.text)
    best_total = max(hits[0].score, 1e-9)
    ranked: list[RankedUnit] = []
    at = 0
    for place, (hit, row) in enumerate(zip(hits, rows, strict=True)):
        held = _held(row, basis.terms)
        units = _units(hit)
        for index in range(row.heads, len(row.gram_counts)):
            position = index - row.heads
            if position >= len(units):
                break
            unit = units[position]
            text = hit.passage.text[unit.start : unit.end]
            signs = {
                "grams": float(grams[at + index]) / best_gram,
                "own": _share(held[index : index + 1], basis.terms),
                "near": _share(held[max(index - 1, 0) : index + 2], basis.terms),
                "rank": hit.score / best_total,
                "cue": float(answers_cue(text, cue, basis.plan.text)),
                "first": 1.0 / (1 + position),
            }
            total = sum(WEIGHTS[name] * value for name, value in signs.items())
            ranked.append(RankedUnit(total, place, unit, signs))
        at += len(row.gram_counts)
    return sorted(ranked, key=lambda item: (-item.score, item.hit, item.unit.start))


def _units(hit: Hit) -> Sequence[Unit]:
    passage = hit.passage
    return passage.units or [Unit(start, end) for start, end in split(passage.text)]


def _held(row: Features, terms: Sequence[QueryTerm]) -> list[frozenset[int]]:
    """For each sentence the places of the question's terms that stand in it."""
    wanted = {term_hash(term.term): place for place, term in enumerate(terms)}
    ends = np.cumsum(row.term_counts.astype(np.int64))
    held = []
    start = 0
    for end in ends.tolist():
        present = (wanted.get(value) for value in row.terms[start:end].tolist())
        held.append(frozenset(place for place in present if place is not None))
        start = end
    return held


def _share(held: Sequence[frozenset[int]], terms: Sequence[QueryTerm]) -> float:
    total = sum(term.weight * term.idf for term in terms if term.frequency)
    if not total:
        return 0.0
    there = frozenset().union(*held) if held else frozenset()
    return sum(terms[place].weight * terms[place].idf for place in there) / total
