"""Finding: candidates from words and vectors, re-ranked, at most three passages a document."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from transfobot.assistant.retrieval.query import (
    Plan,
    misspelt,
    plan,
    respelt,
    slips,
    with_corrections,
)
from transfobot.assistant.retrieval.rank import QueryTerm, Scores, make_terms, query_grams, score
from transfobot.assistant.retrieval.refuse import DEFAULT_THRESHOLD, Evidence, confidence
from transfobot.courtesy import courtesy
from transfobot.domain.knowledge import Hit, Passage, Visibility
from transfobot.german.cues import answers_cue, cue_of
from transfobot.german.features import Features, term_hash
from transfobot.german.glossary import Glossary
from transfobot.german.statistics import Statistics
from transfobot.german.stems import Analyzer
from transfobot.ports import Embedder, VectorIndex
from transfobot.ports.search import Candidate, TextIndex

BY_WORDS = 100
BY_VECTORS = 50
PER_DOCUMENT = 3
CUE_WEIGHT = 0.2
"""For a passage that has the kind of thing that is asked for: a date, a number, a name."""
LEARNED_WEIGHT = 0.3
"""How much a language model's cosine counts beside the three parts; hashed ones only nominate."""


class PassageStore(Protocol):
    """The part of Records that retrieval reads."""

    def passages(self, passage_ids: Sequence[str]) -> Sequence[Passage]:
        """The live passages of these ids, in the order asked; unknown ids are left out."""
        ...


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """A content word of the question by its stem: how rare it is, and whether it is known."""

    term: str
    idf: float
    known: bool


@dataclass(frozen=True, slots=True)
class Basis:
    """What a search stood on: for ranking the sentences of its hits without asking again."""

    plan: Plan
    terms: tuple[QueryTerm, ...]
    statistics: Statistics
    features: Mapping[str, Features]
    """Feature rows of the hits by passage id."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was found, and whether it speaks to the question at all.

    `refused` with `reason` "nothing_found" (no candidate) or "not_said" (the best does not hold
    enough of the question); `hits` are there also then, as possibly related.
    """

    hits: tuple[Hit, ...]
    refused: bool = False
    reason: str | None = None
    confidence: float = 0.0
    terms: tuple[AskedTerm, ...] = ()
    features: Mapping[str, float] = field(default_factory=dict)
    basis: Basis | None = None
    cosines: Mapping[str, float] = field(default_factory=dict)
    """How near the vectors of passages lie, by passage id."""


class Retriever:
    """Search over the ports. `vectors` None: words alone."""

    def __init__(
        self,
        text_index: TextIndex,
        passages: PassageStore,
        analyzer: Analyzer,
        *,
        vectors: VectorIndex | None = None,
        embedder: Embedder | None = None,
        glossary: Glossary | None = None,
        learned_weight: float = LEARNED_WEIGHT,
    ) -> None:
        self._text = text_index
        self._passages = passages
        self._analyzer = analyzer
        self._vectors = vectors if embedder is not None else None
        self._embedder = embedder
        self._glossary = glossary or Glossary.empty()
        self._learned_weight = learned_weight

    def search(
        self,
        text: str,
        *,
        visibilities: frozenset[Visibility],
        k: int = 10,
        explain: bool = False,
        without: frozenset[str] = frozenset(),
        among: frozenset[str] | None = None,
        after: Retrieval | None = None,
    ) -> Retrieval:
        """The best `k` passages for a question, `among` some documents if these are given.

        `without` leaves passage ids out (calibration).

        With `after`, a first look at the same text that found nothing, the second is wider: it
        adds what offices call things anywhere.

        Raises SearchUnavailable when the text index, or a vector store that is set, is down.
        """
        # Calibration is indexing: it gives way itself.
        with nullcontext() if without else courtesy.asking():
            return self._search(text, visibilities, k, explain, without, among, after)

    def known(
        self, terms: Collection[str], *, visibilities: frozenset[Visibility]
    ) -> frozenset[str]:
        """Those of some stems that stand in any passage. Raises SearchUnavailable."""
        found = self._text.frequencies(visibilities, list(terms))
        return frozenset(term for term in terms if found.get(term))

    def _search(
        self,
        text: str,
        visibilities: frozenset[Visibility],
        k: int,
        explain: bool,
        without: frozenset[str],
        among: frozenset[str] | None,
        after: Retrieval | None,
    ) -> Retrieval:
        statistics = self._text.statistics(visibilities)
        glossary = self._glossary.with_more(Glossary.general()) if after else self._glossary
        asked, frequencies = self._understand(text, visibilities, glossary)
        terms = make_terms(asked.counted, frequencies, statistics.passages)
        cosines = after.cosines if after else self._nearest(text, visibilities)
        found = self._text.find(
            visibilities,
            [term.term for term in terms if term.frequency],
            limit=BY_WORDS,
            also=list(cosines),
        )
        candidates = [
            one
            for one in found
            if one.passage_id not in without and (among is None or one.document_id in among)
        ]
        known = _asked_terms(asked, terms)
        if not candidates:
            return Retrieval((), refused=True, reason="nothing_found", terms=known, cosines=cosines)
        scores = score(
            terms,
            query_grams(asked.text, asked.added_words, asked.meant),
            [candidate.features for candidate in candidates],
            statistics,
            cosines=np.array([cosines.get(c.passage_id, 0.0) for c in candidates]),
            cosine_weight=self._learned_weight if self._learned else 0.0,
        )
        order = _order(candidates, scores)
        kept = _diverse(order, candidates, k)
        evidence = weigh(asked, terms, candidates, scores, order)
        logit = evidence.logit()
        refused = logit < self._threshold()
        return Retrieval(
            self._hits(kept, candidates, scores, asked, terms, cosines, explain),
            refused,
            "not_said" if refused else None,
            confidence(logit),
            known,
            {**evidence.values(), "logit": logit},
            Basis(
                asked,
                tuple(terms),
                statistics,
                {candidates[i].passage_id: candidates[i].features for i in kept},
            ),
            cosines,
        )

    @property
    def _learned(self) -> bool:
        return self._embedder is not None and self._embedder.learned

    def _threshold(self) -> float:
        return self._text.calibration().get("threshold", DEFAULT_THRESHOLD)

    def _understand(
        self, text: str, visibilities: frozenset[Visibility], glossary: Glossary
    ) -> tuple[Plan, Mapping[str, int]]:
        """The plan with corrections of misspelt words, and how common its terms are."""
        asked = plan(text, self._analyzer, glossary)
        frequencies = self._text.frequencies(visibilities, list(asked.counted))
        meant = self._respelt(asked, visibilities, frequencies)
        if meant != asked.text:
            asked = plan(meant, self._analyzer, glossary)
            frequencies = self._text.frequencies(visibilities, list(asked.counted))
        corrected = {
            token: tuple(self._text.similar_terms(visibilities, term))
            for token, term in misspelt(asked, self._analyzer, frequencies).items()
        }
        corrected = {token: found for token, found in corrected.items() if found}
        if corrected:
            asked = with_corrections(asked, corrected)
            frequencies = self._text.frequencies(visibilities, list(asked.counted))
        return asked, frequencies

    def _respelt(
        self, asked: Plan, visibilities: frozenset[Visibility], frequencies: Mapping[str, int]
    ) -> str:
        found = slips(asked, self._analyzer, frequencies)
        if not found:
            return asked.text
        terms = {
            term
            for words in found.values()
            for word in words
            for term in self._analyzer.word_terms(word)[:1]
        }
        common = self._text.frequencies(visibilities, sorted(terms))
        return respelt(asked.text, found, self._analyzer, common)

    def _nearest(self, text: str, visibilities: frozenset[Visibility]) -> Mapping[str, float]:
        if self._vectors is None or self._embedder is None:
            return {}
        statistics = self._text.statistics(visibilities)
        vector = self._embedder.query(text, statistics)
        return dict(self._vectors.nearest(visibilities, vector, BY_VECTORS))

    def _hits(
        self,
        kept: Sequence[int],
        candidates: Sequence[Candidate],
        scores: Scores,
        asked: Plan,
        terms: Sequence[QueryTerm],
        cosines: Mapping[str, float],
        explain: bool,
    ) -> tuple[Hit, ...]:
        places = {candidates[index].passage_id: index for index in kept}
        passages = self._passages.passages(list(places))
        hits = []
        cue = cue_of(asked.text)
        for passage in passages:
            index = places[passage.id]
            why = _why(index, candidates[index], scores, asked, terms, cosines) if explain else {}
            bonus = CUE_WEIGHT * answers_cue(passage.text, cue, asked.text)
            if explain:
                why["cue"] = {"asked": cue.value, "bonus": bonus}
            hits.append(Hit(passage, float(scores.total[index]) + bonus, why))
        return tuple(sorted(hits, key=lambda hit: (-round(hit.score, 9), hit.passage.id)))


def _order(candidates: Sequence[Candidate], scores: Scores) -> list[int]:
    """Best first; equal scores by passage id, so that every machine ranks alike."""
    rounded = np.round(scores.total, 9)
    return sorted(range(len(candidates)), key=lambda i: (-rounded[i], candidates[i].passage_id))


def _diverse(order: Sequence[int], candidates: Sequence[Candidate], k: int) -> list[int]:
    """The best `k`, at most so many of one document."""
    seen: Counter[str] = Counter()
    kept: list[int] = []
    for index in order:
        if len(kept) == k:
            break
        document = candidates[index].document_id
        seen[document] += 1
        if seen[document] <= PER_DOCUMENT:
            kept.append(index)
    return kept


def weigh(
    asked: Plan,
    terms: Sequence[QueryTerm],
    candidates: Sequence[Candidate],
    scores: Scores,
    order: Sequence[int],
) -> Evidence:
    """What speaks for an answer in the first hit."""
    first = order[0]
    present = set(candidates[first].features.terms.tolist())
    # Added words weigh less than 1; that nobody uses them says nothing about the question.
    own = [term for term in terms if term.weight >= 1]
    asked_weight = sum(term.idf for term in own)
    unknown = sum(term.idf for term in own if not term.frequency)
    best = float(scores.total[first])
    second = float(scores.total[order[1]]) if len(order) > 1 else 0.0
    named = [term_hash(name) in present for name in asked.names]
    return Evidence(
        bnorm=float(scores.share.max()),
        alike=float(scores.alike[first]),
        sentence=float(scores.sentence_share[first]),
        margin=(best - second) / best if best > 0 else 0.0,
        ent=sum(named) / len(named) if named else 0.5,
        unknown=unknown / asked_weight if asked_weight else 0.0,
        length=math.log(max(len(asked.own), 1)),
    )


def _asked_terms(asked: Plan, terms: Sequence[QueryTerm]) -> tuple[AskedTerm, ...]:
    found = {term.term: term for term in terms}
    return tuple(
        AskedTerm(name, found[name].idf, found[name].frequency > 0)
        for name in asked.own
        if name in found
    )


def _why(
    index: int,
    candidate: Candidate,
    scores: Scores,
    asked: Plan,
    terms: Sequence[QueryTerm],
    cosines: Mapping[str, float],
) -> dict[str, object]:
    """The explanation that `search --json` prints."""
    present = set(candidate.features.terms.tolist())
    matched = [term.term for term in terms if term_hash(term.term) in present]
    return {
        "scores": {
            "stems": round(float(scores.stems[index]), 4),
            "passage": round(float(scores.passage[index]), 4),
            "sentence": round(float(scores.sentence[index]), 4),
            "title": round(float(scores.title[index]), 4),
            "words": round(float(scores.words[index]), 4),
            "share": round(float(scores.share[index]), 4),
            "bm25": candidate.bm25,
            "cosine": cosines.get(candidate.passage_id),
        },
        "matched": matched,
        "glossary": [
            {"asked": a.called_by, "added": a.added, "weight": a.weight, "kind": a.kind}
            for a in asked.added
        ],
        "corrected": {
            token: [name for name, _ in found] for token, found in asked.corrected.items()
        },
        "found_by": [
            name
            for name, there in (
                ("words", candidate.bm25 is not None),
                ("vectors", candidate.passage_id in cosines),
            )
            if there
        ],
        "decision": "kept",
    }
