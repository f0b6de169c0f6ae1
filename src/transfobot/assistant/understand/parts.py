"""A sentence that asks several things ("Wer leitet es, und wie hoch ist die Förderung?"), in parts.

Each part is a question of its own about the same record. What is told around them asks nothing, so
a word of it ("unsere Pressestelle braucht zwei Dinge: …") cannot be what the records lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transfobot.assistant.understand.filters import filters_of
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.read import Read, attributes_of, category_of, intents_of
from transfobot.assistant.understand.understanding import Attribute, Intent, Understanding
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Topic
from transfobot.german.stems import stem

_ASKING_TEXT = """
wer wen wem was wie wo wann welche welcher welches welchen welchem wieviel wieviele wohin woher
wofuer who what which when where how
"""
_LEADING_TEXT = "bis seit ab an bei in mit von zu aus auf fuer until since with"
_ASKING = frozenset(_ASKING_TEXT.split())
_LEADING = frozenset(_LEADING_TEXT.split())
_JOINING = frozenset(("und", "sowie", "and", "ausserdem", "ferner", "dann", "auch", "noch"))
_ENDS = re.compile(r"[?!;:.–]\s|\s–")
_COMMA = re.compile(r",\s")
_CLEAR_TEXT = "wer welche welcher welches welchen welchem wieviel wieviele who which"
_CLEAR = frozenset(_CLEAR_TEXT.split())
_MEASURES = frozenset(
    ("viel", "viele", "vielen", "hoch", "lange", "lang", "gross", "much", "many", "long")
)
_FEWEST = 2
_MARKS = 2
""" "?" and a space are nothing told."""


def parts_of(asked: Understanding) -> tuple[Understanding, ...]:
    """Each of the questions a text asks, if there are several that each ask for something."""
    pieces = list(_pieces(asked.core))
    if not pieces:
        return _listed(asked)
    parts = tuple(_part(asked, one.text) for one in pieces)
    kept = tuple(
        part for one, part in zip(pieces, parts, strict=True) if one.opened or part.attributes
    )
    return kept if len(kept) >= _FEWEST and all(_asks(one) for one in kept) else ()


def asking_part(asked: Understanding) -> Understanding | None:
    """The one question of a text without what is told before and after it."""
    pieces = [one.text for one in _pieces(asked.core) if one.opened]
    alone = pieces[0] if len(pieces) == 1 else _sentence_alone(asked.core)
    if alone is None or len(alone) + _MARKS >= len(asked.core.strip()):
        alone = _sentence_alone(asked.core)
    if alone is None:
        return None
    part = _part(asked, alone)
    return part if _asks(part) else None


def _sentence_alone(text: str) -> str | None:
    """What follows a colon, or the sentences that end with a question mark; None if that is all.

    "Für einen Vermerk zu MoLeWa: Träger und Summe.", "Wie hoch ist sie? Die Fraktion dankt."
    """
    kept = text.rpartition(": ")[2]
    asking = [one for one in _TOLD.split(kept) if one.rstrip().endswith("?")]
    kept = " ".join(asking) if asking else kept
    kept = _FOR_WHAT.sub("", kept.strip())
    return kept if len(kept) + _MARKS < len(text.strip()) else None


_TOLD = re.compile(r"(?<=[?!])\s+|(?<=[a-zäöüß]\.)\s+(?=[A-ZÄÖÜ])")
_FOR_WHAT = re.compile(
    r"^(?:(?:für|zu|for)\s(?:\w+\s){0,2}?|fürs\s|zum\s|zur\s)[A-ZÄÖÜ]\w+\s(?=(?:zu|von|bei|über)\s)"
    r"|,?\s(?:brauch\w*|benötig\w*|ist|das)\s[^,?]*\b(?:für|fürs|zum|zur)\s[^,?]*$"
)
""" "Für einen Vermerk zu …", "… brauche ich fürs Handout"."""


def _asks(part: Understanding) -> bool:
    # "Was kann man dort machen?" is asked of the offer that is named.
    known = part.nouns or part.mentions.offers
    return bool(part.attributes or known or Intent.EXPLAIN in part.intents)


def _listed(asked: Understanding) -> tuple[Understanding, ...]:
    """The members of an enumeration that has no word of asking ("die Partner und den Auftakt").

    Columns of one record need no parts; beside them stands an event, a number or a noun of its
    own. Day and place belong to the event before them.
    """
    text = asked.core.rpartition(": ")[2]
    parts: list[Understanding] = []
    for one in _MEMBERS.split(text):
        part = _part(asked, one.strip(" .!–"))
        beside = part.attributes and set(part.attributes) <= _OF_EVENTS - {Attribute.EVENTS}
        if beside and parts and _OF_EVENTS & set(parts[-1].attributes):
            parts[-1] = _part(asked, f"{parts[-1].core}, {part.core}")
        elif words_of(part.core):
            parts.append(part)
    apart = any(_stands_apart(one) for one in parts)
    full = all(one.attributes or one.settled for one in parts)
    return tuple(parts) if apart and full and len(parts) >= _FEWEST else ()


_MEMBERS = re.compile(r"[,;•]\s|\s/\s|,?\s(?:und|sowie|and)\s|(?:^|\s)[1-9][.)]\s")
_OF_EVENTS = frozenset((Attribute.EVENTS, Attribute.DATE, Attribute.PLACE))


def _stands_apart(part: Understanding) -> bool:
    counted = Intent.COUNT in part.intents
    return counted or bool(_OF_EVENTS & set(part.attributes) or part.nouns)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a text; `opened` by a word of asking, else only ended by a question mark."""

    text: str
    opened: bool


def _pieces(text: str) -> Iterator[_Piece]:
    """What a text asks in a row: "Summe? An welchem Tag war …, und wer leitet es?".

    A sentence without a word of asking is one where a question mark ends it, or where it adds to
    another question ("Und die Telefonnummer bitte."). None where nothing opens with such a word.
    """
    sentences = _SENTENCES.findall(text)
    found: list[_Piece] = []
    for one in sentences:
        opened = [_Piece(piece, opened=True) for piece in _opened(one)]
        words = words_of(one)
        adding = bool(words) and words[0].folded in _JOINING and len(words) <= _SHORT
        alone = not opened and (one.rstrip().endswith("?") or adding)
        found += [_Piece(one.strip(" ?.,;–"), opened=False)] if alone else opened
    yield from found if any(one.opened for one in found) else ()


_SENTENCES = re.compile(r"[^?]+\??")
_SHORT = 6


def _opened(text: str) -> Iterator[str]:
    """The pieces of a sentence that open with a word of asking; what stands before them is told.

    A comma alone opens one only before "wer", "welche" and "wie viele": "das Netzwerk, wo …" asks
    nothing further.
    """
    words = words_of(text)
    starts = [
        at for at, word in enumerate(words) if word.folded in _ASKING and _opens(words, at, text)
    ]
    # "Wann und wo war …" is one question.
    starts = [at for at in starts if at == starts[0] or not _bare_before(words, at)]
    if not starts:
        return
    ends = [words[_from(words, at)].start for at in starts[1:]] + [len(text)]
    for start, end in zip(starts, ends, strict=True):
        yield text[words[_from(words, start)].start : end].strip(" ?,;–")


def opens_with_asking(words: Sequence[Word]) -> bool:
    """Whether a piece begins with a word of asking, or with a preposition before one."""
    return any(one.folded in _ASKING for one in words[:2])


def _bare_before(words: Sequence[Word], at: int) -> bool:
    """Whether nothing but another word of asking stands before the one that opens here."""
    before = [word.folded for word in words[: _from(words, at)]]
    while before and before[-1] in _JOINING:
        before.pop()
    return bool(before) and before[-1] in _ASKING


def _from(words: Sequence[Word], at: int) -> int:
    """Where a piece begins: with the preposition before its word of asking."""
    return at - 1 if at and words[at - 1].folded in _LEADING else at


def _opens(words: Sequence[Word], at: int, text: str) -> bool:
    first = _from(words, at)
    if first == 0:
        return True
    before = first - 1
    joined = words[before].folded in _JOINING
    gap = text[words[before].end : words[first].start]
    if joined or _ENDS.search(gap):
        return True
    measured = at + 1 < len(words) and words[at + 1].folded in _MEASURES
    clear = words[at].folded in _CLEAR or measured or words[at].folded == "wann"
    return bool(_COMMA.search(gap)) and clear


def _part(asked: Understanding, text: str) -> Understanding:
    """The understanding of one piece; names and what the conversation adds are those of all."""
    words = words_of(text)
    found = tuple(word_tables().find(words))
    read = Read(text, words, found, (), (), ())
    roots = {stem(word.folded) for word in words}
    folded = {word.folded for word in words}
    who = tuple(one for one in asked.filters.organisations if one in folded)
    placed = asked.place is not None and {w.folded for w in words_of(asked.place.matched)} <= folded
    return replace(
        asked,
        core=text,
        attributes=tuple(one for one in attributes_of(read) if one in asked.attributes),
        intents=tuple(one for one in intents_of(read) if one in asked.intents),
        category=category_of(read),
        topics=tuple(Topic(key) for key in read.keys("topics")),
        filters=filters_of(text, words, found, asked.day, who),
        place=asked.place if placed else None,
        content=_kept(asked.content, roots),
        nouns=_kept(asked.nouns, roots),
        subjects=_kept(asked.subjects, roots),
        subjects_anywhere=_kept(asked.subjects_anywhere, roots),
        settled=_kept(asked.settled, roots),
    )


def _kept(stems: Sequence[str], roots: set[str]) -> tuple[str, ...]:
    return tuple(one for one in stems if one in roots)
