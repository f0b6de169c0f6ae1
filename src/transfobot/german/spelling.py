"""How far two spellings lie apart."""

from __future__ import annotations


def edits(first: str, second: str, most: int = 99) -> int:
    """Letters to insert, drop, change or swap with their neighbour to get the other word.

    Beyond `most` it stops counting; the result is then only known to be larger.
    """
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
