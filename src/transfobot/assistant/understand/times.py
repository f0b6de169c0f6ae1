"""Days that lie ahead of today: "in vier Wochen", "in einem halben Jahr"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.words import Found

_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_NUMBERS_TEXT = """
ein zwei drei vier fuenf sechs sieben acht neun zehn elf zwoelf dreizehn vierzehn
"""
_NUMBERS = {word: at for at, word in enumerate(_NUMBERS_TEXT.split(), 1)}
_SOME = frozenset(("paar", "wenigen", "einigen"))
_FEW = 3


def ahead_in(found: Sequence[Found], words: Sequence[Word], day: date) -> date | None:
    """The day a question names by its distance from today; None where it names none."""
    for one in found:
        if one.group == "ahead" and (distance := _distance(one, words)) is not None:
            return day + timedelta(days=distance)
    return None


def words_ahead(found: Sequence[Found], words: Sequence[Word]) -> set[int]:
    """Where the words of such a distance stand."""
    return {
        at
        for one in found
        if one.group == "ahead" and _distance(one, words) is not None
        for at in range(one.start, one.end)
    }


def _distance(found: Found, words: Sequence[Word]) -> int | None:
    """How many days ahead; None for "in den nächsten Wochen", which is no distance."""
    between = [word.folded for word in words[found.start + 1 : found.end - 1]]
    unit = _DAYS[found.key]
    if not between or len(between) > 2:
        return None
    if between[-1] in _SOME:
        return _FEW * unit
    if between[-1].startswith("halben"):
        return unit // 2
    number = _number(between[0])
    return None if number is None or len(between) > 1 else number * unit


def _number(folded: str) -> int | None:
    if folded.isdigit() and len(folded) <= len("365"):
        return int(folded)
    return 1 if folded in ("einem", "einer") else _NUMBERS.get(folded)
