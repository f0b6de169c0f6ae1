"""Which sentences or units of the best passages answer: a linear mix of small signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from transfobot.assistant.retrieval.rank import QueryTerm, query_grams, sentence_signs
from transfobot.assistant.retrieval.retrieve import Retrieval
from transfobot.domain.knowledge import Hit, Unit
from transfobot.german.cues import Cue, answers_cue, cue_of
from transfobot.german.features import Features, term_hash
from transfobot.german.sentences import split

BEST_PASSAGES = 5
# Fitted by softmax over the sentences of the first passages; see docs/benchmarks.md.
WEIGHTS = {"grams": 3.15, "words": 2.89, "near": 1.37, "rank": 4.37}
CUE_WEIGHTS = {
    Cue.DATE: 1.1,
    Cue.NUMBER: 1.2,
    Cue.AMOUNT: 0.6,
    Cue.PERSON: 0.5,
    Cue.PLACE: 0.7,
    Cue.NONE: 0.0,
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
    wanted = query_grams(basis.plan.text, basis.plan.added_words, basis.plan.meant)
    found = sentence_signs(wanted, rows, basis.statistics)
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
                "grams": float(found.grams[at + index]),
                "words": float(found.words[at + index]),
                "near": _share(held[max(index - 1, row.heads) : index + 2], basis.terms),
                "rank": hit.score / best_total,
            }
            total = sum(WEIGHTS[name] * value for name, value in signs.items())
            if answers_cue(text, cue, basis.plan.text):
                signs["cue"] = CUE_WEIGHTS[cue]
                total += CUE_WEIGHTS[cue]
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
