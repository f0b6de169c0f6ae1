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


def membership(
    words: Sequence[str], values: Sequence[NDArray[np.uint32]]
) -> tuple[Integers, Integers]:
    """Pairs of the question's grams (by running index) and the words (by place) that have them."""
    codes = np.frombuffer(grams.encode(words), dtype=np.uint8)
    # A gram at a boundary belongs to the word behind it, so boundaries are what is counted.
    owner = np.cumsum(codes == 0) - 1
    found, owners = [], []
    base = 0
    for size, known in zip(grams.SIZES, values, strict=True):
        numbers, valid = grams.numbers(codes, size)
        at = np.flatnonzero(valid)
        found.append(base + known.searchsorted(numbers[at]))
        owners.append(owner[at])
        base += len(known)
    # Once a word, however often it repeats the gram.
    pairs = np.unique(np.concatenate(found) * len(words) + np.concatenate(owners))
    return pairs // len(words), pairs % len(words)


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
    if not words or not len(place):
        return np.zeros((len(starts), len(words))), np.zeros(len(words))
    weights = statistics.passage_weights(buckets)
    corrected = [word for word in words if word in meant]
    looked_for = [*words, *(meant[word] for word in corrected)]
    grams_of, columns = membership(looked_for, values)
    whole = np.bincount(columns, weights=weights[grams_of], minlength=len(looked_for))
    ordinal = np.cumsum(codes == 0)
    shared = _shared(
        ordinal[place], gram, weights, grams_of, columns, (int(ordinal[-1]) + 1, len(looked_for))
    )
    best = np.maximum.reduceat(shared, ordinal[starts], axis=0)
    best = np.minimum(best / np.where(whole > 0, whole, 1.0), 1.0)
    alike = best[:, : len(words)]
    for place_of, word in enumerate(corrected, len(words)):
        # What was typed or what was meant: the more alike of the two counts.
        typed = words.index(word)
        alike[:, typed] = np.maximum(alike[:, typed], best[:, place_of])
    lengths = np.array([len(word) for word in words], dtype=np.float64)
    return alike, whole[: len(words)] / np.sqrt(lengths)


def _shared(
    word: Integers,
    gram: Integers,
    weights: Floats,
    grams_of: Integers,
    columns: Integers,
    shape: tuple[int, int],
) -> Floats:
    """The weight of the grams that each word of the texts shares with each word looked for."""
    total = np.zeros(shape)
    first = np.searchsorted(grams_of, np.arange(len(weights)))
    owners = np.bincount(grams_of, minlength=len(weights))
    # Most grams stand in one word of the question: a second round, if any, has little to do.
    for turn in range(int(owners.max(initial=0))):
        hit = np.flatnonzero(owners[gram] > turn)
        mine = gram[hit]
        flat = word[hit] * shape[1] + columns[first[mine] + turn]
        counted = np.bincount(flat, weights=weights[mine], minlength=shape[0] * shape[1])
        total += counted.reshape(shape)
    return total
