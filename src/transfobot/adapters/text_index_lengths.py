"""Length classes of passages: BM25 by FTS5 without a look at each match's stored length.

For every match FTS5 would read a row with the passage's length, which is three quarters of what a
search costs. Instead a passage's terms are put in the column of its length class, and `bm25` gets
a weight a column: a weight multiplies how often a term is found, so w · tf / (w · tf + k) is
tf / (tf + k / w), and k / w is chosen to be what BM25 says of the class's length. With
`columnsize=0` FTS5 itself takes every column for −1 long, which gives its k.
"""

from __future__ import annotations

import bisect

CLASSES = 16
_SHORTEST, _RATIO = 8.0, 1.22
"""Each class is a fifth longer than the one before, from 8 to 130 terms."""
_BOUNDS = [_SHORTEST * _RATIO**step for step in range(CLASSES - 1)]
_MIDDLES = [_SHORTEST * _RATIO ** (step - 0.5) for step in range(CLASSES)]
_B = 0.75
"""What FTS5's bm25 has for b; not to be set."""

COLUMNS = tuple(f"c{place}" for place in range(CLASSES))


def column_of(terms: int) -> str:
    """The column for a passage of so many terms."""
    return COLUMNS[bisect.bisect(_BOUNDS, terms)]


def column_weights(average: float) -> tuple[float, ...]:
    """Weights of the columns for `bm25`, where passages have so many terms on average (> 0).

    Below zero, all of them, where the average is so small that FTS5's k is: the quotient is right
    again. All 1 where k is 0, for there no weight changes anything.
    """
    mine = _norm(-CLASSES, average)
    if mine == 0:
        return (1.0,) * CLASSES
    return tuple(mine / _norm(length, average) for length in _MIDDLES)


def _norm(length: float, average: float) -> float:
    return 1 - _B + _B * length / average
