"""Character grams of words, as numbers: three to five letters of `_word_`, within a word.

A text becomes one code a character (6 bit: 0 boundary, 1–26 letters, 27–36 digits, 37 the rest),
words separated by one boundary. A gram is the number its codes make; grams across a boundary are
none. Frequencies are kept for 2^18 hashed buckets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SIZES = (3, 4, 5)
CODES = 64
"""Room for a code: 6 bit."""
BUCKET_BITS = 18
BUCKETS = 1 << BUCKET_BITS

Codes = NDArray[np.uint8]
Numbers = NDArray[np.uint32]

_TABLE = bytearray([37] * 256)
_TABLE[ord(" ")] = 0
for _index in range(26):
    _TABLE[ord("a") + _index] = 1 + _index
for _index in range(10):
    _TABLE[ord("0") + _index] = 27 + _index
_TRANSLATION = bytes(_TABLE)

# Odd multipliers with well mixed high bits, one a gram size.
_MULTIPLIERS = {3: np.uint32(2654435769), 4: np.uint32(2246822519), 5: np.uint32(3266489917)}


def encode(words: Sequence[str]) -> bytes:
    """Folded words as codes with a boundary before, between and after; one boundary if none."""
    if not words:
        return b"\0"
    return f" {' '.join(words)} ".encode("ascii", "replace").translate(_TRANSLATION)


def gram_count(words: Sequence[str]) -> int:
    """How many grams the words have: the length that BM25 divides by."""
    lengths = list(map(len, words))
    letters, single = sum(lengths), lengths.count(1)
    # A word of n letters has n + (n - 1) + (n - 2) grams; of one letter one gram, not zero.
    return 3 * letters - 3 * len(words) + single


def numbers(codes: Codes, size: int) -> tuple[Numbers, NDArray[np.bool_]]:
    """The gram beginning at each position, and whether there is one (none across a boundary)."""
    length = len(codes) - size + 1
    if length <= 0:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.bool_)
    value = codes[:length].astype(np.uint32)
    inner = np.ones(length, dtype=np.bool_)
    for step in range(1, size):
        part = codes[step : step + length]
        value = (value << np.uint32(6)) | part
        if step < size - 1:
            inner &= part != 0
    return value, inner


def buckets(values: Numbers, size: int) -> Numbers:
    """The frequency bucket of each gram."""
    mixed = (values ^ (values >> np.uint32(15))) * _MULTIPLIERS[size]
    return mixed >> np.uint32(32 - BUCKET_BITS)


def text_buckets(codes: Codes) -> tuple[Numbers, NDArray[np.int64]]:
    """Buckets of all grams of the codes, and the position at which each begins."""
    found = []
    places = []
    for size, (values, valid) in zip(SIZES, _growing(codes), strict=False):
        at = np.flatnonzero(valid)
        found.append(buckets(values[at], size))
        places.append(at)
    if not found:
        return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
    return np.concatenate(found), np.concatenate(places)


def _growing(codes: Codes) -> Iterator[tuple[Numbers, NDArray[np.bool_]]]:
    """What `numbers` says of each size, the longer made from the shorter."""
    values, valid = numbers(codes, SIZES[0])
    letter = codes != 0
    size = SIZES[0]
    while len(values):
        yield values, valid
        values = (values[:-1] << np.uint32(6)) | codes[size:]
        valid = valid[:-1] & letter[size - 1 : -1]
        size += 1
