"""Typing errors mended, and compounds written apart ("Förder Summe", "lauf zeit") joined again.

Joined is only what together is a word that questions are read by, or a word of the dictionary whose
first part cannot stand alone; what stands in two words of its own stays apart.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.words import WordTables
from transfobot.german.spelling import nearest

_SHORTEST_PART = 3
_SHORTEST = 7
_LONGEST_BOUND = 12
_GAPS = frozenset((" ", "-"))
_MOST_PARTS = 3


def joined(text: str, tables: WordTables, known: Container[str], told: Container[str] = ()) -> str:
    """The text with its split compounds written together.

    `known` are words of the dictionary, `told` those of the records ("tilgungs freie Jahre").
    """
    words = words_of(text)
    apart = {(one.start, one.end) for one in tables.find(words)}
    pieces: list[str] = []
    last = at = 0
    while at < len(words):
        # "Kick-off", "Baden-Württemberg": what the tables have in two words stays in two.
        lengths = [one for one in range(2, _MOST_PARTS + 1) if (at, at + one) not in apart]
        length = _compound(words[at : at + _MOST_PARTS], lengths, text, tables, known, told)
        if length > 1:
            pieces.append(text[last : words[at].start] + _written(words[at : at + length]))
            last = words[at + length - 1].end
        at += length
    return "".join(pieces) + text[last:] if pieces else text


def _compound(
    words: Sequence[Word],
    lengths: Sequence[int],
    text: str,
    tables: WordTables,
    known: Container[str],
    told: Container[str],
) -> int:
    """How many of the words, from the first on, are one compound; 1 where it stands alone."""
    for length in reversed(lengths):
        parts = words[:length]
        gaps = {text[one.end : two.start] for one, two in pairwise(parts)}
        hyphen = gaps != {" "}
        if len(parts) < length or (hyphen and _inside_longer(parts, text)):
            continue
        if gaps <= _GAPS and _is_compound(parts, tables, known, told, hyphen=hyphen):
            return length
    return 1


def _inside_longer(parts: Sequence[Word], text: str) -> bool:
    """ "mail-adresse" in "E-Mail-Adresse"."""
    return "-" in (text[parts[0].start - 1 : parts[0].start], text[parts[-1].end :][:1])


def _is_compound(
    parts: Sequence[Word],
    tables: WordTables,
    known: Container[str],
    told: Container[str],
    *,
    hyphen: bool,
) -> bool:
    whole = "".join(one.folded for one in parts)
    if len(whole) < _SHORTEST or any(not _is_part(one, tables) for one in parts):
        return False
    if hyphen and any(one.shown.isupper() or any(map(str.isupper, one.shown[1:])) for one in parts):
        return False
    if not hyphen and parts[0].shown[:1].islower() and parts[-1].shown[:1].isupper():
        # "gefördert Projekt": an adjective before its noun.
        return False
    first = parts[0].folded
    bound = _is_bound(first, known)
    verb = len(parts) == 2 and parts[-1].shown.islower() and whole.endswith(("en", "t"))
    if not (hyphen or bound) and parts[0].shown[:1].isupper() and verb:
        # "Stellen streichen", "Stellen abbaut": a noun and its verb.
        return False
    if _read_by(whole, len(whole) - len(parts[-1].folded), tables):
        return True
    as_one = whole in told or (known != () and whole in known)
    return bound and as_one and len(first) <= _LONGEST_BOUND


def _is_part(word: Word, tables: WordTables) -> bool:
    plain = word.folded.isalpha() and len(word.folded) >= _SHORTEST_PART
    return plain and (word.folded in _ALSO_PARTS or not tables.is_filler(word.folded))


_ALSO_PARTS = frozenset((
    "zeit", "bund", "amt", "netz", "jahr", "jahres", "region", "teil", "tag", "transformations",
    "netzwerk",
))  # fmt: skip
"""Fillers that compounds are made with."""


def _read_by(whole: str, most: int, tables: WordTables) -> bool:
    """Whether a table has the compound, not only the word it begins with."""
    if whole in tables.whole or whole in tables.spelling:
        return True
    # One or two letters more are an ending ("digitale*"), not the next word's beginning.
    least = most + _SHORTEST_PART
    return any(whole[:length] in tables.begun for length in range(least, len(whole) + 1))


def _is_bound(first: str, known: Container[str]) -> bool:
    """ "Förder", "Qualifizierungs": what is only the first part of other words."""
    return first.endswith(("ungs", "ions", "heits", "keits", "schafts", "taets")) or (
        first not in known and len(first) > _SHORTEST_PART
    )


def _written(parts: Sequence[Word]) -> str:
    return parts[0].shown + "".join(one.shown.lower() for one in parts[1:])


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
