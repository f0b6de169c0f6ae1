"""How far two spellings lie apart."""

from __future__ import annotations


def edits(first: str, second: str, most: int = 99) -> int:
    """Letters to insert, drop, change or swap with their neighbour to get the other word.

    Beyond `most` it stops counting; the result is then only known to be larger.
    """
    first, second = _without_common_ends(first, second)
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first):
        following = [place + 1]
        for at, other in enumerate(second):
            cost = min(row[at + 1] + 1, following[at] + 1, row[at] + (letter != other))
            if place and at and letter == second[at - 1] and first[place - 1] == other:
                cost = min(cost, before[at - 1] + 1)
            following.append(cost)
        before, row = row, following
        if min(row) > most and min(before) > most:
            return most + 1
    return row[-1]


def _without_common_ends(first: str, second: str) -> tuple[str, str]:
    """Both without the beginning and the end that they share: no edit is needed there."""
    most = min(len(first), len(second))
    start = 0
    while start < most and first[start] == second[start]:
        start += 1
    end = 0
    while end < most - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return first[start : len(first) - end], second[start : len(second) - end]


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
