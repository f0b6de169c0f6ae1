"""How far two spellings lie apart."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA


def edits(first: str, second: str, most: int = 99) -> int:
    """Letters to insert, drop, change or swap with their neighbour to get the other word.

    Beyond `most` it stops counting and is `most` + 1.
    """
    return OSA.distance(first, second, score_cutoff=most)


def near(word: str, candidates: Iterable[str], most: int) -> list[tuple[str, int]]:
    """The candidates within `most` edits, each with its edits, the nearest first."""
    found = process.extract(
        word,
        candidates,
        scorer=OSA.distance,  # type: ignore[arg-type]  # its stub has no optional cutoff
        score_cutoff=most,
        limit=None,
    )
    return [(candidate, int(steps)) for candidate, steps, _ in found]


def nearest(word: str, candidates: Iterable[str], most: int) -> str | None:
    """The only nearest candidate within `most` edits; None when two are as near."""
    found = near(word, candidates, most)
    closest = {candidate for candidate, steps in found if steps == found[0][1]}
    return closest.pop() if len(closest) == 1 else None


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def one_edit_away(word: str) -> list[str]:
    """Every spelling one error away, the likelier errors first, none twice.

    A swap, a letter too many (a doubled one first), one too few, a wrong one. The first letter
    stays: it is rarely wrong and then mostly another word.
    """
    places = range(1, len(word))
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places[:-1]]
    doubled = [word[:i] + word[i + 1 :] for i in places if word[i] == word[i - 1]]
    dropped = [word[:i] + word[i + 1 :] for i in places]
    grown = [word[:i] + letter + word[i:] for i in range(1, len(word) + 1) for letter in LETTERS]
    changed = [word[:i] + letter + word[i + 1 :] for i in places for letter in LETTERS]
    found = dict.fromkeys([*swapped, *doubled, *dropped, *grown, *changed])
    found.pop(word, None)
    return list(found)
