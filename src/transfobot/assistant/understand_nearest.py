"""Which known word a mistyped one is closest to."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str], allowed: int) -> str | None:
    """The only nearest candidate within `allowed` typing errors; None when two are as near."""
    best: str | None = None
    distance = allowed + 1
    for candidate in candidates:
        if abs(len(candidate) - len(word)) > allowed:
            continue
        steps = typing_errors(word, candidate, allowed)
        if steps < distance:
            best, distance = candidate, steps
        elif steps == distance and steps <= allowed:
            best = best if best == candidate else None
    return best


def typing_errors(left: str, right: str, allowed: int) -> int:
    """Letters missing, added, wrong or swapped; `allowed` + 1 as soon as it is more."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        above = rows[-1]
        current = [i]
        for j, b in enumerate(right, 1):
            cost = min(above[j] + 1, current[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            current.append(cost)
        if min(current) > allowed:
            return allowed + 1
        rows.append(current)
    return rows[-1][-1]
