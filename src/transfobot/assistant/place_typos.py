"""Near spellings of place names, looked for only where no exact one was found."""

from __future__ import annotations

from collections.abc import Sequence

SHORTEST = 5
_SURE = 9


def allowed_distance(key: str) -> int:
    """How many errors a name of this length may have: none below five letters."""
    if len(key) < SHORTEST:
        return 0
    return 1 if len(key) < _SURE else 2


class NearSpellings:
    """All keys with a bitmask of their letters, so that most are told apart without comparing."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._entries = [(key, len(key), _mask(key)) for key in keys]

    def near(self, key: str) -> list[str]:
        """The nearest keys, all of the same smallest distance; a wrong first letter counts double.

        Empty when none is near enough.
        """
        limit = allowed_distance(key)
        if limit == 0:
            return []
        length, mask = len(key), _mask(key)
        found: list[tuple[int, str]] = []
        for other, size, letters in self._entries:
            if abs(size - length) > limit or (mask ^ letters).bit_count() > 2 * limit:
                continue
            distance = edit_distance(key, other, limit)
            if distance and other[0] != key[0]:
                distance += 1
            if distance <= limit:
                found.append((distance, other))
        best = min((distance for distance, _ in found), default=0)
        return sorted(other for distance, other in found if distance == best)


def edit_distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours; `limit + 1` when there are more."""
    if one == other:
        return 0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        previous, row = row, [at]
        for column, candidate in enumerate(other, 1):
            cost = previous[column - 1] + (letter != candidate)
            cost = min(cost, previous[column] + 1, row[column - 1] + 1)
            if at > 1 and column > 1 and letter == other[column - 2] and one[at - 2] == candidate:
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = previous
    return min(row[-1], limit + 1)


def _mask(key: str) -> int:
    mask = 0
    for letter in key:
        if "a" <= letter <= "z":
            mask |= 1 << (ord(letter) - 97)
    return mask
