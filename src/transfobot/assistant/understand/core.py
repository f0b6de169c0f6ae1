"""What people call a network for short, and typing errors in the words that matter."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from transfobot.assistant.understand.language import Word
from transfobot.assistant.understand.words import WordTables
from transfobot.german.spelling import nearest

_SHORTEST_REPAIR = 6
_LONG = 8
"""As long as a word must be to be a mistyped form of any term of the tables."""


def with_networks(text: str) -> str:
    """ "Welches Netz": what people call a network for short; "im Netz" is the internet."""
    text = _SAME_AGAIN.sub(r"\1\2 \3 die \1", _OF_PLACE.sub(r"\2 \1", text))
    return _NET.sub(lambda match: f"{match[1] or ''}{match[2]}werk{match[3] or ''}", text)


_OF_PLACE = re.compile(
    r"\b(?!Auto|Zuliefer|Kfz|Förder|Partner|Bundes|Landes|Trafo|Kompetenz|Fach)([A-ZÄÖÜ][a-zäöüß]{3,}[a-rt-zäöüß])-"
    r"(Verbund(?:e?s)?|(?:Auto)?[Nn]etz(?:werk)?(?:e?s)?|Initiative|Bündnis(?:ses)?)\b(?!-)"
)
""" "Der Ostalb-Verbund"."""

_SAME_AGAIN = re.compile(
    r"\b(Anzahl|Zahl)( (?:der|des|von) [\w-]+(?: \w+)?),? (und|sowie) die(?= (?:der|des|von)\b)"
)
""" "Die Zahl der Firmen und die der Leute"."""
_NET = re.compile(
    r"(?<!\bim )(?<!\bins )(?<!\btrafo[ -])(?<!tra[ -])"
    r"\b(transformations-?|förder-?|foerder-?)?(netz)(e|es|en)?\b(?!-?\w)",
    re.IGNORECASE,
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
    return word if best is None else word._replace(folded=best)
