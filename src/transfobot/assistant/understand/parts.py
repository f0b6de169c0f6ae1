"""A sentence that asks several things ("Wer leitet es, und wie hoch ist die Förderung?"), in parts.

Each part is a question of its own about the same record. What is told around them asks nothing, so
a word of it ("unsere Pressestelle braucht zwei Dinge: …") cannot be what the records lack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from transfobot.assistant.understand.clauses import CONDITIONS
from transfobot.assistant.understand.filters import filters_of
from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.pieces import Piece, listed_after, pieces_of
from transfobot.assistant.understand.read import Read, attributes_of, category_of, intents_of
from transfobot.assistant.understand.understanding import (
    OF_EVENTS,
    Attribute,
    Category,
    Intent,
    Understanding,
)
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.conversation import Topic
from transfobot.german.stems import stem

_FEWEST = 2
_MARKS = 2
""" "?" and a space are nothing told."""


def parts_of(asked: Understanding) -> tuple[Understanding, ...]:
    """Each of the questions a text asks, if there are several that each ask for something.

    Columns of one record that are only listed need no parts; beside them stands a question, an
    event, a number or a noun of its own.
    """
    pieces = list(pieces_of(asked.core))
    opened = any(one.opened for one in pieces)
    if len(pieces) == 1 and opened and (listed := listed_after(pieces[0])):
        pieces, opened = listed, False
    if not opened:
        pieces = [Piece(own, opened=False) for one in pieces for own in _by_nouns(one.text)]
    parts: list[Understanding] = []
    for one in pieces:
        part = _part(asked, one.text)
        if not one.opened and words_of(one.text)[0].folded in CONDITIONS:
            continue
        belongs = not one.opened and parts and part.place and _is_member(part)
        if belongs:
            # "Partner, Summe und der Kreis Gotha": whether that is one of its own.
            part = replace(part, intents=(Intent.BELONGS,), attributes=())
        beside = part.attributes and set(part.attributes) <= OF_EVENTS - {Attribute.EVENTS}
        if not one.opened and beside and parts and OF_EVENTS & set(parts[-1].attributes):
            # Day and place belong to the event before them.
            parts[-1] = _part(asked, f"{parts[-1].core}, {part.core}")
        elif not one.opened and _names_alone(part):
            continue
        elif one.opened or part.attributes or part.settled or (opened and part.nouns) or belongs:
            parts.append(part)
        elif not opened and parts:
            return ()
    asking = all(_asks(one) for one in parts) if opened else any(map(_stands_apart, parts))
    return tuple(parts) if asking and len(parts) >= _FEWEST else ()


def _names_alone(part: Understanding) -> bool:
    """ "Das Netz in X, wer leitet es?": what stands before the question only says of which."""
    other = part.attributes or part.intents or part.topics or part.nouns
    return part.category is Category.NETWORK and not other


def _is_member(part: Understanding) -> bool:
    """ "… und der Kreis Gotha", "… und ob Gotha dazugehört"."""
    led = words_of(part.core)[0].folded in ("der", "die", "das", "den", "ob")
    of_it = set(part.attributes) <= {Attribute.PARTNERS, Attribute.CONDITIONS}
    return led and of_it and not part.nouns


def _by_nouns(text: str) -> Iterator[str]:
    """ "Fördersumme Beschäftigtenzahl Ende": nouns in a row that each ask, without any comma."""
    words = words_of(text)
    found = word_tables().find(words)
    names = {
        one.start
        for one in found
        if one.group == "attributes" and one.length == 1 and one.key in _COLUMNS
    }
    starts = [
        at
        for at, word in enumerate(words)
        if word.shown[:1].isupper()
        and at in names
        and (at == 0 or words[at - 1].shown[:1].isupper())
    ]
    cuts = [0, *(words[at].start for at in starts if at), len(text)]
    for begin, end in pairwise(cuts):
        yield text[begin:end].strip()


_COLUMNS = frozenset((
    Attribute.LEAD, Attribute.PARTNERS, Attribute.SPAN, Attribute.BEGINS, Attribute.ENDS,
    Attribute.MONEY, Attribute.PERSON, Attribute.PHONE, Attribute.EMAIL, Attribute.ADDRESS,
    Attribute.WEBSITE,
))  # fmt: skip


def asking_part(asked: Understanding) -> Understanding | None:
    """The one question of a text without what is told before and after it."""
    pieces = [one.text for one in pieces_of(asked.core) if one.opened]
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
    kept = kept.strip()
    return kept if len(kept) + _MARKS < len(text.strip()) else None


_TOLD = re.compile(r"(?<=[?!])\s+|(?<=[a-zäöüß]\.)\s+(?=[A-ZÄÖÜ])")


def _asks(part: Understanding) -> bool:
    # "Was kann man dort machen?" is asked of the offer that is named.
    known = part.nouns or part.settled or part.mentions.offers
    return bool(part.attributes or known or _ITSELF & set(part.intents))


_ITSELF = frozenset((Intent.EXPLAIN, Intent.BELONGS, Intent.LIST, Intent.COUNT))


def _stands_apart(part: Understanding) -> bool:
    counted = {Intent.COUNT, Intent.BELONGS} & set(part.intents)
    listed = part.category is Category.NETWORK and Intent.LIST in part.intents
    return bool(counted) or listed or bool(OF_EVENTS & set(part.attributes) or part.nouns)


def _part(asked: Understanding, text: str) -> Understanding:
    """The understanding of one piece; names and what the conversation adds are those of all."""
    words = words_of(text)
    found = tuple(word_tables().find(words))
    read = Read(text, words, found, ())
    roots = {stem(word.folded) for word in words}
    folded = {word.folded for word in words}
    who = tuple(one for one in asked.filters.organisations if one in folded)
    placed = asked.place is not None and {w.folded for w in words_of(asked.place.matched)} <= folded
    known = {*asked.attributes, *OF_EVENTS}
    return replace(
        asked.keeping(lambda one: one in roots),
        core=text,
        attributes=tuple(one for one in attributes_of(read) if one in known),
        intents=tuple(one for one in intents_of(read) if one in asked.intents),
        category=category_of(read),
        topics=tuple(Topic(key) for key in read.keys("topics")),
        filters=filters_of(text, text, words, found, asked.day, who),
        place=asked.place if placed else None,
        settled=tuple(one for one in asked.settled if one in roots),
    )
