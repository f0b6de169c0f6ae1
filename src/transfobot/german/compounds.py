"""Compound splitting against a word list of one million German forms.

The list comes from simplemma and is kept, folded, as sorted CRC-32 numbers in a small file: asking
for a word is one binary search and nothing is parsed at the next start.
"""

from __future__ import annotations

import math
import os
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from transfobot.german.text import fold

MINIMUM_SPLIT = 8
"""Shorter words are never split."""
MINIMUM_PART = 4
MAXIMUM_PARTS = 4
LINK_PENALTY = 0.3
LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "ens")
_LONGEST = 60
_FILE_NAME = "german-words-1.npy"


class _Best(NamedTuple):
    score: float
    parts: tuple[str, ...]


class WordList:
    """Which folded words German knows; a word outside is probably a name or a typing error."""

    def __init__(self, hashes: NDArray[np.uint32]) -> None:
        self._hashes = hashes

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, word: object) -> bool:
        if not len(self._hashes) or not isinstance(word, str):
            return False
        wanted = np.uint32(zlib.crc32(word.encode()))
        at = int(self._hashes.searchsorted(wanted))
        return at < len(self._hashes) and bool(self._hashes[at] == wanted)

    def known(self, words: Sequence[str]) -> list[str]:
        """Those of many words that are in the list, in their order, by one search."""
        if not len(self._hashes) or not words:
            return []
        wanted = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint32, len(words))
        at = np.minimum(self._hashes.searchsorted(wanted), len(self._hashes) - 1)
        return [words[index] for index in np.flatnonzero(self._hashes[at] == wanted).tolist()]

    @classmethod
    def empty(cls) -> WordList:
        """A list that knows nothing: words stay whole."""
        return cls(np.zeros(0, dtype=np.uint32))

    @classmethod
    def of(cls, words: list[str]) -> WordList:
        """A list of these words, folded."""
        hashes = np.fromiter((zlib.crc32(fold(word).encode()) for word in words), dtype=np.uint32)
        return cls(np.unique(hashes))

    @classmethod
    def cached(cls, directory: Path) -> WordList:
        """The German list, read from the directory; made there (in about a second) if missing."""
        path = directory / _FILE_NAME
        if path.exists():
            try:
                loaded = np.load(path, allow_pickle=False)
            except (ValueError, OSError, EOFError):
                loaded = None
            if loaded is not None and loaded.dtype == np.uint32 and loaded.ndim == 1:
                return cls(loaded)
        words = cls.of(_dictionary_words())
        _write_whole(path, words._hashes)
        return words


def _dictionary_words() -> list[str]:
    # Imported late: it unpacks a dictionary of 1.1 million forms.
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    forms = DefaultDictionaryFactory().get_dictionary("de")
    return [form for form in forms if len(form) >= MINIMUM_PART - 1 and form.isalpha()]


def _write_whole(path: Path, array: NDArray[np.uint32]) -> None:
    """Write beside and rename, so that a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            np.save(file, array, allow_pickle=False)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def split_compound(word: str, words: WordList) -> tuple[str, ...]:
    """The parts of a folded compound without its linking letters; empty if it does not split.

    Best mean of the parts' log length, less a penalty for each linking letter group: few, long,
    balanced parts win. Parts have at least four letters, and there are at most four.
    """
    if not MINIMUM_SPLIT <= len(word) <= _LONGEST or not word.isalpha():
        return ()
    known = _known_parts(word, words)
    best = _Best(-math.inf, ())
    for score, parts in _splits(word, 0, MAXIMUM_PARTS, known):
        if len(parts) > 1:
            mean = score / len(parts)
            if mean > best.score:
                best = _Best(mean, parts)
    return best.parts


def _known_parts(word: str, words: WordList) -> dict[int, list[int]]:
    """For each start the ends of the word's pieces that are words, one lookup for all of them."""
    spans = [
        (start, end)
        for start in range(len(word) - MINIMUM_PART + 1)
        for end in range(start + MINIMUM_PART, len(word) + 1)
        if end - start < len(word)
    ]
    wanted = np.fromiter(
        (zlib.crc32(word[start:end].encode()) for start, end in spans),
        dtype=np.uint32,
        count=len(spans),
    )
    hashes = words._hashes
    if not len(hashes):
        return {}
    at = np.minimum(hashes.searchsorted(wanted), len(hashes) - 1)
    known: dict[int, list[int]] = {}
    for index in np.flatnonzero(hashes[at] == wanted):
        start, end = spans[index]
        known.setdefault(start, []).append(end)
    return known


def _splits(
    word: str, start: int, parts_left: int, known: dict[int, list[int]]
) -> list[tuple[float, tuple[str, ...]]]:
    found: list[tuple[float, tuple[str, ...]]] = []
    for end in known.get(start, ()):
        score = math.log(end - start)
        part = word[start:end]
        if end == len(word):
            found.append((score, (part,)))
            continue
        if parts_left == 1:
            continue
        for link in LINKS:
            if word.startswith(link, end):
                loss = LINK_PENALTY if link else 0.0
                found.extend(
                    (score - loss + rest_score, (part, *rest))
                    for rest_score, rest in _splits(word, end + len(link), parts_left - 1, known)
                )
    return found
