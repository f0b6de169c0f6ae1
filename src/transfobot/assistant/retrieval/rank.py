"""Re-ranking of candidates: stems (A), grams (B), sentence (D), words (L) and title (T).

Only the candidates are looked at, so the cost does not grow with what is indexed.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transfobot.assistant.retrieval.words import likeness, question_words
from transfobot.german import grams
from transfobot.german.features import Features, term_hash
from transfobot.german.statistics import Floats, Statistics, idf
from transfobot.german.text import tokens

SATURATION = 1.2
LENGTH_PASSAGE = 0.75
LENGTH_SENTENCE = 0.5
MOST_REPEATED = 3
TITLE_WEIGHT = 1.25
NO_TITLE = 0.7
"""What a passage without a title gets of its best sentence's share in the title slot."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A search term: how often it was asked (or its weight if it was added), and its rarity."""

    term: str
    weight: float
    frequency: int
    idf: float


@dataclass(frozen=True, slots=True)
class QueryGrams:
    """The distinct grams of a question: sorted numbers by size, with one running index over all."""

    text: str
    meant: Mapping[str, str]
    values: tuple[NDArray[np.uint32], ...]
    buckets: NDArray[np.uint32]
    asked: Floats
    """How often the question itself has each gram, at most three times."""
    counts: Floats
    """The same with the words that were added, by their weight."""
    table: NDArray[np.int16]
    """From a 3-gram's number to its index, -1 where the question has none."""
    longer: tuple[NDArray[np.int16], ...]
    """From a gram's index · 64 + the code that follows to the index of the gram one longer, or -1;
    for 4 and 5."""

    @property
    def size(self) -> int:
        """How many distinct grams there are."""
        return len(self.buckets)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the candidates in their order, the parts before they are scaled to their best."""

    total: Floats
    stems: Floats
    passage: Floats
    sentence: Floats
    title: Floats
    words: Floats
    best_sentence: Integers
    share: Floats
    """The part of the question's own gram weight that each passage holds, 0–1."""
    alike: Floats
    """The part of the question's words that each passage has, by likeness, 0–1."""
    sentence_share: Floats
    """The part of the question's own gram weight that each passage's best sentence holds."""


def query_grams(
    text: str, added: Mapping[str, float] | None = None, meant: Mapping[str, str] | None = None
) -> QueryGrams:
    """The grams of a question, stop words kept, and those of words added with a weight below 1.

    `meant` are misspelt words with what was meant; the latter are among the added ones.
    """
    asked = _numbered(tokens(text))
    more = [(_numbered(tokens(word)), weight) for word, weight in (added or {}).items()]
    values = []
    found = []
    base = []
    counts = []
    for place, size in enumerate(grams.SIZES):
        own, repeated = np.unique(asked[place], return_counts=True)
        own_count = np.minimum(repeated, MOST_REPEATED).astype(np.float64)
        distinct = np.unique(np.concatenate([own, *(numbers[place] for numbers, _ in more)]))
        mine = np.zeros(len(distinct))
        mine[distinct.searchsorted(own)] = own_count
        weighed = mine.copy()
        for numbers, weight in more:
            at = distinct.searchsorted(numbers[place])
            weighed[at] = np.maximum(weighed[at], weight)
        values.append(distinct)
        found.append(grams.buckets(distinct, size))
        base.append(mine)
        counts.append(weighed)
    table = np.full(1 << 18, -1, dtype=np.int16)
    table[values[0]] = np.arange(len(values[0]), dtype=np.int16)
    longer = tuple(itertools.starmap(_longer, itertools.pairwise(values)))
    return QueryGrams(
        text,
        dict(meant or {}),
        tuple(values),
        np.concatenate(found),
        np.concatenate(base),
        np.concatenate(counts),
        table,
        longer,
    )


def _longer(shorter: NDArray[np.uint32], grown: NDArray[np.uint32]) -> NDArray[np.int16]:
    table = np.full((len(shorter) + 1) * grams.CODES, -1, dtype=np.int16)
    code = grown % np.uint32(grams.CODES)
    begin = shorter.searchsorted(grown // np.uint32(grams.CODES))
    table[begin * grams.CODES + code] = np.arange(len(grown), dtype=np.int16)
    return table


def _numbered(words: Sequence[str]) -> list[NDArray[np.uint32]]:
    codes = np.frombuffer(grams.encode(words), dtype=np.uint8)
    found = []
    for size in grams.SIZES:
        numbers, valid = grams.numbers(codes, size)
        found.append(numbers[valid])
    return found


def score(
    terms: Sequence[QueryTerm],
    wanted: QueryGrams,
    candidates: Sequence[Features],
    statistics: Statistics,
    *,
    cosines: Floats | None = None,
    cosine_weight: float = 0.0,
) -> Scores:
    """Score candidates; `cosines` (0 where unknown) join only with a learned embedder."""
    layout = _Layout.of(candidates)
    stems = _stem_scores(terms, candidates, statistics)
    place, gram = _gram_hits(wanted, layout)
    counts = _gram_counts(place, gram, wanted, layout)
    alike, weights = likeness(
        question_words(wanted.text),
        wanted.meant,
        wanted.values,
        wanted.buckets,
        statistics,
        layout.codes,
        layout.starts,
        place,
        gram,
    )
    words, most = alike**2 @ weights, float(weights.sum())
    passage_tf = np.add.reduceat(counts, layout.first, axis=0)
    passage_idf = statistics.passage_weights(wanted.buckets)
    average = statistics.passage_grams / max(statistics.passages, 1)
    saturated = _saturated(passage_tf, layout.passage_grams, average, LENGTH_PASSAGE)
    passage = saturated @ (passage_idf * wanted.counts)
    own_weight = passage_idf * wanted.asked
    ceiling = (SATURATION + 1) * float(own_weight.sum())
    share = saturated @ own_weight / ceiling if ceiling > 0 else np.zeros(len(candidates))
    sentences = _sentences(wanted, counts, layout, statistics)
    body, title, best = _body_and_title(sentences, layout)
    total = _combined((stems, passage, words), body, title, layout.has_title)
    if cosines is not None and cosine_weight and len(cosines):
        total = total + cosine_weight * _share(np.maximum(cosines, 0.0))
    own = statistics.sentence_weights(wanted.buckets) * wanted.asked
    held = body / ((SATURATION + 1) * max(float(own.sum()), 1e-9))
    alike = words / most if most > 0 else words
    return Scores(total, stems, passage, body, title, words, best, share, alike, held)


@dataclass(frozen=True, slots=True)
class SentenceSigns:
    """Signs of every sentence of some passages, head lines included, in order.

    `grams`: BM25 with grams weighed by how few of these very sentences have them. `words`: how
    alike the best words of the sentence, or less so of the one before, are to the question's.
    """

    grams: Floats
    words: Floats


BEFORE = 0.6
"""What a likeness in the sentence before counts: „Dieses Programm …“ goes on with its subject."""


def sentence_signs(
    wanted: QueryGrams, passages: Sequence[Features], statistics: Statistics
) -> SentenceSigns:
    """What speaks for single sentences once the passages are chosen."""
    layout = _Layout.of(passages)
    place, gram = _gram_hits(wanted, layout)
    counts = _gram_counts(place, gram, wanted, layout)
    body = ~layout.is_head
    average = statistics.sentence_grams / max(statistics.sentences, 1)
    saturated = _saturated(counts, layout.sentence_grams, average, LENGTH_SENTENCE)
    local = idf((counts[body] > 0).sum(axis=0), int(body.sum()))
    words = question_words(wanted.text)
    alike, _ = likeness(
        words,
        wanted.meant,
        wanted.values,
        wanted.buckets,
        statistics,
        layout.codes,
        layout.begins,
        place,
        gram,
    )
    squared = alike**2
    near = squared.copy()
    follows = np.flatnonzero(layout.owner[1:] == layout.owner[:-1]) + 1
    near[follows] = np.maximum(near[follows], BEFORE * squared[follows - 1])
    total = float(body.sum())
    spread = np.minimum(squared[body].sum(axis=0), total)
    rare = np.log1p((total - spread + 0.5) / (spread + 0.5))
    scale = float(rare.sum())
    return SentenceSigns(
        _share(np.where(body, saturated @ (local * wanted.counts), 0.0)),
        near @ rare / scale if scale > 0 else np.zeros(len(near)),
    )


def _sentences(
    wanted: QueryGrams, counts: Floats, layout: _Layout, statistics: Statistics
) -> Floats:
    average = statistics.sentence_grams / max(statistics.sentences, 1)
    saturated = _saturated(counts, layout.sentence_grams, average, LENGTH_SENTENCE)
    scores: Floats = saturated @ (statistics.sentence_weights(wanted.buckets) * wanted.counts)
    return scores


@dataclass(frozen=True, slots=True)
class _Layout:
    """All candidates' codes in one array, with where sentences and passages begin."""

    codes: NDArray[np.uint8]
    starts: Integers
    begins: Integers
    first: Integers
    owner: Integers
    is_head: NDArray[np.bool_]
    sentence_grams: Floats
    passage_grams: Floats
    has_title: NDArray[np.bool_]

    @classmethod
    def of(cls, candidates: Sequence[Features]) -> _Layout:
        sizes = np.array([len(c.gram_counts) for c in candidates], dtype=np.int64)
        lengths = np.array([len(c.codes) for c in candidates], dtype=np.int64)
        heads = np.array([c.heads for c in candidates], dtype=np.int64)
        owner = np.repeat(np.arange(len(candidates)), sizes)
        first = np.cumsum(sizes) - sizes
        starts = np.cumsum(lengths) - lengths
        offsets = np.concatenate([c.offsets[:-1] for c in candidates]).astype(np.int64)
        gram_counts = np.concatenate([c.gram_counts for c in candidates]).astype(np.float64)
        within = np.arange(len(owner)) - first[owner]
        return cls(
            np.frombuffer(b"".join(c.codes for c in candidates), dtype=np.uint8),
            starts,
            offsets + starts[owner],
            first,
            owner,
            within < heads[owner],
            gram_counts,
            np.add.reduceat(gram_counts, first),
            heads > 0,
        )


def _gram_hits(wanted: QueryGrams, layout: _Layout) -> tuple[Integers, Integers]:
    """Where grams of the question stand in the codes, and which (their running index)."""
    codes = layout.codes
    # No gram of the question goes across a boundary, so none that does is found.
    three, _ = grams.numbers(codes, 3)
    index = wanted.table.take(three)
    at = np.flatnonzero(index >= 0)
    index = index[at]
    places = [at]
    found = [index.astype(np.int64)]
    base = len(wanted.values[0])
    for size, longer in zip((4, 5), wanted.longer, strict=True):
        # A longer gram of the question can only begin where a shorter one does.
        ends = int(at.searchsorted(len(codes) - size, side="right"))
        at = at[:ends]
        index = longer.take(index[:ends].astype(np.int32) * grams.CODES + codes[at + (size - 1)])
        hit = np.flatnonzero(index >= 0)
        at, index = at[hit], index[hit]
        places.append(at)
        found.append(index + np.int64(base))
        base += len(wanted.values[size - 3])
    return np.concatenate(places), np.concatenate(found)


def _gram_counts(place: Integers, gram: Integers, wanted: QueryGrams, layout: _Layout) -> Floats:
    """How often each gram of the question stands in each sentence (sentences × grams)."""
    sentence = layout.begins.searchsorted(place, side="right") - 1
    size = len(layout.begins) * wanted.size
    flat = np.bincount(sentence * wanted.size + gram, minlength=size)
    return flat.reshape(len(layout.begins), wanted.size).astype(np.float64)


def _saturated(tf: Floats, lengths: Floats, average: float, b: float) -> Floats:
    """2.2 · tf / (tf + 1.2 (1 − b + b · len/avg)), a row a text; times weights it is BM25."""
    norm = SATURATION * (1 - b + b * lengths / max(average, 1.0))
    return (SATURATION + 1) * tf / (tf + norm[:, None])


def _stem_scores(
    terms: Sequence[QueryTerm], candidates: Sequence[Features], statistics: Statistics
) -> Floats:
    """BM25 of the passages over stems and parts."""
    if not terms:
        return np.zeros(len(candidates))
    hashes = np.array([term_hash(t.term) for t in terms], dtype=np.uint32)
    order = np.argsort(hashes)
    weights = np.array([terms[i].weight * terms[i].idf for i in order])
    sizes = np.array([len(c.terms) for c in candidates], dtype=np.int64)
    present = np.concatenate([c.terms for c in candidates])
    ordered = hashes[order]
    near = np.minimum(ordered.searchsorted(present), len(ordered) - 1)
    hit = np.flatnonzero(ordered[near] == present)
    owner = np.repeat(np.arange(len(candidates)), sizes)[hit]
    flat = np.bincount(
        owner * len(terms) + near[hit], minlength=len(candidates) * len(terms)
    ).astype(np.float64)
    average = statistics.passage_terms / max(statistics.passages, 1)
    tf = flat.reshape(len(candidates), len(terms))
    scores: Floats = _saturated(tf, sizes.astype(np.float64), average, LENGTH_PASSAGE) @ weights
    return scores


def _body_and_title(sentences: Floats, layout: _Layout) -> tuple[Floats, Floats, Integers]:
    """Best sentence of each passage (with its index in the passage), and best head line."""
    body = np.where(layout.is_head, -1.0, sentences)
    title = np.where(layout.is_head, sentences, 0.0)
    best_body = np.maximum.reduceat(body, layout.first)
    is_best = body == best_body[layout.owner]
    places = np.flatnonzero(is_best)[::-1]
    best = np.zeros(len(layout.first), dtype=np.int64)
    # Written backwards, so that the first of equal sentences stays.
    best[layout.owner[places]] = places
    return (
        np.maximum(best_body, 0.0),
        np.maximum.reduceat(title, layout.first),
        best - layout.first,
    )


def _share(values: Floats) -> Floats:
    best = float(values.max()) if len(values) else 0.0
    return values / best if best > 0 else np.zeros(len(values))


def _combined(
    parts: Sequence[Floats], body: Floats, title: Floats, has_title: NDArray[np.bool_]
) -> Floats:
    total = _share(body)
    for part in parts:
        total = total + _share(part)
    best_sentence = float(body.max()) if len(body) else 0.0
    if has_title.any() and best_sentence > 0:
        slot = np.where(has_title, title, NO_TITLE * body)
        total = total + TITLE_WEIGHT * slot / best_sentence
    return total


def make_terms(
    counted: Mapping[str, float], frequencies: Mapping[str, int], passages: int
) -> list[QueryTerm]:
    """Query terms with their rarity among so many passages, rarest first."""
    names = sorted(counted)
    df = np.array([frequencies.get(name, 0) for name in names], dtype=np.int64)
    weights = idf(df, passages)
    terms = [
        QueryTerm(name, min(counted[name], MOST_REPEATED), int(df[i]), float(weights[i]))
        for i, name in enumerate(names)
    ]
    return sorted(terms, key=lambda t: (t.frequency, t.term))
