"""The question before, with one number of the case in it changed: "und bei 240 Leuten?"."""

from __future__ import annotations

from collections.abc import Sequence

from transfobot.assistant.understand.filters import size_of
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.understanding import Understanding
from transfobot.assistant.understand.words import listed, pattern, word_tables
from transfobot.german.text import fold

_OPENING, _OURS, _MINE = pattern("case_opening"), pattern("case_ours"), pattern("case_mine")
_UNITS = {
    "people": pattern("unit_people"), "hours": pattern("unit_hours"), "age": pattern("unit_age"),
    "other": pattern("unit_other"),
}  # fmt: skip
_NUMBERS = {word: str(at) for at, word in enumerate(listed("number_words")) if at > 1}
_BEING = frozenset(("bin", "ist", "waere", "sei", "ab"))
_WITHIN = 2


def with_value(before: str, first: Understanding) -> str | None:
    """The question before with the value that a text changes; None where it asks of its own."""
    text, words = fold(first.text), words_of(first.text)
    opening = _OPENING.match(text)
    numbers = [at for at, word in enumerate(words) if _is_number(word)]
    named = first.place or first.filters.lands or not first.mentions.empty
    if not before or named or opening is None or len(numbers) != 1:
        return None
    further = words_of(text[opening.end() :])
    if any(one.group == "askwords" for one in word_tables().find(further)):
        return None
    at = numbers[0]
    value, kind = _NUMBERS.get(words[at].folded, words[at].shown), _kind(words, at)
    held, known = _held(before), words_of(before)
    if kind is None and not (len(value) == len("2026") and value[:2] in ("19", "20")):
        mine = _MINE.search(text) or words[at - 1].folded == "ab"
        kind = "age" if mine and "age" in held else "people"
        kind = kind if kind in held or _OURS.search(text) else next(iter(held), None)
    if kind in held:
        word = known[held[kind]]
        return f"{before[: word.start]}{value}{before[word.end :]}"
    return f"{before.rstrip(' ?.!')}, bei {value} Beschäftigten?" if kind == "people" else None


def _held(before: str) -> dict[str, int]:
    """Where the question before tells how many people, how many hours, what age."""
    words, size = words_of(before), str(size_of(before))
    held: dict[str, int] = {}
    for at, word in enumerate(words):
        kind = _kind(words, at) or _aged(words, at) if _is_number(word) else None
        # Of several numbers of people the size of the firm is meant.
        if kind and kind != "other" and not (kind in held and words[held[kind]].folded == size):
            held[kind] = at
    return held


def _is_number(word: Word) -> bool:
    return word.folded.isdigit() or word.folded in _NUMBERS


def _kind(words: Sequence[Word], at: int) -> str | None:
    """What a number counts, by the words that follow it."""
    after = " ".join(word.folded for word in words[at + 1 : at + 1 + _WITHIN])
    return next((kind for kind, unit in _UNITS.items() if unit.match(after)), None)


def _aged(words: Sequence[Word], at: int) -> str | None:
    return "age" if at > 0 and words[at - 1].folded in _BEING else None
