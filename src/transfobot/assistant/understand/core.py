"""The part of a message that asks, and typing errors in the words that matter."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.pieces import asks_several, wants
from transfobot.assistant.understand.words import WordTables
from transfobot.german.sentences import split
from transfobot.german.spelling import nearest

_SHORT_MESSAGE = 28
_SHORT_SPEECH = 12
_TWO_QUESTIONS = 18
_SHORTEST_REPAIR = 6
_TAIL = 40
_ONE_QUESTION = 5
_SEVERAL = 50
_LONG = 8
"""As long as a word must be to be a mistyped form of any term of the tables."""


def core_of(text: str, tables: WordTables) -> str:
    """The sentences of a message that ask; the whole of a short one.

    A long message without any question mark (dictated, or a complaint) is read from its last
    question word on.
    """
    words = words_of(text)
    spoken = not any(mark in text for mark in ".?!,;:") and text == text.lower()
    spoken = spoken and not (_opens_question(words[:2], tables) and len(words) <= _TWO_QUESTIONS)
    if len(words) <= (_SHORT_SPEECH if spoken else _SHORT_MESSAGE):
        return text
    if spoken:
        return _trimmed(text, tables, _SHORT_SPEECH)
    sentences = [text[start:end] for start, end in split(text)]
    asking = [one for one in sentences if one.rstrip().endswith("?") or wants(one, tables)]
    if not asking:
        asking = [one for one in sentences if _opens_question(words_of(one)[:3], tables)]
    if asking and all(_only_doubts(one, tables) for one in asking):
        # "Man zahle die Hälfte. Stimmt das?": what is doubted stands right before.
        asking = sentences[max(0, sentences.index(asking[0]) - 1) :]
    if asking and sum(len(words_of(one)) for one in asking) < len(words):
        return " ".join(_trimmed(one, tables) for one in asking[-3:])
    return _trimmed(text, tables)


def _only_doubts(sentence: str, tables: WordTables) -> bool:
    """ "Stimmt das überhaupt?": whether a sentence asks nothing but if something told is true."""
    words = words_of(sentence)
    found = tables.find(words)
    doubted = any(one.group == "meta" and one.key == "doubt" for one in found)
    asked = any(one.group in ("attributes", "categories") for one in found)
    return doubted and not asked and len(words) <= _SHORT_DOUBT


_SHORT_DOUBT = 8


def with_networks(text: str) -> str:
    """ "Welches Netz": what people call a network for short; "im Netz" is the internet."""
    text = _OF_PLACE.sub(r"\2 \1", text)
    return _NET.sub(lambda match: f"{match[1] or ''}{match[2]}werk{match[3] or ''}", text)


_OF_PLACE = re.compile(
    r"\b(?!Auto|Zuliefer|Kfz|Förder|Partner|Bundes|Landes|Trafo|Kompetenz|Fach)([A-ZÄÖÜ][a-zäöüß]{3,}[a-rt-zäöüß])-"
    r"(Verbund(?:e?s)?|(?:Auto)?[Nn]etz(?:werk)?(?:e?s)?|Initiative|Bündnis(?:ses)?)\b(?!-)"
)
""" "Der Ostalb-Verbund"."""

_NET = re.compile(
    r"(?<!\bim )(?<!\bins )(?<!\btrafo[ -])(?<!tra[ -])"
    r"\b(transformations-?|förder-?|foerder-?)?(netz)(e|es|en)?\b(?!-?\w)",
    re.IGNORECASE,
)


def _opens_question(words: Sequence[Word], tables: WordTables) -> bool:
    return any(found.group == "askwords" and found.start < 2 for found in tables.find(words))


def _trimmed(text: str, tables: WordTables, longest: int = _SHORT_MESSAGE) -> str:
    """A long sentence from its last question word on, if enough follows."""
    words = words_of(text)
    if len(words) <= longest or (len(words) <= _SEVERAL and asks_several(text)):
        return text
    asking = [found.start for found in tables.find(words) if found.group == "askwords"]
    starts = [at for at in asking if len(words) - _TAIL <= at <= len(words) - 3]
    if not starts:
        return text[words[-min(_SHORT_MESSAGE, len(words))].start :]
    first = starts[-1]
    for start in reversed(starts):
        # "welche Förderung gibt es da" is one question, not the "gibt es da" at its end.
        if first - start <= _ONE_QUESTION:
            first = start
    for start in sorted(asking, reverse=True):
        # "In welcher Stadt war es, wie viele Gäste kamen, und wer sprach?" asks three things.
        if start < first and _ROW.search(text[: words[first].start]):
            first = start
    return text[words[first].start :]


_ROW = re.compile(
    r"(?:[,;]|,? (?:und|sowie|and))\s(?:(?:in|an|bei|von|bis|ab|auf|mit|aus)\s)?$", re.I
)


def repaired(words: Sequence[Word], tables: WordTables, known: Container[str]) -> tuple[Word, ...]:
    """The words with typing errors mended in the terms of the field ("Transformationsnetzerke")."""
    return tuple(mended(word, tables, known) for word in words)


def mended(word: Word, tables: WordTables, known: Container[str]) -> Word:
    """The word, or the term of the field it was meant to be."""
    token = word.folded
    # Five letters are only mended where a dictionary can tell a typing error from a word.
    shortest = _SHORTEST_REPAIR if known == () else _SHORTEST_REPAIR - 1
    if len(token) < shortest or token in tables.whole or token in known:
        return word
    if tables.is_filler(token):
        return word
    allowed = 1 if len(token) < 9 else 2
    # As near to two forms of one word ("veranstaltungn") is near to that word.
    best = nearest(token, tables.spelling, allowed) or nearest(token, tables.forms, allowed)
    if best is None and known != () and len(token) >= _LONG:
        best = nearest(token, tables.terms, 1)
    return word if best is None else replace(word, folded=best)
