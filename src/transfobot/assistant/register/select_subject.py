"""What the networks of a list work on: words of the question in their focus, offers and facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transfobot.assistant.places.words import KIND_WORDS
from transfobot.assistant.understand.collective_words import NETWORK, NETWORKS
from transfobot.assistant.understand.framing import framed
from transfobot.assistant.understand.language import Word, words_of
from transfobot.assistant.understand.regions import AREAS
from transfobot.assistant.understand.understanding import Attribute, Understanding
from transfobot.assistant.understand.words import listed, word_tables
from transfobot.domain.register import Network
from transfobot.german.sentences import split
from transfobot.german.text import fold

_KIND_OF_OFFER = re.compile(r"(?:beratung|workshop|schulung|kurs|seminar|training|lots)")
_UNTOPICAL = frozenset(("firms", "employed", "guests", "industry"))
_SPATIAL = AREAS | KIND_WORDS | frozenset(listed("spatial"))
"""Words that say where, or whose company it is ("im Kreis der sechs"): nobody works on them."""
_OF_ALL = frozenset(listed("of_all"))
"""What every network is for, and the sums that bound a list."""


def by_subject(asked: Understanding, networks: list[Network]) -> tuple[list[Network], str] | None:
    """The networks that work on all the subjects of the question, and how it calls them."""
    said = _subjects(asked)
    if not said or (asked.filters.statuses and not asked.topics):
        return None
    words = list(dict.fromkeys(word.folded for word in said))
    shown = " ".join(dict.fromkeys(word.shown for word in said))
    if Attribute.AUDIENCES in asked.attributes:
        return [one for one in networks if all(_holds(one.audiences, w) for w in words)], shown
    if Attribute.FOCUS in asked.attributes:
        focused = [one for one in networks if all(_holds(one.focus, word) for word in words)]
        if focused:
            return focused, shown
    kept = [one for one in networks if all(_speaks_of(one, word) for word in words)]
    return kept, shown


def _subjects(asked: Understanding) -> list[Word]:
    """The nouns, topics and kinds of offers in the part that asks, in its order."""
    words = words_of(_listing_part(asked.core))
    tables = word_tables()
    purpose = framed(words, tables.find(words))
    topics = {
        found.at[-1]
        for found in tables.find(words)
        if found.group == "topics" and found.key != "funding"
    }
    return [
        word
        for at, word in enumerate(words)
        if (at in topics or _is_noun(word, asked) or _KIND_OF_OFFER.match(word.folded))
        and at not in purpose
        and word.folded not in _SPATIAL | _OF_ALL
        and not word.folded.isdigit()
        and not _UNTOPICAL & tables.meanings((word,))
    ]


def _listing_part(text: str) -> str:
    """The sentences that speak of networks, where others only tell who asks."""
    parts = [text[start:end] for start, end in split(text)]
    return " ".join(one for one in parts if _NETWORKS.search(fold(one))) or text


_NETWORKS = re.compile(rf"\b(?:{NETWORKS}|{NETWORK})\b")


def _is_noun(word: Word, asked: Understanding) -> bool:
    return any(word.folded.startswith(stem) for stem in asked.nouns)


def _speaks_of(network: Network, word: str) -> bool:
    return _holds([*network.focus, *network.offers, *(fact.text for fact in network.facts)], word)


def _holds(texts: Sequence[str], word: str) -> bool:
    """Whether texts have the word, a longer one made with it, or another for the same."""
    stem = word[: max(_SHORT, len(word) - 2)]
    words = [token for text in texts for token in words_of(text)]
    tables = word_tables()
    meant = tables.meanings(words_of(word)) & SUBJECTS
    if meant and meant & tables.meanings(words):
        return True
    tokens = [token.folded for token in words]
    if len(word) < _SHORT:
        return word in tokens
    if len(word) == _SHORT:
        # "Markt" is a "Marktbearbeitung" and no "Vermarktung".
        return any(token.startswith(word) for token in tokens)
    return any(stem in token for token in tokens)


_SHORT = 5

SUBJECTS = frozenset(listed("subjects"))
"""Groups of synonyms that name what networks work on."""
