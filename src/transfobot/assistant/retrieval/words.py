"""Word by word (L): for each content word of the question, the most alike word of a passage.

Grams as a bag let pieces of many words add up; here they must meet in one word. What is measured
is the share of the question word's gram weight, squared, so that half a likeness counts a quarter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from transfobot.german import grams
from transfobot.german.statistics import Floats, Statistics
from transfobot.german.stopwords import STOP_WORDS
from transfobot.german.text import tokens

MOST_WORDS = 24

Integers = NDArray[np.int64]


def question_words(text: str) -> list[str]:
    """The distinct content words of a question in order."""
    words = (word for word in tokens(text) if word not in STOP_WORDS)
    return list(dict.fromkeys(words))[:MOST_WORDS]


def membership(words: Sequence[str], values: Sequence[NDArray[np.uint32]]) -> NDArray[np.bool_]:
    """Which of the question's grams (rows, in their running order) each word (column) has."""
    total = sum(map(len, values))
    belongs = np.zeros((total, len(words)), dtype=np.bool_)
    for column, word in enumerate(words):
        codes = np.frombuffer(grams.encode([word]), dtype=np.uint8)
        base = 0
        for size, known in zip(grams.SIZES, values, strict=True):
            numbers, valid = grams.numbers(codes, size)
            belongs[base + known.searchsorted(numbers[valid]), column] = True
            base += len(known)
    return belongs


def likeness(
    words: Sequence[str],
    meant: Mapping[str, str],
    values: Sequence[NDArray[np.uint32]],
    buckets: NDArray[np.uint32],
    statistics: Statistics,
    codes: NDArray[np.uint8],
    starts: Integers,
    place: Integers,
    gram: Integers,
) -> tuple[Floats, Floats]:
    """How alike the best word of each span is to each question word (0–1), and the words' weights.

    Spans begin at `starts` in `codes`; `place`, `gram` are the hits; `meant` gives misspelt words
    their correction. A word weighs what its grams do, less for being long.
    """
    alike = np.zeros((len(starts), len(words)))
    telling = np.zeros(len(words))
    if not words or not len(place):
        return alike, telling
    weights = statistics.passage_weights(buckets)
    belongs = membership([*words, *(meant.get(word, word) for word in words)], values)
    # A gram at a boundary belongs to the word behind it, so boundaries are what is counted.
    ordinal = np.cumsum(codes == 0)
    word = ordinal[place]
    first = ordinal[starts]
    count = int(ordinal[-1]) + 1
    for column in range(belongs.shape[1]):
        name = words[column % len(words)]
        if column >= len(words) and name not in meant:
            continue
        mine = belongs[:, column]
        whole = float(weights[mine].sum())
        if whole <= 0:
            continue
        at = mine[gram]
        shared = np.bincount(word[at], weights=weights[gram[at]], minlength=count) / whole
        best = np.minimum(np.maximum.reduceat(shared, first), 1.0)
        place_of = column % len(words)
        # What was typed or what was meant: the more alike of the two counts.
        alike[:, place_of] = np.maximum(alike[:, place_of], best)
        if column < len(words):
            telling[place_of] = whole / np.sqrt(len(name))
    return alike, telling
