"""Near spellings of place names, looked for only where no exact one was found."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.german.spelling import near

SHORTEST = 5
_SURE = 9


def allowed_distance(key: str) -> int:
    """How many errors a name of this length may have: none below five letters."""
    if len(key) < SHORTEST:
        return 0
    return 1 if len(key) < _SURE else 2


class NearSpellings:
    """Keys to look a mistyped one up in."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = list(keys)

    def near(self, key: str) -> list[str]:
        """The nearest keys, all of the same smallest distance; a wrong first letter counts double.

        Empty when none is near enough.
        """
        limit = allowed_distance(key)
        if limit == 0:
            return []
        found = [
            (steps + bool(steps and other[0] != key[0]), other)
            for other, steps in near(key, self._keys, limit)
        ]
        best = min((distance for distance, _ in found), default=limit + 1)
        return sorted(other for distance, other in found if distance == best <= limit)
