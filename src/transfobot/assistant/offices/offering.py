"""Whose a thing is that only one network offers: "der Strategiebaukasten", "die Lernnuggets"."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from transfobot.assistant.understand.language import words_of
from transfobot.assistant.understand.words import word_tables
from transfobot.domain.register import Network, Study
from transfobot.german.stems import stem
from transfobot.german.text import fold

_LONG, _PAIR = 8, 2


def network_offering(
    networks: tuple[Network, ...], text: str, lands: Collection[str] = ()
) -> str | None:
    """The one network, of the Länder told, that offers what a text names; None where several may.

    By a long noun that no table of words knows, or by two nouns of one offer.
    """
    said = {stem(word.folded) for word in words_of(text)}
    outside = {one.id for one in networks if lands and not {*lands} & {*one.lands}}
    found = {
        key
        for key, nouns, telling in _own_nouns(networks)
        if key not in outside and (telling & said or len(nouns & said) >= _PAIR)
    }
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4)
def _own_nouns(
    networks: tuple[Network, ...],
) -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """The nouns of each offer of a network, and those that tell it alone, in stems.

    A row of general words ("Beratung und Begleitung") names none.
    """
    names = {stem(word.folded) for one in networks for word in words_of(one.name)}
    found = []
    for one in networks:
        for offer in one.offers:
            words = [word for word in words_of(offer) if word.shown[:1].isupper()]
            strange = {stem(word.folded) for word in words if not word_tables().find((word,))}
            telling = {root for root in strange - names if len(root) >= _LONG}
            if "," not in offer and " und " not in offer:
                nouns = frozenset(stem(word.folded) for word in words)
                found.append((one.id, nouns, frozenset(telling)))
    return tuple(found)


def network_behind(networks: tuple[Network, ...], study: Study) -> str | None:
    """The network that a study is called after, or that wrote it."""
    told = set(fold(f"{study.title} {study.author}").replace("-", " ").split())
    named = [one.id for one in networks if set(fold(one.short_name).split()) <= told]
    return named[0] if len(named) == 1 else None
